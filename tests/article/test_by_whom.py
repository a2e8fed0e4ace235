"""Who says it: whom no name gives in so many words, and what only looks like a name."""

from __future__ import annotations

import pytest

from tests.articles import of as _of
from verifier.model.forecasts import ForecasterKind

STRIKE = """\
There could be a strike, Bo Roe, head of the Institute of Rents, a group at the college that is
tracking it, told Lake News.
"""
SPEAKERS: list[tuple[str, str | None]] = [
    # What a rank is of, between it and the name.
    *[
        (f"“The mill will close,” said {role} {name}.", name)
        for role, name in (
            ("Regional Minister for Industry", "Agata Palmowska"),
            ("Shadow Minister for Health", "Beatriz Lomba"),
            ("Deputy Commissioner for Roads", "Nkechi Obi"),
            ("State Secretary for Home Affairs", "Jelena Marić"),
            ("Outgoing Provincial Governor", "Tomás Řehák"),
        )
    ],
    # A place owns what is told of; those who say it are no place, and no word that begins.
    *[
        (f"{what} will fall in May, the {who} said.", who)
        for what in ("Belvaria's exports", "Snow", "Turnout")
        for who in ("finance ministry", "central bank", "weather office")
    ],
    ("Storage is full. The regulator said it will set a level in May.", "regulator"),
    ("Rival broker Amberly was kinder, arguing that rents would rise.", "Amberly"),
    ("Options pricing implies a 30% probability that rents will rise.", None),
    ("Shares of Halvarsund fell. Halvarsund expects rents to rise.", "Halvarsund"),
    ("Supporters of Mirela Dobos sang. Dobos said she will win.", "Mirela Dobos"),
    ("Friends of the Earth said the river will dry up.", "Friends of the Earth"),
    ("Gold could test $4,000 this week if it thaws, said Omar Feld, a broker.", "Omar Feld"),
    ("Bo Asante signed. The Ghanaian said he will score in May.", "Bo Asante"),
    ("Inês Goi disagrees, and the Basque says rents will rise.", "Inês Goi"),
    ("Vestra builds trams. Vestra is old. It plans to sell them by 2040.", "Vestra"),
    ("The met office has met. Gusts will grow, it says.", "met office"),
    ("An amber warning will be lifted in May.", None),
    # The words before a colon name somebody, or tell of them.
    ("10:15 Our reporter at the port, Dina Yusupova: “It will rain.”", "Dina Yusupova"),
    ("10:15 Our reporter Inês Roe in Ourtown: “It will rain.”", "Inês Roe"),
    ("Ann Roe is behind.\n\n19:35 Roe isn't conceding: “Wait. We will win.”", "Ann Roe"),
    ("Ann Roe is behind.\n\nRoe doesn't give up. “We will win.”", "Ann Roe"),
    # Words below what is said are not those of whom the clause names.
    *[
        (text, None)
        for text in (
            "The mill will close in May after Lakeco said it had lost its last client.",
            "After Lakeco said it had lost a client, the mill will close in May.",
            "A month after doctors reported a tumour, the trial will end in June.",
            "Bo Roe will miss the final after scans confirmed a torn hamstring.",
            "Inspectors found cracks in the dam, and it will be closed until May.",
            "Ann Roe is doubtful with a sore back and may pull out on Saturday.",
        )
    ],
    ("Since Lakeco announced a cut, prices are likely to fall, brokers say.", "brokers"),
    ("Though Roe notes that Bo could still win, Ann could win, too.", "Roe"),
    ("Inspectors found the dam will break.", "Inspectors"),
    ("The office reported Friday that it expects rents to rise.", "office"),
    # Named behind what was said, or round about.
    *[
        (f"Wages will rise in autumn. {told}", "Aigul Serikova")
        for told in (
            "About this the Minister of Labour of Karsania Aigul Serikova declared on Monday.",
            "The head of the labour office Aigul Serikova reported this to journalists.",
            "Aigul Serikova, a broker, told this to Radio Steppe.",
            "This opinion was expressed by Aigul Serikova, a broker.",
            "Such a forecast was made by the economist Aigul Serikova.",
        )
    ],
    *[
        (f"“There are cracks. The dam will break by 2040.{behind}", "Lucía Arteaga")
        for behind in (
            " And no one can stop it,” fears Lucía Arteaga, an engineer.",
            " It is late,” the engineer Lucía Arteaga believes.",
            "” Lucía Arteaga, an engineer, is certain of it.",
            "” The words are those of Lucía Arteaga, an engineer.",
            "” This is how Lucía Arteaga sees it.",
        )
    ],
    ("“Nobody will own a car,” is the verdict of Bo Roe, a planner.", "Bo Roe"),
    *[
        (f"Bo Roe runs the mill. {how}, half of it will close by 2035.", "Bo Roe")
        for how in ("In his estimation", "By his own reckoning", "To his mind")
    ],
    ("Bo Roe does not rule out that the tax will be raised.", "Bo Roe"),
    ("Bo Roe considers that the tax will be raised.", "Bo Roe"),
    ("Prices, if the economist Bo Roe is to be believed, could halve.", "Bo Roe"),
    ("Bo Roe and his colleagues at Lake College calculate that it will melt.", "Bo Roe"),
    ("Her critics, above all Councillor Bo Roe, claim it will choke.", "Bo Roe"),
    ("Bo Roe said the team was confident it would hold.", "Bo Roe"),
    # Not the body that asked, nor the paper that passes it on.
    ("Four in ten brewers expect to close, a survey by the Union found.", "Four in ten brewers"),
    ("Just 18 per cent plan to hire by June.", "Just 18 per cent"),
    ("The mill will close, three of the five lawyers we asked said.", "three of the five lawyers"),
    ("It will be cold, Bo Roe said, a Lake News correspondent reports. It will snow.", "Bo Roe"),
    ("Brewers fear it: half of them will close, the Lake Union estimates.", "Lake Union"),
    ("Growers are worried: half will be lost, the Lake Union says.", "Lake Union"),
    ("According to the forecast of the storm centre, it will rain.", "storm centre"),
    ("Markets put the probability of a rise in May at 70%.", "Markets"),
    # Names with more around them.
    ("Cllr Bo Roe (Lab), a cabinet member, promised that it would open.", "Bo Roe"),
    ("Coun Bo Roe (SDP) said it will open.", "Bo Roe"),
    ("Harbourmaster Stella Quick reckons it will open.", "Stella Quick"),
    ("“It will open,” said the firm's Marketing Director, Bo Roe.", "Bo Roe"),
    ("Start with the numbers. Our model gives it a 71% chance of a rise.", None),
    ("He rode out Hurricane Ines. It could flatten the town.", None),
    *[
        (f"Bo Roe said early signs in {one} and {other} showed rates could be high.", "Bo Roe")
        for one, other in (("Ourtown", "New Lakeland"), ("Saudi Arabia", "South Korea"))
    ],
    ("Rents will rise by 2%, according to research by FPD Savills.", "FPD Savills"),
    (
        "Crop forecaster, the Bureau of Lakes and Rivers, says it will fall.",
        "Bureau of Lakes and Rivers",
    ),
    (STRIKE, "Bo Roe"),
    ("Rates are seen on hold after data showed a slump, a Lake Bank poll showed.", "Lake Bank"),
    ("Savills therefore expects a recovery in May.", "Savills"),
    ("The airline industry anticipates that traffic will rebound.", "airline industry"),
    # A word that joins what somebody is; names of other tongues.
    *[
        (f"{role} {name} said it will open in May.", name)
        for role, name in (
            ("Prime Minister-designate", "Petar Vuk"),
            ("Then-president", "Ingrid Aalto"),
            ("Mum-of-three", "Kelly Braith"),
            ("Judge-Rapporteur", "Oriol Puig"),
            ("Sheikh", "Tariq bin Khalid al-Suwaidi"),
        )
    ],
    ("Sacha King-Roe said it will open in May.", "Sacha King-Roe"),
    ("The UN says aid will arrive by Friday.", "UN"),
    ("Aid is late; the Red Cross does not expect it before Sunday.", "Red Cross"),
    ("Amara Diop has no doubt the index will fall.", "Amara Diop"),
    ("Amara Diop's prediction: the index will fall.", "Amara Diop"),
    ("Lakeco brokers led by Amara Diop expect the index to fall.", "Lakeco brokers"),
    ("In Bo Roe's view, rents will fall.", "Bo Roe"),
    ("In the eyes of the economist Bo Roe, rents will fall.", "Bo Roe"),
    ("From the perspective of Lake Bank, rents will fall.", "Lake Bank"),
    ("Per Bo Roe of Lake Bank, rents will fall.", "Bo Roe"),
    ("Per head, rents will fall by 3%.", None),
    ("Rents will fall. That's according to Bo Roe, a broker.", "Bo Roe"),
    ("Rents will fall. (Bo Roe, broker)", "Bo Roe"),
    ("Lake Bank's base case is that rents will fall.", "Lake Bank"),
    ("Not so, counters Bo Roe: rents will fall.", "Bo Roe"),
    ("The report, by a team at Lake College, says that rents will fall.", "Lake College"),
    ("It will reopen in May, Lake News reported, citing Bo Roe.", "Bo Roe"),
    ("The Met Éireann forecast is for rain until Sunday.", "Met Éireann"),
    ("The model, built by Lake College, gives it a 12% chance of promotion.", "Lake College"),
    ("Bo Roe is ready. The 24-year-old said he would play on Saturday.", "Bo Roe"),
    ("“It will rain,” Lakepoll's Roe said. Bo Roe is a broker.", "Bo Roe"),
    ("Supercomputer Oracle gives it a 12% chance of promotion.", "Oracle"),
    ("eDrive plans to open 30 shops by 2035.", "eDrive"),
    # Names that mean something else.
    ("Will Marsh expects rents to fall. Marsh is old.", "Will Marsh"),
    ("May will be wet, said May Whitcombe. June is dry.", "May Whitcombe"),
    ("Judge said rents will fall. Ann Judge is a banker.", "Ann Judge"),
    ("Bishop says rents will fall. Grace Bishop is a banker.", "Grace Bishop"),
    ("The UK is late. Rents will fall, the report says.", "report"),
    ("Barclays cut its outlook. US rents fell. “Rents will fall,” the bank said.", "Barclays"),
    ("Lakeco's rival, Baltica, said it would cut fares.", "Baltica"),
    ("Neither Lakeco nor Baltica expects to cut fares in May.", None),
    ("The union that represents dockers said a strike would begin.", "union"),
    ("It will rain, said Bo Hus. Ilse Vroom smiled. Vroom said it will snow.", "Ilse Vroom"),
    ("Bo Roe: fares will rise\n\nThe ferry is late.", "Bo Roe"),
    # Capitals of many tongues.
    *[
        (f"{one} and {other} expect rents to fall.", f"{one} and {other}")
        for one, other in (
            ("Marta Solé", "Jan Říha"),
            ("Łukasz Żak", "Ömer Şahin"),
            ("Đorđe Šimić", "Ngô Ẩn"),
            ("Νίκος Παππάς", "Олена Шевченко"),
        )
    ],
    # What goes on behind a quotation is the article's again.
    ("“It will come ashore,” Bo Roe said. Schools will stay closed until Monday.", None),
    ("Bo Roe said it will come ashore. Schools will stay closed until Monday.", "Bo Roe"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_who_says_it(text: str, speaker: str | None) -> None:
    """Of the last forecast of each text; nobody who is no person is one."""
    found = _of(text)[-1]
    assert found.speaker == speaker
    if speaker and (speaker.islower() or " " not in speaker):
        assert found.kind is not ForecasterKind.PERSON


@pytest.mark.parametrize(
    "opens", ["“The bill is ready,” said Ann Roe.", "Ann Roe is firm: “The bill is ready.”"]
)
@pytest.mark.parametrize("between", ["", " Snow fell."])
@pytest.mark.parametrize("said", ["“Rents will fall by May.”", "“It will pass by May.”"])
@pytest.mark.parametrize("then", [" ", "\n\n"])
def test_a_bare_quotation_goes_on_with_who_spoke_last_in_its_paragraph(
    opens: str, between: str, said: str, then: str
) -> None:
    """And not with who is named behind it, who foretells the opposite."""
    found = _of(f"{opens}{between} {said}{then}Bo Poe said rents will rise by June.")
    assert [one.speaker for one in found[-2:]] == ["Ann Roe", "Bo Poe"]
