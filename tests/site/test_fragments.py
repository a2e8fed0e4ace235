"""Text fragments in Chromium: the address of a quotation scrolls to the sentence."""

from __future__ import annotations

from typing import Any

import pytest

from tests.site.conftest import serving
from verifier.text.passages import scrolled

FILLER = "<p>Of other things, in a sentence like many.</p>" * 400
ARTICLE = (
    "<p>They <b>will</b>, as I said, attack: a-b, c &amp; d \u2013 in \u201cFebruary\u201d.</p>"
    "<p>Then, of course, it goes on. "
    f"{'It is long and has many words. ' * 12}And so it ends, in the spring of next year.</p>"
    "<p>Вони наступатимуть в лютому.</p>"
)


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The address of a long page that has the quotations far down."""
    folder = tmp_path_factory.mktemp("web")
    page = f"<!doctype html><meta charset=utf-8><h2 id=a>A</h2>{FILLER}{ARTICLE}{FILLER}"
    (folder / "page.html").write_text(page, encoding="utf-8")
    with serving(folder) as host:
        yield f"{host}/page.html"


@pytest.mark.parametrize("id", ["", "#a"])
@pytest.mark.parametrize(
    "quote",
    [
        "They will, as I said, attack",
        "\u201cas I said\u201d",
        "a-b, c & d \u2013 in \u201cFebruary\u201d",
        "They will ... attack",
        "as I said, ... it goes on",
        "attack: [...] in the spring of next year",
        f"it goes on. {'It is long and has many words. ' * 12}And so it ends, in the spring",
        "наступатимуть в лютому",
    ],
)
def test_the_browser_scrolls_to_the_words(browser: Any, article: str, quote: str, id: str) -> None:
    """The first paragraph with words of it is in sight; without the fragment it is far below."""
    page = browser.new_page(viewport={"width": 800, "height": 600})
    page.goto(scrolled(f"{article}{id}", quote))
    page.wait_for_function("scrollY > 1000", timeout=10_000)
    all = "[...document.querySelectorAll('p')]"
    first = f"{all}.find(p => /attack|goes on|лют/.test(p.textContent))"
    box = page.evaluate(f"{first}.getBoundingClientRect().top")
    assert -600 < box < 600
    page.close()


def test_what_is_not_there_scrolls_nowhere(browser: Any, article: str) -> None:
    """Else the test above would say nothing."""
    page = browser.new_page(viewport={"width": 800, "height": 600})
    page.goto(scrolled(article, "words that nobody wrote"))
    page.wait_for_timeout(500)
    assert page.evaluate("scrollY") == 0
    page.close()
