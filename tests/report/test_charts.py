"""Pictures: well-formed, told in words, inside their frame, without two texts on one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise, product
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import each, examples
from tests.laws.strategies import hostile, runs
from verifier.model.days import Days
from verifier.model.verdict import Outcome
from verifier.report.charts.axis import day_ticks, days_axis, steps
from verifier.report.charts.calibration import Given, Step, calibration
from verifier.report.charts.leads import LeadRow, lead_times
from verifier.report.charts.lettering import width, wrap
from verifier.report.charts.murphy import MurphyRow, murphy_diagram
from verifier.report.charts.picture import Picture, embed
from verifier.report.charts.ranges import RangeRow, accuracy
from verifier.report.charts.sensitivity import SchemeRow, schemes
from verifier.report.charts.style import _COLOURS
from verifier.report.charts.svg import WIDTH, Frame, plain, xml
from verifier.report.charts.timeline import Happening, TimelineRow, forecast_timeline
from verifier.report.words import languages
from verifier.report.words import words as catalogue
from verifier.score.envelope import Envelope
from verifier.score.murphy import THRESHOLDS

WORDS = catalogue()
SVG = "{http://www.w3.org/2000/svg}"
FEBRUARY = Days(date(2023, 2, 1), date(2023, 3, 1))
ATTACK = Happening("Attack in the east", Days(date(2023, 2, 20), date(2023, 2, 22)))
ROW = TimelineRow(
    "Russia begins a new ground offensive in Ukraine within one to two months.",
    Days.one(date(2023, 1, 9)),
    FEBRUARY,
    Days(date(2023, 1, 20), date(2023, 3, 10)),
    Outcome.CAME_TRUE,
    (ATTACK,),
)
ENVELOPE = Envelope(0.02, 0.16, 0.36)


def timeline(rows: Sequence[TimelineRow]) -> Picture:
    picture = forecast_timeline(rows, WORDS, name="t", title="Ann Example")
    assert picture is not None
    return picture


def all_pictures(label: str = "Ann Example") -> Iterator[Picture]:
    pictures = (
        forecast_timeline(
            [ROW, TimelineRow(label, ROW.said, FEBRUARY, FEBRUARY, Outcome.DISPUTED)],
            WORDS,
            name=label,
            title=label,
            as_of=date(2023, 2, 10),
        ),
        accuracy(
            [
                RangeRow(label, ENVELOPE, (0.01, 0.4), 12),
                RangeRow("Bob", Envelope(0.0, None, 1.0)),
            ],
            WORDS,
        ),
        lead_times([LeadRow(label, (38, 48)), LeadRow("Bob", None)], WORDS),
        schemes(
            [SchemeRow(label, ENVELOPE, ((label, Envelope(0.5, 0.5, 0.5)), ("empty", None)))],
            WORDS,
        ),
        calibration(
            [Given(0.2, 12, 0.1, (0, 0.3)), Given(0.75, 20, 0.7)],
            [Step(0.2, 0.2, 0.1), Step(0.75, 0.75, 0.7)],
            WORDS,
            name=label,
            title=label,
        ),
    )
    for picture in pictures:
        assert picture is not None
        yield picture


@given(hostile)
@examples(50)
def test_no_text_leaves_its_element(text: str) -> None:
    """Hostile text is text: the same elements as with a tame one, nothing that runs or loads."""
    for picture in all_pictures(text):
        root = ET.fromstring(picture.svg)
        for node in root.iter():
            assert node.tag.removeprefix(SVG) in {
                *("svg", "title", "desc", "style", "g", "text", "line", "rect", "circle", "path"),
                "pattern",
            }
            assert not [key for key in node.attrib if key.startswith("on") or "href" in key]


@given(hostile)
def test_text_in_xml_reads_back(text: str) -> None:
    """What a reader sees is the text, less what cannot be seen."""
    root = ET.fromstring(f'<a b="{xml(text)}">{xml(text)}</a>')
    assert root.attrib["b"] == (root.text or "") == plain(text)


@each("index", range(5))
def test_a_picture_is_told_in_words(index: int) -> None:
    """Title, description, role and labels; a table with a cell under each head."""
    picture = list(all_pictures())[index]
    root = ET.fromstring(picture.svg)
    ids = [node.attrib["id"] for node in root.iter() if "id" in node.attrib]
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == ids[:2]
    assert len(ids) == len(set(ids))
    assert root.findtext(f"{SVG}title") == picture.frame.title
    assert root.findtext(f"{SVG}desc") == picture.frame.description
    assert picture.rows
    assert all(len(row) == len(picture.head) for row in picture.rows)


@each("index", range(5))
def test_a_picture_needs_nothing_else(index: int) -> None:
    """No script, no address but the name of the format; letters stay letters."""
    svg = list(all_pictures())[index].svg
    assert svg.count("http") == svg.count("http://www.w3.org/2000/svg") == 1
    assert "<script" not in svg
    assert "@import" not in svg
    assert "prefers-color-scheme:dark" in svg
    assert "<text" in svg


def test_the_same_rows_give_the_same_bytes() -> None:
    """Nothing else goes in."""
    assert [p.svg for p in all_pictures()] == [p.svg for p in all_pictures()]


def test_nothing_is_drawn_without_rows() -> None:
    """An empty picture would only puzzle."""
    assert forecast_timeline([], WORDS, name="a", title="b") is None
    assert accuracy([], WORDS) is None
    assert lead_times([], WORDS) is None
    assert schemes([SchemeRow("Ann", None, (("narrow", None),))], WORDS) is None
    assert calibration([], [], WORDS, name="a", title="b") is None
    perfect = [MurphyRow(name, [0.0] * len(THRESHOLDS)) for name in ("Ann", "Bob")]
    assert murphy_diagram(perfect, WORDS) is None, "nobody lost anything"


@each(
    "others drawn",
    [
        ((), False),
        ((("wide", ENVELOPE), ("narrow", ENVELOPE)), False),
        ((("wide", ENVELOPE), ("narrow", Envelope(0.02, 0.3, 0.36))), True),
        ((("narrow", None),), True),
    ],
)
def test_schemes_are_drawn_where_one_says_otherwise(
    others: tuple[tuple[str, Envelope | None], ...], drawn: bool
) -> None:
    """A picture of what is printed alone would promise others and show none."""
    rows = [SchemeRow("Ann", ENVELOPE, others), SchemeRow("Bob", ENVELOPE, ())]
    assert (schemes(rows, WORDS) is not None) == drawn


Box = tuple[float, float, float, float, str]


def boxes(svg: str) -> list[Box]:
    """Where each text of the drawing is, at the letters' larger size; those in legends too."""
    found: list[Box] = []
    for node in ET.fromstring(svg).iter(f"{SVG}text"):
        x, y = float(node.attrib["x"]), float(node.attrib["y"])
        shown = node.text or ""
        wide = width(shown)
        left = x - {"middle": wide / 2, "end": wide}.get(node.attrib.get("text-anchor", ""), 0)
        found.append((left, y - 17, left + wide, y + 4, shown))
    return found


def assert_tidy(svg: str) -> None:
    height = float(re.findall(r'height="([\d.]+)"', svg)[0])
    found = boxes(svg)
    for left, top, right, bottom, shown in found:
        assert left >= 0, shown
        assert top >= 0, shown
        assert right <= WIDTH, shown
        assert bottom <= height, shown
    for one, other in combinations(found, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


labels = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=120)
outcomes = st.sampled_from(list(Outcome))
told = st.sampled_from(languages())
"""The words of each language: none of them is too long for its place."""


@st.composite
def timeline_rows(draw: st.DrawFn) -> TimelineRow:
    wide = draw(runs())
    narrow = wide if draw(st.booleans()) else draw(runs())
    events = draw(st.lists(st.builds(Happening, labels, runs()), max_size=3))
    again = tuple(draw(st.lists(runs(), max_size=2)))
    said = draw(runs())
    return TimelineRow(draw(labels), said, narrow, wide, draw(outcomes), tuple(events), again)


@given(st.lists(timeline_rows(), min_size=1, max_size=6), labels, told)
@examples(60)
def test_a_timeline_is_tidy(rows: list[TimelineRow], title: str, language: str) -> None:
    """No text on another, none outside, whatever the days and names."""
    picture = forecast_timeline(rows, catalogue(language), name="t", title=title)
    assert picture is not None
    assert_tidy(picture.svg)
    assert len(picture.rows) == len(rows)


figures = st.integers(0, 100).map(lambda k: k / 100)


@st.composite
def envelopes(draw: st.DrawFn) -> Envelope:
    best, central, worst = sorted(draw(st.tuples(figures, figures, figures)))
    return Envelope(best, draw(st.sampled_from([central, None])), worst)


range_rows = st.builds(
    RangeRow, labels, envelopes(), st.none() | st.tuples(figures, figures), st.integers(0, 10**6)
)
lead_rows = st.builds(
    LeadRow,
    labels,
    st.none()
    | st.tuples(st.integers(-400, 9000), st.integers(0, 900)).map(lambda p: (p[0], sum(p))),
)
scheme_rows = st.builds(
    SchemeRow,
    labels,
    st.none() | envelopes(),
    st.lists(st.tuples(labels, st.none() | envelopes()), max_size=5).map(tuple),
)


@given(st.lists(range_rows, min_size=1, max_size=5), told)
@examples(60)
def test_accuracy_is_tidy(rows: list[RangeRow], language: str) -> None:
    """However long the names."""
    picture = accuracy(rows, catalogue(language))
    assert picture is not None
    assert_tidy(picture.svg)


@given(st.lists(lead_rows, min_size=1, max_size=5), told)
@examples(60)
def test_lead_times_are_tidy(rows: list[LeadRow], language: str) -> None:
    """However long the warning."""
    picture = lead_times(rows, catalogue(language))
    assert picture is not None
    assert_tidy(picture.svg)


@given(st.lists(scheme_rows, min_size=1, max_size=4), told)
@examples(60)
def test_schemes_are_tidy(rows: list[SchemeRow], language: str) -> None:
    """However many schemes say so."""
    picture = schemes(rows, catalogue(language))
    if picture is not None:
        assert_tidy(picture.svg)


@given(st.lists(st.tuples(figures, st.integers(1, 10**5), figures), min_size=1, max_size=9), told)
@examples(60)
def test_calibration_is_tidy(ties: list[tuple[float, int, float]], language: str) -> None:
    """However many probabilities were given."""
    given_rows = [Given(p, n, o, (o / 2, (1 + o) / 2)) for p, n, o in ties]
    curve = [Step(p, p, o) for p, _, o in ties]
    picture = calibration(given_rows, curve, catalogue(language), name="t", title="Ann Example")
    assert picture is not None
    assert_tidy(picture.svg)


@each(
    "language outcome", product(languages(), [Outcome.CAME_TRUE, Outcome.PARTLY, Outcome.DID_NOT])
)
def test_a_badge_is_named_as_the_page_has_it(language: str, outcome: Outcome) -> None:
    """Of a denial the event came where the claim failed: one wording for both would be false."""
    words = catalogue(language)
    event, denied, state = (words(f"outcome.{kind}{outcome}") for kind in ("", "denied.", "state."))
    for rows, named in (([event], event), ([denied, denied], denied), ([event, denied], state)):
        picture = forecast_timeline(
            [replace(ROW, outcome=outcome, told=row) for row in rows], words, name="t", title="t"
        )
        assert picture is not None
        texts = " ".join(node.text or "" for node in ET.fromstring(picture.svg).iter(f"{SVG}text"))
        assert [text for text in (event, denied, state) if text in texts] == [named]


def test_a_timeline_says_what_it_shows() -> None:
    """The table has the days in words, the drawing the badge, the bars and the letter."""
    picture = timeline([ROW])
    assert picture.rows == (
        (
            ROW.label,
            "9 January 2023",
            "1 to 28 February 2023",
            "20 January to 9 March 2023",
            "Attack in the east, 20 to 21 February 2023",
            "It happened",
        ),
    )
    for mark in ("solid-range", "hollow-range", "solid-good", "solid-event", "line-said", ">A<"):
        assert mark in picture.svg


def test_bars_stand_where_their_days_are() -> None:
    """A window twice as long is twice as wide, and begins where it begins."""
    short = TimelineRow("a", ROW.said, FEBRUARY, FEBRUARY, Outcome.DID_NOT)
    long = Days(date(2023, 2, 1), date(2023, 3, 29))
    picture = timeline([short, TimelineRow("b", ROW.said, long, long, Outcome.DID_NOT)])
    bars = re.findall(
        r'<rect x="([\d.]+)" y="\S+" width="([\d.]+)" height="22" class="solid-range"', picture.svg
    )
    (left, wide), (other_left, other_wide), *_ = [(float(x), float(w)) for x, w in bars]
    assert left == other_left
    assert other_wide == pytest.approx(2 * wide, abs=0.2)


def test_the_day_of_the_page_is_drawn_only_where_it_falls_inside() -> None:
    """A day long after everything would squeeze the rest."""
    inside = forecast_timeline([ROW], WORDS, name="t", title="t", as_of=date(2023, 2, 10))
    after = forecast_timeline([ROW], WORDS, name="t", title="t", as_of=date(2030, 1, 1))
    assert inside is not None
    assert after is not None
    assert "the day of this page" in inside.svg
    assert after.svg == timeline([ROW]).svg.replace("Ann Example", "t")


@given(st.dates(), st.integers(0, 4_000_000))
def test_days_have_their_ticks(first: date, length: int) -> None:
    """Some tick on every axis, in order, none on another, the year said at least once."""
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    axis = days_axis([first, last])
    ticks = day_ticks(axis, WORDS)
    places = [tick.at for tick in ticks]
    assert places == sorted(places)
    assert all(20 <= place <= WIDTH - 20 for place in places)
    for one, other in pairwise(ticks):
        assert other.at - one.at >= (width(one.label) + width(other.label)) / 2
    if 30 < length < 10_000 and first.year > 1 and last.year < 9999:
        assert len(ticks) >= 2
        assert ticks[0].below or ticks[0].label.isdigit()


@given(st.floats(-1e4, 1e4), st.floats(0.01, 1e4))
def test_steps_are_few_and_inside(low: float, span: float) -> None:
    """Six round numbers at most."""
    found = steps(low, low + span)
    assert len(found) <= 6
    assert all(low - 1e-6 * span - 1e-5 <= value <= low + span * 1.000001 + 1e-5 for value in found)


@given(labels, st.integers(60, 600), st.integers(1, 3))
def test_lines_fit(text: str, room: int, lines: int) -> None:
    """Each line fits its room, and none is lost but at the end."""
    found = wrap(text, room, lines)
    assert len(found) <= lines
    assert all(width(line) <= room for line in found)
    if len(found) < lines and found != [""]:
        assert "".join(found).replace(" ", "") == plain(text).replace(" ", "")


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_stand_out_from_the_ground(theme: int) -> None:
    """WCAG 2.2: 4.5 to 1 for letters, 3 to 1 for marks."""
    ground = _luminance(_COLOURS["paper"][theme])
    for role, pair in _COLOURS.items():
        own = _luminance(pair[theme])
        contrast = (max(own, ground) + 0.05) / (min(own, ground) + 0.05)
        if role in ("ink", "muted"):
            assert contrast >= 4.5, role
        elif role not in ("paper", "grid"):
            assert contrast >= 3, role


@given(hostile)
def test_a_picture_in_a_page_cannot_leave_its_place(text: str) -> None:
    """One line of image, a folded table, each cell its own."""
    picture = Picture(Frame("x", text, text), "", ("a", "b"), ((text, text),))
    lines = list(embed(picture, WORDS))
    assert lines[0].startswith("![")
    assert lines[0].endswith("](charts/x.svg)")
    assert not [line for line in lines if "\n" in line]
    row = next(line for line in lines if line.startswith("| ") and line != "| a | b |")
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 3


def test_drawing_takes_no_time() -> None:
    """A thousand rows are drawn, and every row is in the table."""
    rows = [ROW] * 1000
    assert len(timeline(rows).rows) == 1000
