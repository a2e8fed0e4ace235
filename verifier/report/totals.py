"""What the whole ledger says: how often calls were right, and how much could not be scored, why."""

from __future__ import annotations

from collections.abc import Mapping

from verifier.report.escape import Markdown, Target, md
from verifier.report.forecast import forecast_link
from verifier.report.head import top
from verifier.report.markdown import (
    EMPTY,
    NONE,
    Lines,
    anchor,
    compose,
    folded,
    heading,
    item,
    joined,
    linked,
    para,
    table,
    whole,
)
from verifier.report.run import Run
from verifier.score.calls import Promise
from verifier.score.forecasts import LeftOut
from verifier.score.record import APART
from verifier.score.shares import Share
from verifier.score.survival import kaplan_meier


def share_text(run: Run, share: Share) -> Markdown:
    """How many were right, and the pooled share with its interval in per cent."""
    if not share.decided:
        return NONE
    pooled = share.pooled(run.rules.schemes.prior)
    return run.words.md(
        "share.pooled",
        n=_count(run, share),
        of=share.decided,
        mean=_percents(run, *pooled.mean),
        interval=_percents(run, *pooled.interval),
    )


def _count(run: Run, share: Share) -> Markdown:
    if not share.contested:
        return whole(share.yes)
    return run.words.md("index.off", low=whole(share.yes), high=whole(share.yes + share.contested))


def _percents(run: Run, low: float, high: float) -> Markdown:
    ends = dict.fromkeys(run.words.figure(f"{100 * end:.0f}") for end in (low, high))
    return run.words.md("number.percent", n=joined(ends, "–"))


def _wilson(run: Run, share: Share) -> Markdown:
    return NONE if share.wilson is None else _percents(run, *share.wilson)


def _figures(run: Run, share: Share) -> Lines:
    yield _count(run, share)
    yield whole(share.decided)
    yield _wilson(run, share)


def how_often(run: Run) -> Lines:
    """The total with its range, and the same by side, outlet, words and time ahead, folded."""
    words, record = run.words, run.record
    yield from heading(words.md("total.title"))
    if not record.happened.decided:
        yield from para(words.md("total.none"))
        return
    told = [
        words.md(
            "total.happened",
            n=_count(run, record.happened),
            of=record.happened.decided,
            range=_wilson(run, record.happened),
        )
    ]
    if record.total.decided:
        told.append(
            words.md(
                "total.right",
                n=_count(run, record.total),
                of=record.total.decided,
                range=_wilson(run, record.total),
            )
        )
    yield from para(*told, words.md("total.not_a_sample"))
    parts = {name: rows for name, rows in record.by.items() if len(rows) > 1}
    if parts:
        yield from folded(words.md("total.parts"), _parts(run, parts))


def _parts(run: Run, parts: Mapping[str, Mapping[str, Share]]) -> Lines:
    for name, rows in parts.items():
        head = [run.words.md(f"total.{name}"), *(run.words.md(f"total.col.{c}") for c in _SHARES)]
        yield from table(
            head,
            [[_named(run, name, key), *_figures(run, share)] for key, share in rows.items()],
        )


_SHARES = ("right", "decided", "range")


def _named(run: Run, group: str, key: str) -> Markdown:
    if group == "outlet":
        return md(key)
    if group == "side":
        return md(run.rules.actors.label(key)) if key else run.words.md("total.no_side")
    return run.words.md(f"total.{group}.{key}")


def how_much(run: Run) -> Lines:
    """From what was read to what was scored, each step with what it leaves out; then the rest."""
    words, record = run.words, run.record
    yield from heading(words.md("funnel.title"))
    aside = sum(len(file.set_aside) for file in run.files)
    counts = {"forecasts": record.read, "sources": len(run.files), "aside": aside}
    yield from para(words.md("index.counts_text", **counts))
    decided = record.matured - record.count(*_UNDECIDED)
    steps = (
        ("own", record.own, APART),
        ("matured", record.matured, (LeftOut.OPEN,)),
        ("decided", decided, _UNDECIDED),
        ("scored", record.scored, _UNNUMBERED),
    )
    yield from table(
        [words.md(f"funnel.col.{key}") for key in ("step", "n", "left")],
        [[words.md(f"funnel.{step}"), whole(n), _left(run, reasons)] for step, n, reasons in steps],
    )
    if record.matured:
        measured = words.percent(record.measured / record.matured)
        yield from para(
            words.md("funnel.share", scored=record.scored, of=record.matured),
            words.md("funnel.measured", n=record.measured, percent=measured),
        )
    yield from _promises(run)
    yield from _classes(run)
    yield from _waits(run)


def _promises(run: Run) -> Lines:
    found, words = run.record.promises, run.words
    parts = [words.md(f"promises.{how}", n=found[how]) for how in Promise if found[how]]
    if parts:
        n = sum(found.values())
        yield from para(words.md("promises.text", n=n, parts=words.listed(parts)))


_UNDECIDED = (
    LeftOut.UNSCORABLE,
    LeftOut.VOID,
    LeftOut.HINDSIGHT,
    LeftOut.CONDITION_CONTESTED,
    LeftOut.UNDECIDED,
)
_UNNUMBERED = (LeftOut.NO_DEADLINE, LeftOut.NO_NUMBER, LeftOut.OUTLET, LeftOut.DISPUTE)


def _left(run: Run, reasons: tuple[LeftOut, ...]) -> Markdown:
    """The reasons for which forecasts end here, each leading to them."""
    found = [
        linked(
            run.words.md(f"funnel.left.{reason}", n=run.record.count(reason)),
            Target(f"left-out.md#{reason}".replace("_", "-")),
        )
        for reason in reasons
        if run.record.count(reason)
    ]
    return run.words.listed(found) or NONE


def _classes(run: Run) -> Lines:
    """What words without a number were worth: how often what they speak of happened."""
    words, classes = run.words, run.record.classes
    if not classes:
        return
    yield from para(words.md("classes.text"))
    columns = ("class", "happened", "decided", "range")
    yield from table(
        [words.md(f"classes.col.{key}") for key in columns],
        [[words.md(f"classes.{klass}"), *_figures(run, share)] for klass, share in classes.items()],
    )


_DAYS = (30, 91, 365, 1000)


def _waits(run: Run) -> Lines:
    """How long forecasts without a deadline take to come, and how many never have yet."""
    words, record = run.words, run.record
    if not record.waits:
        return
    came = sum(wait.came for wait in record.waits)
    yield from para(
        words.md(
            "waits.text",
            n=len(record.waits),
            came=came,
            longest=max((wait.days for wait in record.waits if not wait.came), default=0),
        ),
        words.md("waits.unclear", n=record.unclear) if record.unclear else EMPTY,
    )
    steps = (found for days in _DAYS if (found := kaplan_meier(record.waits, days)))
    yield from table(
        [words.md(f"waits.col.{key}") for key in ("days", "share", "range", "waiting")],
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


def left_out(run: Run) -> Lines:
    """The page of what is not scored, by reason."""
    words = run.words
    yield from top(run, words.md("funnel.page"), "")
    for reason in LeftOut:
        ids = run.record.reasons.get(reason, ())
        if ids:
            yield from anchor(reason.replace("_", "-"))
            yield from heading(compose("{} ({})", words.md(f"funnel.head.{reason}"), len(ids)))
            for id in sorted(ids, key=run.ledger.said):
                yield item(forecast_link(run, id, ""))
            yield EMPTY
