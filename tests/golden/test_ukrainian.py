"""The pages of a small ledger in Ukrainian, as somebody who reads the language has read them.

After a change of pages read the difference, correct what is wrong, and write what is right:
`python -m tests.golden.test_ukrainian`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.ledgers import run_of, write
from verifier.report import report

GOLDEN = Path(__file__).parent / "uk"
PAGES = ("forecasters/ann-example.md", "forecasts/ann-attack.md")


def _pages(root: Path) -> Mapping[str, str]:
    """What `report --language uk` writes for the ledger that tests bend."""
    return report(run_of(write(root), language="uk"))


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_as_it_was_read(page: str, tmp_path: Path) -> None:
    """Cases, plurals and dates: 42 дні, 1 прогноз, 9 січня 2023 року, 0,00."""
    golden = (GOLDEN / page.replace("/", "-")).read_text(encoding="utf-8")
    assert _pages(tmp_path)[page] == golden


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for page, text in _pages(Path(folder)).items():
            if page in PAGES:
                (GOLDEN / page.replace("/", "-")).write_text(text, encoding="utf-8")
