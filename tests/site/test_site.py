"""The files of the site: addresses, links, maps, cards, bytes."""

from __future__ import annotations

import importlib
import io
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree as ET

import pytest

from tests.growth import growth
from tests.ledgers import SOURCE, pages_of, run_of, write
from tests.site.conftest import UNDER, built
from verifier.cli import main
from verifier.export.claimreview import Publication

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = f"https://example.org/{UNDER}/"


class Reader(HTMLParser):
    """The places, links and metadata of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.meta: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        wanted = {"a": "href", "link": "href", "script": "src", "img": "src"}.get(tag)
        self.links += [found[wanted]] if wanted in found else []
        if tag == "meta":
            name = found.get("property") or found.get("name")
            if name:
                self.meta[name] = found["content"]


@pytest.fixture(scope="module")
def pages(own: Path) -> dict[str, Reader]:
    return {
        path.relative_to(own).as_posix(): Reader(path.read_text(encoding="utf-8"))
        for path in own.rglob("*.html")
    }


def test_addresses_are_those_of_the_reports(own: Path) -> None:
    """Each page at its path with another ending, the README at the index, files where they are."""
    for path in pages_of(ROOT):
        if path == "SHA256SUMS":
            continue
        there = path.replace("README.md", "index.html").replace(".md", ".html")
        assert (own / there).is_file(), path


def test_every_link_leads_to_a_place_that_is_there(own: Path, pages: dict[str, Reader]) -> None:
    """Pages, places on them, styles, scripts, data; other sites only by http(s)."""
    for name, page in pages.items():
        if name == "404.html":
            continue
        for link in page.links:
            if re.match("https?://", link):
                continue
            target, place = urldefrag(urljoin(f"http://x/{name}", link).removeprefix("http://x/"))
            path = unquote(target) or name
            found = own / path
            assert found.is_file() or (found / "index.html").is_file(), (name, link)
            if place and path in pages and not place.startswith("__"):
                assert place in pages[path].ids, (name, link)


def test_no_id_stands_twice_on_a_page(pages: dict[str, Reader]) -> None:
    """So that a link leads to one place."""
    for name, page in pages.items():
        assert len(set(page.ids)) == len(page.ids), name


def test_the_site_asks_no_other_host(own: Path) -> None:
    """No style, script, picture or frame of a page is elsewhere."""
    asks = re.compile(
        r'<(?:script|img|iframe|link rel="(?:stylesheet|icon|preconnect)")[^>]*https?:'
    )
    for path in own.rglob("*.html"):
        assert not asks.search(path.read_text(encoding="utf-8")), path


def test_the_map_has_every_page(own: Path, pages: dict[str, Reader]) -> None:
    """By its absolute address; as the format of sitemaps.org."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ET.fromstring((own / "sitemap.xml").read_text(encoding="utf-8"))
    found = {node.text for node in root.iter(f"{space}loc")}
    assert found == {ADDRESS + name for name in pages if name != "404.html"}


def test_cards_have_title_sentence_and_picture(own: Path, pages: dict[str, Reader]) -> None:
    """Of every page about somebody or something; the picture is as large as it says.

    Where a page moved there is only the way to it.
    """
    image = pytest.importorskip("PIL.Image", reason="needs the extra `site`")
    for name, page in pages.items():
        if name == "404.html":
            continue
        assert page.meta["og:title"], name
        assert page.meta["og:description"], name
        about = re.match(r"(forecasts|forecasters|events|questions|sources)/(?!index)", name)
        if about and not page.meta["og:title"].startswith("Moved"):
            picture = page.meta["og:image"]
            assert picture.startswith(ADDRESS)
            data = (own / picture.removeprefix(ADDRESS)).read_bytes()
            with image.open(io.BytesIO(data)) as found:
                assert (found.size, found.format) == ((1200, 630), "PNG")
    told = pages["forecasts/danilov-active-operations.html"].meta
    assert "Oleksiy Danilov" in told["og:description"]
    assert told["twitter:card"] == "summary_large_image"


def test_the_index_of_search_holds_what_people_look_for(own: Path) -> None:
    """Once as JSON and once as a script, the same."""
    text = (own / "search/search_index.json").read_text(encoding="utf-8")
    script = (own / "search/search_index.js").read_text(encoding="utf-8")
    assert script == f"var __index = {text}"
    found = {entry["location"] for entry in json.loads(text)["docs"]}
    run = run_of(ROOT)
    assert {f"forecasts/{id}.html" for id in run.verdicts} <= found
    assert {f"events/{event.id}.html" for event in run.events} <= found
    assert {f"forecasters/{id}.html" for id in run.tallies} <= found


def test_the_same_ledger_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another day and in another time zone; without an address nothing needs one."""
    ledger = str(write(tmp_path / "ledger"))
    first = built(tmp_path / "one", "--ledger", ledger)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "UTC-14")
    second = built(tmp_path / "two", "--ledger", ledger)
    names = {path.relative_to(first) for path in first.rglob("*") if path.is_file()}
    assert names == {path.relative_to(second) for path in second.rglob("*") if path.is_file()}
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
    for absent in ("sitemap.xml", "cards", "404.html"):
        assert not (first / absent).exists()


def test_the_site_is_in_the_language_of_the_pages(tmp_path: Path) -> None:
    """The theme's own words, too, and search is not reduced to English stems."""
    ledger = str(write(tmp_path / "ledger"))
    out = built(tmp_path / "out", "--ledger", ledger, "--language", "uk")
    page = (out / "index.html").read_text(encoding="utf-8")
    assert '<html lang="uk"' in page
    index = json.loads((out / "search/search_index.json").read_text(encoding="utf-8"))
    assert index["config"]["pipeline"] == []


def test_the_work_grows_with_the_pages(tmp_path: Path) -> None:
    """Four times the forecasts take four times the calls at most."""
    pytest.importorskip("mkdocs", reason="needs the extra `site`")
    build = importlib.import_module("verifier.site.build")
    head, one = SOURCE.split("forecasts:\n")

    def work(size: int) -> Any:
        many = "".join(one.replace("ann-attack", f"ann-{n}") for n in range(size))
        run = run_of(write(tmp_path / str(size), source=f"{head}forecasts:\n{many}"))
        return lambda: list(build.site(run, Publication("P", "")))

    assert growth(work, 40) < 1.1


def test_without_the_extra_the_remedy_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, exit code 2, nothing written."""
    for name in [name for name in sys.modules if name.startswith("verifier.site")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mkdocs", None)
    monkeypatch.setitem(sys.modules, "mkdocs.commands", None)
    monkeypatch.setitem(sys.modules, "mkdocs.commands.build", None)
    ledger = str(write(tmp_path / "ledger"))
    assert main(["site", "--ledger", ledger, "--out", str(tmp_path / "out")]) == 2
    assert "[site]" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_what_others_keep_in_the_folder_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that no site wrote is refused; what a site wrote is replaced and removed."""
    ledger = write(tmp_path / "ledger")
    out = built(tmp_path / "out", "--ledger", str(ledger))
    (out / "CNAME").write_text("example.org", encoding="utf-8")
    text = (ledger / "seeds/paper.yaml").read_text(encoding="utf-8")
    (ledger / "seeds/paper.yaml").write_text(text.replace("ann-attack", "ann-b"), encoding="utf-8")
    built(out, "--ledger", str(ledger))
    assert (out / "CNAME").is_file()
    assert (out / "forecasts/ann-b.html").is_file()
    assert not (out / "forecasts/ann-attack.html").exists()
    (tmp_path / "other").mkdir()
    (tmp_path / "other/thing").write_text("x", encoding="utf-8")
    assert main(["site", "--ledger", str(ledger), "--out", str(tmp_path / "other")]) == 2
