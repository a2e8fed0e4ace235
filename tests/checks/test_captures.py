"""`verifier quotes` with the text of a source that keeps no fingerprint."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledgers import SOURCE, write
from verifier.cli import main
from verifier.loading.yaml import read

ID = read("paper.yaml", SOURCE).value["source"]["id"]
QUOTE = read("paper.yaml", SOURCE).value["forecasts"][0]["quote"]


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        (f"{ID}.txt", f"Before. {QUOTE} After.", 0, "ok: 1 quotations in 1 archived texts"),
        (f"{ID}.txt", "Something else was printed.", 1, "1 not as archived"),
        ("another.txt", f"{QUOTE}", 0, "ok: 0 quotations in 0 archived texts; 1 sources have none"),
    ],
)
def test_a_text_under_the_id_of_its_source_is_compared(
    name: str, text: str, code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is compared with the text of another source, nor counted as compared."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / name).write_text(text, encoding="utf-8")
    ledger = str(write(tmp_path / "ledger"))
    assert main(["quotes", "--ledger", ledger, "--archive", str(texts)]) == code
    shown = capsys.readouterr()
    assert said in shown.out + shown.err
