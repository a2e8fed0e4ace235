"""What every record of the ledger is: frozen, closed to unknown keys, made of text as written."""

import re
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from verifier.keeping import LEDGER_PATH


class Record(BaseModel):
    """Base of all records read from YAML.

    Their modules do without `from __future__ import annotations`, where one is not needed for what
    is said further below: pydantic would read each annotation out of its text.
    """

    # What a command does not read is not built: that takes half the time of an import.
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)


_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)?(\.[0-9]+)?([eE][-+]?[0-9]+)?", re.ASCII)


def _number(value: Any) -> Any:
    if isinstance(value, str) and (not _NUMBER.fullmatch(value) or not value[-1:].isdigit()):
        raise PydanticCustomError("number", "not a number")
    return value


def _flag(value: Any) -> Any:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise PydanticCustomError("flag", "say `true` or `false`")
        return value == "true"
    return value


_MOST = 4096
"""Records that are at hand, of which a ledger says few again and again."""


def once() -> WrapValidator:
    """By which a record that is all texts is validated once, and is one and the same in all others.

    Three of four records of a forecast are such: its window, its likelihood, what it expects.
    """
    known: dict[tuple[tuple[str, str], ...], Any] = {}

    def validate(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        if type(value) is not dict or {*map(type, value.values())} != {str}:
            return handler(value)
        texts = tuple(value.items())
        found = known.get(texts)
        if found is None:
            if len(known) == _MOST:
                known.clear()
            found = known[texts] = handler(value)
        return found

    return WrapValidator(validate)


class _Bounds(Protocol):
    @property
    def at_least(self) -> float | None: ...
    @property
    def at_most(self) -> float | None: ...


B = TypeVar("B", bound=_Bounds)


def bounded(record: B) -> B:
    """The validator of every record with the two bounds: one is said, and they leave room."""
    least, most = record.at_least, record.at_most
    if least is None and most is None:
        raise ValueError("say at_least, at_most or both")
    if least is not None and most is not None and least > most:
        raise ValueError("at_least is above at_most: nothing lies between")
    return record


_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]", re.ASCII)


def reserved(id: str) -> bool:
    """Whether Windows has no file of that name."""
    # Most ids are longer than all of these.
    return len(id) <= 4 and bool(_RESERVED.fullmatch(id))


def _as_file_name(id: str) -> str:
    if reserved(id):
        raise PydanticCustomError("reserved", "`{id}` is no file name on Windows", {"id": id})
    return id


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
LONGEST_PHRASE = 500
"""Characters of words of time or likelihood, at most: a quotation's own words, which are few.

The longest in our ledgers has 98. A limit, so that nobody has to wait for a book to be read as one.
"""
Phrase = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_PHRASE)
]
LONGEST_ID = 80
"""Letters of an id, which names a page too: a path of Windows has 260, with its folders."""
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_ID)]
"""By which a record names another one."""
OwnId = Annotated[Id, AfterValidator(_as_file_name)]
"""By which a record is named. What another one names without that is nowhere."""
Address = Annotated[str, StringConstraints(pattern=r'^https?://[^\s<>"]+$')]
LedgerPath = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=f"^{LEDGER_PATH}$", max_length=240)
]
"""A file that a record names. Every one has this type, which `verifier.loading.files` opens.

240 characters leave some for the folder of the ledger, of the 260 that a path of Windows has.
"""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[float, BeforeValidator(_number)]
Whole = Annotated[int, BeforeValidator(_number)]
Flag = Annotated[bool, BeforeValidator(_flag)]
