"""Files are written whole or not at all, by one run at a time, and only where the user said."""

from __future__ import annotations

import ast
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.depth import deep
from verifier import writing as module
from verifier.writing import Refused, writing

PACKAGE = Path(__file__).resolve().parents[1] / "verifier"
METHODS = {
    *("chmod", "extractall", "hardlink_to", "mkdir", "rename", "rmdir", "symlink_to", "touch"),
    *("truncate", "unlink", "write_bytes", "write_text"),
}
FUNCTIONS = METHODS | {
    *("copy", "copy2", "copyfile", "copytree", "link", "makedirs", "mkdtemp", "mkstemp", "move"),
    *("open", "remove", "removedirs", "renames", "replace", "rmtree", "symlink", "write"),
}
MODULES = {"os", "shutil", "tempfile"}


def changes(tree: ast.AST) -> Iterator[str]:
    """Calls that change files, and imports of what does."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Attribute(ast.Name(of), name)) if of in MODULES and name in FUNCTIONS:
                yield f"{of}.{name}"
            case ast.Call(ast.Attribute(_, "replace"), [_], []):
                yield "replace"
            case ast.Call(ast.Attribute(_, name)) if name in METHODS:
                yield name
            case ast.Call(ast.Name("open") | ast.Attribute(_, "open")) if writes(node):
                yield "open"
            case ast.ImportFrom(module) if module in MODULES:
                yield from (alias.name for alias in node.names if alias.name in FUNCTIONS)
            case ast.Import():
                yield from (a.name for a in node.names if a.name in {"sqlite3", "shelve"})


def writes(node: ast.Call) -> bool:
    """Whether a call of `open` has a mode in which one can write."""
    modes = [*node.args, *(k.value for k in node.keywords if k.arg == "mode")]
    texts = [mode.value for mode in modes if isinstance(mode, ast.Constant)]
    return any(isinstance(t, str) and len(t) < 4 and set(t) & set("wax+") for t in texts)


ELSEWHERE = {
    # The null device, reading, and a temporary folder.
    "cli/process.py": {"os.open", "open"},
    "loading/files.py": {"os.open"},
    "tables/plain.py": {"open"},
    "tables/opening.py": {"mkdir"},
    "tables/reading.py": {"mkdir"},
    "tables/joining.py": {"mkdir"},
    # What the builder of sites reads and writes, in a temporary folder.
    "site/build.py": {"mkdir", "write_text"},
    # Columns of a data frame.
    "importing/hfc.py": {"rename"},
    "importing/hubverse.py": {"rename"},
    # In memory, and handed on as bytes.
    "export/sqlite.py": {"sqlite3"},
}


@deep
def test_files_are_written_in_one_place() -> None:
    """No other module of the package changes files; this one is found to."""
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        found = set(changes(ast.parse(path.read_text(encoding="utf-8"))))
        if name == "writing.py":
            assert {"os.open", "os.rename", "os.unlink", "os.mkdir"} <= found
        else:
            assert found - ELSEWHERE.get(name, set()) == set(), name


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder, and every folder and link as None."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        if path.is_file() and not path.is_symlink()
        else None
        for path in sorted(folder.rglob("*"))
    }


def test_files_are_written_and_read(tmp_path: Path) -> None:
    """Folders are made; what is not there is None."""
    with writing(tmp_path / "new/deep") as writer:
        assert writer.read("a/b.txt") is None
        writer.write({"a/b.txt": b"one", "c.txt": b""})
        assert writer.read("a/b.txt") == b"one"
        writer.write({"a/b.txt": b"two"})
        writer.remove("a/b.txt")
    assert contents(tmp_path / "new/deep") == {"c.txt": b""}


def test_what_is_mapped_stays_when_another_file_takes_its_place(tmp_path: Path) -> None:
    """It can be written again in parts, beside what is new; what is missing is empty."""
    with writing(tmp_path) as writer:
        writer.write({"kept": [b"one ", memoryview(b"and two"), b""], "empty": []})
        held = writer.map("kept")
        assert bytes(held) == b"one and two"
        writer.write({"kept": [b"three, ", held[:4], held[8:]]})
        assert bytes(held) == b"one and two"
        assert bytes(writer.map("kept")) == b"three, one two"
        assert not writer.map("empty")
        assert not writer.map("a/b")
    assert contents(tmp_path) == {"empty": b"", "kept": b"three, one two"}


def test_what_is_mapped_is_a_plain_file(tmp_path: Path) -> None:
    """As what is read: no link, and nothing outside."""
    (tmp_path / "outside").write_bytes(b"x")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside/link").symlink_to(tmp_path / "outside")
    (tmp_path / "inside/folder").mkdir()
    with writing(tmp_path / "inside") as writer:
        for name in ("link", "folder", "../outside"):
            with pytest.raises(OSError):  # noqa: PT011  # a refusal is one
                writer.map(name)


def test_permissions_stay_and_new_ones_are_the_umask_s(tmp_path: Path) -> None:
    """A file keeps who may read it; new files and folders are as private as the user wants them."""
    (tmp_path / "old").write_bytes(b"1")
    (tmp_path / "old").chmod(0o640)
    before = os.umask(0o077)
    try:
        with writing(tmp_path, below=tmp_path) as writer:
            writer.write({"old": b"2", "folder/new": b"3"})
    finally:
        os.umask(before)
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in tmp_path.rglob("*")}
    assert modes == {"old": 0o640, "folder": 0o700, "new": 0o600}


OUTSIDE = ("", ".", "..", "../x", "a/../../x", "/etc/x", "a//b", "a/", "x\0y", ".git/x", "s/.git/x")


@pytest.mark.parametrize("name", OUTSIDE)
def test_names_that_lead_elsewhere_are_refused(name: str, tmp_path: Path) -> None:
    """Whatever a file that came with a checkout names."""
    inside = tmp_path / "inside"
    with writing(inside) as writer:
        with pytest.raises(Refused):
            writer.write({name: b"x"})
        with pytest.raises(Refused):
            writer.read(name)
        with pytest.raises(Refused):
            writer.remove(name)
    assert contents(tmp_path) == {"inside": None}


@pytest.mark.parametrize("kind", ["file", "folder", "above", "loop", "dangling", "within", "pipe"])
def test_links_are_not_followed(kind: str, tmp_path: Path) -> None:
    """Not on the way, not at the end, not where they lead back into the folder."""
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    (outside / "f").write_bytes(b"theirs")
    root.mkdir()
    (root / "real").mkdir()
    (root / "real/f").write_bytes(b"ours")
    name = {"file": "f", "loop": "f", "dangling": "f", "pipe": "f"}.get(kind, "to/f")
    match kind:
        case "file":
            (root / "f").symlink_to(outside / "f")
        case "folder":
            (root / "to").symlink_to(outside)
        case "above":
            (root / "to").symlink_to("..")
        case "loop":
            (root / "f").symlink_to("f")
        case "dangling":
            (root / "f").symlink_to(outside / "new")
        case "within":
            (root / "to").symlink_to("real")
        case _:
            os.mkfifo(root / "f")
    before = contents(tmp_path)
    with writing(root, below=root) as writer:
        with pytest.raises(Refused):
            writer.write({"real/f": b"new", name: b"new"})
        with pytest.raises(Refused):
            writer.read(name)
    assert contents(tmp_path) == before


def test_the_folder_itself_is_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links above it are the user's; it, and what is between it and where one is, is none."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    for path in (tmp_path / "link", Path("link"), Path("link/out")):
        monkeypatch.chdir(tmp_path)
        with pytest.raises(Refused, match="link"), writing(path):
            pass
    with pytest.raises(Refused), writing(tmp_path / "link", below=tmp_path):
        pass
    with writing(tmp_path / "link/out") as writer:
        writer.write({"f": b"x"})
    assert (tmp_path / "real/out/f").read_bytes() == b"x"


def test_what_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """An editor knows of no locks: its new text stays, and nothing at all is written."""
    (tmp_path / "a").write_bytes(b"edited")
    with writing(tmp_path, below=tmp_path) as writer:
        for was in ({"a": b"old"}, {"a": None}, {"b": b"gone"}):
            with pytest.raises(Refused, match="changed while"):
                writer.write({"b": b"1", "a": b"2"}, was=was)
    assert contents(tmp_path) == {"a": b"edited"}


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    """Temporary files of that very name, in folders that are written into, and nothing else."""
    left = f".verifier-{'0' * 16}.tmp"
    theirs = [".verifier-x.tmp", f"verifier-{'0' * 16}.tmp", ".verifier-cache", f"{left}.txt"]
    for name in (left, f"seeds/deep/{left}", f"other/{left}", *theirs):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / f".verifier-{'1' * 16}.tmp").symlink_to("seeds")
    with writing(tmp_path, below=tmp_path) as writer:
        writer.sweep(["seeds", "missing"])
        writer.write({"other/new": b""})
    kept = {path.name for path in tmp_path.rglob("*") if path.name.endswith(".tmp")}
    assert kept == {
        left,
        ".verifier-x.tmp",
        f"verifier-{'0' * 16}.tmp",
        f".verifier-{'1' * 16}.tmp",
    }
    assert not (tmp_path / f"other/{left}").exists()
    assert not (tmp_path / f"seeds/deep/{left}").exists()


def test_one_run_writes_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one waits, says so once, and gives up in the end."""
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    told: list[str] = []
    with (
        writing(tmp_path),
        pytest.raises(Refused, match="another run"),
        writing(tmp_path, waiting=lambda: told.append("waits")),
    ):
        pass
    assert told in ([], ["waits"])
    with writing(tmp_path):
        pass


def test_without_locks_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems have none; what is then left alone is what another run may be writing."""

    def unsupported(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", unsupported)
    left = f".verifier-{'0' * 16}.tmp"
    (tmp_path / left).write_bytes(b"")
    with writing(tmp_path, below=tmp_path) as writer:
        writer.write({"f": b"x"})
    assert contents(tmp_path) == {"f": b"x", left: b""}
    os.utime(tmp_path / left, (0, 0))
    with writing(tmp_path, below=tmp_path) as writer:
        writer.write({"f": b"y"})
    assert contents(tmp_path) == {"f": b"y"}
