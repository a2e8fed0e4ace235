"""`verifier take`."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from operator import attrgetter
from pathlib import Path
from textwrap import shorten

from verifier.cli.common import add_ledger, here
from verifier.cli.edit import TO_BE_RULED, editing, open_desk
from verifier.cli.findings import name_of
from verifier.cli.new import text_of, with_record
from verifier.cli.process import Stop
from verifier.diagnostics import Severity
from verifier.diagnostics.suggest import suggest
from verifier.diagnostics.wording import first
from verifier.editing.charging import Ask, Registry
from verifier.editing.questions import WINDOW_IN_FILE, Desk, Unanswered
from verifier.editing.taking import Offer, completed, offers, recorded, taken
from verifier.loading.files import Folder, Unreadable, decoded, yaml_files
from verifier.loading.remedies import ruling_command
from verifier.model.forecasts import ForecasterKind
from verifier.upkeep.checking import check
from verifier.writing import Writer


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="ids of proposals, as they are listed, or FILE:LINE as it is now (none: list them; a "
        "file: list those in it)",
    )
    command.add_argument(
        "--by", metavar="NAME", help="override the proposed speaker: an id, a name or a spelling"
    )
    command.add_argument(
        "--kind",
        choices=[kind.value for kind in ForecasterKind],
        help="what they are, where the ledger does not have them (default: as proposed; of another "
        "name office where it says so, such as Bank or Ministry, else person)",
    )
    command.add_argument("--role", help="the office of who is registered, as the article has it")
    command.add_argument(
        "--claim", help="what must happen, and by when, where no claim is proposed"
    )
    command.add_argument(
        "--window",
        help="its words of time where none or others were read (a day that only the claim names "
        f"does not count), or as in a file: {WINDOW_IN_FILE}",
    )
    command.add_argument(
        "--likelihood",
        help="where no likelihood was read: its words, a number, or evidential, intention, "
        "unassessable or dismissal",
    )
    command.add_argument(
        "--yes",
        action="store_true",
        help="register who is proposed and not in the ledger, where nobody there has a like name; "
        "with --by also where somebody has",
    )
    add_ledger(command)
    command.description = (
        "Make records of proposals that `verifier new source --from` wrote as comments: the `# ` "
        "before their lines goes. Who said them is registered where the ledger does not have them, "
        "after you were asked, or by --yes or --by. Then show what `verifier check` says of them."
    )
    command.epilog = (
        "examples:\n  verifier take\n  verifier take example-attack-in-march\n"
        "  verifier take example-attack-in-march --by 'Ann Example'"
    )


def run(options: argparse.Namespace) -> int:
    """Free the proposals; 1 where check finds mistakes in them, 2 where nothing could be taken."""
    root = Path(options.ledger)
    if all(Path(id).is_file() for id in options.ids):
        return _run(root, options, None)
    with editing(root) as writer:
        return _run(root, options, writer)


def _run(root: Path, options: argparse.Namespace, writer: Writer | None) -> int:
    desk = open_desk(root)
    contents = _contents(root)
    texts = {name: decoded(data).replace("\r\n", "\n") for name, data in contents.items()}
    found = [offer for name, text in texts.items() for offer in offers(name, text)]
    registry = Registry(desk)
    if writer is None:
        named = {name_of(Path(id), root) for id in options.ids}
        _list([one for one in found if not named or one.file in named], desk, registry)
        return 0
    try:
        chosen: dict[str, list[Offer]] = defaultdict(list)
        wanted = _chosen(dict.fromkeys(options.ids), found, desk)
        if len(wanted) > 1 and (options.claim or options.window or options.likelihood):
            raise Unanswered(
                "--claim, --window and --likelihood are of one proposal: take each alone"
            )
        used = {*desk.ledger.forecasts, *(offer.id for offer in found if offer.id)}
        for offer in wanted:
            if offer.key == "set_aside":
                chosen[offer.file].append(offer)
                continue
            charged = registry.charged(
                offer,
                by=options.by,
                kind=options.kind,
                ask=_ask(yes=options.yes, named=options.by is not None),
            )
            whole = completed(
                charged,
                offer,
                used,
                claim=options.claim,
                window=options.window,
                likelihood=options.likelihood,
                rules=desk.rules,
            )
            there = recorded(whole, desk.ledger)
            if there is not None:
                raise Unanswered(
                    f"`{offer.handle}`: these words are in the ledger already, as `{there}`; one "
                    "more forecast in them is entered with `verifier new forecast`"
                )
            used.add(whole.id or "")
            chosen[offer.file].append(whole)
        by_place = {name: sorted(part, key=attrgetter("first")) for name, part in chosen.items()}
        files = {name: taken(texts[name], part) for name, part in by_place.items()}
        if options.role:
            registry.give_role(options.role, wanted[0].file)
        for draft in registry.drafts:
            text = files.pop(draft.file, None) or text_of(root / draft.file)
            # Who is charged is written before what they are charged with.
            files = {draft.file: with_record(root, draft, text), **files}
    except (Unanswered, ValueError) as error:
        raise Stop(error) from None
    was = {name: contents.get(name) for name in files}
    writer.write({name: text.encode() for name, text in files.items()}, was=was)
    for draft in registry.drafts:
        new = draft.record
        what = [_KINDS[ForecasterKind(new["kind"])], *([options.role] if options.role else [])]
        print(f"registered `{new['id']}`, {', '.join([new['name'], *what])}")
    return _say(root, chosen)


_KINDS = {
    ForecasterKind.PERSON: "a person",
    ForecasterKind.OFFICE: "an office",
    ForecasterKind.OUTLET: "an outlet",
    ForecasterKind.ANONYMOUS: "anonymous",
    ForecasterKind.READER: "a reader",
}


def _ask(*, yes: bool, named: bool) -> Ask:
    """How it is known whether to register somebody: by --yes, or at the terminal.

    Beside somebody with a like name --yes is enough for whom the curator `named`.
    """

    def ask(name: str, kind: str, near: Sequence[str]) -> bool | str:
        if yes and (named or not near):
            return True
        if not sys.stdin.isatty():
            return False
        for number, one in enumerate(near, 1):
            print(f"  {number}: {one}", file=sys.stderr)
        known = "a number for one of these, " if near else ""
        print(
            f"`{name}` is not registered; {known}y to register a new {kind}, or who it is: ",
            end="",
            file=sys.stderr,
            flush=True,
        )
        answer = sys.stdin.readline().strip()
        if answer.isdigit() and 0 < int(answer) <= len(near):
            return near[int(answer) - 1].partition(" ")[0]
        if answer.casefold() in ("y", "yes"):
            return True
        return answer or False

    return ask


def _contents(root: Path) -> Mapping[str, bytes]:
    """The files of `seeds/`; those that cannot be read are named, and left out."""
    contents, files = {}, Folder(root)
    for name in yaml_files(files, "seeds"):
        try:
            data = files.read(name)
            decoded(data)
        except (Unreadable, UnicodeDecodeError):
            print(f"{root / name} cannot be read: `verifier check` says why", file=sys.stderr)
        else:
            contents[name] = data
    return contents


def _list(found: Sequence[Offer], desk: Desk, registry: Registry) -> None:
    """Every proposal with what one needs to know to choose."""
    asides = [offer for offer in found if offer.key == "set_aside"]
    proposals = [offer for offer in found if offer.key != "set_aside"]
    known = [(offer, recorded(offer, desk.ledger)) for offer in proposals]
    there = dict.fromkeys(id for _, id in known if id is not None)
    forecasts = [offer for offer, id in known if id is None]
    many = Counter(offer.handle for offer in found) + Counter(desk.ledger.forecasts.keys())
    print(f"{len(forecasts)} proposed{':' if forecasts else ''}")
    for offer in forecasts:
        print(_head(offer, many))
        if offer.record is None:
            print("    cannot be read")
            continue
        claim, quote = str(offer.record.get("claim") or ""), str(offer.record.get("quote", ""))
        shown = claim or "no claim yet: write it there, or give it with --claim"
        print(f"    {shown}\n    {', '.join(_known_of(offer, desk, registry))}")
        if _far(claim, quote):
            print(f"    “{shorten(quote, _WIDTH, placeholder=' …')}”")
    if there:
        print(f"not listed, as their words are recorded: {', '.join(f'`{id}`' for id in there)}")
    if asides:
        print(f"{len(asides)} to be set aside, which look like forecasts and are none:")
    for offer in asides:
        aside = offer.record or {}
        quote = shorten(str(aside.get("quote", "cannot be read")), _WIDTH, placeholder=" …")
        print(f"{_head(offer, many)}\n    {aside.get('why')}: “{quote}”")


def _head(offer: Offer, many: Mapping[str, int]) -> str:
    """What it goes by and where it is; the place alone where others go by the same words."""
    alone = offer.id or (offer.handle and many[offer.handle] == 1)
    return f"  {offer.handle}  ({offer.place})" if alone else f"  {offer.place}"


_WIDTH = 90
"""Columns of a line of the list: with what stands before it, what most terminals have."""


def _known_of(offer: Offer, desk: Desk, registry: Registry) -> Iterator[str]:
    """Who said it, and the words of time and of likelihood."""
    name = offer.stranger[0] if offer.stranger else offer.forecaster
    known = registry.known(name) or registry.known(offer.forecaster)
    yield desk.ledger.forecasters[known].name if known else f"{name} (not registered)"
    for key, missing in (("window", "no words of time"), ("likelihood", "no words of likelihood")):
        claimed = (offer.record or {}).get(key)
        phrase = claimed.get("phrase") if isinstance(claimed, Mapping) else None
        yield f"“{phrase}”" if phrase else missing


def _far(claim: str, quote: str) -> bool:
    """Whether the quotation says much that the claim does not, or otherwise."""
    claimed, quoted = (re.findall(r"\w+", text.casefold()) for text in (claim, quote))
    return bool(quote) and SequenceMatcher(a=claimed, b=quoted).ratio() < _ALIKE


_ALIKE = 0.6
"""Of the words of both, the share in common and in the same order: `difflib`'s mark of likeness."""


def _chosen(ids: Mapping[str, None], found: Sequence[Offer], desk: Desk) -> list[Offer]:
    """The proposals of these ids; raises `Unanswered` with all that is in the way."""
    chosen, wrong = [], []
    for id in ids:
        try:
            chosen.append(_offer(id, found, desk))
        except Unanswered as error:
            wrong.append(str(error))
    if wrong:
        raise Unanswered("\nerror: ".join(dict.fromkeys(wrong)))
    return chosen


def _offer(id: str, found: Sequence[Offer], desk: Desk) -> Offer:
    if id in desk.ledger.forecasts:
        raise Unanswered(f"`{id}` is in the ledger already")
    same = [offer for offer in found if id in (offer.handle, offer.place)]
    if not same:
        raise Unanswered(f"no proposal `{id}`; {_instead(id, found, desk.root)}")
    offer = same[0]
    if len(same) > 1:
        places = " and ".join(offer.place for offer in same)
        if any(offer.id is None for offer in same):
            raise Unanswered(f"`{id}` is {places}: take it by its place")
        raise Unanswered(f"`{id}` is proposed in {places}: give one of them another id")
    if offer.record is None:
        raise Unanswered(
            f"{offer.place}: `{id}` is no sound record any more: put it right in its comment"
        )
    return offer


def _instead(id: str, found: Sequence[Offer], root: Path) -> str:
    """What there is: of lines those that begin one now, for each that is taken moves the others."""
    if Path(id).is_file():
        lists = f"verifier take {shlex.quote(id)}{here(root)}"
        return f"`{id}` is a file: `{lists}` lists what is in it"
    file, _, line = id.rpartition(":")
    lines = [offer.place.rpartition(":")[2] for offer in found if offer.file == file]
    if lines and line.isdigit():
        where = first(lines, _LINES)
        return f"each one taken moves those below: in this file they begin on lines {where} now"
    return suggest(id, [offer.handle for offer in found], "`verifier take` lists them")


_LINES = 10
"""Lines of proposals that a message names: an article seldom has more."""


def _say(root: Path, chosen: Mapping[str, Sequence[Offer]]) -> int:
    """Name what was taken and where, with the findings on its lines."""
    loaded = check(root, advice=True)
    said = []
    for name, part in chosen.items():
        document = loaded.documents[name]
        rows = [row.strip() for row in document.lines]
        for offer in part:
            line = next(n for n, row in enumerate(rows, 1) if offer.begins_with(row))
            print(f"took `{offer.handle}` into {root / name}:{line}", flush=True)
            own = range(line, line + len(offer.lines))
            found = [d for d in loaded.diagnostics if d.span.file == name and d.span.line in own]
            if any(finding.code == TO_BE_RULED for finding in found):
                print(
                    f"  once it is decided: {ruling_command(offer.handle)}{here(root)}", flush=True
                )
            for finding in found:
                if finding.code != TO_BE_RULED:
                    print(loaded.render(finding), end="\n\n", file=sys.stderr)
            said += found
    if not said:
        print("`verifier check`: no findings")
    return 1 if any(finding.severity == Severity.ERROR for finding in said) else 0
