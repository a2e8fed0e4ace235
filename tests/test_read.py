"""`verifier read`: what it prints of words that come in unusual shapes."""

from __future__ import annotations

import pytest

from verifier.cli import main


@pytest.mark.parametrize(
    ("text", "said", "printed"),
    [
        ("there will be 3 in #Kyiv by March", "2023-01-10", "2023-01-10 to 2023-03-31"),
        ("before day", "0001-01-01", "not read"),
    ],
)
def test_unusual_words_are_printed(
    capsys: pytest.CaptureFixture[str], text: str, said: str, printed: str
) -> None:
    """A hashtag is a word like others; nothing is before the first day of the calendar."""
    assert main(["read", text, "--said", said]) == 0
    assert printed in capsys.readouterr().out
