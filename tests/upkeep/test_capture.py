"""Captures: from a file and from a server on this machine; kept, recorded, and compared."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.depth import each
from tests.ledgers import SOURCE, sound, write
from verifier.cli import main
from verifier.upkeep.capture import select
from verifier.upkeep.warc import Read, warc

ARTICLE = "The general said: \u201cthey will\u00a0attack in February\u201d, and left the room.\n"
ID = "paper-2023-01-10"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """The address of a server on loopback that plays the web."""
    (tmp_path / "web").mkdir()
    (tmp_path / "web/article").write_text(ARTICLE, encoding="utf-8")
    handler = partial(_Quiet, directory=str(tmp_path / "web"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def capture(what: str, root: Path, *more: str) -> int:
    options = ["--source", ID, "--ledger", str(root / "ledger"), "--archive", str(root / "kept")]
    return main(["capture", what, *options, *more])


def test_an_address_is_kept_and_recorded(
    host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The source names its text by SHA-256 and the archived copy; `quotes` finds the quotation."""
    ledger = write(tmp_path / "ledger")
    archived = "https://web.archive.org/web/2023/x"
    assert capture(f"{host}/article", tmp_path, "--archived", archived) == 0
    text = (tmp_path / f"kept/{ID}.txt").read_bytes()
    held, _ = sound(ledger)
    source = held.sources[ID]
    assert source.archive is not None
    assert source.archive.sha256 == hashlib.sha256(text).hexdigest()
    assert source.archived_address == archived
    told = json.loads((tmp_path / f"kept/{ID}.annotations.json").read_text(encoding="utf-8"))
    [annotation] = told["@graph"]
    selector = annotation["target"]["selector"]
    assert selector["type"] == "TextQuoteSelector"
    assert selector["exact"] == "they will\u00a0attack in February"
    assert selector["prefix"].endswith("said: \u201c")
    assert selector["suffix"].startswith("\u201d, and left")
    capsys.readouterr()
    arguments = ["quotes", "--ledger", str(ledger), "--archive", str(tmp_path / "kept")]
    assert main(arguments) == 0
    assert "1 quotations in 1 archived texts" in capsys.readouterr().out


def test_html_is_kept_as_it_came(tmp_path: Path) -> None:
    """Its bytes beside its text."""
    pytest.importorskip("trafilatura", reason="needs the extra `articles`")
    write(tmp_path / "ledger")
    page = f"<!doctype html><html><body><article><p>{ARTICLE * 5}</p></article></body></html>"
    (tmp_path / "page").write_text(page, encoding="utf-8")
    assert capture(str(tmp_path / "page"), tmp_path) == 0
    assert (tmp_path / f"kept/{ID}.html").read_text(encoding="utf-8") == page
    assert "they will" in (tmp_path / f"kept/{ID}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["response", "resource"])
def test_a_web_archive_is_kept(kind: str, host: str, tmp_path: Path) -> None:
    """As warcio reads it: one record with the bytes, whose digests are right, at the address."""
    warcio = pytest.importorskip("warcio", reason="needs the group `web`")
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415

    assert warcio
    write(tmp_path / "ledger")
    what = f"{host}/article" if kind == "response" else str(tmp_path / "web/article")
    assert capture(what, tmp_path, "--warc") == 0
    with (tmp_path / f"kept/{ID}.warc.gz").open("rb") as stream:
        records = ArchiveIterator(stream, check_digests="raise")
        [(found, data)] = [(record, record.content_stream().read()) for record in records]
    assert data == ARTICLE.encode()
    assert (found.rec_type, found.digest_checker.passed) == (kind, True)
    if kind == "response":
        assert found.http_headers.get_statuscode() == "200"
        assert found.rec_headers.get_header("WARC-Target-URI") == what
    assert {p.suffix for p in (tmp_path / "kept").iterdir()} == {".gz", ".json", ".txt"}


def test_sources_without_a_capture_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By id, and nothing is wrong."""
    ledger = write(tmp_path / "ledger")
    (tmp_path / "kept").mkdir()
    arguments = ["quotes", "--ledger", str(ledger), "--archive", str(tmp_path / "kept")]
    assert main(arguments) == 0
    assert f"no capture of {ID}" in capsys.readouterr().out


def test_another_text_is_not_put_over_the_one_that_was_read(
    host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page has changed since: nothing is written, exit code 2."""
    write(tmp_path / "ledger")
    assert capture(f"{host}/article", tmp_path) == 0
    before = (tmp_path / f"kept/{ID}.txt").read_bytes()
    (tmp_path / "web/article").write_text("Something else.", encoding="utf-8")
    assert capture(f"{host}/article", tmp_path) == 2
    assert "names another text" in capsys.readouterr().err
    assert (tmp_path / f"kept/{ID}.txt").read_bytes() == before


@pytest.mark.parametrize("path", ["/nothing", ":bad"])
def test_what_cannot_be_had_is_said(
    path: str, host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, exit code 2, nothing written; also of what is no address."""
    write(tmp_path / "ledger")
    for address in (f"{host}{path}", "http://[::1"):
        assert capture(address, tmp_path) == 2
        assert "error:" in capsys.readouterr().err
    assert not (tmp_path / "kept").exists()


def test_a_source_laid_out_unusually_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What to add is said, and the file keeps its words."""
    head, rest = SOURCE.split("forecasts:\n")
    flow = "source: {id: paper-2023-01-10, publisher: The Paper, published: 2023-01-10}\n"
    assert head
    ledger = write(tmp_path / "ledger", source=f"{flow}forecasts:\n{rest}")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert capture(str(tmp_path / "a.txt"), tmp_path) == 1
    assert "add to the source" in capsys.readouterr().err
    assert (ledger / "seeds/paper.yaml").read_text(encoding="utf-8").startswith(flow)


@each(
    "quote text exact",
    [
        ("we will", "He said we  will, too.", "we  will"),
        ('"we will"', "\u201cwe will\u201d he said", "we will"),
        ("never", "He said we will.", None),
        ("we ... will", "we, all of us, will.", "we, all of us, will"),
        ("we [\u2026] will", "we, all of us, will.", "we, all of us, will"),
        ("will ... will", "we will.", None),
        ("will be at\u2014war", "it will be\n\nat - war\u2026", None),
        ("will be\u2014at war", "it will be-at\u00a0war", "will be-at\u00a0war"),
        ("...", "we will...", None),
    ],
)
def test_selected_passages(quote: str, text: str, exact: str | None) -> None:
    """Blanks and marks may differ, and words be left out; the pieces come one after the other."""
    found = select(quote, text)
    assert (found.exact if found else None) == exact


def test_the_same_read_at_the_same_moment_is_the_same_archive() -> None:
    """Whatever the headers say of lengths and lines."""
    read = Read(b"we", "https://example.org/", 299, [("Content-Length", "9"), ("X", "a\r\n b")])
    at = datetime(2023, 1, 2, 3, 4, 5, 6, UTC)
    once, again = warc(read, at), warc(read, at)
    assert once == again
    text = gzip.decompress(once).decode()
    assert "WARC-Date: 2023-01-02T03:04:05Z\r\n" in text
    assert text.endswith("\r\n\r\nHTTP/1.1 299 \r\nX: a b\r\nContent-Length: 2\r\n\r\nwe\r\n\r\n")


def test_words_around_a_passage_are_whole() -> None:
    """At most 32 characters of them, and none that is cut."""
    found = select("will", f"{'abcdefg ' * 9}will{' hijklmn' * 9}")
    assert found is not None
    assert (found.prefix.split(), found.suffix.split()) == (["abcdefg"] * 4, ["hijklmn"] * 4)
    found = select("will", f"{'abcdefghi ' * 9}will{' jklmnopqr' * 9}")
    assert found is not None
    assert (found.prefix.split(), found.suffix.split()) == (["abcdefghi"] * 3, ["jklmnopqr"] * 3)
