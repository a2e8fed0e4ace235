"""What is kept of a run, damaged in whatever way, is done without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.depth import part, thin
from tests.folders import contents
from tests.ledgers import SOURCE, write
from verifier import keeping
from verifier.cli import main
from verifier.keeping import Shown, place

pytestmark = pytest.mark.usefixtures("small")


def damaged() -> Iterator[tuple[str, Callable[[bytes], bytes]]]:
    """Ways in which a file may come to hold something else."""
    yield "empty", lambda _: b""
    yield "foreign", lambda _: b"SQLite format 3\0" * 100
    yield "cut", lambda data: data[:-1]
    yield "twice", lambda data: data * 2
    yield "of another program", lambda data: b"0" * 64 + data[64:]
    for at in part(range(0, 150, 9)):
        yield f"bit {at}", partial(_bent, at)


def _bent(at: int, data: bytes) -> bytes:
    """The data with one bit turned in the byte `at`, counted round where there are fewer."""
    at %= len(data)
    return data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]


@pytest.mark.parametrize("change", [pytest.param(how, id=name) for name, how in damaged()])
def test_what_is_damaged_is_done_without(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    """It is not believed, and what is kept next is whole."""
    write(tmp_path / "ledger")
    where = place(tmp_path / "ledger")
    assert where is not None
    where = where.with_suffix(".check")
    Shown(tmp_path / "ledger", "check").keep(1, ["stdout", "ok"])
    where.write_bytes(change(where.read_bytes()))
    shown = Shown(tmp_path / "ledger", "check")
    assert shown.again() is None
    shown.keep(0)
    assert Shown(tmp_path / "ledger", "check").again() == [0]


_OF_REPORTS = [".read", ".read-pages", ".run", ".pages", ".rules", ".report-files"]


@pytest.mark.parametrize("of", thin(_OF_REPORTS, 2))
def test_what_reports_keep_is_done_without_where_it_is_damaged(tmp_path: Path, of: str) -> None:
    """Empty, foreign, cut, bent or of another program: pages are those of a run without it."""
    root = tmp_path / "ledger"
    write(root)
    command = ["report", "--ledger", str(root)]
    # Of pages something is kept once they have been read.
    assert [main(command), main(command)] == [0, 0]
    where, pages = place(root), contents(root / "reports")
    assert where is not None
    store = where.with_suffix(of)
    for _, change in damaged():
        store.write_bytes(change(store.read_bytes()))
        if of != ".report-files":
            # With it the ledger is not read whole.
            where.with_suffix(".report-files").unlink(missing_ok=True)
        (root / "reports/README.md").write_text("", encoding="utf-8")
        assert main(command) == 0
        assert contents(root / "reports") == pages
        version = store.read_bytes().partition(b"\n")[0]
        assert keeping.kept(store, version) or keeping.Shelves(store, version.decode())


@pytest.mark.parametrize("of", part(["", ".check-files", ".ground", ".rules"]))
def test_what_checks_keep_is_done_without_where_it_is_damaged(
    tmp_path: Path, told: Callable[..., tuple[Any, ...]], of: str
) -> None:
    """After an edit that others see, too, a check tells what one tells that kept nothing."""
    root = tmp_path / "ledger"
    write(root)
    where = place(root)
    assert where is not None
    store = where.with_suffix(of)
    for number, (_, change) in enumerate(damaged()):
        assert told(root)[:2] == (0, _SOUND)
        store.write_bytes(change(store.read_bytes()))
        day = SOURCE.replace("2023-01-09", f"2023-01-{number % 8 + 1:02}")
        (root / "seeds/paper.yaml").write_text(day, encoding="utf-8")
        assert told(root)[:2] == (0, _SOUND)


_SOUND = "ok: 1 forecast in 1 source, 1 event, 1 coverage record, 0 rulings\n"
