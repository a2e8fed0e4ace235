"""A miss is no merit, and what is disputed is not told as settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledgers import OUTCOMES, SOURCE, pages_of, write
from tests.ours import computed
from verifier.report import report

DATED = OUTCOMES.replace(
    "    event: {event: ground-offensive, actor: russia, place: ukraine}\n",
    "    event: {event: ground-offensive, actor: russia, place: ukraine}\n"
    "    opens: 2023-01-01\n    horizon: 2023-12-31\n",
)
UNLIKELY = SOURCE.replace('phrase: "will"}', 'phrase: "unlikely"}').replace(
    "they will attack", "an attack is unlikely"
)
VAGUE = SOURCE.replace(
    'window: {phrase: "in February"}',
    "window: {narrow: 2023-02-01/2023-02-10, wide: 2023-02, reason: It can be read both ways.}",
)
PAGES = ("forecasters/ann-example.md", "forecasts/ann-attack.md", "questions/attack-2023.md")


def test_who_expects_what_comes_is_on_time_and_warned(tmp_path: Path) -> None:
    """Said on 9 January, for February, and it came on 20 February: 42 days ahead."""
    pages = pages_of(write(tmp_path, outcomes=DATED))
    assert "| Schedule | on time |" in pages["forecasts/ann-attack.md"]
    assert all("42 days" in pages[path] for path in PAGES)
    assert "it came, 20 February 2023" in pages["questions/attack-2023.md"]


@pytest.mark.parametrize("path", PAGES)
def test_who_calls_unlikely_what_comes_is_neither_on_time_nor_warned(
    path: str, tmp_path: Path
) -> None:
    """The schedule says when it came, and there is no lead time."""
    page = pages_of(write(tmp_path, source=UNLIKELY, outcomes=DATED))[path]
    assert "it came inside the window, 20 February 2023" in page
    assert "on time" not in page
    assert "42 days" not in page
    assert "Lead time" not in page


def test_what_comes_after_it_was_called_unlikely_is_not_late(tmp_path: Path) -> None:
    """On 20 March it came after the window, and nobody is late with what they did not expect."""
    later = DATED.replace("began: 2023-02-20", "began: 2023-03-20").replace("02-21", "03-21")
    page = pages_of(write(tmp_path, source=UNLIKELY, outcomes=later))["forecasts/ann-attack.md"]
    assert "| Schedule | it came after the window, 20 March 2023 |" in page


def test_an_answer_on_which_every_forecast_is_disputed_is_not_told_as_settled(
    tmp_path: Path,
) -> None:
    """The narrow reading ends before the event and the wide one holds it."""
    pages = pages_of(write(tmp_path, source=VAGUE, outcomes=DATED))
    told = "on record, 20 February 2023, but whether it is what was forecast is disputed"
    for path in ("questions/attack-2023.md", "contents.md"):
        assert told in pages[path]
        assert "it came, 20 February" not in pages[path]


def test_one_vague_forecast_does_not_unsettle_an_answer(tmp_path: Path) -> None:
    """Another, of the same event, is decided: the answer stands."""
    second = SOURCE.partition("forecasts:\n")[2].replace("ann-attack", "ann-again")
    pages = pages_of(write(tmp_path, source=VAGUE + second, outcomes=DATED))
    assert "it came, 20 February 2023" in pages["questions/attack-2023.md"]


def test_an_unlike_size_is_not_told_as_late() -> None:
    """July 2022 brought 50 points for the 25 planned; those 25 of 4 May 2023 are another rise."""
    root = Path(__file__).resolve().parents[2] / "examples" / "interest-rates"
    pages = report(computed(root))
    page = pages["forecasts/ecb-quarter-point-in-july.md"]
    came = "The European Central Bank raises its rates by 50 basis points, 21 July 2022"
    assert not any("4 May 2023" in pages[f"{at}.md"] for at in ("forecasters/ecb", "figures"))
    assert "277" not in page
    question = pages["questions/ecb-july-2022.md"]
    assert question.count(came) == 1
    assert "4 May 2023" not in question
    assert "| The call | **Not carried out as announced: " in page
    assert (
        "in another size: [The European Central Bank raises its rates by 50 basis points]" in page
    )
    assert "how much: different; when: on time" in page
    assert "smaller or greater" in page
