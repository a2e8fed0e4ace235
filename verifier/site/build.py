"""Build the site: every page through the theme of MkDocs Material, and the files beside them.

MkDocs is given pages that are HTML already; of it are the frame, navigation, addresses and the
search. Nothing is fetched while building, nor by the pages when they are read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.commands.build import build as build_site
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from verifier.export.claimreview import Publication
from verifier.export.feeds import ATOM, CALENDAR, deadlines, feeds
from verifier.report.data import data_files
from verifier.report.llms import llms
from verifier.report.markdown import page
from verifier.report.method import method
from verifier.report.pages import pages
from verifier.report.run import Run
from verifier.site.cards import Cards
from verifier.site.html import Renderer, address, tree
from verifier.site.lists import FOLDERS, Subject, lists, subjects

_THEME = Path(__file__).with_name("theme")
_TOP = ("README.md", *(f"{folder}/README.md" for folder in FOLDERS))
_END = (*("figures.md", "standings.md", "method.md", "corrections.md"), "left-out.md")
_TELL_EVERY = 50  # pages: a count that moves several times a second


def site(
    run: Run,
    publication: Publication,
    tell: Callable[[str, int], None] | None = None,
    repository: str = "",
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, path to content.

    `publication.address` is the site's own; where it is empty, nothing that wants an absolute
    address is made: no sitemap, no pictures for cards, no canonical links. `tell` is called with
    what was made and how many of it there are. The foot of each page leads to the `repository`.
    """
    made = _Made(run, publication, tell)
    with TemporaryDirectory() as scratch:
        root = Path(scratch).resolve()
        (root / "docs").mkdir()
        _run_mkdocs(root, made, repository)
        out = root / "site"
        for path in sorted(out.rglob("*")):
            name = path.relative_to(out).as_posix()
            if path.is_file() and name not in made.unwanted:
                yield name, path.read_bytes()
    yield from ((name, text.encode()) for name, text in made.beside())
    yield from made.cards()


class _Made:
    """What goes into the site: the pages by path, with what each is about, and files beside."""

    def __init__(
        self, run: Run, publication: Publication, tell: Callable[[str, int], None] | None
    ) -> None:
        self.run = run
        self.publication = publication
        self.tell = tell or (lambda _what, _n: None)
        found = dict(pages(run))
        self.charts = {p.rpartition("/")[2]: t for p, t in found.items() if p.endswith(".svg")}
        self.texts = {path: text for path, text in found.items() if path.endswith(".md")}
        self.texts["method.md"] = method(run)
        self.texts.update(lists(run))
        self.subjects: Mapping[str, Subject] = {f"{s.path}.md": s for s in subjects(run)}
        self.unwanted = {"sitemap.xml.gz"}
        if not publication.address:
            self.unwanted |= {"sitemap.xml", "404.html"}

    def sentence(self, path: str) -> str:
        """One sentence on a page, for cards and for those who list it."""
        subject = self.subjects.get(path)
        told = subject.sentence if subject else ""
        return told or self.run.words("index.intro")

    def has_card(self, path: str) -> bool:
        """Whether there is a picture to share the page with."""
        return bool(self.publication.address) and (path == "README.md" or path in self.subjects)

    def beside(self) -> Iterator[tuple[str, str]]:
        """The files that are no pages: charts, data, feeds."""
        yield from ((f"charts/{name}", text) for name, text in self.charts.items())
        yield from data_files(self.run)
        told = page(llms(self.run, set(self.texts)))
        yield "llms.txt", re.sub(r"\(([^()\s]+)\)", lambda at: f"({address(at[1])})", told)
        yield from feeds(self.run, self.publication, ".html").items()

    def cards(self) -> Iterator[tuple[str, bytes]]:
        """The pictures to share pages with."""
        name = self.run.title
        cards = Cards(name, self.publication.address)
        for n, path in enumerate(filter(self.has_card, self.texts), 1):
            subject = self.subjects.get(path)
            title = subject.title if subject else name
            yield card_path(path), cards.draw(title, self.sentence(path))
            if n % _TELL_EVERY == 0:
                self.tell("card", n)


def card_path(path: str) -> str:
    """Where the picture of a page is."""
    return f"cards/{path.removesuffix('.md')}.png"


class _NoOptions(Config):
    """What our plugins can be configured with: nothing."""


class _Pages(BasePlugin[_NoOptions]):
    """Hands our pages to MkDocs as they are."""

    def __init__(self, made: _Made) -> None:
        self._made = made
        self._renderer = Renderer(made.run.words, made.charts)
        self._titles: dict[str, str] = {}
        self._paths: dict[str, str] = {}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """All pages, by the names that make their addresses those of the Markdown."""
        for path in self._made.texts:
            name = address(path).removesuffix(".html") + ".md"
            self._paths[name] = path
            files.append(File.generated(config, name, content=""))
        return files

    def on_page_markdown(self, _markdown: str, *, page: Page, **_: Any) -> str:
        """What MkDocs is given to render is empty, and what search finds is told at the end."""
        page.meta["search"] = {"exclude": True}
        return ""

    def on_page_context(self, context: Any, *, page: Page, **_: Any) -> Any:
        """Render the page here, when its turn has come: of one at a time there is the HTML."""
        path = self._paths[page.file.src_uri]
        found = self._renderer.render(self._made.texts[path])
        self._titles[path] = found.title
        page.content, page.toc = found.body, get_toc(tree(found.headings))
        # The theme puts these into its templates as they are, so they are HTML already.
        page.meta["title"] = escape(found.title or self._made.run.title)
        page.meta["description"] = escape(self._made.sentence(path))
        page.update_date = self._made.run.as_of.isoformat()
        if self._made.has_card(path):
            where = f"{self._made.publication.address}{card_path(path)}"
            page.meta["card"] = escape(where)
        if len(self._titles) % _TELL_EVERY == 0:
            self._made.tell("page", len(self._titles))
        return context

    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Let go of what has been written."""
        page.content, page.toc = "", get_toc([])
        self._made.texts[self._paths[page.file.src_uri]] = ""
        return output

    @event_priority(100)  # type: ignore[untyped-decorator]
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """What search finds: a line for each subject, before the theme writes its index."""
        entries = config.plugins["material/search"].search_index.entries
        entries += [
            {"location": f"{s.path}.html", "title": escape(s.title), "text": escape(s.text)}
            for s in self._made.subjects.values()
        ]
        for path in _END:
            if path in self._titles:
                title = escape(self._titles[path])
                entries.append({"location": address(path), "title": title, "text": ""})


class _Offline(BasePlugin[_NoOptions]):
    """The index as a script, too: pages that were opened from a folder can read no other file."""

    @event_priority(-100)  # type: ignore[untyped-decorator]
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write it beside the index."""
        folder = Path(config.site_dir) / "search"
        index = (folder / "search_index.json").read_text(encoding="utf-8")
        (folder / "search_index.js").write_text(f"var __index = {index}", encoding="utf-8")


def _run_mkdocs(root: Path, made: _Made, repository: str) -> None:
    words, language = made.run.words, made.run.words("language")
    plugin = _Pages(made)
    named = [path for path in (*_TOP, *_END) if path in made.texts]
    nav = [{escape(_name(made, path)): address(path).replace(".html", ".md")} for path in named]
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": made.run.title,
            "site_url": made.publication.address or None,
            "docs_dir": str(root / "docs"),
            "site_dir": str(root / "site"),
            "use_directory_urls": False,
            "theme": {
                "name": "material",
                "custom_dir": str(_THEME),
                "language": language,
                "font": False,
                "icon": {"logo": "material/scale-balance"},
                "favicon": "assets/icon.svg",
                "palette": _palette(),
                "features": ["navigation.top", "toc.follow", "search.suggest"],
            },
            "plugins": [{"material/search": _search(language)}],
            "nav": nav,
            "extra": {
                "generator": False,
                "polyfills": ["assets/worker.js"],
                "as_of": made.run.as_of.isoformat(),
                "subscribe": [
                    (ATOM, escape(words("site.subscribe"))),
                    *([(CALENDAR, escape(words("site.deadlines")))] * bool(deadlines(made.run))),
                    ("data/forecasts.json", escape(words("site.data"))),
                    *([(escape(repository), escape(words("site.repository")))] * bool(repository)),
                ],
            },
            "extra_css": ["assets/site.css"],
            "extra_javascript": ["assets/site.js"],
            "markdown_extensions": [],
        }
    )
    errors, _ = config.validate()
    assert not errors, errors
    config.plugins["verifier"] = plugin
    config.plugins["verifier/offline"] = _Offline()
    # Its remarks are about documentation, such as pages that are not in the navigation.
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    build_site(config)


def _name(made: _Made, path: str) -> str:
    keys = {
        "method.md": "nav.method",
        "corrections.md": "nav.corrections",
        "README.md": "nav.index",
    }
    if path in keys:
        return made.run.words(keys[path])
    first = made.texts[path].partition("\n")[0]
    return Renderer(made.run.words, {}).render(first).title


def _search(language: str) -> dict[str, Any]:
    """English is reduced to stems; other languages are found by the beginnings of their words."""
    if language == "en":
        return {"lang": "en"}
    return {"lang": "en", "pipeline": [], "separator": r"[\s\-.,:;!?()\"'«»“”„’—–/]+"}


def _palette() -> list[dict[str, Any]]:
    """As the reader's system has it, until they choose."""
    schemes = (
        ("(prefers-color-scheme)", "default", "brightness-auto"),
        ("(prefers-color-scheme: light)", "default", "brightness-7"),
        ("(prefers-color-scheme: dark)", "slate", "brightness-4"),
    )
    return [
        {
            "media": media,
            "scheme": scheme,
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": f"material/{icon}", "name": name},
        }
        for (media, scheme, icon), name in zip(schemes, _MODES, strict=True)
    ]


_MODES = ("◐ → ☀", "☀ → ☾", "☾ → ◐")
"""What the button does, in signs: as the system has it, light, dark."""
