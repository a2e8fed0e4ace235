"""A parser of arguments that answers a misspelt word with the nearest it knows."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

_CHOICE = re.compile(r"invalid choice: '(.*?)' \(choose from (.*)\)")


class Parser(argparse.ArgumentParser):
    """As argparse's, with its errors in the form of ours.

    What is not known is told by the parser of the command, whose usage stands above.
    """

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**settings)
        self.set_defaults(parser=self)

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The options of the command that `arguments` name; wrong ones end the program."""
        options, unknown = self.parse_known_args(arguments)
        if unknown:
            options.parser.refuse(unknown)
        return options

    def refuse(self, unknown: Sequence[str]) -> NoReturn:
        """End with an error on the first option that nobody knows, or on what is too much."""
        option = next((each for each in unknown if each.startswith("-")), None)
        known = [each for action in self._actions for each in action.option_strings]
        if option is None:
            takes = any(not action.option_strings for action in self._actions)
            hint = "; --ledger names a ledger" if not takes and "--ledger" in known else ""
            hint = "; what belongs together goes between quotation marks" if takes else hint
            self.error(f"too much: {' '.join(unknown)}{hint}")
        name = option.partition("=")[0]
        self.error(f"no option `{name}`{_nearest(name, known)}")

    def error(self, message: str) -> NoReturn:
        """End with the usage and the message."""
        found = _CHOICE.search(message)
        hint = _nearest(found[1], re.findall(r"[^\s',]+", found[2])) if found else ""
        if found and hint:
            message = f"{message[: found.start()]}no `{found[1]}`{hint}"
        super().error(message)


def _nearest(word: str, known: Iterable[str]) -> str:
    # What is seldom needed is not loaded for every run.
    from verifier.diagnostics.suggest import suggest

    return suggest(word, known, after="; ")
