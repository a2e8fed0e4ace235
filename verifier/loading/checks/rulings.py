"""Rulings: they name evidence, do not come too soon, and explain what they overrule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from verifier.diagnostics import Diagnostic, Note
from verifier.diagnostics.check import advice, firm, warning
from verifier.loading.checks.look import Alone, Context, Fact, Known, Together
from verifier.loading.checks.order import order_of_ruling
from verifier.loading.records import Records, Whole
from verifier.loading.validation import Found, headline
from verifier.model.forecasts import Forecast
from verifier.model.outcomes import RuledOutcome, Ruling
from verifier.model.proposition import Category, DoesNotOccur, Judged, Occurs, Reaches
from verifier.reading import Reader
from verifier.text.language import denials

if TYPE_CHECKING:
    from verifier.model.verdict import Verdict, WindowReading

NO_EVIDENCE = advice(
    "VF313",
    "ruling without evidence",
    "A verdict that nobody can check is an opinion.",
    "Add arguments for and against with their `evidence`, or name the `events`.",
)
AGAINST_ITS_EVIDENCE = warning(
    "VF330",
    "ruling against all of its evidence",
    "`arguments_for` are the published readings by which the claim came true, `arguments_against` "
    "those by which it did not, whatever the ruling is: readers see them under these words.",
    "Move what speaks for this outcome to the other list, or correct the `outcome`.",
)
OLDER_EVIDENCE = warning(
    "VF331",
    "ruling on older evidence than the forecast",
    "What was published before a forecast was said cannot tell what came of it, nor what was "
    "published before its window opens that it came true.",
    "Add evidence that was published later; correct the day that is wrong.",
)
TOO_SOON = warning(
    "VF315",
    "ruled too soon",
    "A verdict that came before anything that was forecast could happen is hard to trust, and so "
    "is one that it did not, while it still could.",
    "Check the `date` of the ruling; until the window is over, rule `undecided` or `void`, or name "
    "under `events` what made a claim in words certain earlier.",
)
CONTRADICTS_RULES = firm(
    "VF501",
    "ruling against the rules without a reason",
    "A curator may overrule the rules, but readers must see why.",
    "Add `contradicts_rules` with the reason (`new ruling --contradicts`), or correct the record "
    "that the rules go by.",
)
RULED_TWICE = firm(
    "VF502",
    "two rulings of one hand at odds",
    "Who changes a verdict says so, for otherwise it reads as if sources disagreed.",
    "Name the earlier ruling under `supersedes` of the later one, or rule `disputed`.",
)
RULED_AGAIN = warning(
    "VF328",
    "the same ruling twice by one hand",
    "A decision printed twice reads as if two had been made.",
    "Leave one out; where reasons were added, name the earlier under `supersedes` of the later.",
)
SIGNERS_DISAGREE = warning(
    "VF329",
    "two signed rulings that disagree",
    "The verdict is then `disputed`, though nobody ruled that.",
    "Agree, and name the ruling that is replaced under `supersedes` of the other; or sign a "
    "ruling `disputed`.",
)
ODD_OPTION = firm(
    "VF503",
    "ruling on an option that does not fit",
    "Verdict and score would tell of two outcomes.",
    "Count `option` from 1 in the order of the `category`; `came_true` is that of the most likely.",
)
NO_OPTION = advice(
    "VF325",
    "ruling that does not say which option came",
    "Without it the forecast has no score over its options.",
    "Add `option`: the place of what came in the `category`, counted from 1; 0 where none did.",
)
TWO_CAME = firm(
    "VF504",
    "two rulings on what came of one question",
    "Of the options of a question one comes at most.",
    "Correct the `option` of one, or rule both `disputed` where sources disagree.",
)
CHECKS = (CONTRADICTS_RULES,)


def _supported(ruling: Ruling, found: Found[Any], _: Context) -> Iterator[Diagnostic]:
    """A ruling that names neither an event nor evidence."""
    if not ruling.events and not ruling.evidence:
        yield NO_EVIDENCE.found(f"`{ruling.id}` names no evidence", found.span("reasons"))


_SIDES = {
    RuledOutcome.CAME_TRUE: ("arguments_for", "arguments_against"),
    RuledOutcome.DID_NOT: ("arguments_against", "arguments_for"),
}
"""Where what speaks for an outcome stands, and where what speaks against it does."""


def _sided(ruling: Ruling, found: Found[Any], _: Context) -> Iterator[Diagnostic]:
    """A ruling whose every argument is of those who would rule otherwise."""
    own, other = _SIDES.get(ruling.outcome, ("", ""))
    if own and not ruling.events and getattr(ruling, other) and not getattr(ruling, own):
        message = f"ruled `{ruling.outcome.value}`, and there are only `{other}`"
        yield AGAINST_ITS_EVIDENCE.found(message, found.span("outcome"))


def _older(_: Known, whole: Whole) -> Iterator[Diagnostic]:
    """Rulings that decide by nothing but what was published before there was anything to tell."""
    for found, ruling, forecast in _on_forecasts(whole):
        days = [item.published.days.last if item.published else None for item in ruling.evidence]
        last = max((day for day in days if day is not None), default=None)
        # What is undated tells of any day.
        if last is None or None in days or ruling.events or ruling.outcome in _NOT_YET:
            continue
        said, message = forecast.said.days.first, ""
        window = _window(whole, forecast) if ruling.outcome in _CAME else None
        opens = window.wide.first if window is not None else None
        if said is not None and last < said:
            message = f"all evidence was published before the forecast was said, on {said}"
        elif opens is not None and last < opens and not _by_absence(forecast, ruling, whole.reader):
            message = f"all evidence was published before the window opens, on {opens}"
        if message:
            yield OLDER_EVIDENCE.found(message, found.span("outcome"))


_CAME = (RuledOutcome.CAME_TRUE, RuledOutcome.PARTLY)
"""What cannot be known before the window opens; that it will not come can."""


def _window(whole: Whole, forecast: Forecast) -> WindowReading | None:
    """The window of a forecast, None where it cannot be read."""
    source = whole.source_of(whole.ids["forecasts"][forecast.id]).record
    return whole.reader.window(forecast, forecast.window, source)


def _soon(_: Known, whole: Whole) -> Iterator[Diagnostic]:
    """Rulings on what could not have happened yet, or not have failed to."""
    for found, ruling, forecast in _on_forecasts(whole):
        last, window = ruling.date.days.last, _window(whole, forecast)
        if last is None or window is None or ruling.outcome in _NOT_YET:
            continue
        opens, closes, message = window.wide.first, window.narrow.last, ""
        if opens is not None and last < opens:
            message = f"ruled {ruling.date.text}, but the window opens on {opens}"
        elif closes is not None and last < closes and _by_absence(forecast, ruling, whole.reader):
            outcome = ruling.outcome.value
            message = f"ruled `{outcome}` on {ruling.date.text}, but the window closes on {closes}"
        if message and not any(order_of_ruling(found, whole)):
            stated = whole.ids["forecasts"][forecast.id]
            note = Note("the window is given here", stated.span("window"))
            yield TOO_SOON.found(message, found.span("date"), notes=(note,))


def _decided(ruling: Ruling) -> Iterator[Fact]:
    """Whose ruling it is, on what, what it decides and which one it replaces."""
    truth = [*ruling.truth] if ruling.truth else None
    decided = [ruling.outcome.value, truth, ruling.option]
    yield [ruling.forecast, ruling.signed, *decided, ruling.supersedes]


def _ruled_twice(known: Known, _: Whole) -> Iterator[Diagnostic]:
    """A finding for each ruling beside one that stands: at odds with it, or the same again."""
    replaced = {supersedes for _, (*_, supersedes) in known}
    standing = [(found, fact) for found, fact in known if found.id not in replaced]
    disputed = {fact[0] for _, fact in standing if fact[2] == RuledOutcome.DISPUTED}
    own: dict[tuple[str, str], tuple[Found[Ruling], str, list[Any]]] = {}
    first: dict[str, tuple[Found[Ruling], str, list[Any]]] = {}
    for found, (forecast, signed, *decided, _) in standing:
        this = found, signed, decided
        other, signer, before = own.setdefault((forecast, signed), this)
        check = RULED_TWICE if decided != before else RULED_AGAIN
        if other is found:
            other, signer, before = first.setdefault(forecast, this)
            if decided == before or forecast in disputed:
                continue
            check = SIGNERS_DISAGREE
        now, then = _ruled(*decided), _ruled(*before)
        note = Note(f"`{other.id}` rules {then}", other.span("outcome"))
        if check is RULED_AGAIN:
            message = f"`{found.id}` rules {now} as `{other.id}` does, by {signed}"
        elif check is RULED_TWICE:
            message = f"`{forecast}` is ruled {now} and {then} by {signed}"
        else:
            message = f"`{forecast}` is ruled {now} by {signed} and {then} by {signer}"
        yield check.found(message, found.span("outcome"), notes=(note,))


def _ruled(outcome: str, _: object, option: int | None) -> str:
    return f"`{outcome}`" + (f" with option {option}" if option is not None else "")


def _on_forecasts(whole: Whole) -> Iterator[tuple[Found[Ruling], Ruling, Forecast]]:
    """Each ruling with the forecast that it is on."""
    for found in whole.of("rulings"):
        if found.record is not None:
            stated = whole.ids["forecasts"].get(found.record.forecast)
            if stated is not None and stated.record is not None:
                yield found, found.record, stated.record


def _options(_: Known, whole: Whole) -> Iterator[Diagnostic]:
    """A finding for each ruling whose option its forecast does not have, or decides otherwise."""
    for found, ruling, forecast in _on_forecasts(whole):
        expects = forecast.expects
        if ruling.option is None:
            continue
        if not isinstance(expects, Category):
            message = f"`{ruling.forecast}` expects no `category`"
        elif ruling.option > len(expects.category):
            message = f"`{ruling.forecast}` has {len(expects.category)} options"
        elif (ruling.option == expects.favourite + 1) != (ruling.outcome is RuledOutcome.CAME_TRUE):
            favourite = expects.favourite + 1
            message = f"`{ruling.outcome.value}` is not what this option says of option {favourite}"
        else:
            continue
        yield ODD_OPTION.found(message, found.span("option"))


def _without_option(_: Known, whole: Whole) -> Iterator[Diagnostic]:
    """A finding for each ruling on a category that decides it and does not say what came."""
    for found, ruling, forecast in _on_forecasts(whole):
        decides = ruling.outcome in (RuledOutcome.CAME_TRUE, RuledOutcome.DID_NOT)
        if decides and ruling.option is None and isinstance(forecast.expects, Category):
            message = f"`{found.id}` does not say which option of `{forecast.id}` came"
            yield NO_OPTION.found(message, found.span("outcome"))


def _two_came(_: Known, whole: Whole) -> Iterator[Diagnostic]:
    """A finding for each ruling by which another of the same options came of the question."""
    rulings = list(_on_forecasts(whole))
    replaced = {ruling.supersedes for _, ruling, _ in rulings}
    first: dict[tuple[object, ...], tuple[Found[Ruling], str]] = {}
    for found, ruling, forecast in rulings:
        expects, option = forecast.expects, ruling.option
        if option is None or found.id in replaced or not isinstance(expects, Category):
            continue
        names = [each.expects.model_dump_json() for each in expects.category]
        if option > len(names):
            continue
        window = forecast.window.model_dump_json() if forecast.window else ""
        asked = (forecast.question, window, frozenset(names))
        came = names[option - 1] if option else ""
        other, before = first.setdefault(asked, (found, came))
        if forecast.question is not None and came != before:
            note = Note(f"`{other.id}` says that another came", other.span("option"))
            message = f"`{found.id}` and `{other.id}` say that different options came"
            yield TWO_CAME.found(message, found.span("option"), notes=(note,))


_NOT_YET = (RuledOutcome.UNDECIDED, RuledOutcome.VOID)
"""What can be ruled before anything that was forecast could happen."""


def _by_absence(forecast: Forecast, ruling: Ruling, reader: Reader) -> bool:
    """Whether the outcome is that nothing came, which only a closed window can tell.

    Of a claim in words an event that the ruling names can tell it earlier.
    """
    match forecast.expects:
        case Occurs() | Reaches():
            return ruling.outcome is RuledOutcome.DID_NOT
        case DoesNotOccur():
            return ruling.outcome is RuledOutcome.CAME_TRUE
        case Judged() if not ruling.events:
            denials_of = denials(reader.rules.likelihood.language)
            denied = denials_of.search(forecast.expects.judged) is not None
            return ruling.outcome is (RuledOutcome.CAME_TRUE if denied else RuledOutcome.DID_NOT)
        case _:
            return False


def contradictions(verdicts: Mapping[str, Verdict], records: Records) -> Iterator[Diagnostic]:
    """A finding for each ruling that contradicts the rules without saying why."""
    from verifier.model.verdict import RulingStanding  # noqa: PLC0415  # see `Reader`

    for verdict in verdicts.values():
        for used in verdict.trail.rulings:
            found: Found[Ruling] = records.ids["rulings"][used.ruling]
            ruling = found.record
            if (
                ruling
                and used.standing == RulingStanding.CONTRADICTS
                and not ruling.contradicts_rules
            ):
                by_rule = verdict.trail.by_rule.value
                message = f"ruled `{ruling.outcome.value}`, where the rules say `{by_rule}`"
                yield CONTRADICTS_RULES.found(message, headline(found.document, found.route))


LOOKS = (
    Alone((NO_EVIDENCE,), {"rulings": _supported}),
    Alone((AGAINST_ITS_EVIDENCE,), {"rulings": _sided}),
    Together((OLDER_EVIDENCE,), {}, _older),
    Together((TOO_SOON,), {}, _soon),
    Together((RULED_TWICE, RULED_AGAIN, SIGNERS_DISAGREE), {"rulings": _decided}, _ruled_twice),
    Together((ODD_OPTION,), {}, _options),
    Together((TWO_CAME,), {}, _two_came),
    Together((NO_OPTION,), {}, _without_option),
)
