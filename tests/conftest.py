"""What every test may ask for: the archive beside the checkout."""

from __future__ import annotations

import atexit
import gc
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from tests.depth import QUICK, SLOW, tenth
from verifier import keeping
from verifier.loading import cache as cache_of_rules
from verifier.pickles import pickled

SHARED = Path(__file__).resolve().parents[2] / "shared"

# To look for garbage takes a tenth of the time of all tests with the usual threshold of 700, and a
# fiftieth with half a million; with two million processes grow by a tenth.
gc.set_threshold(2_000_000)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of our own ledgers come first: so one process has them all, and computes these once.

    Of several processes each begins with a part of the tests as they stand here, and one that is
    done takes over what stands last in another's part. What `make test` leaves to `.ci/run` goes:
    most of the cases of a grid, and what takes long.
    """
    grids: dict[str, list[pytest.Item]] = {}
    for item in items:
        grids.setdefault(item.nodeid.partition("[")[0], []).append(item)
    tried = {item for name, cases in grids.items() for item in tenth(name, cases)}
    if QUICK:
        # What is skipped is begun and told of all the same.
        tried = {
            item
            for item in tried
            if all(mark.kwargs.get("reason") != SLOW for mark in item.iter_markers("skipif"))
        }
    config.hook.pytest_deselected(items=[item for item in items if item not in tried])
    items[:] = [item for item in items if item in tried]
    items.sort(key=lambda item: "tests.ours" not in _sources(getattr(item, "module", None)))


@cache
def _sources(module: ModuleType | None) -> set[str]:
    """The modules that what a module holds comes from."""
    held = vars(module).values() if module else ()
    return {getattr(value, "__module__", "") for value in held}


def pytest_collection_finish() -> None:
    """What is imported by now is never garbage: it is not looked through again."""
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Garbage is looked for once: pytest would do it five times, and each takes a second.

    Only files that nobody closed are found by it, which is left to `.ci/run`.
    """
    if not QUICK:
        gc.collect()
    gc.freeze()


# To give back each object takes seconds. One of several processes has told all that it found by
# then, and ends at once; else DuckDB lists what is never given back, and so it is given back.
if "PYTEST_XDIST_WORKER" in os.environ:
    atexit.register(os._exit, 0)
else:
    atexit.register(gc.unfreeze)


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees or changes what the user's own runs have kept.

    Each of a thousand small ledgers has rules kept for it, which are mostly the same ones: to
    write them out takes as long as all else of a report, and is done once. So is looking at the
    files of the program, which takes a third of a check. No machine loses its power meanwhile.
    """
    program, seen = keeping._PACKAGE, [*keeping._in_program()]
    look = keeping._in_program
    written: dict[int, tuple[object, bytes]] = {}

    def once(value: object) -> bytes:
        if id(value) not in written:
            # What is held here is not given back, so that no other has its number.
            written[id(value)] = value, pickled(value)
        return written[id(value)][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        patch.setattr(cache_of_rules, "pickled", once)
        patch.setattr(os, "fsync", lambda _: None)
        patch.setattr(
            keeping,
            "_in_program",
            lambda: seen if program == keeping._PACKAGE else look(),
        )
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of archived texts and test vectors, which is no part of the repository."""
    if not SHARED.is_dir():
        pytest.skip("needs the texts and vectors of others that stand beside the repository")
    return SHARED
