"""How sure the figures are, and what other choices would say, in words."""

from __future__ import annotations

from verifier.model.verdict import Outcome
from verifier.rank.schemes import SchemeResult, matters_most
from verifier.rank.standings import Standing
from verifier.report import format
from verifier.report.escape import Markdown, Target, below, md
from verifier.report.forecast import FEW, claimed
from verifier.report.markdown import (
    EMPTY,
    NONE,
    Lines,
    breaks,
    compose,
    heading,
    lowered,
    para,
    table,
    whole,
)
from verifier.report.outcome import happened_if
from verifier.report.run import Run
from verifier.report.words import Words
from verifier.score.contingency import csi, far, peirce, pod, wilson_of_clusters
from verifier.score.envelope import Envelope
from verifier.score.tally import Contingency
from verifier.score.timeliness import Timeliness


def sure(run: Run, forecaster: str) -> list[Markdown]:
    """The interval, rank and calibration of a forecaster, or why there is none."""
    words, found = run.words, run.sureness
    standing, least = run.standing_of.get(forecaster), run.rules.schemes.thresholds
    if standing is None:
        return [words.md("sure.no_interval", have=0, need=least.interval)]
    told = []
    if standing.interval is None:
        told.append(_no_interval(standing, words))
    else:
        low, high = (words.number(end) for end in standing.interval)
        whole = standing.questions == run.tallies[forecaster].counts.scored_questions
        key = "sure.interval" if whole else "sure.interval_apart"
        told.append(words.md(key, n=standing.questions, low=low, high=high))
    if standing.questions >= least.interval:
        told.append(_rank(run, forecaster))
    curve, _ = found.calibration[forecaster]
    if curve is not None:
        told.append(
            words.md(
                "sure.calibration",
                miscalibration=words.number(curve.miscalibration),
                corrected=NONE if curve.corrected is None else words.number(curve.corrected),
                chance=NONE if curve.chance is None else _of_a_hundred(curve.chance, words),
                discrimination=words.number(curve.discrimination),
                uncertainty=words.number(curve.uncertainty),
            )
        )
    return told


def _of_a_hundred(chance: float, words: Words) -> Markdown:
    """In how many cases; below half of one, that nothing is left to chance no test says."""
    return words.hundredths(chance) if chance >= 0.005 else compose("\\< {}", words.plain(1))


def _no_interval(standing: Standing, words: Words) -> Markdown:
    refused = standing.interval_refused
    assert refused is not None
    return words.md("sure.no_interval", have=refused.have, need=refused.need)


def _rank(run: Run, forecaster: str) -> Markdown:
    row = run.standing_of[forecaster]
    if row.rank is not None and row.ranks is not None and row.group is not None:
        low, high = row.ranks
        return run.words.md(
            "sure.rank_open" if run.sureness.standings.open(row) else "sure.rank",
            rank=row.rank,
            of=len(run.sureness.standings.groups[row.group - 1]),
            low=low,
            high=high,
            shared=row.compared,
            standings=Target("../standings.md"),
        )
    why = row.rank_refused
    assert why is not None
    return run.words.md(
        f"sure.rank_refused.{why.reason}", have=why.have, need=why.need, least=why.least
    )


def rates(run: Run, calls: Contingency) -> list[Markdown]:
    """The rates of the two-by-two table that are defined, with their Wilson intervals.

    They wait for as many calls as an interval does.
    """
    words = run.words
    a, b, c, d = calls.hits, calls.false_alarms, calls.misses, calls.correct_negatives
    told: list[Markdown] = []
    if a + b + c + d < run.rules.schemes.thresholds.interval:
        return told
    called = [(hits, hits + misses) for hits, misses, _ in calls.fates]
    failed = [(alarms, hits + alarms) for hits, _, alarms in calls.fates]
    for key, share, n, of, fates in (
        ("pod", pod(hits=a, misses=c), a, a + c, called),
        ("far", far(hits=a, false_alarms=b), b, a + b, failed),
    ):
        bounds = wilson_of_clusters(fates)
        if share is not None and bounds is not None:
            low, high = (words.number(end) for end in bounds)
            told.append(words.md(f"rates.{key}", n=n, of=of, low=low, high=high))
    for key, value in (
        ("csi", csi(hits=a, misses=c, false_alarms=b)),
        ("peirce", peirce(hits=a, misses=c, false_alarms=b, correct_negatives=d)),
    ):
        if value is not None:
            told.append(words.md(f"rates.{key}", value=words.number(value)))
    return [words.md("rates.text", rates=words.listed(told, "semicolon"))] if told else []


def crps(run: Run, found: Timeliness) -> Markdown:
    """The score in days, beside what the reference would have scored."""
    words = run.words
    skill = EMPTY
    if found.skill is not None:
        skill = words.md("crps.skill", skill=words.number(found.skill))
    return words.md(
        "crps.text",
        n=found.questions,
        value=format.envelope(found.crps, words),
        reference=format.envelope(found.reference, words),
        difference=_gained(found.difference, words),
        skill=skill,
    )


def _gained(by: Envelope, words: Words) -> Markdown:
    """By how many days more or less the reference is off."""
    if by.best <= 0 or by.worst >= 0:
        more = by.best > 0
        low, high = (by.worst, by.best) if more else (-by.best, -by.worst)
        middle = None if by.central is None else abs(by.central)
        told = format.envelope(Envelope(low, middle, high), words)
        return words.md("crps.difference" if more else "crps.worse", difference=told)
    ends = {"less": words.number(-by.worst), "more": words.number(by.best)}
    if by.central is None:
        return words.md("crps.either", **ends)
    key = "crps.difference" if by.central >= 0 else "crps.worse"
    central = words.md(key, difference=words.number(abs(by.central)))
    return words.md("crps.either_central", central=central, **ends)


def schemes_of(run: Run, forecaster: str) -> Lines:
    """What each other scheme makes of one forecaster, where it differs."""
    words, first = run.words, run.schemes[0]
    rows = []
    for result in run.schemes[1:]:
        own = [f.id for f in run.by_forecaster[forecaster] if f.id in result.changed]
        shown = format.envelope(result.brier[forecaster], words)
        days = _days(run, result, forecaster)
        if not own and not days and shown == format.envelope(first.brier[forecaster], words):
            continue
        changes = [
            words.md(
                "scheme.change",
                claim=claimed(run, id, below(id)),
                before=_said(run, id, result.changed[id][0]),
                after=_said(run, id, result.changed[id][1]),
            )
            for id in own
        ]
        rows.append([md(result.scheme.name), shown, breaks([*changes, *days])])
    if not rows:
        return
    yield from heading(words.md("scheme.title"))
    yield from para(words.md("scheme.text", first=md(first.scheme.name)))
    yield from table(words.heads("scheme", "scheme", "brier", "changed"), rows)


def _days(run: Run, result: SchemeResult, forecaster: str) -> list[Markdown]:
    """What the score in days is, where the scheme scores other days and the page prints one."""
    if result.scheme.period == run.schemes[0].scheme.period:
        return []
    before, after = (found.tallies[forecaster].timeliness for found in (run.schemes[0], result))
    if before is None or after is None or before.questions < FEW:
        return []
    # Of fewer days less can be missed: how far it is from the reference says more.
    told = [
        run.words.md(
            "scheme.days_told",
            value=format.envelope(found.crps, run.words),
            difference=_gained(found.difference, run.words),
        )
        for found in (before, after)
    ]
    return [run.words.md("scheme.days", before=told[0], after=told[1])]


def schemes_index(run: Run) -> Lines:
    """The schemes that change something: how much, which forecasts, and which matters most."""
    words, first, others = run.words, run.schemes[0], run.schemes[1:]
    if not others:
        return
    yield from heading(words.md("scheme.index"))
    most = matters_most(run.schemes)
    if most is None:
        yield from para(words.md("scheme.index_none", n=len(others)))
    else:
        name, because = md(most.scheme.name), md(most.scheme.because)
        yield from para(words.md("scheme.index_text", n=len(others), name=name, because=because))
    rows = []
    for result in others:
        moved = words.number(result.shift(first))
        # What the pages print of anybody changes, as in the picture below.
        told = any(
            format.envelope(first.brier[who], words) != format.envelope(found, words)
            for who, found in result.brier.items()
        )
        if result.changed or told:
            less = compose("\\< {}", words.number(0.01)) if moved == words.number(0) else moved
            rows.append([md(result.scheme.name), less, whole(len(result.changed))])
    yield from table(words.heads("scheme", "scheme", "moved", "forecasts"), rows)


def _said(run: Run, id: str, told: str) -> Markdown:
    if told.startswith("left_out."):
        return run.words.md("scheme.left_out", why=run.words.md(f"score.{told}"))
    return lowered(happened_if(run, run.verdicts[id], Outcome(told)))
