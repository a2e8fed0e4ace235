"""The rules of docs/record.md that hold for whoever speaks, tried on our whole ledger."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations

from tests.ours import computed, ledger
from verifier.model.forecasts import Forecast
from verifier.model.outcomes import Question
from verifier.model.proposition import DoesNotOccur, Occurs
from verifier.score.calls import Right, Says
from verifier.score.forecasts import LeftOut

ENDLESS = re.compile(
    r"matter of time|eventually|for the foreseeable future|likely continue attack"
    r"|operation will continue|how long it will|such a long time|(?:be|for) a long war",
    re.IGNORECASE,
)


SOON_OVER = timedelta(days=31)
"""A question that closes within a month of the words is no longer what is asked."""


def _said(words: str) -> list[Forecast]:
    """Forecasts in whose quotation, as its speaker is charged with it, the words are."""
    found = re.compile(words, re.IGNORECASE)
    return [
        f
        for f in ledger()[0].forecasts.values()
        if not f.misreported and found.search(f.quote or "")
    ]


def _began(forecast: Forecast) -> date:
    """The first day on which it can have been said."""
    assert forecast.said.days.start is not None
    return forecast.said.days.start


def _span(question: Question) -> tuple[date, date]:
    """The first and the last day on which it is asked."""
    assert question.opens is not None
    assert question.horizon is not None
    first, last = question.opens.days.start, question.horizon.days.start
    assert first is not None
    assert last is not None
    return first, last


def _own_days(forecast: Forecast) -> bool:
    """Whether its words name days; else the last day of its question closes it."""
    reason = forecast.window.reason if forecast.window else None
    return not (reason or "").startswith("No day is named")


def test_words_that_refuse_a_day_are_not_closed_by_a_question() -> None:
    """What is to go on, or to come at some time, has no last day, whoever says it."""
    said = _said(ENDLESS.pattern)
    assert {f.forecaster for f in said} >= {"dmitry-peskov", "dmytro-kuleba", "jens-stoltenberg"}
    assert not [f.id for f in said if f.window is not None]


def test_a_hope_is_no_call() -> None:
    """Only who also expects it has said how likely it is."""
    says = {
        f.id: computed().scores[f.id].likelihood.says
        for f in _said(r"\bhopes? (?!and expect|to|for)")
    }
    speakers = {ledger()[0].forecasts[id].forecaster for id in says}
    assert speakers >= {"dmitry-peskov", "volodymyr-zelensky", "kyrylo-budanov"}
    assert set(says.values()) == {Says.UNSAID}


DENIED = re.compile(
    r"(?:do not|don.t) see (?:that|a )|see that$|intelligence information indicates|nonsens|rumors"
    r"|not planning|no plans|no such plans|not intend|no intention|no talk about|no \(threat",
    re.IGNORECASE,
)


TRY = (
    r"\b(?:will|may|might|would|likely|likely to|perhaps|once again)\b(?: [\w-]+){0,3}"
    r" (?:try|attempt|seek) to\b(?! try)|make (?:a|another)(?: new)? attempt to"
    r"|попыта[юе]тся(?! переломить)|матимуть спробу|намагатимуться|спробу\w+ \w+ти|będą próbować"
)
"""How it is announced that somebody tries to do a thing; not what is said of the means."""

TRIES = {"energy-attack", "ground-attack"}
"""What an attempt is: who tries to strike or to take a place attacks."""


def test_an_announced_try_is_no_call_that_it_is_done() -> None:
    """It is an intention, whoever announces it, unless what is asked is the try itself."""
    said = _said(TRY)
    done = []
    for forecast in said:
        kind = event.kind if (event := _event(forecast.expects)) else ""
        if kind not in TRIES and not re.search(r"\btr(?:y|ies)\b|attempt", forecast.claim):
            done.append(forecast)
    assert len({f.forecaster for f in done}) >= 4
    assert len({f.forecaster for f in said if f not in done}) >= 4
    assert {f.id for f in done if computed().scores[f.id].likelihood.says != Says.PLAN} == set()


def test_who_denies_that_anything_is_planned_or_seen_has_denied_a_plan() -> None:
    """One class for both sides: it is no call, and counts in one row."""
    denied = [f for f in _said(DENIED.pattern) if isinstance(f.expects, DoesNotOccur)]
    sides = {ledger()[0].forecasters[f.forecaster].side for f in denied}
    assert sides >= {"russia", "ukraine"}
    assert len(denied) >= 10
    assert [f.id for f in denied if computed().scores[f.id].likelihood.says != Says.PLAN] == []


def test_a_promise_is_made_without_a_hedge() -> None:
    """Who denies a plan or a need, or says "might" or "I think", has promised nothing."""
    promises = [f for f in ledger()[0].forecasts.values() if f.commitment]
    assert promises
    assert {f.likelihood.phrase for f in promises if f.likelihood} <= {"will", "would"}


def test_who_alone_decides_promises_and_others_foretell_what_their_side_does() -> None:
    """A bare "will" of the own side is a head of state's promise, else a call; no intention."""
    heads = {"joe-biden", "vladimir-putin", "volodymyr-zelensky"}
    run = ledger()[0]
    people = {f.forecaster for f in run.forecasts.values() if f.commitment}
    assert {id for id in people if run.forecasters[id].kind == "person"} <= heads
    own = [
        f
        for f in _said(r"\bwill\b(?! (?:try|do everything))|\b(?:are|is) not going to\b")
        if (event := _event(f.expects)) and event.actor == run.forecasters[f.forecaster].side
    ]
    assert {f.forecaster for f in own} >= {"oleksiy-danilov", "volodymyr-zelensky", "joe-biden"}
    plans = [f.id for f in own if computed().scores[f.id].likelihood.says == Says.PLAN]
    assert plans == []


def test_a_call_said_again_within_thirty_days_counts_once() -> None:
    """Where the later statement expects the same and names no days of its own."""
    run = computed()
    calls = [
        f
        for f in run.ledger.forecasts.values()
        if not (f.restates or f.misreported or f.commitment)
        if run.scores[f.id].right in {Right.RIGHT, Right.WRONG}
    ]
    calls.sort(key=_began)
    again = [
        (first.id, later.id)
        for first, later in combinations(calls, 2)
        if (first.forecaster, first.question) == (later.forecaster, later.question)
        and first.expects == later.expects
        and run.scores[first.id].likelihood.says == run.scores[later.id].likelihood.says
        and _began(later) - _began(first) <= timedelta(days=30)
        and not _own_days(later)
    ]
    assert again == []


def test_a_call_that_can_be_told_says_nothing_again_that_cannot() -> None:
    """What counts once is never counted as said before where that has no last day."""
    run = computed()
    wrong = [
        f.id
        for f in run.ledger.forecasts.values()
        if f.restates and run.verdicts[f.id].has_deadline
        if run.scores[f.id].likelihood.says in {Says.FOR, Says.AGAINST}
        if run.scores[f.restates].left_out == LeftOut.NO_DEADLINE
    ]
    assert wrong == []


CAN = r"(?<!don't )\b(?:think|sure|believes?|confident)\b(?: that)?(?: [\w']+){1,3} (?:can|could)\b"
"""How somebody is sure of what can be."""


def test_who_is_sure_that_something_can_be_grants_a_possibility() -> None:
    """Whatever stands before "can", unless another clause expects it or it is a condition."""
    says = {
        f: computed().scores[f.id].likelihood.says
        for f in _said(CAN)
        if not re.search("expect|as long as", f.quote or "")
    }
    speakers = {f.forecaster for f in says}
    assert speakers >= {"joe-biden", "volodymyr-zelensky", "oleksii-reznikov", "kyrylo-budanov"}
    assert {f.id for f, said in says.items() if said != Says.HEDGED} == set()


def test_what_says_again_stays_on_its_question_and_a_call_says_a_call_again() -> None:
    """A hedge or a plan of another day takes no later call up, right or wrong."""
    run = computed()
    told = [f for f in run.ledger.forecasts.values() if f.restates]
    assert len({f.forecaster for f in told}) >= 10
    calls, wrong = {Says.FOR, Says.AGAINST}, []
    for forecast in told:
        first = run.ledger.forecasts[forecast.restates or ""]
        once = _began(first) == _began(forecast)
        hedged = run.scores[first.id].likelihood.says not in calls
        risen = hedged and run.scores[forecast.id].likelihood.says in calls
        if first.question != forecast.question or (risen and not once):
            wrong.append((forecast.id, first.id))
    assert wrong == []


def test_words_without_a_day_close_with_what_was_asked_when_they_were_said() -> None:
    """Of the questions on its event that were open, or else open next, it is the last to close."""
    questions = ledger()[0].questions.values()
    wrong = []
    for forecast in ledger()[0].forecasts.values():
        if _own_days(forecast) or forecast.question is None or forecast.restates:
            continue
        own, said = ledger()[0].questions[forecast.question], _began(forecast)
        alike = [q for q in questions if q.id == own.id or (q.event and q.event == own.event)]
        spans = [(*_span(q), q.id) for q in alike if q.opens and q.horizon]
        still = [(last, id) for first, last, id in spans if first <= said <= last]
        asked = [(last, id) for last, id in still if said <= last - SOON_OVER]
        soonest = min((first for first, _, _ in spans if first > said), default=None)
        ahead = [(last, id) for first, last, id in spans if first == soonest]
        expected = max(asked or ahead or still, default=(said, ""))[1]
        if expected != own.id:
            wrong.append((forecast.id, own.id, expected))
    assert wrong == []


def _event(asked: object) -> Occurs | None:
    """The event that a question asks of or a forecast expects or denies, if it is one."""
    if isinstance(asked, DoesNotOccur):
        return Occurs(event=asked.kind, **asked.model_dump(exclude={"no_event"}))
    return asked if isinstance(asked, Occurs) else None


def test_what_several_questions_ask_stands_on_the_first_not_over_before_its_days() -> None:
    """Of those that ask just what it says and that its days touch, read at their narrowest."""
    wrong = []
    for forecast in ledger()[0].forecasts.values():
        days, event = computed().verdicts[forecast.id].narrow.window, _event(forecast.expects)
        if event is None or days.until is None:
            continue
        first, last = days.start or _began(forecast), days.until - timedelta(days=1)
        asked = [q for q in ledger()[0].questions.values() if _event(q.event) == event]
        begun = [q for q in asked if q.opens is None or q.opens.days.order <= last]
        ends = {q.id: q.horizon.days.order if q.horizon else date.max for q in begun}
        fit = {id: end for id, end in ends.items() if end >= max(first, last)}
        soonest = {id for id, end in fit.items() if end == min(fit.values())}
        if soonest and forecast.question not in soonest:
            wrong.append((forecast.id, forecast.question, soonest))
    assert wrong == []


NAMED = {"united-states": r"Washington|American", "denmark": r"Danish|Denmark", "wagner": "Wagner"}
"""How quotations name who acts, where others on the same question name nobody."""


def test_who_acts_is_named_for_all_who_speak_of_one_thing_or_for_none() -> None:
    """Unless the words themselves name who acts, where others do not."""
    told: dict[object, list[tuple[Forecast, str | None]]] = {}
    for forecast in ledger()[0].forecasts.values():
        if forecast.question and (said := _event(forecast.expects)):
            told.setdefault((forecast.question, said.kind, said.place), []).append(
                (forecast, said.actor)
            )
    mixed = [each for each in told.values() if None in {who for _, who in each}]
    named = [(f, who) for each in mixed for f, who in each if who is not None]
    assert {f.forecaster for f, _ in named} >= {"antony-blinken", "dmytro-kuleba"}
    wrong = [f.id for f, who in named if not re.search(NAMED.get(who, "$^"), f.quote or "")]
    assert wrong == []


LARGE = re.compile(
    r"at scale|massive|wave of|repeat the|replicate|similar|do that again|nothing unusual|битва",
    re.IGNORECASE,
)
"""What names a size, or takes up an earlier campaign."""


def test_an_attack_of_no_size_named_is_no_mass_strike() -> None:
    """Whoever says so; and what is large is asked as such."""
    large: dict[bool, list[Forecast]] = {True: [], False: []}
    for forecast in ledger()[0].forecasts.values():
        kind = event.kind if (event := _event(forecast.expects)) else ""
        if kind in {"energy-strike", "mass-missile-strike", "energy-attack"}:
            large[kind != "energy-attack"].append(forecast)
    for expected, found in large.items():
        assert len({f.forecaster for f in found}) >= 3
        assert [f.id for f in found if bool(LARGE.search(f.quote or "")) != expected] == []


def test_whose_word_an_item_gives_is_said_of_all() -> None:
    """Evidence that begins with the name of somebody who forecasts here names them as such."""
    run = ledger()[0]
    names = {
        "ISW": "isw",
        "British defence ministry": "uk-mod",
        "The British ministry": "uk-mod",
    } | {f.name.split()[-1]: f.id for f in run.forecasters.values() if f.kind == "person"}
    told = [item for event in run.events.values() for item in event.evidence]
    told += [item for record in run.coverage.values() for item in record.evidence]
    said = [(item, item.says.split(":")[0]) for item in told if ":" in item.says]
    assert [i.says for i, who in said if who in names and i.forecaster != names[who]] == []
