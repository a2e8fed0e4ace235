"""`verifier take`."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from verifier.cli.edit import open_desk, write
from verifier.cli.ledger import add_ledger, here
from verifier.desk.checking import check
from verifier.desk.questions import Desk, Unanswered
from verifier.desk.taking import Offer, offers, taken
from verifier.diagnostics import Severity, render
from verifier.loading.files import yaml_files
from verifier.loading.validation import nearest


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument("ids", nargs="*", metavar="ID", help="ids of proposals (none: list them)")
    add_ledger(command)
    command.description = (
        "Make records of proposals that `verifier new source --from` wrote as comments: the `# ` "
        "before their lines goes. Then show what `verifier check` says of them."
    )
    command.epilog = "examples:\n  verifier take\n  verifier take example-attack-in-march"
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Free the proposals; 1 where check finds mistakes in them, 2 where nothing could be taken."""
    root = Path(options.ledger)
    desk = open_desk(root)
    if desk is None:
        return 2
    texts = _texts(root)
    found = [offer for name, text in texts.items() for offer in offers(name, text)]
    if not options.ids:
        _list(found)
        return 0
    try:
        chosen: dict[str, list[Offer]] = defaultdict(list)
        for offer in _chosen(dict.fromkeys(options.ids), found, desk):
            chosen[offer.file].append(offer)
        files = {name: taken(texts[name], _by_place(part)) for name, part in chosen.items()}
    except (Unanswered, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for name, text in files.items():
        write(root / name, text)
    return _say(root, chosen)


def _texts(root: Path) -> Mapping[str, str]:
    """The files of `seeds/`, but for those that `verifier check` says cannot be read."""
    texts = {}
    for name in yaml_files(root, "seeds"):
        try:
            texts[name] = (root / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
    return texts


def _list(found: Sequence[Offer]) -> None:
    print(f"{len(found)} proposed{':' if found else ''}")
    for offer in found:
        claim = offer.record.get("claim", "") if offer.record else "cannot be read"
        print(f"  {offer.id}  ({offer.place})\n    {claim}")


def _by_place(part: Sequence[Offer]) -> list[Offer]:
    return sorted(part, key=lambda offer: offer.first)


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
    same = [offer for offer in found if offer.id == id]
    if not same:
        like = nearest(id, [offer.id for offer in found])
        hint = f"did you mean `{like}`?" if like else "`verifier take` lists them"
        raise Unanswered(f"no proposal `{id}`; {hint}")
    offer = same[0]
    if len(same) > 1:
        places = " and ".join(offer.place for offer in same)
        raise Unanswered(f"`{id}` is proposed in {places}: give one of them another id")
    if offer.record is None:
        raise Unanswered(
            f"{offer.place}: `{id}` is no sound record any more: mend it in its comment"
        )
    if offer.register and offer.forecaster not in desk.ledger.forecasters:
        raise Unanswered(
            f"`{id}` is by `{offer.forecaster}`, whom the ledger does not have; "
            f"register them first: {offer.register}{here(desk.root)}"
        )
    desk.known("forecasters", offer.forecaster)
    return offer


def _say(root: Path, chosen: Mapping[str, Sequence[Offer]]) -> int:
    """Name what was taken and where, with the findings on its lines."""
    loaded = check(root, advice=True)
    said = []
    for name, part in chosen.items():
        document = loaded.documents[name]
        rows = [row.strip() for row in document.lines]
        for offer in part:
            line = rows.index(f"- id: {offer.id}") + 1
            print(f"took `{offer.id}` into {root / name}:{line}", flush=True)
            own = range(line, line + len(offer.lines))
            found = [d for d in loaded.diagnostics if d.span.file == name and d.span.line in own]
            for finding in found:
                print(render(finding, document.lines), end="\n\n", file=sys.stderr)
            said += found
    if not said:
        print("`verifier check` has nothing to say of it")
    return 1 if any(finding.severity == Severity.ERROR for finding in said) else 0
