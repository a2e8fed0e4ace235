"""The site of our own ledger, built once, and a browser to look at it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from verifier.cli import main

ROOT = Path(__file__).resolve().parents[2]
UNDER = "a/path"
"""Where below its host the site is served."""

# As root there is no sandbox; the rest keeps the browser from asking its maker for anything.
_ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def built(out: Path, *arguments: str) -> Path:
    """Build a site; skips where the extra is not there."""
    for name in ("mkdocs", "material", "PIL", "ziafont"):
        pytest.importorskip(name, reason="needs the extra `site`")
    assert main(["site", "--out", str(out), *arguments]) == 0
    return out


@pytest.fixture(scope="session")
def served_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a host serves, with the site of our own ledger below."""
    root = tmp_path_factory.mktemp("host")
    (root / "a").mkdir()
    built(root / UNDER, "--ledger", str(ROOT), "--site", f"https://example.org/{UNDER}/")
    return root


@pytest.fixture(scope="session")
def own(served_root: Path) -> Path:
    """The site of our own ledger."""
    return served_root / UNDER


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a host on loopback that serves a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def host(served_root: Path) -> Iterator[str]:
    """The address of the site on a host of our own."""
    with serving(served_root) as address:
        yield f"{address}/{UNDER}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium, as Debian packages it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the group `web`")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("there is no Chromium here: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=chromium, args=list(_ARGUMENTS))
        yield found
        found.close()
