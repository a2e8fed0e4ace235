"""What the whole ledger says: how often calls were right, and how much could not be scored, why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from verifier.model.forecasts import LikelihoodClass
from verifier.report.escape import Markdown, Target, md
from verifier.report.forecast import forecast_link
from verifier.report.head import top
from verifier.report.markdown import (
    EMPTY,
    NONE,
    Lines,
    anchor,
    bold,
    compose,
    folded,
    heading,
    item,
    joined,
    linked,
    lowered,
    para,
    table,
    whole,
)
from verifier.report.outcome import happened_text
from verifier.report.pieces import Pieces
from verifier.report.run import Run
from verifier.score.calls import PLAN_DENIED, Promise, Right
from verifier.score.forecasts import APART, LeftOut
from verifier.score.record import Way
from verifier.score.shares import Share
from verifier.score.survival import kaplan_meier


def share_text(run: Run, share: Share, told: str = "pooled") -> Markdown:
    """How many were right, and the pooled share with its interval in per cent, as `told`."""
    if not share.decided:
        return NONE
    pooled = share.pooled(run.rules.schemes.prior)
    return run.words.md(
        f"share.{told}",
        n=_count(run, share),
        of=share.decided,
        questions=len(share.questions),
        mean=_percents(run, *pooled.mean),
        interval=_percents(run, *pooled.interval),
    )


def _count(run: Run, share: Share) -> Markdown:
    return spanned(run, share.yes, share.yes + share.contested)


def spanned(run: Run, low: float, high: float) -> Markdown:
    """Two numbers as a range, or as one where they are alike."""
    ends = [run.words.plain(end, 1) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else run.words.md("index.off", low=ends[0], high=ends[1])


def _percents(run: Run, low: float, high: float) -> Markdown:
    ends = dict.fromkeys(run.words.hundredths(end) for end in (low, high))
    return run.words.md("number.percent", n=joined(ends, "–"))


def _wilson(run: Run, share: Share) -> Markdown:
    return NONE if share.wilson is None else _percents(run, *share.wilson)


def _by_question(run: Run, share: Share) -> Markdown:
    """The mean share over questions with its range."""
    return compose("{} ({})", _percents(run, *share.mean), _wilson(run, share))


def share_told(run: Run, share: Share) -> Lines:
    """The count, and the share by question: two cells of a table."""
    n, questions = _count(run, share), len(share.questions)
    yield run.words.md("short.share", n=n, of=share.decided, questions=questions)
    yield _by_question(run, share)


def share_cells(run: Run, share: Share) -> Lines:
    """The count, how many there are, on how many questions, and the share by these: four cells."""
    yield _count(run, share)
    yield whole(share.decided)
    yield whole(len(share.questions))
    yield _by_question(run, share)


def how_often(run: Run) -> Lines:
    """The total with its range."""
    words, record = run.words, run.record
    yield from heading(words.md("total.title"))
    came = sum(tally.counts.came_already for tally in run.tallies.values())
    already = [words.md("total.already", n=came)] if came else []
    if not record.happened.decided:
        yield from para(words.md("total.none"), *already, *_uncounted(run))
        return
    told = []
    total = record.total
    if total.decided:
        few = len(total.questions) < run.rules.schemes.thresholds.interval
        told.append(
            words.md(
                "total.right_few" if few else "total.right",
                of=total.decided,
                n=_count(run, total),
                questions=len(total.questions),
                share=_percents(run, *total.mean),
                range=_wilson(run, total),
            )
        )
        if not few and record.never.decided:
            share, never = (_percents(run, *s.mean) for s in (record.of_events, record.never))
            told.append(
                words.md("total.never", of=record.of_events.decided, share=share, never=never)
            )
        if n := sum(tally.counts.rights[Right.ANOTHER_DAY] for tally in run.tallies.values()):
            told.append(words.md("total.another_day", n=n))
    else:
        right, range = _count(run, record.happened), _wilson(run, record.happened)
        told.append(
            words.md(
                "total.only",
                n=right,
                of=record.happened.decided,
                questions=len(record.happened.questions),
                range=range,
            )
        )
    told += [*already, words.md("total.not_a_sample")]
    yield from para(*told)


def _uncounted(run: Run) -> Lines:
    """Those whose window is over, or that are void, and that stand in no share."""
    reasons = (LeftOut.VOID, LeftOut.HINDSIGHT, LeftOut.CONDITION_CONTESTED, LeftOut.UNDECIDED)
    counts = {reason: n for reason in reasons if (n := run.record.count(reason))}
    if counts:
        yield run.words.md("total.uncounted", parts=_left(run, counts))


def by_parts(run: Run) -> Lines:
    """How many calls were right by side, outlet, words and time, where several have enough."""
    parts = {
        name: rows
        for name, rows in run.record.by.items()
        if sum(share.decided >= _FEW for share in rows.values()) > 1
    }
    if parts:
        names = run.words.series(lowered(run.words.md(f"total.{name}")) for name in parts)
        yield from heading(run.words.md("total.parts", parts=names))
        yield from _parts(run, parts)


def _parts(run: Run, parts: Mapping[str, Mapping[str, Share]]) -> Lines:
    for name, rows in parts.items():
        heads = run.words.heads("total", "right", "decided", "questions", "range")
        # What most of many have done once or twice is told in a line, and not in a row for each.
        few = [key for key, share in rows.items() if share.decided < _FEW and len(rows) > _MANY]
        yield from table(
            [run.words.md(f"total.{name}"), *heads],
            [
                [_named(run, name, key), *share_cells(run, share)]
                for key, share in rows.items()
                if key not in few
            ],
        )
        if few:
            told = [_in_words(run, _named(run, name, key), rows[key]) for key in few]
            rest = run.words.md("total.rest", n=len(few), least=_FEW)
            yield from folded(rest, para(compose("{}.", run.words.listed(told, "semicolon"))))


def _in_words(run: Run, name: Markdown, share: Share) -> Markdown:
    return run.words.md("total.one", name=name, right=_count(run, share), decided=share.decided)


_MANY, _FEW = 12, 4
"""Of more parts than so many, those with fewer decided calls than so many are folded."""


def _named(run: Run, group: str, key: str) -> Markdown:
    if group == "outlet":
        return md(key)
    if group == "side":
        return _side(run, key) if key else run.words.md("total.no_side")
    return run.words.md(f"total.{group}.{key}")


def _side(run: Run, side: str) -> Markdown:
    """The side's name, and whose calls it stands for where these are of one forecaster."""
    people = run.ledger.forecasters
    called = [id for id, t in run.tallies.items() if people[id].side == side and t.calls.decided]
    name = md(run.rules.actors.label(side))
    if len(called) != 1:
        return name
    return run.words.md("total.side_alone", side=name, who=md(people[called[0]].in_a_sentence))


def how_much(run: Run) -> Lines:
    """From what was read to what was scored, and in which ways."""
    words, record = run.words, run.record
    yield from heading(words.md("funnel.title"))
    aside = sum(len(file.set_aside) for file in run.files)
    left = sum(record.unscored.values())
    short = words.md("funnel.short_open") if record.read else EMPTY
    if record.matured:
        share = words.percent(left / record.matured)
        key = "funnel.short" if left else "funnel.short_none"
        short = words.md(key, of=record.matured, left=left, share=share)
    yield from para(short)
    apart = {reason: n for reason in APART if (n := record.count(reason))}
    ahead = {LeftOut.OPEN: n} if (n := record.count(LeftOut.OPEN)) else {}
    reasons = dict(Counter(record.unscored).most_common())
    scored = whole(record.scored)
    if record.matured:
        percent = words.percent(record.scored / record.matured)
        scored = bold(compose("{} ({})", record.scored, percent))
    yield from table(
        words.heads("funnel", "step", "n", "left"),
        [
            [
                words.md("funnel.read", sources=len(run.files)),
                whole(record.read),
                words.md("funnel.aside", n=aside) if aside else NONE,
            ],
            [words.md("funnel.own"), whole(record.own), _left(run, apart)],
            [words.md("funnel.matured"), whole(record.matured), _left(run, ahead)],
            [words.md("funnel.scored"), scored, _left(run, reasons)],
        ],
    )
    scored_by = Counter(record.ways.values())
    ways = [words.md(f"funnel.way.{way}", n=n) for way in Way if (n := scored_by[way])]
    told = [words.md("funnel.ways", ways=words.listed(ways, "semicolon"))] if ways else []
    told += _promises(run)
    yield from folded(words.md("funnel.how"), para(*told)) if told else ()


def _promises(run: Run) -> Lines:
    found, words = run.record.promises, run.words
    parts = [words.md(f"promises.{how}", n=found[how]) for how in Promise if found[how]]
    if parts:
        n = sum(found.values())
        yield words.md("promises.text", n=n, parts=words.listed(parts))


def _left(run: Run, reasons: Mapping[LeftOut, int]) -> Markdown:
    """The reasons for which forecasts end here, each leading to them."""
    found = [
        linked(
            run.words.md(f"funnel.left.{reason}", n=n),
            Target(f"left-out.md#{reason}".replace("_", "-")),
        )
        for reason, n in reasons.items()
    ]
    return run.words.listed(found) or NONE


def classes(run: Run) -> Lines:
    """What words without a number were worth: how often what they speak of happened."""
    words, record = run.words, run.record
    if not record.classes and not record.to_horizon:
        return
    yield from anchor("classes")
    yield from heading(words.md("classes.title"))
    yield from para(words.md("classes.text"))
    yield from table(
        words.heads("classes", "class", "window", "happened", "decided", "questions", "range"),
        [
            [words.md(f"classes.{klass}"), words.md(f"classes.{kind}"), *share_cells(run, share)]
            for klass in (*LikelihoodClass, PLAN_DENIED)
            for kind, shares in (("named", record.classes), ("declared", record.to_horizon))
            if (share := shares.get(klass)) is not None
        ],
    )


_DAYS = (30, 91, 365, 1000)  # a month, a quarter, a year, and about three


def waits(run: Run) -> Lines:
    """How long forecasts without a deadline take to come, and how many never have yet."""
    words, record = run.words, run.record
    if not record.waits:
        return
    yield from heading(words.md("waits.title"))
    came = sum(wait.came for wait in record.waits)
    few = len(record.waits) < _FEW
    yield from para(
        words.md(
            "waits.few" if few else "waits.text",
            n=len(record.waits),
            came=came,
            longest=max((wait.days for wait in record.waits if not wait.came), default=0),
        ),
        words.md("waits.unclear", n=record.unclear) if record.unclear else EMPTY,
    )
    if few:
        return
    steps = (found for days in _DAYS if (found := kaplan_meier(record.waits, days)))
    yield from table(
        words.heads("waits", "days", "share", "range", "waiting"),
        [
            [
                whole(step.days),
                words.percent(step.share),
                _percents(run, *step.interval),
                whole(step.waiting),
            ]
            for step in steps
        ],
    )


def left_out(run: Run, pieces: Pieces) -> Lines:
    """The page of what is not scored, by reason."""
    words = run.words
    yield from top(run, words.md("funnel.page"), "")
    if not any(run.record.reasons.get(reason) for reason in LeftOut):
        yield from para(words.md("funnel.none"))
    for reason in LeftOut:
        ids = run.record.reasons.get(reason, ())
        if ids:
            yield from anchor(reason.replace("_", "-"))
            yield from heading(compose("{} ({})", words.md(f"funnel.head.{reason}"), len(ids)))
            lines = pieces("left_out", ids, _left_out)
            yield from (lines[id] for id in sorted(ids, key=run.ledger.said))
            yield EMPTY


def _left_out(run: Run, id: str) -> Markdown:
    way = run.record.ways.get(id)
    told = EMPTY if way is None else run.words.md(f"scored.{way}")
    claim = compose("{} — {}", forecast_link(run, id, ""), _whose(run, id))
    return item(joined([claim, told], "; "))


def _whose(run: Run, id: str) -> Markdown:
    """Who said it, and what came of it."""
    forecast = run.ledger.forecasts[id]
    who = md(run.ledger.forecasters[forecast.forecaster].name)
    outcome = lowered(happened_text(run, run.verdicts[id]))
    return run.words.md("funnel.who", who=who, outcome=outcome)
