"""The site in headless Chromium: it loads, fits, searches, sorts, and cannot be injected into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.laws.test_pages import ATTACKS, marked_run
from verifier.export.claimreview import Publication

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 360, "height": 780}
KINDS = (
    "index.html",
    "forecasters/oleksii-reznikov.html",
    "forecasts/danilov-active-operations.html",
    "forecasts/index.html",
    "events/winter-offensive-2023.html",
    "questions/all-territory-regained.html",
    "sources/babel-2022-12-24.html",
    "method.html",
    "corrections.html",
    "left-out.html",
)


def watched(page: Any, base: str) -> list[str]:
    """What goes wrong on a page from now on: errors, requests elsewhere, dialogs."""
    wrong: list[str] = []

    def asked(request: Any) -> None:
        if not request.url.startswith((base, "data:", "blob:", "about:")):
            wrong.append(f"asks {request.url}")

    def answered(dialog: Any) -> None:
        wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("request", asked)
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    page.on("console", lambda m: wrong.append(f"console {m.text}") if m.type == "error" else None)
    page.on("dialog", answered)
    page.on(
        "response",
        lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None,
    )
    return wrong


def test_every_page_loads_and_fits_a_phone(browser: Any, own: Path, host: str) -> None:
    """Under a path of a host: no error, no request elsewhere, nothing wider than 360 points."""
    page = browser.new_page(viewport=PHONE)
    wrong = watched(page, host)
    for path in sorted(own.rglob("*.html")):
        name = path.relative_to(own).as_posix()
        if name == "404.html":
            continue
        page.goto(host + name)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wrong.append(f"{name} is too wide")
        assert wrong == [], name
    page.close()


@pytest.mark.parametrize("path", ["forecasters/oleksii-reznikov.html", "forecasts/index.html"])
def test_on_a_phone_rows_of_long_texts_are_cards(browser: Any, own: Path, path: str) -> None:
    """Nothing has to be scrolled to at the side; each text has its head; they sort and filter."""
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{own.as_uri()}/{path}")
    [inner, outer] = page.evaluate(
        "(t => [t.scrollWidth, t.clientWidth])(document.querySelector('.table.stack'))"
    )
    assert inner <= outer
    heads = page.evaluate("[...document.querySelectorAll('.stack thead th')].map(h => h.innerText)")
    shown = page.evaluate(
        "[...document.querySelector('.stack tbody tr').cells].map("
        "c => getComputedStyle(c, '::before').content.replaceAll('\"', ''))"
    )
    assert shown[0] == "none", "what the row is about needs no head"
    told = [each.removesuffix(": ") for each in shown[1:]]
    assert told == [head.strip() for head in heads[1 : len(shown)]]
    page.fill(".filter input >> nth=0", "no such words")
    assert page.evaluate("document.querySelector('.stack tbody tr').offsetHeight") == 0
    page.close()


def test_on_a_desktop_wide_tables_fit(browser: Any, own: Path) -> None:
    """The table with most columns of prose, nine, has nothing to scroll to beside the contents."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{own.as_uri()}/events/winter-offensive-2023.html")
    widths = "[...document.querySelectorAll('.table')].map(t => t.scrollWidth - t.clientWidth)"
    assert max(page.evaluate(widths)) <= 1
    page.close()


def search(page: Any, words: str) -> None:
    """Type words into the search once it is ready, which the line under its field says."""
    page.focus("input[name=query]")
    meta = "document.querySelector('.md-search-result__meta').textContent.trim()"
    page.wait_for_function(f"{meta} !== 'Initializing search'", timeout=60_000)
    page.keyboard.type(words)


@pytest.mark.parametrize("opened", ["host", "folder"])
@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("Reznikov", "forecasters/oleksii-reznikov.html"),
        ("largest invasion since", "forecasts/biden-largest-invasion.html"),
        ("half or two they will begin active", "forecasts/danilov-active-operations.html"),
        ("Vuhledar", "events/vuhledar-2023.html"),
        ("occupied territory", "questions/all-territory-regained.html"),
    ],
)
def test_search_finds(
    browser: Any, own: Path, host: str, opened: str, words: str, path: str
) -> None:
    """Forecasters, forecasts, quotations, events, questions; on a host and from a folder."""
    base = host if opened == "host" else f"{own.as_uri()}/"
    page = browser.new_page()
    wrong = watched(page, base)
    # From a page one folder down: addresses of results are relative to the site.
    page.goto(f"{base}forecasts/danilov-active-operations.html")
    search(page, words)
    page.wait_for_selector(f'.md-search-result__item a[href*="{path}"]', timeout=60_000)
    page.click(f'.md-search-result__item a[href*="{path}"] >> nth=0')
    page.wait_for_url(f"{base}{path}*")
    assert wrong == []
    page.close()


def column(page: Any, number: int) -> list[str]:
    """The texts of a column of the first table, of the rows that show."""
    script = (
        "n => [...document.querySelector('.table table').tBodies[0].rows]"
        ".filter(row => !row.hidden).map(row => row.cells[n].textContent.trim())"
    )
    found = page.evaluate(script, number)
    assert isinstance(found, list)
    return found


def test_tables_sort_and_filter(browser: Any, own: Path) -> None:
    """By text, by number and by day, both ways round, and by words; by keyboard as well."""
    page = browser.new_page()
    page.goto(f"{own.as_uri()}/forecasters/index.html")
    before = column(page, 1)
    page.focus("th:nth-child(2) button")
    page.keyboard.press("Enter")
    assert column(page, 1) == sorted(before, key=int)
    page.keyboard.press("Enter")
    assert column(page, 1) == sorted(before, key=int, reverse=True)
    assert page.get_attribute("th:nth-child(2)", "aria-sort") == "descending"
    page.fill(".filter input", "DEFENCE hur")
    assert column(page, 0) == []
    page.fill(".filter input", "zelensky")
    assert column(page, 0) == ["Volodymyr Zelensky"]
    assert "1" in page.text_content(".filter [role=status]")
    page.goto(f"{own.as_uri()}/sources/index.html")
    script = "[...document.querySelectorAll('tbody tr')].map(r => r.cells[1].dataset.sort)"
    page.click("th:nth-child(2) button")
    page.click("th:nth-child(2) button")
    days = page.evaluate(script)
    assert days == sorted(days, reverse=True)
    assert days[-1].startswith("20")
    page.close()


def test_pages_are_whole_without_scripts(browser: Any, own: Path) -> None:
    """The tables have their rows, and nothing is offered that would not work."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{own.as_uri()}/forecasts/index.html")
    assert page.locator("table tbody tr").count() == len(list((own / "forecasts").iterdir())) - 1
    assert page.locator(".filter, .sort").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_no_serious_fault(browser: Any, own: Path, path: str, scheme: str) -> None:
    """Nothing that keeps people out, by the rules of axe-core."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs `web`")
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{own.as_uri()}/{path}")
    found = axe.Axe().run(page).response["violations"]
    serious = [
        (fault["id"], fault["nodes"][0]["html"][:200])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
    assert serious == []
    context.close()


def test_dark_and_light_reach_the_charts(browser: Any, own: Path) -> None:
    """As the system has it, until the reader chooses; then as they chose."""
    ground = "getComputedStyle(document.querySelector('.chart .paper')).fill"
    seen = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{own.as_uri()}/figures.html")
        seen[scheme] = page.evaluate(ground)
        context.close()
    assert seen == {"light": "rgb(255, 255, 255)", "dark": "rgb(13, 17, 23)"}
    page = browser.new_page(color_scheme="light")
    page.goto(f"{own.as_uri()}/figures.html")
    for _ in range(2):
        page.click("label.md-header__button[for^=__palette]:visible")
    assert page.evaluate(ground) == "rgb(13, 17, 23)"
    page.close()


def test_print_leaves_out_what_is_clicked(browser: Any, own: Path) -> None:
    """No bar, no search, no filter; the page in black on white; a long picture as its numbers."""
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{own.as_uri()}/figures.html")
    page.emulate_media(media="print")
    for what in (".md-header", ".md-sidebar", ".filter"):
        assert not page.locator(what).first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.paper')).fill") == (
        "rgb(255, 255, 255)"
    )
    long = page.locator(".chart[data-print]").first
    assert not long.locator("svg").is_visible()
    assert "numbers" in long.evaluate("each => getComputedStyle(each, '::before').content")
    page.close()


_DRAWN = {
    *("svg", "title", "desc", "style", "pattern", "g", "text", "line", "rect", "circle", "path"),
}
"""The elements that drawings are made of; none does anything or leads anywhere."""


def _hostile() -> Callable[[str], str]:
    scripts = (
        " <script>document.title = 'injected'; alert(1)</script>",
        " <img src=x onerror=alert(1)> <svg onload=alert(1)>",
        ' "><iframe src="https://example.org/x"></iframe>',
        " {{ 7 * 7 }} {% raw %} {: onclick=alert(1) } [x](javascript:alert(1))",
    )
    whole = "".join((*ATTACKS, *scripts))
    return lambda text: whole


def test_a_hostile_ledger_injects_nothing(browser: Any, tmp_path: Path) -> None:
    """Every attack of the tests behind every text of users, in pages, search and heads.

    The pages have the elements that they have with harmless texts, and do nothing else.
    """
    build = pytest.importorskip("verifier.site.build", reason="needs the extra `site`")
    seen: list[dict[str, list[str]]] = []
    ledger = ROOT / "examples/interest-rates"
    for name, mark in (("plain", lambda text: " zz"), ("hostile", _hostile())):
        out = tmp_path / name
        for path, data in build.site(marked_run(ledger, mark), Publication("P", "")):
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_bytes(data)
        page = browser.new_page()
        wrong = watched(page, f"{out.as_uri()}/")
        # Longer texts take more lines in a drawing: of these only the kinds are compared.
        script = (
            "[...document.querySelectorAll('*')].filter(e => !e.closest('.chart svg'))"
            ".map(e => [e.tagName, ...e.getAttributeNames()"
            ".filter(n => n.startsWith('on'))].join(' ')).filter(e => !/^(WBR|MARK)$/.test(e))"
        )
        drawn = (
            "[...new Set([...document.querySelectorAll('.chart *')].map(e => e.tagName + ' ' + "
            "e.getAttributeNames().filter(n => n.startsWith('on') || n.endsWith('href'))))]"
        )
        shapes: dict[str, list[str]] = {}
        for path in sorted(out.rglob("*.html")):
            page.goto(path.as_uri())
            shapes[path.relative_to(out).as_posix()] = page.evaluate(script)
            assert {each.strip() for each in page.evaluate(drawn)} <= _DRAWN
            assert page.title() != "injected"
        search(page, "inflation")
        page.wait_for_selector(".md-search-result__item", timeout=60_000)
        assert page.locator(".md-search-result img, .md-search-result script").count() == 0
        assert wrong == []
        page.close()
        seen.append(shapes)
    plain, hostile = seen
    assert hostile.keys() == plain.keys()
    for path, shape in hostile.items():
        assert shape == plain[path], path
