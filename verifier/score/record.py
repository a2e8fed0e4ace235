"""The whole ledger's record: what became of every forecast read, and how often calls were right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from verifier.dataclass import dataclass
from verifier.model.forecasts import LikelihoodClass
from verifier.model.proposition import DoesNotOccur, Holds
from verifier.model.verdict import Outcome, Truth, Verdict
from verifier.resolve.knowledge import Knowledge
from verifier.score.calls import DECIDED, PLAN_DENIED, Promise, class_named, promise
from verifier.score.forecasts import APART, ForecastScore, LeftOut
from verifier.score.shares import Count, Share, calls, share
from verifier.score.stood import asked_of, of_the_whole_of_it
from verifier.score.survival import Wait

_SETTLED = (None, LeftOut.NO_NUMBER, LeftOut.DISPUTE)


class Ahead(StrEnum):
    """How far ahead the end of the window was when it was said."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    LONGER = "longer"


# The most days that a month, a quarter and a year have.
_AHEAD = ((31, Ahead.MONTH), (92, Ahead.QUARTER), (366, Ahead.YEAR))


class Way(StrEnum):
    """How a forecast is scored: the first way that holds. Those to a horizon name no deadline."""

    NUMBER = "number"
    NUMBER_TO_HORIZON = "number_to_horizon"
    FIGURE = "figure"
    WORDS = "words"
    WORDS_TO_HORIZON = "words_to_horizon"


@dataclass(frozen=True, slots=True)
class Meant:
    """Phrases of one meaning, the most frequent first, their number, and how often they came."""

    phrases: tuple[str, ...]
    probability: float
    share: Share


@dataclass(frozen=True, slots=True)
class Record:
    """Every forecast under why it is not scored (None: it is), and what the decided ones say.

    `ways` says of those that are scored how: by its probability, by the figure that was said, or
    with the words of its class; within its own window, or by the end that the rules declare for the
    undated ones.

    Calls on a part of what their forecaster calls as a whole are in no share of right ones. `total`
    is of the calls that were right, `of_events` of those on whether an event comes, and `never` of
    what the same would have been had each said that it does not. `happened` is of everything whose
    window is over, whichever way it was called. `by` holds the share of right calls by side,
    outlet, words and time ahead. `words` holds for words that mean a number how often what they
    were said of happened within the window, the most frequent ones first. `classes` holds the same
    for each class of words without a number, of a plan denied how often what was denied did happen,
    `to_horizon` the same of those that name no window, within the declared one. `waits` are those
    of forecasts without a deadline, but for `unclear` ones: contested, or come on no known day.
    `promises` are commitments by what became of them.
    """

    reasons: Mapping[LeftOut | None, Sequence[str]]
    ways: Mapping[str, Way]
    total: Share
    of_events: Share
    never: Share
    happened: Share
    by: Mapping[str, Mapping[str, Share]]
    words: Sequence[Meant]
    classes: Mapping[str, Share]
    to_horizon: Mapping[str, Share]
    waits: Sequence[Wait]
    unclear: int
    promises: Mapping[Promise, int]

    def count(self, *reasons: LeftOut | None) -> int:
        """How many there are of these."""
        return sum(len(self.reasons.get(reason, ())) for reason in reasons)

    @property
    def read(self) -> int:
        """All forecasts."""
        return self.count(*self.reasons)

    @property
    def own(self) -> int:
        """Those about the world, printed as said, and said for the first time."""
        return self.read - self.count(*APART)

    @property
    def matured(self) -> int:
        """Of these the ones whose window is over, or has no end."""
        return self.own - self.count(LeftOut.OPEN)

    @property
    def scored(self) -> int:
        """Of these the ones that are scored in one of the ways."""
        return len(self.ways)

    @property
    def unscored(self) -> Mapping[LeftOut, int]:
        """Of the matured ones those that are scored in no way, by the reason."""
        counts = {
            reason: len([id for id in ids if id not in self.ways])
            for reason, ids in self.reasons.items()
            if reason is not None and reason not in (*APART, LeftOut.OPEN)
        }
        return {reason: n for reason, n in counts.items() if n}


def record(
    known: Knowledge,
    verdicts: Mapping[str, Verdict],
    scores: Mapping[str, ForecastScore],
    ended: Mapping[str, ForecastScore] | None = None,
) -> Record:
    """The record of all forecasts under one scheme; `ended` are the scores to declared horizons."""
    reasons: dict[LeftOut | None, list[str]] = {}
    for id, row in scores.items():
        reasons.setdefault(row.left_out, []).append(id)
    own = [row for row in scores.values() if row.left_out not in APART]
    to_horizon = [
        row
        for id in reasons.get(LeftOut.NO_DEADLINE, ())
        if ended is not None and (row := ended[id]).left_out != LeftOut.NO_DEADLINE
    ]
    ways: dict[str, Way] = {}
    for row, (number, words) in (
        *((row, (Way.NUMBER, Way.WORDS)) for row in own),
        *((row, (Way.NUMBER_TO_HORIZON, Way.WORDS_TO_HORIZON)) for row in to_horizon),
    ):
        if row.left_out in (None, LeftOut.NO_NUMBER):
            otherwise = words if row.own is None else Way.FIGURE
            ways[row.forecast] = number if row.left_out is None else otherwise
    waits = [_wait(row, verdicts[row.forecast], known) for row in own if _waits(row, known)]
    groups: dict[str, Callable[[ForecastScore], str]] = {
        "side": lambda row: known.ledger.forecasters[_who(row, known)].side or "",
        "outlet": lambda row: known.ledger.source_of[row.forecast].publisher,
        "words": lambda row: row.likelihood.says,
        "ahead": lambda row: _ahead(verdicts[row.forecast], known),
    }
    asked = {row.forecast: asked_of(row, known.ledger) for row in own}
    called = of_the_whole_of_it(
        [row for row in own if row.right in DECIDED],
        *(known.ledger, verdicts, known.rules.schemes.comparison),
    )
    of_events = [row for row in called if row.event_truth is not None]
    return Record(
        reasons,
        ways,
        _right(called, asked),
        _right(of_events, asked),
        share((asked[row.forecast], _never(row)) for row in of_events),
        share(
            (asked[row.forecast], _happened(row.truth))
            for row in own
            if row.left_out in _SETTLED and row.truth.values
        ),
        {name: _grouped(called, key, asked) for name, key in groups.items()},
        _words(own, asked),
        _classes(own, known),
        _classes(to_horizon, known),
        [wait for wait in waits if wait is not None],
        waits.count(None),
        Counter(promise(verdicts[id]) for id in reasons.get(LeftOut.COMMITMENT, ())),
    )


def _who(row: ForecastScore, known: Knowledge) -> str:
    return known.ledger.forecasts[row.forecast].forecaster


def _right(rows: Iterable[ForecastScore], asked: Mapping[str, str]) -> Share:
    return calls((asked[row.forecast], row.right) for row in rows)


def _grouped(
    rows: Iterable[ForecastScore], key: Callable[[ForecastScore], str], asked: Mapping[str, str]
) -> Mapping[str, Share]:
    groups: dict[str, list[ForecastScore]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    order = tuple(Ahead)
    names = sorted(groups, key=lambda n: (order.index(n) if isinstance(n, Ahead) else 0, n))
    return {name: _right(groups[name], asked) for name in names}


def _ahead(verdict: Verdict, known: Knowledge) -> Ahead:
    last, said = verdict.wide.window.last, known.ledger.forecasts[verdict.forecast].said.days
    if last is None or said.last is None:
        return Ahead.LONGER
    days = (last - said.last).days
    return next((ahead for most, ahead in _AHEAD if days <= most), Ahead.LONGER)


def _words(rows: Iterable[ForecastScore], asked: Mapping[str, str]) -> Sequence[Meant]:
    """By phrase and number as a lexicon has them; a denial read as one counts turned round."""
    found: dict[tuple[str, float], list[tuple[str, str, Count]]] = {}
    for row in rows:
        read, number = row.likelihood, row.likelihood.probability
        if row.left_out not in (None, LeftOut.DISPUTE) or number is None or not read.phrase:
            continue
        if number.stated or read.klass is not None or read.unspoken:
            continue
        truth = row.truth.complement if read.turned else row.truth
        central = 1 - number.central if read.turned else number.central
        # Nine digits, so that 1 - 0.3 is 0.7.
        held = found.setdefault((number.word, round(central, 9)), [])
        held.append((read.phrase, asked[row.forecast], _happened(truth)))
    meant = []
    for (_, central), held in found.items():
        # Of two spellings the more frequent one, which is put last and stays.
        spelt = Counter(sorted(phrase for phrase, *_ in held)).most_common()[::-1]
        names = {phrase.casefold(): phrase for phrase, _ in spelt}
        said = Counter(sorted(phrase.casefold() for phrase, *_ in held)).most_common()
        came = share((asked, count) for _, asked, count in held)
        meant.append(Meant(tuple(names[phrase] for phrase, _ in said), central, came))
    return sorted(meant, key=lambda m: (-m.share.decided, m.phrases))


def _classes(rows: Iterable[ForecastScore], known: Knowledge) -> Mapping[str, Share]:
    found: dict[str, list[tuple[str, Count]]] = {}
    for row in rows:
        klass = row.likelihood.klass
        if row.left_out == LeftOut.NO_NUMBER and klass and row.own is None:
            name = class_named(
                klass, known.ledger.forecasts[row.forecast], known.rules.likelihood.language
            )
            truth = row.truth.complement if name == PLAN_DENIED else row.truth
            found.setdefault(name, []).append((asked_of(row, known.ledger), _happened(truth)))
    return {name: share(found[name]) for name in (*LikelihoodClass, PLAN_DENIED) if name in found}


def _never(row: ForecastScore) -> Count:
    """Whether it would have been right to say that the event does not come."""
    assert row.event_truth is not None
    came = _happened(row.event_truth)
    return Count(came.no, came.yes, came.contested)


def _happened(truth: Truth) -> Count:
    if truth.low <= 0.5 <= truth.high:
        return Count(contested=1)
    return Count(yes=1) if truth.low > 0.5 else Count(no=1)


def _waits(row: ForecastScore, known: Knowledge) -> bool:
    """Whether it waits for something to come; what has to last, or stay away, does not."""
    expects = known.ledger.forecasts[row.forecast].expects
    return row.left_out == LeftOut.NO_DEADLINE and not isinstance(expects, DoesNotOccur | Holds)


def _wait(row: ForecastScore, verdict: Verdict, known: Knowledge) -> Wait | None:
    """How long it took, at most, or has waited so far; None where that is not known."""
    said = known.ledger.forecasts[row.forecast].said.days
    if verdict.outcome == Outcome.UNDECIDED and said.last is not None:
        return Wait((known.as_of - said.last).days, came=False)
    if verdict.outcome == Outcome.CAME_TRUE and row.lead_time is not None:
        return Wait(max(row.lead_time[1], 0), came=True)
    return None
