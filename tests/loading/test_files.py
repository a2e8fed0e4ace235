"""Nobody gets in: what a ledger names is read only where it is a regular file of the ledger."""

from __future__ import annotations

import inspect
import os
import socket
import sys
import types
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

import verifier
from tests.ledgers import OUTCOMES, SOURCE, write
from tests.ours import TRIED, pages
from verifier.cli import main
from verifier.keeping import LEDGER_PATH
from verifier.loading import files, load
from verifier.loading.files import Entry, Folder, Laid, Missing, Unreadable
from verifier.model.record import LedgerPath

SECRET = "TOKEN=ghp_thesecret"
SERIES = """\
series:
  - id: price
    title: Price of a loaf
    unit: EUR
    file: {file}
    evidence:
      - {{publisher: P, published: 2024-01-02, address: "https://example.org/p", says: Prices.}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A sound ledger, with a secret beside it."""
    (tmp_path / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    return write(tmp_path / "ledger")


def _findings(root: Path, **more: Any) -> list[tuple[str, str, str]]:
    found = load(root, advice=True, **more).diagnostics
    return [(d.code, d.span.file, d.message) for d in found]


def _texts(root: Path, **more: Any) -> str:
    return repr(load(root, advice=True, **more).diagnostics)


def _link(path: Path) -> None:
    path.symlink_to("../../secret")


def _zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _environment(path: Path) -> None:
    path.symlink_to("/proc/self/environ")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def _inside(path: Path) -> None:
    path.symlink_to("../ledger.yaml")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(path.name)
    finally:
        os.chdir(here)


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(files.LARGEST + 1)


TRAPS: dict[Callable[[Path], None], str] = {
    _link: "it is a link",
    _zero: "it is a link",
    _environment: "it is a link",
    _loop: "it is a link",
    _dangling: "it is a link",
    _inside: "it is a link",
    _pipe: "it is a pipe",
    _socket: "it is a socket",
    _large: "it is larger than 32 MB",
}


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
@pytest.mark.parametrize(
    "name", ["seeds/x.yaml", "outcomes/x.yml", "rules/time.yaml", "ledger.yaml"]
)
def test_what_is_no_file_of_the_ledger_is_one_finding(
    root: Path, trap: Callable[[Path], None], name: str
) -> None:
    """Links wherever they lead, pipes, sockets and files without end: no hang, no content shown."""
    (root / "rules").mkdir()
    trap(root / name)
    [(code, file, message)] = _findings(root)
    assert (code, file) == ("VF004", name)
    assert message.startswith(f"`{name}` cannot be read: {TRAPS[trap]}")
    assert SECRET not in _texts(root)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
def test_a_series_is_read_from_the_ledger_only(root: Path, trap: Callable[[Path], None]) -> None:
    """The file that a record names is looked at like the ledger's own."""
    (root / "outcomes/attack.yaml").write_text(
        OUTCOMES + SERIES.format(file="price.csv"), encoding="utf-8"
    )
    trap(root / "outcomes/price.csv")
    found = _findings(root)
    assert {code for code, _, _ in found} == {"VF004"}
    assert any(TRAPS[trap] in message for _, _, message in found)
    assert SECRET not in _texts(root)


_ELSEWHERE = [
    "/proc/self/environ",
    "../../secret",
    "..",
    ".",
    "a/../../../secret",
    "a/./b.csv",
    "a//b.csv",
    "..\\secret",
    "C:secret",
    "C:\\secret",
    "\\\\host\\share",
    ".hidden",
    "a/.git/config",
    "price.csv/",
]


@pytest.mark.parametrize("name", _ELSEWHERE)
def test_a_path_that_leads_elsewhere_is_refused_before_anything_is_opened(
    root: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a series and of an archived text: absolute, upwards, of another system, hidden."""
    quoted = name.replace("\\", "\\\\")
    (root / "outcomes/attack.yaml").write_text(
        OUTCOMES + SERIES.format(file=f'"{quoted}"'), encoding="utf-8"
    )
    archive = f'archive: {{file: "{quoted}", sha256: {"0" * 64}}}'
    (root / "seeds/paper.yaml").write_text(
        SOURCE.replace("published: 2023-01-10", f"published: 2023-01-10\n  {archive}"),
        encoding="utf-8",
    )
    opened: list[str] = []
    real = os.open

    def noted(path: str, *arguments: Any) -> int:
        opened.append(path)
        return real(path, *arguments)

    monkeypatch.setattr(os, "open", noted)
    found = _findings(root, archive=root.parent)
    assert {(code, file) for code, file, _ in found} == {
        ("VF103", "outcomes/attack.yaml"),
        ("VF103", "seeds/paper.yaml"),
    }
    assert all("a file is named from its folder" in message for _, _, message in found)
    assert all(path.startswith(str(root)) for path in opened)


def test_an_archived_text_that_is_a_link_is_not_shown(root: Path) -> None:
    """Neither its content nor a passage of it."""
    archive = root.parent / "archive"
    archive.mkdir()
    (archive / "paper.txt").symlink_to("../secret")
    named = f"published: 2023-01-10\n  archive: {{file: paper.txt, sha256: {'0' * 64}}}"
    (root / "seeds/paper.yaml").write_text(
        SOURCE.replace("published: 2023-01-10", named), encoding="utf-8"
    )
    [(code, _, message)] = _findings(root, archive=archive)
    assert code == "VF309"
    assert "it is a link" in message


def test_another_text_than_the_one_that_was_read_is_not_quoted(root: Path) -> None:
    """With another fingerprint the quotation is missed, but no passage is shown."""
    archive = root.parent / "archive"
    archive.mkdir()
    (archive / "paper.txt").write_text(SECRET, encoding="utf-8")
    named = f"published: 2023-01-10\n  archive: {{file: paper.txt, sha256: {'0' * 64}}}"
    (root / "seeds/paper.yaml").write_text(
        SOURCE.replace("published: 2023-01-10", named), encoding="utf-8"
    )
    assert {code for code, _, _ in _findings(root, archive=archive)} == {"VF308", "VF309"}
    assert SECRET not in _texts(root, archive=archive)


def test_what_is_no_table_is_not_quoted(root: Path) -> None:
    """A file of outcomes/ that holds something else is named, and not shown."""
    (root / "outcomes/attack.yaml").write_text(
        OUTCOMES + SERIES.format(file="price.csv"), encoding="utf-8"
    )
    (root / "outcomes/price.csv").write_text(SECRET, encoding="utf-8")
    wanted = "`day` and `value` are wanted, and `known` may be there, parted by commas"
    [(code, _, message)] = _findings(root)
    assert (code, message) == (
        "VF004",
        f"the series `price.csv` cannot be read: its columns are one not shown: {wanted}",
    )


def test_a_folder_that_is_a_link_is_a_finding(root: Path) -> None:
    """What is behind it may be anybody's."""
    (root / "seeds/more").symlink_to("../../elsewhere")
    (root.parent / "elsewhere").mkdir()
    [(code, file, message)] = _findings(root)
    assert (code, file) == ("VF004", "seeds/more")
    assert "it is a link" in message


def test_whole_seeds_that_are_a_link_are_a_finding(root: Path) -> None:
    """And no forecast is missing without a word."""
    (root / "seeds").rename(root.parent / "elsewhere")
    (root / "seeds").symlink_to("../elsewhere")
    assert [(code, file) for code, file, _ in _findings(root)] == [("VF004", "seeds")]


def test_settings_that_are_a_folder_are_a_finding(root: Path) -> None:
    """`ledger.yaml` is not passed over."""
    (root / "ledger.yaml").mkdir()
    [(code, file, message)] = _findings(root)
    assert (code, file) == ("VF004", "ledger.yaml")
    assert "it is a folder" in message


def test_a_folder_that_may_not_be_read_is_a_finding(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told `ok` of a ledger of which a part was not seen."""
    (root / "seeds/private").mkdir()
    real = os.scandir

    def refused(path: str) -> Any:
        if str(path).endswith("private"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert _findings(root) == [
        ("VF004", "seeds/private", "`seeds/private` cannot be read: Permission denied")
    ]


def test_a_file_that_vanishes_is_a_finding(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between its listing and its reading."""
    real = os.lstat

    def gone(path: str) -> os.stat_result:
        if str(path).endswith("paper.yaml"):
            raise FileNotFoundError(2, "No such file or directory")
        return real(path)

    monkeypatch.setattr(os, "lstat", gone)
    assert _findings(root) == [
        (
            "VF004",
            "seeds/paper.yaml",
            "`seeds/paper.yaml` cannot be read: No such file or directory",
        )
    ]


def test_a_file_that_is_exchanged_for_another_is_a_finding(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the opening: what is opened is not what was looked at."""
    real = os.lstat
    secret = root.parent / "secret"

    def other(path: str) -> os.stat_result:
        return real(secret if str(path).endswith("paper.yaml") else path)

    monkeypatch.setattr(os, "lstat", other)
    [(code, _, message)] = _findings(root)
    assert code == "VF004"
    assert message.endswith("it changed while it was read")


@pytest.mark.parametrize(
    "name", ["a\n::error::x.yaml", "b\x1b[31m.yaml", "c\u202e.yaml", "d:e.yaml"]
)
def test_a_name_that_no_log_can_show_is_a_finding(root: Path, name: str) -> None:
    """Line breaks, what steers a terminal, what turns the writing, what Windows cannot have."""
    (root / "seeds" / name).write_text(SOURCE, encoding="utf-8")
    [(code, file, message)] = _findings(root)
    assert (code, file) == ("VF004", f"seeds/{name}")
    assert "its name has characters" in message


def test_a_name_that_is_not_utf8_is_a_finding(root: Path) -> None:
    """It cannot be written down."""
    (root / "seeds" / os.fsdecode(b"caf\xe9.yaml")).write_text(SOURCE, encoding="utf-8")
    assert [code for code, _, _ in _findings(root)] == ["VF004"]


def test_folders_nested_deeper_than_python_calls_are_walked(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing recurses over what a stranger made: calls may go no deeper than half the folders."""
    monkeypatch.chdir(root / "seeds")
    deepest, most = 400, sys.getrecursionlimit()
    for _ in range(deepest):
        Path("d").mkdir()
        os.chdir("d")
    sys.setrecursionlimit(len(inspect.stack(0)) + deepest // 2)
    try:
        assert load(root).diagnostics == ()
    finally:
        sys.setrecursionlimit(most)


@given(st.one_of(st.text(), st.from_regex(r"\A[./\\:a\x00-]{0,9}\Z")))
def test_every_path_that_passes_stays_in_its_folder(text: str) -> None:
    """However it is written: normalised on POSIX and on Windows it is below where it began."""
    import ntpath  # noqa: PLC0415
    import posixpath  # noqa: PLC0415

    try:
        path = TypeAdapter(LedgerPath).validate_python(text)
    except ValidationError:
        return
    for system in (posixpath, ntpath):
        assert not system.isabs(path)
        assert system.splitdrive(path)[0] == ""
        assert system.normpath(system.join("root", path)).startswith(f"root{system.sep}")


def _models() -> Iterator[type[BaseModel]]:
    for module in walk_packages(verifier.__path__, "verifier."):
        if module.name != "verifier.__main__":
            for value in vars(_imported(module.name)).values():
                own = isinstance(value, type) and not isinstance(value, types.GenericAlias)
                if own and issubclass(value, BaseModel):
                    yield value


def _imported(name: str) -> object:
    """The module, or one without anything where the extra that it is for is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith("verifier"):
            raise
        return types.ModuleType(name)


def _inner(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _inner(part)


def test_every_field_that_names_a_file_has_the_type_of_paths() -> None:
    """No model takes a file's name as mere text, and none takes a `Path`, which may be anything."""
    seen = set()
    for model in set(_models()):
        for name, field in model.model_fields.items():
            parts = list(_inner(field.annotation))
            assert not any(isinstance(p, type) and issubclass(p, os.PathLike) for p in parts)
            patterns = [getattr(m, "pattern", None) for m in field.metadata]
            if any(
                word in ("file", "files", "path", "paths", "folder") for word in name.split("_")
            ):
                if any(isinstance(p, type) and issubclass(p, BaseModel) for p in parts):
                    continue
                seen.add(f"{model.__name__}.{name}")
                assert f"^{LEDGER_PATH}$" in patterns, f"{model.__name__}.{name}"
    assert {"Series.file", "Archive.file"} <= seen


def test_files_that_are_laid_over_others_are_read_in_their_place(root: Path) -> None:
    """What a command would write is checked before it is written, and a file can be taken away."""
    laid = Laid(Folder(root), {"seeds/new.yaml": b"x", "seeds/paper.yaml": None})
    assert sorted(laid.walk("seeds")) == [Entry("seeds/forecasters.yaml"), Entry("seeds/new.yaml")]
    assert laid.read("seeds/new.yaml") == b"x"
    assert laid.read("seeds/forecasters.yaml").startswith(b"forecasters:")
    with pytest.raises(Missing):
        laid.read("seeds/paper.yaml")


def test_reading_outside_is_refused_by_the_reader_too(root: Path) -> None:
    """Whoever asks for a path that no record could have had gets nothing."""
    for name in _ELSEWHERE:
        with pytest.raises(Unreadable):
            Folder(root).read(name)


def test_a_registry_that_is_missing_is_one_finding(root: Path) -> None:
    """Not one for each forecast."""
    more = SOURCE.replace("ann-attack", "ann-again").replace("paper-2023", "other-2023")
    (root / "seeds/other.yaml").write_text(more.replace("they will", "it may"), encoding="utf-8")
    (root / "seeds/forecasters.yaml").unlink()
    [found] = load(root).diagnostics
    assert found.code == "VF105"
    assert found.notes[0].text == "there is no forecaster at all, and 1 more are named"


@pytest.mark.parametrize("command", ["check", "report", "due", "export", "fmt"])
def test_no_command_shows_what_a_link_leads_to(
    root: Path, command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Whatever is done with the ledger."""
    _link(root / "seeds/x.yaml")
    arguments = {
        "report": ["--out", str(tmp_path / "out")],
        "export": ["--format", "json", "--out", str(tmp_path / "o")],
    }
    assert main([command, "--ledger", str(root), *arguments.get(command, [])]) != 0
    shown = capsys.readouterr()
    assert SECRET not in shown.out + shown.err


def test_every_id_is_one_that_is_no_path() -> None:
    """Pages and files are named after ids: none can have a separator, a dot or a capital."""
    ids = {
        f"{model.__name__}.{name}": [getattr(m, "pattern", None) for m in field.metadata]
        for model in set(_models())
        for name, field in model.model_fields.items()
        if name == "id" and model.__module__.startswith(("verifier.model", "verifier.vocabulary"))
    }
    assert {"Forecast.id", "Source.id", "Event.id", "Question.id", "Term.id"} <= set(ids)
    assert all("^[a-z0-9]+(-[a-z0-9]+)*$" in patterns for patterns in ids.values())


def test_a_file_that_grows_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written between a look at its size and the reading is read, too, up to the bound."""
    path = tmp_path / "seeds/a.yaml"
    path.parent.mkdir()
    look = os.fstat

    def grows(fd: int) -> os.stat_result:
        seen = look(fd)
        path.write_bytes(b"a: 1\n" * 10)
        return seen

    monkeypatch.setattr("verifier.loading.files.os.fstat", grows)
    for before in (b"", b"a"):
        path.write_bytes(before)
        assert Folder(tmp_path).read("seeds/a.yaml") == b"a: 1\n" * 10
    monkeypatch.setattr("verifier.loading.files.LARGEST", 49)
    path.write_bytes(b"a")
    with pytest.raises(Unreadable, match="larger than"):
        Folder(tmp_path).read("seeds/a.yaml")


def test_every_page_is_inside_the_reports() -> None:
    """Of a ledger of ours: each name is a path that a ledger may have."""
    names = list(pages(TRIED))
    assert len(names) > 50
    assert all(files.ill_named(name) == "" for name in names)
