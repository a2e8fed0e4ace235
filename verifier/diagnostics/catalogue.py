"""The catalogue of checks: every code, what it is about, why it matters and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from verifier.diagnostics.finding import Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One entry of the catalogue.

    A ledger may change a check's severity or suppress a finding of it, except where the check is
    `firm`: without it a run would not know what it reads.
    """

    code: str
    severity: Severity
    headline: str
    rationale: str
    remedy: str
    firm: bool = False

    @property
    def slug(self) -> str:
        """The headline as part of a file's name.

        >>> CHECKS["VF105"].slug
        'unknown-forecaster'
        """
        words = "".join(c if c.isalnum() else " " for c in self.headline.lower()).split()
        return "-".join(words)


def _error(code: str, headline: str, rationale: str, remedy: str) -> Check:
    return Check(code, Severity.ERROR, headline, rationale, remedy, firm=True)


def _doubt(code: str, headline: str, rationale: str, remedy: str) -> Check:
    return Check(code, Severity.ERROR, headline, rationale, remedy)


def _warning(code: str, headline: str, rationale: str, remedy: str) -> Check:
    return Check(code, Severity.WARNING, headline, rationale, remedy)


def _advice(code: str, headline: str, rationale: str, remedy: str) -> Check:
    return Check(code, Severity.ADVICE, headline, rationale, remedy)


CHECKS: dict[str, Check] = {
    check.code: check
    for check in (
        _error(
            "VF001",
            "not valid YAML",
            "A file that cannot be read cannot be scored.",
            "Mend the place shown: indentation by spaces, a space after each colon, quotes closed.",
        ),
        _error(
            "VF002",
            "duplicate key",
            "YAML readers keep the last of two equal keys and drop the first without a word.",
            "Keep one of the two.",
        ),
        _error(
            "VF003",
            "YAML the ledger does not use",
            "Tags, several documents, deep nesting and many aliases hide what a file says.",
            "Write plain mappings, lists and text.",
        ),
        _error(
            "VF004",
            "file cannot be read",
            "A ledger file is a regular file of UTF-8 text with one mapping in it. Links are not "
            "followed: what they lead to is not part of the ledger.",
            "Save the file as UTF-8, or remove it.",
        ),
        _warning(
            "VF005",
            "a hash sign cuts the text",
            "Outside quotes a space and `#` begin a comment; the rest of the line is lost.",
            "Put the whole text in quotes; a real comment has a space after the `#`.",
        ),
        _warning(
            "VF006",
            "file that is not read",
            "A file that nothing reads is a record that is missing without a word.",
            "Let the name end in `.yaml`, name it in a series, or keep it outside the ledger.",
        ),
        _error(
            "VF007",
            "conflict marker",
            "A file that was merged by halves says two things at once.",
            "Keep the lines of one side, and delete the markers.",
        ),
        _error(
            "VF101",
            "unknown key",
            "A misspelt key would be ignored, and what it says lost.",
            "Use one of the keys that this record has.",
        ),
        _error(
            "VF102",
            "missing key",
            "The record cannot be understood without it.",
            "Add the key.",
        ),
        _error(
            "VF103",
            "wrong value",
            "The value is not one that this key takes.",
            "Write what the message asks for; CONTRIBUTING.md shows every key.",
        ),
        _error(
            "VF104",
            "unknown term",
            "Facets are matched over declared vocabularies; an unknown word would match nothing.",
            "Use a term of the vocabulary, or add it in `rules/`; a one-off can be `judged`.",
        ),
        _error(
            "VF105",
            "unknown forecaster",
            "A forecast must be charged to somebody in the registry.",
            "Mend the spelling, or add the forecaster to `seeds/forecasters.yaml`.",
        ),
        _error(
            "VF106",
            "unknown reference",
            "The record that is named does not exist.",
            "Mend the id, or add the record.",
        ),
        _error(
            "VF107",
            "duplicate id",
            "Ids are how reports, rulings and readers refer to records, for good.",
            "Give one of the two another id.",
        ),
        _error(
            "VF108",
            "not a date",
            "Dates are written as EDTF (ISO 8601-2), and must exist in the calendar.",
            "Write a day (2023-02-24), a month (2023-02) or an interval (2023-01-23/2023-01-29).",
        ),
        _error(
            "VF201",
            "window over before it was said",
            "A forecast speaks of days still to come when it was made.",
            "Check the day it was said, the anchor and the window.",
        ),
        _error(
            "VF202",
            "time phrase not read",
            "The rules do not know these words, and guessing a date would invent one.",
            "Shorten the phrase to its time words, or give `narrow` and `wide` with a `reason`.",
        ),
        _error(
            "VF203",
            "likelihood phrase not read",
            "The rules do not know these words, and guessing a number would invent one.",
            "Use the words of likelihood alone, or give a `class`.",
        ),
        _doubt(
            "VF204",
            "said after it was published",
            "A statement cannot be newer than the document that carries it.",
            "Check `said` against the source's `published`.",
        ),
        _error(
            "VF205",
            "restates itself or another's forecast",
            "A restatement is the same forecaster saying the same again, later.",
            "Point `restates` at the same forecaster's first statement.",
        ),
        _doubt(
            "VF206",
            "evidence from memory stands alone",
            "What nobody can look up cannot decide a verdict.",
            "Add evidence with an address, or leave the record out.",
        ),
        _doubt(
            "VF207",
            "ruled before it was said",
            "Nobody can decide a statement that has not been made: one of the two days is wrong.",
            "Check the `date` of the ruling against the day the forecast was `said`.",
        ),
        _error(
            "VF208",
            "days in an impossible order",
            "What is over before it begins, or known before it happened, was mistyped somewhere; "
            "a verdict from it would be wrong.",
            "Check both days; docs/checks.md#the-order-of-days has the order of all days.",
        ),
        _error(
            "VF209",
            "records that lead in a circle",
            "Of rulings that replace each other none would stand, and terms broader than each "
            "other would be the same.",
            "Take one of the references out.",
        ),
        _error(
            "VF210",
            "former id in use",
            "Links, audits and comparisons follow former ids: each must lead to one record.",
            "Take the id out of `formerly`, or give the other record another id.",
        ),
        _advice(
            "VF301",
            "names no day",
            "Without a deadline a forecast can only win, so it is shown and not scored.",
            "Give the words of time as `window`, a `horizon` that was declared beforehand, or say "
            "in `ambiguous` that the source leaves the day open.",
        ),
        _advice(
            "VF302",
            "names no observable",
            "What only a ruling can settle stays undecided until one is made.",
            "Name an event, a state or a series under `expects`, say in `ambiguous` what stands in "
            "the way, or rule with `verifier new ruling`.",
        ),
        _advice(
            "VF303",
            "names no threshold",
            "Nobody can be held to more, fewer or large-scale without a number to compare with.",
            "Give the event a `size`, use `reaches` or `range`, or say in `ambiguous` that the "
            "source names no number.",
        ),
        _warning(
            "VF304",
            "evidence that cannot be looked up",
            "Evidence counts from the day it was published, and readers must be able to find it.",
            "Add `published` and `address`, or say in `note` why there is none.",
        ),
        _advice(
            "VF305",
            "evidence on one side of a dispute",
            "A dispute with the evidence of one side looks decided, or invented.",
            "Add what the other side published, with its `stance`.",
        ),
        _warning(
            "VF306",
            "the same statement twice",
            "A statement entered under two ids counts twice for its forecaster.",
            "Leave one out, or tie them together with `restates` or `refines`.",
        ),
        _warning(
            "VF307",
            "forecaster under another spelling",
            "A record split over two spellings is two records, and both are wrong.",
            "Use the first forecaster's id and add the spelling there, or list one of the two "
            "under `not_to_be_confused_with` of the other.",
        ),
        _warning(
            "VF308",
            "quotation not in the archived text",
            "A quotation is verbatim: what was not printed cannot be held against anybody.",
            "Copy the words from the text as they stand.",
        ),
        _warning(
            "VF309",
            "archived text is not the one fingerprinted",
            "Quotations can only be checked against the text that was read.",
            "Restore the file, or check the quotations anew and correct `sha256`.",
        ),
        _warning(
            "VF310",
            "outcome known from the forecaster alone",
            "Nobody decides whether their own forecast came true.",
            "Add evidence that somebody else published.",
        ),
        _advice(
            "VF311",
            "condition left out",
            "A forecast that was made only for a case must not count outside of it.",
            "Write the condition under `given`, or say in `ambiguous` why it is none.",
        ),
        _advice(
            "VF312",
            "denied twice",
            "The number of `will not` is that of what is denied: with a claim that denies it too, "
            "a forecast that comes true would be scored as wrong.",
            "Write `no_event` with the phrase `will`, or claim what would happen.",
        ),
        _advice(
            "VF313",
            "ruling without evidence",
            "A verdict that nobody can check is an opinion.",
            "Add arguments for and against with their `evidence`, or name the `events`.",
        ),
        _advice(
            "VF314",
            "words that the quotation does not have",
            "The words of time and likelihood decide the score: readers must find them.",
            "Copy the words from the quotation, or say in `reason` where they come from.",
        ),
        _warning(
            "VF315",
            "ruled before the window opened",
            "A verdict that came before anything foretold could happen is hard to trust.",
            "Check the `date` of the ruling; until the window is over, rule `undecided` or `void`.",
        ),
        _advice(
            "VF316",
            "said long before it was published",
            "A year mistyped moves every day the forecast names; and what is first quoted years "
            "later may be quoted because it came true.",
            "Check `said`, or say in `notes` where the words come from.",
        ),
        _warning(
            "VF317",
            "the same evidence twice",
            "An item given twice is one item: it adds nothing to the record.",
            "Leave one out.",
        ),
        _warning(
            "VF318",
            "evidence from long before the event",
            "Nobody can report what begins more than a year later: a year is mistyped, or the item "
            "is about something else.",
            "Check both days; background has `stance: context`.",
        ),
        _warning(
            "VF319",
            "day years after all others",
            "One mistyped year moves the day of which the whole report speaks, or hides a record "
            "until then.",
            "Check the year, or suppress the finding in `ledger.yaml` with the reason.",
        ),
        _warning(
            "VF320",
            "character that does not show",
            "What turns the writing around, or cannot be seen, makes a text another one than is "
            "read.",
            "Remove it; joiners within Arabic or Indic words and pictures are no such characters.",
        ),
        _warning(
            "VF321",
            "letters of two scripts in one word",
            "A letter that only looks like another makes another name, which nobody finds.",
            "Write the word anew in one script.",
        ),
        _warning(
            "VF401",
            "suppression that suppresses nothing",
            "A suppression without a finding hides the next one that comes.",
            "Remove it from `ledger.yaml`, or mend what it names.",
        ),
        _error(
            "VF402",
            "check that cannot be turned down",
            "What a run cannot do without stays an error in every ledger.",
            "Remove the line, and mend what the check finds.",
        ),
        _error(
            "VF501",
            "ruling against the rules without a reason",
            "A curator may overrule the rules, but readers must see why.",
            "Add `contradicts_rules` with the reason, or mend the record that the rules go by.",
        ),
    )
}


_HEAD = """\
# Checks

Every finding of `verifier check` has a code. Generated by `docs/generate.py` from the catalogue
and the cases in `tests/checks/`; do not edit.

An **error** stops a run; a **warning** and **advice** do not. A ledger can say otherwise in a file
`ledger.yaml` at its root, but not of the checks marked *firm*:

```yaml
checks:
  VF301: off                # off, advice, warning or error
suppress:
  - code: VF306
    at: seeds/paper.yaml    # a file, or the id of a record
    reason: The agency sent the same interview twice.
```

`verifier check --fix` applies the remedies that are safe: a key, a term or an id that is like
exactly one known."""


def page(examples: Mapping[str, str] | None = None) -> str:
    """The catalogue as a page of Markdown; `examples` are findings as shown, by code."""
    lines = [_HEAD]
    for check in CHECKS.values():
        firm = ", firm" if check.firm else ""
        lines += [
            "",
            f'<a id="{check.code.lower()}"></a>',
            "",
            f"## {check.code}: {check.headline}",
            "",
            f"*{check.severity.capitalize()}{firm}.* {check.rationale}",
            "",
            f"**Remedy:** {check.remedy}",
        ]
        if examples and check.code in examples:
            lines += ["", "```text", examples[check.code], "```"]
    return "\n".join(lines) + "\n"
