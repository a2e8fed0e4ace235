"""Tables as people have them: the same figures however they were saved, and what was assumed."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.depth import examples, grid, thin
from tests.tables.tables import by_forecaster, score
from verifier.tables.engines import TableError
from verifier.tables.plain import SUFFIXES, plain

MAPPED = ("--forecaster", "who", "--probability", "p", "--observed", "o")
ROWS = (("Ann", "0.75", "1"), ("Zoë", "0.5", "0"), ("Zoë", "0.25", "0"))
# By hand: a quarter squared; a half squared and a quarter squared, halved.
EXPECTED = {"Ann": 0.0625, "Zoë": 0.15625}


def _text(separator: str = ",", comma: str = ".", end: str = "\n") -> str:
    rows = [("who", "p", "o"), *((who, p.replace(".", comma), o) for who, p, o in ROWS)]
    return "".join(separator.join(row) + end for row in rows)


def _zip(name: str, content: bytes, *others: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for each in (name, *others):
            # A fixed day: the bytes are in the names of tests.
            archive.writestr(zipfile.ZipInfo(each), content if each == name else b"x")
    return out.getvalue()


def _frame() -> pl.DataFrame:
    return pl.DataFrame(
        {"who": [r[0] for r in ROWS], "p": [float(r[1]) for r in ROWS], "o": [1, 0, 0]}
    )


def _written(write: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    write(out)
    return out.getvalue()


SAVED: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "plain.csv": (_text().encode(), ()),
    "marked.csv": (_text().encode("utf-8-sig"), ()),
    "old.csv": (_text().encode("windows-1252"), ("windows-1252",)),
    "wide.csv": (_text().encode("utf-16"), ("utf-16",)),
    "windows.txt": (_text("\t", end="\r\n").encode("utf-16"), ("utf-16", "tabs")),
    "europe.csv": (_text(";", ",").encode(), ("semicolons", "decimal comma")),
    "tabs.tsv": (_text("\t").encode(), ("tabs",)),
    "bars.txt": (_text("|", ",").encode(), ("bars",)),
    "packed.tsv.gz": (gzip.compress(_text("\t").encode()), ("tabs",)),
    "archive.zip": (_zip("in/data.csv", _text().encode(), "read.me"), ("the table is data.csv",)),
    "list.json": (json.dumps(_frame().to_dicts()).encode(), ("one list",)),
    "lines.json": ("\n".join(map(json.dumps, _frame().to_dicts())).encode(), ()),
    "t.arrow": (_written(_frame().write_ipc), ()),
    "t.parquet": (_written(_frame().write_parquet), ()),
}


@pytest.mark.parametrize("name", thin(SAVED, 2))
def test_the_same_table_gives_the_same_figures(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever saved it; what was assumed is said, and nothing where nothing was."""
    content, says = SAVED[name]
    path, out = tmp_path / name, tmp_path / "out"
    path.write_bytes(content)
    assert score(path, out, *MAPPED) == 0
    assert {who: row["brier"] for who, row in by_forecaster(out).items()} == EXPECTED
    told = capsys.readouterr().err
    assert all(part in told for part in says)
    assert bool(told) == bool(says)


def test_a_name_that_belies_its_file_is_told(tmp_path: Path) -> None:
    """Text under the name of a workbook, a workbook under that of text: what to name it."""
    binary = {".parquet": SAVED["t.parquet"][0], ".xlsx": _sheets(())["t.xlsx"]}
    for name, (holds, content) in grid(SUFFIXES, {"text": b"who,p,o\na,0.5,1\n", **binary}.items()):
        path = tmp_path / f"t{name}"
        path.write_bytes(content)
        text, sheet = name[:4] in (".csv", ".tsv", ".tab", ".txt", ".jso", ".ndj"), name[1] in "xo"
        if (text and holds == "text") or (sheet and holds == ".xlsx") or name == holds:
            continue
        with pytest.raises(TableError, match="inside"):
            plain(path, (), tmp_path)


@pytest.mark.parametrize("above", [(), (("Forecasts of 2024",), (), ("by me",))])
@pytest.mark.parametrize("name", ["t.xlsx", "t.ods"])
def test_sheets_are_read(
    name: str,
    above: Sequence[Sequence[str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By the first sheet, numbers as they are; titles above a table are no header, and told."""
    path, out = tmp_path / name, tmp_path / "out"
    path.write_bytes(_sheets(above)[name])
    assert score(path, out, *MAPPED) == 0
    assert {who: row["brier"] for who, row in by_forecaster(out).items()} == EXPECTED
    assert ("the header is row 4 of the sheet" in capsys.readouterr().err) == bool(above)


def _sheets(above: Sequence[Sequence[str]]) -> dict[str, bytes]:
    """The least that a spreadsheet is: zipped XML, written by hand."""
    cells = [*above, ("who", "p", "o"), *ROWS]
    rows = "".join(
        f'<row r="{y}">' + "".join(_cell(x, y, text) for x, text in enumerate(row)) + "</row>"
        for y, row in enumerate(cells, start=1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    xlsx = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="sheet1.xml"/></Relationships>',
        "xl/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    table = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
            for text in row
        )
        + "</table:table-row>"
        for row in cells
    )
    names = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for n in ("office", "table", "text")
    )
    ods = {
        "META-INF/manifest.xml": "<manifest/>",
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{table}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>",
    }
    return {"t.xlsx": _archive(xlsx), "t.ods": _archive(ods)}


def _cell(x: int, y: int, text: str) -> str:
    place = f"{'ABC'[x]}{y}"
    if text[0].isdigit():
        return f'<c r="{place}"><v>{text}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _archive(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_a_folder_and_a_pattern_are_one_table(tmp_path: Path) -> None:
    """All files one after the other, in the order of their names, whatever each is saved as."""
    folder = tmp_path / "all"
    folder.mkdir()
    for place, row in enumerate(ROWS):
        text = "who;p;o\n" + ";".join(row).replace(".", ",") + "\n"
        (folder / f"{place}.csv").write_text(text, encoding="utf-8")
    for table in (folder, folder / "*.csv"):
        out = tmp_path / f"out-{len(str(table))}"
        assert score(table, out, *MAPPED) == 0
        assert {who: row["brier"] for who, row in by_forecaster(out).items()} == EXPECTED


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("two.zip", _zip("a.csv", b"x", "b.csv"), "one table is wanted in the archive"),
        ("none.zip", _zip("a.md", b"x"), "there are none"),
        ("cut.zip", _zip("a.csv", b"x" * 99)[:40], "the archive cannot be read"),
        ("odd.json", b"[1, 2]", "something else than records"),
        ("cut.json", b'[{"who": 1', "this is not JSON"),
        ("twice.json", b'[{"who": "A", "p": 0.5, "p": 0.6}]', "the key `p` is there twice"),
        ("t.doc", b"x", "what kind of table is that?"),
        ("t.xlsx", b"x", ""),
        ("t.arrow", b"x", ""),
        ("t.parquet", b"x", ""),
    ],
)
def test_what_is_not_sure_is_refused(
    name: str, content: bytes, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line that says why."""
    path = tmp_path / name
    path.write_bytes(content)
    assert score(path, tmp_path / "out", *MAPPED) == 1
    told = capsys.readouterr().err
    assert says in told
    assert told.startswith(f"error: {path}: ")
    assert told.count("\n") == 1


@examples(200)
@example(b"0", "t.json")
@given(st.binary(max_size=200), st.sampled_from(["t.csv", "t.tsv.gz", "t.json", "t.zip"]))
def test_any_bytes_are_a_table_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    """Nothing else is raised."""
    folder = tmp_path_factory.mktemp("any")
    path = folder / name
    path.write_bytes(content)
    try:
        found = plain(path, {"p"}, folder)
    except TableError:
        return
    assert found.path.exists()
