"""Runs of `verifier` that are ended in their midst, find no space or do not run alone.

    python -m tests.faults.faults crashes          # ended at every change to the file system
    python -m tests.faults.faults kills 1000       # by SIGKILL, at random moments
    python -m tests.faults.faults space            # where no file can grow beyond a few bytes
    python -m tests.faults.faults at-once          # three at the same time
    python -m tests.faults.faults crashes 8 space  # at every 8th of one scene; several of these

After each: every file is the old one or the new one, whole; the next run ends what was begun, and
nothing else is there. Processes are forked from one that has imported all and read the rules, so
that what is hit is the run and not its start.
"""

from __future__ import annotations

import errno
import gc
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from itertools import pairwise, permutations
from pathlib import Path
from random import Random

from tests.ledgers import FORECASTERS, OUTCOMES, SOURCE, write
from verifier.cli import COMMANDS, _import, main
from verifier.loading.rules import load_rules
from verifier.words.likelihood import read_likelihood
from verifier.writing import SUMS, temporary

CRASHED = 77
_RAISED = 70
_LATE = "over before"
"""Of a run that had ended when it was to be killed, which does not count as one."""
_PROPOSED = """
# Proposed from article.txt: sentences that may be forecasts: 1; that only look so: 0.
#
# forecasts:
#   # line 2: could
#   - id: roe-snow-april
#     forecaster: john-roe  # new: verifier new forecaster --name "John Roe" --kind person
#     said: 2023-03-01
#     voice: quotation
#     quote: "it could snow in April"
#     claim: It snows in April 2023.
#     expects:
#       judged: It snows in April 2023.
#     window: {phrase: "in April"}
#     likelihood: {phrase: "could"}
"""
_ARTICLE = "source:\n  id: article\n  publisher: P\n  published: 2023-03-01\n"
_EVIDENCE = ("--publisher", "The Bank", "--published", "2023-06-20", "--says", "The rates.")
PLATFORM = "fatebook.csv"
"""The file that is imported: it lies beside the ledger."""
_FATEBOOK = """\
Question title,Multiple choice option,Forecast created by,Forecast (scale = 0-1),\
Forecast created at,Question created by,Question created at,Question resolve by,\
Resolution,Resolved at,Your Brier score for this question,Question notes
Rain?,,ann,0.3,2024-01-02T00:00:00Z,ann,2024-01-01T00:00:00Z,2024-01-09T00:00:00Z,YES,\
2024-01-09T00:00:00Z,0.98,
Snow?,,bob,0.1,2024-01-02T00:00:00Z,ann,2024-01-01T00:00:00Z,2024-01-09T00:00:00Z,NO,\
2024-01-09T00:00:00Z,0.02,
"""

State = dict[str, bytes]


@dataclass(frozen=True)
class Scene:
    """A ledger, and the run that is ended."""

    prepare: Callable[[Path], None]
    run: Sequence[str]


def _unlaid(root: Path) -> None:
    write(root, forecasters="forecasters: [{name:  Ann Example, id: ann-example, kind: person}]\n")
    loose = SOURCE.replace("  published", "  published ").replace("window:", "window:  ")
    (root / "seeds/paper.yaml").write_text(loose.replace(" :", ":"), encoding="utf-8")


def _misspelt(root: Path) -> None:
    source = SOURCE.replace("voice: quotation", "voice: quotatoin")
    write(root, source=source, outcomes=OUTCOMES.replace("publisher:", "pubisher:", 1))


def _reported(root: Path) -> None:
    """Reports of another state: some pages change, some go, some come."""
    other = OUTCOMES.replace("the-attack", "an-attack").replace("attack-2023", "assault-2023")
    write(root, source=SOURCE.replace("attack-2023", "assault-2023"), outcomes=other)
    _quietly(["report", "--ledger", str(root)])
    (root / "reports/CNAME").write_text("scores.example.org\n", encoding="utf-8")
    write(root)


def _proposed(root: Path) -> None:
    write(root)
    (root / "seeds/article.yaml").write_text(_ARTICLE + _PROPOSED, encoding="utf-8")


def _plain(root: Path) -> None:
    write(root)


def _imports(root: Path) -> None:
    """A ledger, and beside it what a platform gave its user."""
    write(root)
    (root.parent / PLATFORM).write_text(_FATEBOOK, encoding="utf-8")


def _exported(root: Path) -> None:
    write(root, forecasters=FORECASTERS.replace("Ann Example", "Ann Other"))
    _quietly(["export", "--ledger", str(root), "--format", "csv", "--out", str(root / "out")])
    write(root)


_SERIES = (
    *("new", "series", "--title", "Interest rate", "--unit", "per cent", *_EVIDENCE),
    *("--point", "2023-06-15=4.0@2023-06-20", "--id", "rate"),
)
SCENES = {
    "report": Scene(_reported, ("report",)),
    "fmt": Scene(_unlaid, ("fmt",)),
    "check --fix": Scene(_misspelt, ("check", "--fix")),
    "take": Scene(_proposed, ("take", "roe-snow-april", "--yes")),
    "new": Scene(_plain, ("new", "forecaster", "--name", "John Roe", "--kind", "person")),
    "new series": Scene(_plain, _SERIES),
    "new ledger": Scene(lambda root: root.mkdir(), ("new", "ledger")),
    "import": Scene(_imports, ("import", "fatebook", PLATFORM, "--out", "table.csv")),
    "import --ledger": Scene(_imports, ("import", "fatebook", PLATFORM)),
    "export": Scene(_exported, ("export", "--format", "csv", "--out")),
}
KILLED = ("report", "fmt", "check --fix", "take", "new", "import", "import --ledger")
_PEOPLE = ("John Roe", "Jane Doe", "Max Power")
AT_ONCE = {
    **{name: (SCENES[name].run,) * 3 for name in ("report", "fmt", "check --fix", "export")},
    "new": tuple(("new", "forecaster", "--name", name, "--kind", "person") for name in _PEOPLE),
}
"""What is run at the same time, on the ledgers of the scenes."""
LIMITS = (0, 100, 300)
"""Bytes beyond which no file grows: none of a file, a part, and all of the shorter ones."""


def arguments(run: Sequence[str], root: Path) -> list[str]:
    """The command line of a run on the ledger at `root`."""
    command = list(run)
    if command == ["new", "ledger"]:
        return [*command, str(root)]
    if PLATFORM in command:
        command[command.index(PLATFORM)] = str(root.parent / PLATFORM)
    if command[-2:-1] == ["--out"]:
        return [*command[:-1], str(root / command[-1])]
    if command[-1] == "--out":
        command.append(str(root / "out"))
    return [*command, "--ledger", str(root)]


def _quietly(command: Sequence[str], err: StringIO | None = None) -> int:
    with redirect_stdout(StringIO()), redirect_stderr(err or StringIO()):
        return main(command)


def state(root: Path) -> State:
    """Every file, by its name."""
    files = (path for path in root.rglob("*") if not path.is_dir())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def _fork(
    command: Sequence[str],
    before: Callable[[], None] = lambda: None,
    after: Callable[[str], object] = lambda err: None,
) -> int:
    """Begin a run in a process of its own; its number. `after` gets what it wrote of errors."""
    child = os.fork()
    if child:
        return child
    status, err = _RAISED, StringIO()
    try:
        before()
        status = _quietly(command, err)
        after(err.getvalue())
    finally:
        os._exit(status)


def _status(child: int) -> int:
    """Wait for a process."""
    _, waited = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(waited)


def _changes(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether what is about to happen changes the file system."""
    if event == "open":
        flags = arguments[2]
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
    return event in {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.link"}


def _crash_at(point: int) -> Callable[[], None]:
    """Ends this process just before its change number `point`, just after the one before."""

    def install() -> None:
        passed = 0

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal passed
            if _changes(event, arguments):
                if passed == point:
                    os._exit(CRASHED)
                passed += 1

        sys.addaudithook(hook)

    return install


@dataclass(frozen=True)
class Ends:
    """The two states between which a run is."""

    old: State
    new: State
    status: int


def ends(scene: Scene, scratch: Path) -> Ends:
    """The states before and after a run that nobody ends."""
    root = scratch / "whole" / "ledger"
    root.parent.mkdir()
    scene.prepare(root)
    old = state(root)
    status = _status(_fork(arguments(scene.run, root)))
    return Ends(old, state(root), status)


def judge(scene: Scene, root: Path, ends: Ends) -> str:
    """What is left of a run that was ended: nothing, a part or all. Raises where that is wrong."""
    left = {n: d for n, d in state(root).items() if not temporary(n.rpartition("/")[2])}
    for name in left.keys() | ends.old.keys() | ends.new.keys():
        if name == f"reports/{SUMS}":
            lines = {*ends.old[name].splitlines(), *ends.new[name].splitlines()}
            assert set(left[name].splitlines()) <= lines
        else:
            assert left.get(name) in (ends.old.get(name), ends.new.get(name)), name
    found = state(root)
    kind = "nothing" if found == ends.old else "all" if found == ends.new else "a part"
    status = _status(_fork(arguments(scene.run, root)))
    assert status == ends.status or left == ends.new, (status, ends.status)
    assert state(root) == ends.new, sorted(state(root).items() ^ ends.new.items())
    return kind


def _fresh(scene: Scene, scratch: Path) -> Iterator[Path]:
    """The scene's ledger again and again, always in the same place."""
    root, kept = scratch / "run" / "ledger", scratch / "kept"
    root.parent.mkdir()
    scene.prepare(root)
    shutil.copytree(root, kept)
    while True:
        shutil.rmtree(root)
        shutil.copytree(kept, root)
        yield root


def crashes(scene: Scene, scratch: Path, every: int = 1) -> Counter[str]:
    """End a run at each of its changes to the file system, or at some of them."""
    limits, found = ends(scene, scratch), Counter[str]()
    for number, root in enumerate(_fresh(scene, scratch)):
        child = _fork(arguments(scene.run, root), _crash_at(number * every))
        if _status(child) != CRASHED:
            assert state(root) == limits.new
            return found
        found[judge(scene, root, limits)] += 1
    raise AssertionError("there is always a next one")


def kills(scene: Scene, scratch: Path, count: int, rng: Random) -> Counter[str]:
    """Kill runs at random: every second one somewhere, the others once they have begun to write."""
    limits, found = ends(scene, scratch), Counter[str]()
    whole = writes = 0.0
    for number, root in enumerate(_fresh(scene, scratch)):
        began = time.monotonic()
        told, tells = os.pipe()
        child = _fork(arguments(scene.run, root), lambda tells=tells: _tell(tells))  # type: ignore[misc]
        os.close(tells)
        writing = number % 2 == 1
        if number < 2:
            # The first two are not ended: they say how long it takes.
            os.read(told, 1)
            began_writing = time.monotonic()
            os.waitpid(child, 0)
            whole, writes = time.monotonic() - began, time.monotonic() - began_writing
        else:
            if writing:
                os.read(told, 1)
            time.sleep(rng.uniform(0, writes if writing else whole))
            os.kill(child, signal.SIGKILL)
            ended = _status(child) == -signal.SIGKILL
            kind = judge(scene, root, limits)
            found[kind if ended else _LATE] += 1
        os.close(told)
        if found.total() - found[_LATE] == count:
            return found
    raise AssertionError("there is always a next one")


def _tell(pipe: int) -> None:
    """Say by a byte when this process first changes a file."""
    told = False

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal told
        if not told and _changes(event, arguments):
            told = True
            os.write(pipe, b"!")

    sys.addaudithook(hook)


def space(scene: Scene, scratch: Path) -> Counter[str]:
    """Runs that can write no more than so many bytes into a file: one sentence, nothing changed."""
    found = Counter[str]()
    for limit in LIMITS:
        root = scratch / str(limit) / "ledger"
        root.parent.mkdir()
        scene.prepare(root)
        before = state(root)
        hears, says = os.pipe()
        child = _fork(
            arguments(scene.run, root),
            lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),  # type: ignore[misc]
            lambda err, says=says: os.write(says, err.encode()),  # type: ignore[misc]
        )
        os.close(says)
        with os.fdopen(hears, encoding="utf-8") as pipe:
            said = pipe.read()
        status, after = _status(child), state(root)
        assert not any(temporary(Path(name).name) for name in after)
        if status == 0:
            assert limit > 0, "it wrote where nothing can be written"
            found["done"] += 1
            continue
        found["refused"] += 1
        assert status == 2, (status, said)
        assert said.splitlines()[-1].endswith(os.strerror(errno.EFBIG)[1:]), said
        # The record of a report is written first, by itself: it names all that is there.
        changed = {name for name, data in after.items() if before.get(name) != data}
        assert changed <= {f"reports/{SUMS}"}
        assert before.keys() <= after.keys()
    return found


def at_once(name: str, scratch: Path) -> Counter[str]:
    """Run commands at the same time: they come to what they come to one after another."""
    whole = []
    for number, order in enumerate(sorted({*permutations(AT_ONCE[name])})):
        root = scratch / str(number) / "ledger"
        root.parent.mkdir()
        SCENES[name].prepare(root)
        for command in order:
            assert _quietly(arguments(command, root)) == 0
        whole.append(state(root))
    root = scratch / "ledger"
    SCENES[name].prepare(root)
    children = [_fork(arguments(command, root)) for command in AT_ONCE[name]]
    found = Counter(str(_status(child)) for child in children)
    assert set(found) == {"0"}, found
    assert state(root) in whole, sorted(state(root).items() ^ whole[0].items())
    return Counter(done=found.total())


_KINDS = {
    "crashes": ("nothing", "a part", "all"),
    "kills": ("nothing", "a part", "all", _LATE),
    "space": ("refused", "done"),
    "at-once": ("done",),
}
_NAMES = {
    "crashes": tuple(SCENES),
    "kills": KILLED,
    "space": tuple(SCENES),
    "at-once": tuple(AT_ONCE),
}


def _tried(what: str, number: int, name: str, scratch: Path) -> Counter[str]:
    match what:
        case "crashes":
            return crashes(SCENES[name], scratch, every=number)
        case "kills":
            return kills(SCENES[name], scratch, number, Random(f"{name} {number}"))
        case "space":
            return space(SCENES[name], scratch)
        case _:
            return at_once(name, scratch)


def prepare() -> None:
    """Import all and read the rules, which each of the runs then has."""
    for command in COMMANDS:
        _import(command)
    for module in ("verifier.importing.fatebook", "verifier.editing.imported"):
        import_module(module)
    rules = load_rules(Path("/nowhere"), [], {})
    assert rules is not None
    assert read_likelihood("will", rules=rules.likelihood).readable
    # What is there now is shared with every run: collecting would copy it into each.
    gc.freeze()


def run(what: str, number: int) -> None:
    """Print what was left, of each scene."""
    names, kinds, total = [*_NAMES[what]], _KINDS[what], Counter[str]()
    if what == "crashes" and number > 1:
        # Of some changes only: of one scene, another each time.
        names = Random().sample(names, 1)
    print(f"{what:<16}{'runs':>7}" + "".join(f"{kind:>13}" for kind in kinds))
    for place, name in enumerate(names):
        # Each of the scenes is killed as often, and the first ones get what is left over.
        share = number // len(names) + (place < number % len(names)) if what == "kills" else number
        with tempfile.TemporaryDirectory() as scratch:
            os.environ["XDG_CACHE_HOME"] = f"{scratch}/cache"
            try:
                found = _tried(what, share, name, Path(scratch))
            except AssertionError as error:
                error.add_note(f"{what}: {name}")
                raise
        total += found
        _print(name, found, kinds)
    _print("together", total, kinds)


def _print(name: str, found: Counter[str], kinds: Sequence[str]) -> None:
    cells = "".join(f"{found[kind]:>13}" for kind in kinds)
    print(f"{name:<16}{found.total() - found[_LATE]:>7}{cells}", flush=True)


if __name__ == "__main__":
    prepare()
    for _word, _next in pairwise([*sys.argv[1:], ""]):
        if not _word.isdigit():
            run(_word, int(_next) if _next.isdigit() else 1)
