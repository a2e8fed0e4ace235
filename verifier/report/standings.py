"""Standings as tables: who stands where, how sure that is, who beats whom, who cannot be placed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations, groupby
from operator import attrgetter

from verifier.dataclass import dataclass
from verifier.rank.chains import BY_FIT, ranks_of
from verifier.rank.leaning import UNPLACED
from verifier.rank.schemes import SchemeResult
from verifier.rank.standings import Reason, Refusal, Standing, Standings
from verifier.report.escape import Markdown, link, md, to
from verifier.report.head import top
from verifier.report.markdown import (
    EMPTY,
    Lines,
    bold,
    compose,
    heading,
    item,
    joined,
    para,
    table,
    text,
    whole,
)
from verifier.report.pictures import Pictures, show
from verifier.report.run import Run
from verifier.report.words import Words
from verifier.score.formula import LEVEL

# A square of more than so many columns cannot be read.
SQUARE = 20
# Of sixty in a simulation, half of whom answered 10 to 13 questions, one of these was first in 75
# to 100 of 100 cases.
MANY = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """How standings are told: names and figures, what the score is called, forecasts by name.

    `ratio` is how many questions a ratio takes, `rank` how many a place, `bounded` whether it is
    known how much one of them can cost.
    """

    words: Words
    who: Callable[[str], Markdown]
    score: Markdown
    forecasts: Mapping[str, int]
    ratio: int
    rank: int
    bounded: bool = True

    def figure(self, value: float | None) -> Markdown:
        """A score, or nothing where there is none."""
        return EMPTY if value is None else self.words.score(value)

    def between(self, ends: tuple[float, float] | None) -> Markdown:
        """An interval."""
        if ends is None:
            return EMPTY
        return compose("{} – {}", self.figure(ends[0]), self.figure(ends[1]))


def standing_lines(found: Standings, shown: Shown) -> Lines:
    """Every group with its ranks and who beats whom in it."""
    words = shown.words
    bounds = [words.md("standings.bounds", level=words.percent(LEVEL))] if shown.bounded else []
    yield from para(words.md("standings.text"), *bounds)
    placed = groupby((row for row in found.rows if row.group), key=attrgetter("group"))
    for questions, (number, group) in zip(found.questions, placed, strict=True):
        rows = list(group)
        if len(found.groups) > 1:
            yield from heading(words.md("standings.group", number=number), 3)
        told = words.md("standings.of", forecasters=len(rows), questions=questions)
        if number > 1:
            told = joined([told, words.md("standings.apart")], " ")
        still = [words.md("standings.open")] if all(map(found.open, rows)) else []
        yield from para(told, *still)
        yield from _ranks(rows, shown)
        yield from _square(rows, found, shown)
    yield from _leaning(found, shown)


def _leaning(found: Standings, shown: Shown) -> Lines:
    """Whose place rests on one other."""
    if found.leaning is None:
        return
    if not found.leaning:
        yield from para(shown.words.md("standings.firm"))
        return
    yield from para(shown.words.md("standings.leaning"))
    for left, moved in found.leaning.items():
        words, others = shown.words, shown.words.listed(map(shown.who, moved))
        whom = words.md("standings.none_placed") if left == UNPLACED else shown.who(left)
        yield item(words.md("standings.without", left=whom, others=others))
    yield EMPTY


def _ranks(rows: list[Standing], shown: Shown) -> Lines:
    words = shown.words
    ratios = [row.relative if row.compared >= shown.ratio else None for row in rows]
    relative = any(ratios)
    gained = any(row.peer_interval for row in rows)
    cells = [
        {
            "rank": whole(row.rank or 0),
            "ranks": EMPTY if row.ranks is None else compose("{}–{}", *row.ranks),
            "forecaster": shown.who(row.forecaster),
            "adjusted": shown.figure(row.adjusted),
            "score": shown.figure(row.mean),
            "interval": shown.between(row.interval),
            "compared": _compared(row, words),
            "questions": whole(row.questions),
            "forecasts": whole(shown.forecasts[row.forecaster]),
            "gained" if gained else "peer": _gained(row, shown),
            "relative": shown.figure(ratio),
        }
        for row, ratio in zip(rows, ratios, strict=True)
    ]
    columns = [key for key in cells[0] if any(row[key] != EMPTY for row in cells)]
    level = words.percent(LEVEL)
    yield from table(
        [words.md(f"standings.col.{key}", level=level, score=shown.score) for key in columns],
        [[row[key] for key in columns] for row in cells],
    )
    by_score = ranks_of([row.adjusted or 0.0 for row in rows], (), lambda *_: BY_FIT)
    if [row.rank for row in rows] != by_score:
        yield from para(words.md("standings.agree", least=shown.rank))
    answered = [row.compared for row in rows]
    if len(rows) >= MANY and min(answered) <= max(answered) / 2:
        yield from para(words.md("standings.few"))
    if any(row.beside > row.compared for row in rows):
        yield from para(words.md("standings.together"))
    yield from _beside(rows, words)
    if any((row.adjusted or 0.0) < 0 for row in rows):
        yield from para(words.md("standings.extrapolated"))
    if relative:
        yield from para(words.md("table.relative_skill"))
    if ratios != [row.relative for row in rows]:
        yield from para(words.md("standings.ratios", least=shown.ratio))


def _compared(row: Standing, words: Words) -> Markdown:
    """On how many questions others of the group stand beside, of those on which anybody does."""
    if row.beside <= row.compared:
        return whole(row.compared)
    return words.md("standings.of_all", compared=row.compared, beside=row.beside)


def _beside(rows: list[Standing], words: Words) -> Lines:
    """How many did surely better or worse than those who answered the same questions."""
    ends = [row.peer_interval for row in rows if row.peer_interval is not None]
    better, worse = sum(low > 0 for low, _ in ends), sum(high < 0 for _, high in ends)
    if better or worse:
        told = words.md("standings.beside", better=better, worse=worse, of=len(ends))
        yield from para(told)


def _gained(row: Standing, shown: Shown) -> Markdown:
    """By how much others did worse on the same questions; its interval where there is one."""
    if row.peer_interval is None:
        return shown.figure(row.peer)
    return compose("{} ({})", shown.figure(row.peer), shown.between(row.peer_interval))


def _square(rows: list[Standing], found: Standings, shown: Shown) -> Lines:
    """The differences between each two, those in bold that are shown."""
    if len(rows) > SQUARE:
        return
    words = shown.words
    pairs = [found.pairs[a.forecaster, b.forecaster] for a, b in combinations(rows, 2)]
    told = [words.md("standings.pairs_text")]
    if shown.bounded:
        told.append(words.md("standings.tested"))
    if shown.bounded and all(pair.permuted is not None for pair in pairs):
        told.append(words.md("standings.permuted"))
    if any(pair.shared == 0 for pair in pairs):
        told.append(words.md("standings.indirect"))
    if any(pair.against for pair in pairs):
        told.append(words.md("standings.against"))
    yield from para(bold(words.md("standings.pairs")), *told)
    yield from table(
        [EMPTY, *(whole(place) for place in range(1, len(rows) + 1))],
        [
            [
                compose("{}. {}", place, shown.who(one.forecaster)),
                *(_cell(one.forecaster, other.forecaster, found, shown) for other in rows),
            ]
            for place, one in enumerate(rows, start=1)
        ],
    )


def _cell(one: str, other: str, found: Standings, shown: Shown) -> Markdown:
    if one == other:
        return EMPTY
    pair = found.pairs[one, other]
    sign = text("+") if pair.difference > 0 else EMPTY
    marks = {"†": pair.permuted_shown, "°": pair.shared == 0, "‡": pair.against}
    mark = "".join(mark for mark, holds in marks.items() if holds)
    difference = compose("{}{}{}", sign, shown.figure(pair.difference), text(mark))
    if pair.shown:
        return bold(difference)
    return compose("*{}*", difference) if pair.chance <= 1 - LEVEL else difference


def why(refusal: Refusal, words: Words) -> Markdown:
    """Why a figure is not given, as a sentence."""
    nobody = refusal.reason == Reason.NO_RIVAL and not refusal.have
    told = {"have": refusal.have, "need": refusal.need, "least": refusal.least}
    return words.md(f"refused.{'nobody' if nobody else refusal.reason}", **told)


def standings_page(run: Run, drawn: Pictures) -> Lines:
    """The standings of a ledger."""
    words, found = run.words, run.sureness.standings
    shown = Shown(
        words,
        lambda who: link(run.ledger.forecasters[who].name, to("forecasters", who)),
        words.md("standings.brier"),
        {id: tally.counts.scored for id, tally in run.tallies.items()},
        run.rules.schemes.thresholds.ratio,
        run.rules.schemes.thresholds.rank,
    )
    yield from top(run, words.md("standings.title"), "")
    yield from para(words.md("standings.alike"))
    yield from standing_lines(found, shown)
    yield from show(run, drawn, "murphy", "", see="murphy", titled=True)
    yield from _unplaced(run, shown)
    yield from _by_scheme(run, shown)


def _unplaced(run: Run, shown: Shown) -> Lines:
    """Who is not ranked, and why."""
    words = run.words
    named: dict[Markdown, list[Markdown]] = {}
    order = {id: run.ledger.forecasters[id].name.casefold() for id in run.tallies}
    for id in sorted(order, key=order.__getitem__):
        row = run.standing_of.get(id)
        if row is None:
            named.setdefault(words.md("standings.no_score"), []).append(shown.who(id))
        elif row.rank_refused is not None:
            named.setdefault(why(row.rank_refused, words), []).append(shown.who(id))
    if named:
        yield from heading(words.md("standings.unplaced"))
        for reason, names in sorted(named.items()):
            yield item(compose("{}: {}", words.listed(names), reason))
        yield EMPTY


def _by_scheme(run: Run, shown: Shown) -> Lines:
    """Each one's rank under every scheme that changes a rank or its bounds."""
    words, found = run.words, run.sureness.standings
    ranked = [row.forecaster for row in found.rows if row.rank is not None]
    printed = _places(run, run.schemes[0], found, ranked)
    changing: list[tuple[Markdown, list[Markdown]]] = []
    for result in run.schemes[1:]:
        places = _places(run, result, run.otherwise[result.scheme.id], ranked)
        if places != printed:
            changing.append((md(result.scheme.name), places))
    yield from heading(words.md("standings.schemes"))
    if not changing:
        yield from para(words.md("standings.schemes_none", n=len(run.schemes) - 1))
        return
    yield from para(words.md("standings.schemes_text", first=md(run.scheme.name)))
    columns = [(md(run.scheme.name), printed), *changing]
    yield from table(
        [words.md("standings.col.forecaster"), *(name for name, _ in columns)],
        [[shown.who(who), *(places[n] for _, places in columns)] for n, who in enumerate(ranked)],
    )


def _places(
    run: Run, result: SchemeResult, found: Standings, ranked: Iterable[str]
) -> list[Markdown]:
    """Each one's rank and bounds, and on how many questions and forecasts they rest."""
    rows = {row.forecaster: row for row in found.rows}
    return [_place(run, result, rows.get(who)) for who in ranked]


def _place(run: Run, result: SchemeResult, row: Standing | None) -> Markdown:
    if row is None or row.rank is None or row.ranks is None:
        return EMPTY
    return run.words.md(
        "standings.place",
        rank=row.rank,
        low=row.ranks[0],
        high=row.ranks[1],
        questions=row.compared,
        forecasts=result.scored[row.forecaster],
    )
