"""`verifier read`: what it prints of words that come in unusual shapes."""

from __future__ import annotations

import pytest

from verifier.cli import main


@pytest.mark.parametrize(
    ("text", "said", "printed"),
    [
        ("there will be 3 in #Kyiv by March", "2023-01-10", "2023-01-10 to 2023-03-31"),
        ("before day", "0001-01-01", "before 0001-01-01"),
    ],
)
def test_unusual_words_are_printed(
    capsys: pytest.CaptureFixture[str], text: str, said: str, printed: str
) -> None:
    """Hashtags, and the first day of the calendar, are read like others."""
    assert main(["read", text, "--said", said]) == 0
    assert printed in capsys.readouterr().out
