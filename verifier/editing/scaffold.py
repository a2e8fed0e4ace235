"""New records: ids for them, their text with remarks, and the place in a file where they go.

Everything is an edit of text: what stands in a file keeps its words, comments and layout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import dropwhile
from typing import Any

from anyascii import anyascii

from verifier.article.cues import cues
from verifier.article.proposal import Proposal
from verifier.article.sentences import straight
from verifier.editing.fmt import fmt, laid_out
from verifier.editing.tree import Block, Entry, tree_of
from verifier.loading.yaml import read
from verifier.model.forecasts import ForecasterKind
from verifier.model.record import LONGEST_ID, reserved
from verifier.model.shape import SEEDS, Shape, shape_of

UNKNOWN = "unknown"
"""Who is proposed where no id can be made of their name."""
_TOPIC_WORDS = 4
"""Words of a title that go into an id: they tell it from others, and it can still be typed."""
REMARKS: Mapping[str, Mapping[str, str]] = {
    "source": {"published": "a day, a month (2023-03), or an interval (2023-02-20/2023-02-26)"},
    "forecasts": {
        "said": "the day, or an interval within which it lies",
        "voice": "quotation, paraphrase, anonymous, outlet or reader",
        "quote": "verbatim",
        "claim": "what must happen, and by when, in plain words",
        "expects": "CONTRIBUTING.md lists what else a forecast can expect",
        "window": "the words of time, as they stand",
        "likelihood": "the words of likelihood, as they stand",
    },
    "forecasters": {
        "kind": "person, office, outlet, anonymous or reader",
        "spellings": "other ways in which sources write the name",
    },
    "events": {
        "title": "what happened, in neutral words",
        "began": "the day, or an interval where no sharp day exists",
        "known": "when it became public",
        "evidence": "give both sides where sources disagree (stance: against)",
    },
    "rulings": {
        "outcome": "came_true, did_not, partly, disputed, undecided or void",
        "reasons": "why, so that somebody who disagrees can see where",
    },
}
"""What a new record says beside its keys."""


def slug(text: str) -> str:
    """Text as an id: lower-case letters and digits, joined by hyphens; empty where none are left.

    >>> slug("Ukrains’ka Pravda, 2023-01"), slug("The Łódź Post"), slug("Олена Зразок")
    ('ukrains-ka-pravda-2023-01', 'the-lodz-post', 'olena-zrazok')
    >>> slug("Con")  # is no file name on Windows
    'con-1'
    """
    plain = re.sub("['’\u02bc]s\\b", "", text.casefold()).translate(_APOSTROPHES)
    # Letters of other scripts by their sound; a soft sign, which becomes an apostrophe, has none.
    parts = re.findall(r"[a-z0-9]+", anyascii(plain).replace("'", "").casefold())
    made = "-".join(parts)[:LONGEST_ID].strip("-")
    return f"{made}-1" if reserved(made) else made


_APOSTROPHES = str.maketrans(dict.fromkeys("'’\u02bc", " "))


def forecaster_id(name: str, kind: str) -> str:
    """The id for a name; a person's goes without the titles before it.

    >>> forecaster_id("Dr. Priya Raman", "person"), forecaster_id("State Office", "office")
    ('priya-raman', 'state-office')
    >>> forecaster_id("Head of the Office", "person"), forecaster_id("Prime Minister", "person")
    ('head-of-the-office', 'prime-minister')
    """
    untitled = dropwhile(lambda word: word.casefold().strip(".") in cues().titles, name.split())
    bare = list(untitled) if kind == ForecasterKind.PERSON else []
    named = bare and bare[0].casefold() not in cues().little
    return slug(" ".join(bare) if named else name)


def topic(text: str, *, without: str = "") -> str:
    """The first telling words of a claim, as part of an id.

    >>> topic("Russia begins a new ground offensive in March", without="russia")
    'begins-ground-offensive-march'
    """
    left_out = cues().little | set(without.split("-"))
    telling = [word for word in slug(text).split("-") if word not in left_out]
    return "-".join(telling[:_TOPIC_WORDS])


def about(who: str, claim: str) -> str:
    """The id for a claim of a forecaster, before it is made unique.

    >>> about("ann-example", "The dam breaks in March.")
    'example-dam-breaks-march'
    """
    return f"{who.rsplit('-', 1)[-1]}-{topic(claim, without=who)}".strip("-")


def unique(id: str, taken: Container[str], numbers: dict[str, int] | None = None) -> str:
    """The id, numbered where it is taken; `numbers` remembers how far, for many ids in a row.

    >>> unique("a", {"a", "a-2"})
    'a-3'
    """
    numbers = {} if numbers is None else numbers
    number = numbers.get(id, 1)
    while (free := _numbered(id, number)) in taken:
        number += 1
    numbers[id] = number
    return free


def _numbered(id: str, number: int) -> str:
    ending = f"-{number}"
    return id if number == 1 else id[: LONGEST_ID - len(ending)].rstrip("-") + ending


def source_file(source: Mapping[str, Any], *, schema: str | None = None) -> str:
    """The text of a new file of `seeds/`."""
    lines = laid_out(source, SEEDS.inside("source"), beside=REMARKS["source"])
    modeline = [f"# yaml-language-server: $schema={schema}"] if schema else []
    return "\n".join([*modeline, "source:", *(f"  {line}" for line in lines)]) + "\n"


def appended(name: str, text: str, key: str, record: Mapping[str, Any]) -> str:
    r"""The file's text with `record` as the last one under `key`, and nothing else changed.

    >>> print(
    ...     appended(
    ...         "outcomes/q.yaml",
    ...         "questions:\n- {id: a, title: A}\n",
    ...         "questions",
    ...         {"id": "b", "title": "B"},
    ...     )
    ... )
    questions:
    - {id: a, title: A}
    <BLANKLINE>
    - id: b
      title: B
    <BLANKLINE>
    """
    lines = laid_out(record, shape_of(name).inside(key), beside=REMARKS.get(key))
    return added(name, text, key, lines)


def added(name: str, text: str, key: str, lines: Sequence[str]) -> str:
    """The file's text with a record that is laid out already; see `appended`."""
    if not text.strip():
        return "\n".join([f"{key}:", *_item(lines, 2)]) + "\n"
    before = read(name, text).value
    if not isinstance(before, dict):
        raise ValueError(f"{name} cannot be read; `verifier check` shows why")
    listed = before.get(key)
    if listed is not None and not _is_block(text, key):
        text = fmt(name, text).text
    out = _after_last(text, key, lines) if listed else _new_list(text, key, lines, shape_of(name))
    wanted = {**before, key: [*(listed or []), read(name, "\n".join(lines)).value]}
    if read(name, out).value != wanted:
        raise ValueError(f"{name} is laid out too unusually to be added to")
    return out


def _item(lines: Sequence[str], indent: int) -> list[str]:
    """A record as an item of a list."""
    margin = " " * indent
    first, *others = lines
    return [f"{margin}- {first}", *(f"{margin}  {line}" if line else "" for line in others)]


def _is_block(text: str, key: str) -> bool:
    node = _root_entry(text, key).node
    return isinstance(node, Block) and not node.flow


def _root_entry(text: str, key: str) -> Entry:
    return next(e for e in tree_of(text).root.entries if e.key is not None and e.key.text == key)


def _after_last(text: str, key: str, lines: Sequence[str]) -> str:
    tree = tree_of(text)
    entry = _root_entry(text, key)
    assert isinstance(entry.node, Block)
    rows = text.rstrip("\n").split("\n")
    later = [e.line - len(e.before) for e in tree.root.entries if e.line > entry.line]
    end = min(later, default=len(rows) - len(tree.root.tail))
    while not rows[end - 1].strip():
        end -= 1
    return "\n".join([*rows[:end], "", *_item(lines, entry.node.column), *rows[end:]]) + "\n"


def _new_list(text: str, key: str, lines: Sequence[str], shape: Shape) -> str:
    """The key with its first record, before the parts of a file that the model has later."""
    rows = text.rstrip("\n").split("\n")
    entries = tree_of(text).root.entries
    names = [entry.key.text for entry in entries if entry.key is not None]
    empty = [entry for entry in entries if entry.key is not None and entry.key.text == key]
    if empty:
        del rows[empty[0].line : empty[0].last + 1]
        text = "\n".join(rows)
        names.remove(key)
    order = shape.keys([*names, key])
    after = [name for name in order[order.index(key) + 1 :] if name in names]
    block = [f"{key}:", *_item(lines, 2)]
    if not after:
        return "\n".join([*rows, "", *block]) + "\n"
    entry = _root_entry(text, after[0])
    at = entry.line - len(entry.before)
    return "\n".join([*rows[:at], *block, "", *rows[at:]]) + "\n"


def proposed(
    proposals: Sequence[Proposal], source: Mapping[str, Any], taken: Container[str], *, name: str
) -> str:
    """The proposals as records in comments, so that none counts until a curator frees it."""
    forecasts = [proposal for proposal in proposals if proposal.why is None]
    asides = [proposal for proposal in proposals if proposal.why is not None]
    apart = len({proposal.sentence.start for proposal in forecasts})
    counts = f"sentences that may be forecasts: {apart}; that only look so: {len(asides)}"
    out = [f"Proposed from {name}: {counts}.", *UNTIL_TAKEN, ""]
    if forecasts:
        out.append("forecasts:")
    new_id = _ids(taken)
    for proposal in forecasts:
        record, remarks = _forecast(proposal, source, new_id)
        lines = laid_out(record, SEEDS.inside("forecasts"), beside=remarks)
        if not proposal.claim:
            lines = _blank(_blank(lines, "id", TO_BE_MADE), "claim", _WRITE_CLAIM)
        if not proposal.likelihoods:
            lines = _blank(lines, "likelihood", _WRITE_LIKELIHOOD)
        out += [f"  # line {proposal.line}: {', '.join(proposal.cues)}", *_item(lines, 2), ""]
    if asides:
        out.append("set_aside:")
    for proposal in asides:
        aside = {"quote": proposal.quote, "why": proposal.why}
        if proposal.forecaster is not None:
            aside["speaker"] = proposal.forecaster
        same = {"why": f"says the same as “{proposal.restates}”, above"}
        beside = same if proposal.restates else None
        out += _item(laid_out(aside, SEEDS.inside("set_aside"), beside=beside), 2)
    return "".join(f"# {line}".rstrip() + "\n" for line in out)


UNTIL_TAKEN = (
    "None counts until it is taken: `verifier take ID` removes the `# ` before its lines. Then",
    "see that its claim is right, and say in `expects` what would settle it (CONTRIBUTING.md).",
)
"""What stands above proposals, as long as there are any."""
TO_BE_MADE = "made of the claim once that is written"
_WRITE_CLAIM = "write what must happen, and by when, in plain words"
_WRITE_LIKELIHOOD = "write it: no words of likelihood were read"


def _blank(lines: Sequence[str], key: str, remark: str) -> list[str]:
    """The lines of a record in which the value of a key is for somebody to write."""
    start = f"{key}:"
    return [f"{start}  # {remark}" if line.startswith(start) else line for line in lines]


def _ids(taken: Container[str]) -> Callable[[str], str]:
    """A maker of ids that are neither `taken` nor made before."""
    made: set[str] = set()
    by_taken: dict[str, int] = {}
    by_made: dict[str, int] = {}

    def new(id: str) -> str:
        free = unique(unique(id, taken, by_taken), made, by_made)
        made.add(free)
        return free

    return new


def _forecast(
    proposal: Proposal, source: Mapping[str, Any], new_id: Callable[[str], str]
) -> tuple[dict[str, Any], dict[str, str]]:
    who, remarks = _charged(proposal, source)
    record: dict[str, Any] = {
        "id": new_id(about(who, proposal.claim)) if proposal.claim else UNKNOWN,
        "forecaster": who,
        "said": proposal.said or source["published"],
        "voice": proposal.voice,
        "quote": proposal.quote,
        "claim": proposal.claim or UNKNOWN,
    }
    if proposal.claim:
        record["expects"] = {"judged": proposal.claim}
        remarks["claim"] = "; ".join(_of_claim(proposal))
    remarks["said"] = _dated(proposal)
    if proposal.threshold is not None:
        remarks["expects"] = f"or, with a series: {proposal.threshold} (CONTRIBUTING.md)"
    if proposal.given is not None:
        record["given"] = proposal.given
    if proposal.times:
        record["window"] = {"phrase": proposal.times[0]}
        also = [f"“{time}” is proposed on its own: claim each alone" for time in proposal.beside]
        also += [f"the sentence also says “{time}”" for time in proposal.times[1:]]
        if also:
            remarks["window"] = "; ".join(also)
    if proposal.likelihoods:
        record["likelihood"] = {"phrase": proposal.likelihoods[0]}
        if len(proposal.likelihoods) > 1:
            remarks["likelihood"] = "or: " + "; ".join(proposal.likelihoods[1:])
    else:
        record["likelihood"] = {"phrase": UNKNOWN}
    return record, {key: remark for key, remark in remarks.items() if remark}


def _of_claim(proposal: Proposal) -> Iterator[str]:
    """What somebody has to look at in a claim."""
    subject = proposal.claim.partition(" ")[0].casefold()
    if subject in cues().stand_ins:
        yield f"say whom or what “{subject}” means"
    if proposal.put_in:
        yield f"“{proposal.put_in}” is taken for {proposal.put_for}"
    if proposal.left_out:
        yield f"leaves out {', '.join(proposal.left_out)}"


def _dated(proposal: Proposal) -> str:
    """From where the day is on which it was said."""
    if proposal.said is None:
        day = f"the day of “{proposal.told}” is open" if proposal.told else "no day is named"
        return f"of publication: {day}"
    if proposal.said_before:
        return "of the sentence before"
    words = (proposal.told or "").casefold()
    own = words in " ".join(straight(proposal.sentence.text).casefold().split())
    return f"“{proposal.told}”, as the {'sentence' if own else 'article'} tells"


def _charged(proposal: Proposal, source: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The forecaster's id, and what is to be done where the registry does not know them."""
    if proposal.forecaster is not None:
        return proposal.forecaster, {}
    if proposal.speaker is None and "outlet" in source:
        return str(source["outlet"]), {}
    name = proposal.speaker or str(source["publisher"])
    kind = proposal.kind.value if proposal.kind else "person" if proposal.speaker else "outlet"
    remark = f'new: verifier new forecaster --name "{name}" --kind {kind}'
    return forecaster_id(name, kind) or UNKNOWN, {"forecaster": remark}
