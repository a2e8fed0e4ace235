"""A file for each record, so that two curators who add one do not meet in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from verifier.editing.fmt import fmt
from verifier.loading.yaml import read

_FOLDERS = {
    "forecasters": "seeds/forecasters",
    "rulings": "outcomes/rulings",
    "disputes": "disputes",
}


def file_of(key: str, id: str) -> str:
    """The file of its own that a forecaster, a ruling or an appeal has.

    >>> file_of("rulings", "ruling-attack")
    'outcomes/rulings/ruling-attack.yaml'
    """
    return f"{_FOLDERS[key]}/{id}.yaml"


def split(name: str, text: str) -> Mapping[str, str]:
    r"""The files that a list of such records becomes, by name; none where it is no list.

    A comment goes with the record that it stands above. Raises `ValueError` where a record could
    not be taken over as it is.

    >>> text = "forecasters:\n  - {id: a, name: A}\n  - {id: b, name: B}\n"
    >>> sorted(split("seeds/forecasters.yaml", text))
    ['seeds/forecasters/a.yaml', 'seeds/forecasters/b.yaml']
    """
    value = read(name, text).value
    key = next(iter(value), None) if isinstance(value, dict) and len(value) == 1 else None
    if key not in _FOLDERS or not isinstance(value[key], list) or not value[key]:
        return {}
    laid = fmt(name, text)
    if laid.left_because is not None:
        raise ValueError(laid.left_because)
    found: dict[str, str] = {}
    for record, part in zip(value[key], _items(laid.text), strict=True):
        file = file_of(key, record["id"])
        found[file] = f"{key}:\n{part}"
        if read(file, found[file]).value != {key: [record]}:
            raise ValueError(f"`{record['id']}` is laid out too unusually to be moved")
    return {} if list(found) == [name] else found


def _items(text: str) -> Iterator[str]:
    """The text of each item of the one list, with the comments above it."""
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines) if re.match(r"  - ", line)]
    begins = [_above(lines, start) for start in starts]
    for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True):
        yield "\n".join(lines[begin:end]).strip("\n") + "\n"


def _above(lines: list[str], start: int) -> int:
    """The first line of the comment that stands above an item."""
    while start and re.match(r"  #", lines[start - 1]):
        start -= 1
    return start
