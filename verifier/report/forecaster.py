"""A forecaster's page: who they are, the record in words, every forecast, the reply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from itertools import islice

from verifier.model.forecasts import Forecast, Forecaster, Voice
from verifier.model.verdict import Outcome
from verifier.report import format
from verifier.report.escape import Markdown, Target, below, link, md, to, url
from verifier.report.forecast import (
    FEW,
    block,
    call_text,
    claimed,
    days_text,
    decided_scores,
    forecast_link,
    mark,
    own_means_told,
    telling,
)
from verifier.report.happened import glimpse
from verifier.report.head import quoted, top
from verifier.report.history import histories
from verifier.report.markdown import (
    EMPTY,
    Lines,
    bold,
    breaks,
    compose,
    folded,
    heading,
    item,
    joined,
    labelled,
    linked,
    lowered,
    para,
    quotation,
    table,
    text,
)
from verifier.report.measured import measured
from verifier.report.outcome import happened_text, outcome_text
from verifier.report.pictures import Pictures, show
from verifier.report.run import Run
from verifier.report.sureness import crps, rates, schemes_of, sure
from verifier.report.totals import share_text, spanned
from verifier.score.calls import DECIDED, Promise, Right
from verifier.score.counts import Place
from verifier.score.forecasts import APART, LeftOut
from verifier.score.tally import Tally


def forecaster_page(run: Run, forecaster: Forecaster, drawn: Pictures) -> Lines:
    """The page's lines."""
    words = run.words
    yield from top(run, md(forecaster.name), "../")
    yield from para(bold(summary(run, run.tallies[forecaster.id])))
    yield from _glance(run, forecaster)
    yield from heading(words.md("forecaster.record"))
    yield from _identity(run, forecaster)
    yield from _record(run, run.tallies[forecaster.id])
    yield from _extremes(run, forecaster.id)
    yield from show(run, drawn, f"calibration-{forecaster.id}", "../", see="calibration")
    yield from show(run, drawn, f"forecaster-{forecaster.id}", "../", see="windows")
    yield from heading(words.md("forecaster.forecasts"))
    for forecast in run.by_forecaster[forecaster.id]:
        yield from block(run, forecast.id, "../")
    yield from schemes_of(run, forecaster.id)
    yield from _histories(run, forecaster)
    yield from heading(words.md("forecaster.response"))
    reply = forecaster.response
    if reply is not None and run.known.had(reply.date.days):
        when = linked(format.days(reply.date.days, words), url(reply.address))
        yield from quotation(md(reply.text), compose("— {}", when))
    else:
        yield from para(words.md("forecaster.no_response"))
    yield words.md("forecaster.dispute")


def summary(run: Run, tally: Tally) -> Markdown:
    """The record in two sentences: what was decided, and what cannot be or is not yet."""
    words, counts = run.words, tally.counts
    who = md(run.ledger.forecasters[tally.forecaster].in_a_sentence)
    day = format.day(run.as_of, words)
    passed = {
        **{str(right): counts.rights[right] for right in DECIDED},
        "hedged": counts.hedged,
        "unsaid": counts.unsaid,
        "plans": counts.plans - counts.plans_denied,
        "denied": counts.plans_denied,
    }
    found = {"plans": counts.plans_carried_out, "denied": counts.plans_denied_in_vain}
    came = {key: spanned(run, *ends) for key, ends in found.items()}
    n, told = sum(passed.values()), [words.md("summary.none", name=who, day=day)]
    if n:
        held = {key: m for key, m in passed.items() if m}
        parts = words.series(
            words.md(f"summary.{key}", n=m, came=came.get(key, EMPTY)) for key, m in held.items()
        )
        told = [words.md("summary.calls", n=n, name=who, day=day, parts=parts)]
        if len(held) == 1:
            [only] = held
            part = words.md(f"summary.same.{only}", n=n, came=came.get(only, EMPTY))
            key = "summary.one" if n == 1 else "summary.same"
            told = [words.md(key, n=n, name=who, day=day, part=part)]
    if off := list(own_means_told(run, tally.forecaster)):
        told.append(words.md("summary.figures", means=words.listed(off, "semicolon")))
    kept = words.listed(
        words.md(f"promises.{how}", n=m) for how in Promise if (m := counts.promises[how])
    )
    void, undecided = counts.places[Place.VOID], counts.places[Place.UNDECIDED]
    rest = {
        "void": void,
        "undecided": undecided,
        "unchecked": counts.rights[Right.UNCHECKED] - void - undecided,
        "no_deadline": counts.rights[Right.NO_DEADLINE],
        "open": counts.rights[Right.OPEN],
        "promises": counts.places[Place.COMMITMENT],
        "misreported": counts.places[Place.MISREPORTED],
        "restated": counts.places[Place.RESTATEMENT],
    }
    happened = Counter(no_deadline=counts.came_since, open=counts.came_already)
    others = [
        words.md(f"summary.{_came(key, m, happened[key])}", n=m, came=happened[key], parts=kept)
        for key, m in rest.items()
        if m
    ]
    if others:
        total = sum(rest.values())
        key = "summary.rest" if n else "summary.rest_alone"
        told.append(words.md(key, n=n or total, parts=words.listed(others, "semicolon")))
    for right, own in ((Right.RIGHT, counts.own_side), (Right.WRONG, counts.own_side_wrong)):
        if own:
            count = counts.rights[right]
            key = f"summary.own_side_{right}" if count > 1 else f"summary.own_side_{right}_alone"
            told.append(words.md(key, all=count, n=own))
    return joined(told, " ")


def _came(key: str, n: int, came: int) -> str:
    """Whether none, some or all of what is not decided has happened."""
    return key if not came else f"{key}_all_came" if came == n else f"{key}_came"


def _extremes(run: Run, forecaster: str) -> Lines:
    """The call closest to what happened and the one farthest from it, by Brier score.

    Calls that print alike have neither.
    """
    scored = decided_scores(run, (f.id for f in run.by_forecaster[forecaster]))
    if len(scored) < FEW:
        return
    ends = [one for end in (False, True) for one in islice(telling(run, scored, farthest=end), 1)]
    if len({run.words.number(value) for value, _ in ends}) < 2:
        return
    for key, (value, id) in zip(("closest", "farthest"), ends, strict=True):
        yield from para(
            run.words.md(
                f"extremes.{key}",
                claim=forecast_link(run, id, "../"),
                outcome=lowered(happened_text(run, run.verdicts[id])),
                value=run.words.number(value),
                days=run.rules.schemes.thresholds.another_day,
            )
        )


def _histories(run: Run, forecaster: Forecaster) -> Lines:
    words = run.words
    told = histories(run, forecaster.id)
    if told:
        yield from heading(words.md("history.title"))
    for statements in told:
        for statement in statements:
            changes = words.listed(words.md(f"history.{change}") for change in statement.changes)
            yield item(
                words.md(
                    "history.statement",
                    said=format.days(statement.forecast.said.days, words),
                    claim=claimed(run, statement.forecast.id, below(statement.forecast.id)),
                    changes=compose(" ({})", changes) if changes else EMPTY,
                )
            )
        yield EMPTY


def _identity(run: Run, forecaster: Forecaster) -> Lines:
    words = run.words
    kind = words.md(f"forecaster.kind.{forecaster.kind}")
    said = [compose("{}.", text(kind.capitalize()))]
    named: dict[Markdown, list[Markdown]] = {}
    for role in forecaster.roles:
        file = run.ledger.file_of.get(role.source)
        if file is not None and run.known.had(file.source.published.days):
            where = link(file.source.publisher, to("sources", role.source, "../"))
            named.setdefault(md(role.role), []).append(where)
    if named:
        told = (compose("{} ({})", role, words.listed(where)) for role, where in named.items())
        roles = words.listed(told, "semicolon")
        said.append(words.md("forecaster.roles", roles=roles))
    if forecaster.spellings:
        spellings = words.listed(md(s) for s in forecaster.spellings)
        said.append(words.md("forecaster.spellings", spellings=spellings))
    others = [o for o in forecaster.not_to_be_confused_with if o in run.tallies]
    if others:
        names = words.listed(
            link(run.ledger.forecasters[o].name, Target(f"{o}.md")) for o in others
        )
        said.append(words.md("forecaster.not", names=names))
    if forecaster.notes and run.latest:
        said.append(md(forecaster.notes))
    yield from para(joined(said, " "))


def _glance(run: Run, forecaster: Forecaster) -> Lines:
    """Every statement: when, what, what came of it, and where that is shown."""
    words = run.words
    days: dict[tuple[object, ...], list[Forecast]] = {}
    for forecast in sorted(run.by_forecaster[forecaster.id], key=lambda f: _by_day(run, f)):
        # What is said twice on a day, in a title and below it, is told once.
        first, verdict = forecast.restates or forecast.id, run.verdicts[forecast.id]
        told = (forecast.said.days, first, verdict.charged_to, verdict.outcome)
        days.setdefault(told, []).append(forecast)
    settled: list[Forecast] = []
    others: dict[str, list[Forecast]] = {}
    for forecast, *_ in days.values():
        verdict = run.verdicts[forecast.id]
        if verdict.settled or verdict.outcome == Outcome.DISPUTED:
            settled.append(forecast)
        else:
            open = run.scores[forecast.id].right == Right.OPEN
            others.setdefault(_OPEN if open else verdict.outcome, []).append(forecast)
    yield from heading(words.md("glance.title"))
    if settled:
        yield from table(
            words.heads("glance", "said", "claim", "outcome"),
            [_glance_row(run, forecast) for forecast in settled],
        )
    if others:
        yield from _unsettled(run, {o: others[o] for o in (_OPEN, *Outcome) if o in others})


_OPEN = "open"
"""What has no outcome yet because its window is not over, among outcomes."""


def _unsettled(run: Run, others: Mapping[str, Sequence[Forecast]]) -> Lines:
    """What nothing has settled, by outcome, folded."""
    words = run.words
    counts = words.listed(
        words.md(f"glance.count.{o}", n=len(found)) for o, found in others.items()
    )
    yield from folded(words.md("glance.more", counts=counts), _listed(run, others))


def _listed(run: Run, others: Mapping[str, Sequence[Forecast]]) -> Lines:
    words = run.words
    for outcome, found in others.items():
        statements = words.listed(
            (
                words.md(
                    "glance.statement",
                    said=format.days(forecast.said.days, words),
                    claim=claimed(run, forecast.id, below(forecast.id)),
                )
                for forecast in found
            ),
            "semicolon",
        )
        name = words.md("right.open" if outcome == _OPEN else f"outcome.{outcome}")
        yield item(words.md("glance.unsettled", outcome=name, statements=statements))
    yield EMPTY


def _by_day(run: Run, forecast: Forecast) -> tuple[date, bool, bool, bool, str]:
    """By day; on one day what is settled comes first, then first statements, then quotations."""
    return (
        forecast.said.days.order,
        not run.verdicts[forecast.id].settled,
        forecast.restates is not None,
        forecast.voice != Voice.QUOTATION,
        forecast.id,
    )


def _glance_row(run: Run, forecast: Forecast) -> list[Markdown]:
    words = run.words
    verdict = run.verdicts[forecast.id]
    told = [compose("{}{}", claimed(run, forecast.id, below(forecast.id)), mark(run, forecast))]
    if forecast.quote is not None:
        told.append(_quote(run, forecast, forecast.quote))
    if verdict.has_deadline:
        told.append(words.md("glance.window", days=days_text(run, verdict)))
    known = [*glimpse(run, verdict, "../"), measured(run, verdict)]
    why = linked(words.md("glance.why"), to("forecasts", forecast.id, "../"))
    return [
        format.days(forecast.said.days, words),
        breaks(told),
        breaks([bold(outcome_text(run, verdict)), *known, bold(call_text(run, verdict)), why]),
    ]


def _quote(run: Run, forecast: Forecast, quote: str) -> Markdown:
    """The words, and whose they are where somebody else put it so."""
    source = run.ledger.source_of[forecast.id]
    told = quoted(run, source, quote)
    if forecast.voice != Voice.PARAPHRASE:
        return told
    return run.words.md("glance.paraphrase", publisher=md(source.publisher), quote=told)


def _record(run: Run, tally: Tally) -> Lines:
    words, counts = run.words, tally.counts
    places = []
    for place in reversed(Place):
        disputed = counts.disputed if place == Place.SETTLED else 0
        if n := counts.places[place] - disputed:
            places.append(words.md(f"forecaster.place.{place}", n=n))
        if disputed:
            places.append(words.md("forecaster.disputed", n=disputed))
    yield from para(
        words.md("forecaster.counts", all=counts.all, places=words.listed(places, "semicolon"))
    )
    own = counts.all - counts.apart
    if counts.without_number and counts.with_number:
        yield from para(
            words.md(
                "forecaster.numbers",
                own=own,
                with_number=counts.with_number,
                without_number=counts.without_number,
                scored=counts.scored,
            )
        )
    if tally.calls.decided:
        # One call says nothing of the next.
        alone = tally.calls.decided == 1
        expected = share_text(run, tally.calls, "alone" if alone else "told")
        expected = compose("{}.", expected) if alone else expected
        yield from para(labelled(words.md("forecaster.right")), expected)
    accuracy, timeliness = (words.md(f"forecaster.{key}") for key in ("accuracy", "timeliness"))
    yield from para(labelled(accuracy), _accuracy(run, tally), *_calls(run, tally))
    means = list(own_means_told(run, tally.forecaster, least=2))
    if means:
        told = compose("{}.", words.listed(means, "semicolon"))
        yield from para(labelled(words.md("forecaster.own")), told)
    timely = _timeliness(run, tally)
    if timely:
        yield from para(labelled(timeliness), timely)


def _calls(run: Run, tally: Tally) -> list[Markdown]:
    words, found = run.words, asdict(replace(tally.contingency, fates=()))
    cells = [words.md(f"forecaster.call.{cell}", n=n) for cell, n in found.items() if n]
    if not cells:
        return []
    told = [words.md("forecaster.calls", cells=words.listed(cells))]
    scores = [run.scores[forecast.id] for forecast in run.by_forecaster[tally.forecaster]]
    decided = [s for s in scores if s.right in DECIDED and s.left_out not in APART]
    left = {s.question or s.forecast for s in decided if s.event_truth is None}
    if left:
        told.append(words.md("forecaster.calls_left", n=len(left)))
    return [*told, *rates(run, tally.contingency)]


def _accuracy(run: Run, tally: Tally) -> Markdown:
    words = run.words
    if tally.brier is None:
        left = Counter(run.scores[f.id].left_out for f in run.by_forecaster[tally.forecaster])
        parts = [words.md(f"funnel.left.{why}", n=left[why]) for why in LeftOut if left[why]]
        return words.md("forecaster.no_accuracy", parts=words.series(parts))
    value = format.envelope(tally.brier, words)
    n, questions = tally.counts.scored, tally.counts.scored_questions
    key = "forecaster.brier" if n == questions else "forecaster.by_question"
    parts = [words.md(key, value=value, n=n, questions=questions)]
    if tally.skill is not None and tally.skill.questions >= FEW:
        ratio = EMPTY
        if tally.skill.skill is not None:
            ratio = words.md("skill.ratio", skill=words.number(tally.skill.skill))
        difference = words.number(abs(tally.skill.difference))
        n, better = tally.skill.questions, tally.skill.difference >= 0
        key = "skill.base" if better else "skill.worse"
        parts.append(words.md(key, n=n, difference=difference, ratio=ratio))
    return joined([*parts, *sure(run, tally.forecaster)], " ")


def _timeliness(run: Run, tally: Tally) -> Markdown:
    words, lead = run.words, tally.lead_times
    parts = []
    if lead.warned is not None and lead.all is not None:
        parts = [
            words.md(
                "forecaster.lead"
                if lead.all_events > lead.warned_events
                else "forecaster.lead_all",
                warned=format.days_ahead(*lead.warned, words),
                n=lead.warned_events,
                all=format.days_ahead(*lead.all, words),
                total=lead.all_events,
            )
        ]
    if tally.days_off and not any(tally.days_off):
        parts.append(words.md("forecaster.on_time"))
    elif tally.days_off:
        value = format.span_of_days(*tally.days_off, words)
        parts.append(words.md("forecaster.timing", value=value))
    called = tally.called
    if called.calls >= FEW and called.width is not None:
        parts.append(
            words.md(
                "forecaster.called",
                n=called.calls,
                came=called.came,
                width=words.plain(called.width, 1),
            )
        )
    if tally.timeliness is not None and tally.timeliness.questions >= FEW:
        parts.append(crps(run, tally.timeliness))
    return joined(parts, " ")
