"""`verifier reproduce`."""

from __future__ import annotations

import argparse
from pathlib import Path

from verifier.cli.common import add_ledger, sound
from verifier.cli.process import Stop
from verifier.diagnostics.wording import count


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument(
        "digest",
        type=Path,
        metavar="DIGEST-FILE",
        help="digest.json, which `verifier export --format digest` wrote",
    )
    add_ledger(command)
    command.description = (
        "Run the ledger again as of the day of the digest, in its language, and say whether "
        "the same bytes come out; if not, what differs: program, rules, ledger or reports."
    )
    command.epilog = "examples:\n  verifier reproduce digest.json"


def run(options: argparse.Namespace) -> int:
    """Compare; 0 where everything is the same, 1 where something differs."""
    from pydantic import ValidationError

    from verifier import __version__
    from verifier.engine import run as run_engine
    from verifier.export.digest import Digest, differences, digest
    from verifier.loading.files import Folder
    from verifier.report.words import languages

    try:
        then = Digest.model_validate_json(options.digest.read_bytes())
    except ValidationError as error:
        why = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, why["loc"]))
        raise Stop(
            f"{options.digest} is no digest of `verifier export --format digest`: "
            f"{f'`{where}`: ' if where else ''}{why['msg']}"
        ) from None
    if then.language not in languages():
        raise Stop(f"there are no words in `{then.language}` in this version")
    made = run_engine(*sound(options.ledger), then.as_of, language=then.language)
    now = digest(made, Folder(options.ledger), __version__)
    found = list(differences(then, now))
    for line in found:
        print(line)
    if found:
        return 1
    print(
        f"the same: {count(len(now.ledger), 'file')} of the ledger, the rules, the program, and "
        f"{count(len(now.reports), 'file')} of reports as of {now.as_of}"
    )
    return 0
