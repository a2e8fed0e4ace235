"""The first lines of the index: how sides compare, what words meant; and who is ahead."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.forecasts import LikelihoodClass
from verifier.rank.pairs import Met
from verifier.report.escape import Markdown, link, md, to
from verifier.report.forecast import forecast_link
from verifier.report.markdown import (
    EMPTY,
    Lines,
    anchor,
    heading,
    joined,
    para,
    table,
    whole,
)
from verifier.report.run import Run
from verifier.report.totals import share_cells, share_told
from verifier.score.calls import PLAN_DENIED
from verifier.score.shares import Share

_WORDS, _PAIRS, _FEW = 8, 5, 4
"""So many kinds of words and pairs are told here; in the table those said at least so often."""


def frequent(run: Run) -> Lines:
    """How often what the most frequent words were said of came."""
    words, record, least = run.words, run.record, run.rules.schemes.thresholds.ratio
    found = [(words.quoted(m.phrases[0]), m.share) for m in record.words][:_WORDS]
    plans = [
        (words.md(f"short.{klass}"), record.classes.get(klass, Share()))
        for klass in (LikelihoodClass.INTENTION, PLAN_DENIED)
    ]
    rows = [
        [said, *share_told(run, share)]
        for said, share in [*found, *plans]
        if share.decided >= least
    ]
    if rows:
        yield from heading(words.md("meant.title"))
        yield from para(words.md("short.words"))
        yield from table(words.heads("short", "words", "came", "range"), rows)


def ahead(run: Run) -> Markdown:
    """Who is ahead of whom beyond chance, or why nobody is."""
    words, met = run.words, run.sureness.met
    shown = [m for m in met if m.shown]
    if shown:
        names = {id: f.in_a_sentence for id, f in run.ledger.forecasters.items()}
        pairs = [
            words.md(
                "short.pair",
                one=link(names[m.one], to("forecasters", m.one)),
                other=link(names[m.other], to("forecasters", m.other)),
                difference=words.number(-m.difference),
                n=m.questions,
                forecasts=m.forecasts,
            )
            for m in shown[:_PAIRS]
        ]
        more = len(shown) - len(pairs)
        rest = words.md("short.more", n=more) if more else EMPTY
        return words.md("short.ahead", pairs=words.listed([*pairs, rest], "semicolon"))
    if not met:
        share = words.percent(run.rules.schemes.comparison.windows)
        return (
            words.md("short.apart", share=share)
            if len(run.tallies) > 1
            else words.md("short.alone")
        )
    most, least = met[0].questions, run.rules.schemes.thresholds.rank
    found = run.sureness.standings
    if bound := [row.forecaster for row in found.rows if row.rank and not found.open(row)]:
        people = (
            link(run.ledger.forecasters[id].in_a_sentence, to("forecasters", id)) for id in bound
        )
        return words.md(
            "short.bound",
            pairs=len(met),
            most=most,
            names=words.listed(people, "and"),
            n=len(bound),
        )
    key = "short.few" if most < least else "short.level"
    return words.md(key, pairs=len(met), most=most, least=least)


def _enough(run: Run) -> list[Met]:
    """The sides that meet on as many questions as it takes to tell two apart."""
    least = run.rules.schemes.thresholds.rank
    return [m for m in run.sureness.sides if m.questions >= least]


def between_sides(run: Run) -> Lines:
    """How far sides are apart on what both speak of, or that they cannot be compared."""
    if run.sureness.sides:
        yield from para(_between(run))


def _between(run: Run) -> Markdown:
    words, met = run.words, run.sureness.sides
    enough, least = _enough(run), run.rules.schemes.thresholds.rank
    if not enough:
        return words.md("short.sides_few", most=met[0].questions, least=least)
    key = "short.sides.shown" if any(m.shown for m in enough) else "short.sides.level"
    told = words.md(key, parts=words.listed((_pair(run, m) for m in enough), "semicolon"))
    compared = {side for m in enough for side in (m.one, m.other)}
    rest = {f.side for id, f in run.ledger.forecasters.items() if id in run.standing_of} - compared
    few = [
        words.md("short.sides.few", side=md(run.rules.actors.label(side)), n=most)
        for most, side in sorted(((_most(run, side), side) for side in rest if side), reverse=True)
    ]
    return (
        joined([told, words.md("short.sides.rest", least=least, sides=words.listed(few))], " ")
        if few
        else told
    )


def _most(run: Run, side: str) -> int:
    """On how many questions at most a side meets one other."""
    return max((m.questions for m in run.sureness.sides if side in (m.one, m.other)), default=0)


def _pair(run: Run, met: Met) -> Markdown:
    words = run.words
    own = sum(_decides(run, question, met) is not None for question in met.on)
    how = "short.shown" if met.shown else "short.chance"
    # That chance gives it in each case says nothing.
    tells = met.shown or round(met.chance, 2) < 1
    return words.md(
        "short.side_own" if own else "short.side",
        one=md(run.rules.actors.label(met.one)),
        other=md(run.rules.actors.label(met.other)),
        difference=words.number(-met.difference),
        n=met.questions,
        forecasts=met.forecasts,
        own=own,
        how=words.md(how, chance=words.hundredths(met.chance)) if tells else EMPTY,
    )


def _decides(run: Run, question: str, met: Met) -> str | None:
    """Which of the two sides decides itself what is asked."""
    asked = run.ledger.questions.get(question)
    event = asked.event if asked is not None else None
    if event is None or event.actor not in (met.one, met.other):
        return None
    return event.actor if run.rules.events.decided(event.kind) else None


def sides(run: Run) -> Lines:
    """The questions on which sides meet, and who decides what is asked."""
    words, label = run.words, run.rules.actors.label
    met = _enough(run)
    if not met:
        return
    yield from anchor("sides")
    yield from heading(words.md("sides.title"))
    yield from para(words.md("sides.text"))
    yield from table(
        words.heads("sides", "sides", "difference", "chance", "forecasts", "questions"),
        [
            [
                joined([md(label(m.one)), md(label(m.other))], " – "),
                words.number(-m.difference),
                words.hundredths(m.chance),
                whole(m.forecasts),
                words.listed(_question(run, question, m) for question in m.on),
            ]
            for m in met
        ],
    )


def _question(run: Run, question: str, met: Met) -> Markdown:
    asked = run.ledger.questions.get(question)
    if asked is None:
        return forecast_link(run, question, "")
    told, side = link(asked.title, to("questions", question)), _decides(run, question, met)
    if side is None:
        return told
    return run.words.md("sides.own", question=told, side=md(run.rules.actors.label(side)))


def _spelt(phrases: Sequence[str]) -> list[str]:
    """Phrases without those that another one differs from by capitals or apostrophes alone."""
    first: dict[str, str] = {}
    for phrase in phrases:
        first.setdefault(phrase.casefold().replace("\u2019", "'"), phrase)
    return list(first.values())


def meant(run: Run) -> Lines:
    """How often what words that mean a number were said of happened."""
    words = run.words
    rows = [m for m in run.record.words if m.share.decided >= _FEW]
    if not rows:
        return
    yield from anchor("words")
    yield from heading(words.md("meant.title"))
    yield from para(words.md("meant.text", least=_FEW))
    yield from table(
        words.heads("meant", "words", "read", "happened", "decided", "questions", "range"),
        [
            [
                words.listed(words.quoted(phrase) for phrase in _spelt(m.phrases)[:_WORDS]),
                words.number(m.probability),
                *share_cells(run, m.share),
            ]
            for m in rows
        ],
    )
