"""`verifier read`: what it prints of words that come in unusual shapes."""

from __future__ import annotations

import pytest

from verifier.cli import main


@pytest.mark.parametrize(
    ("text", "said", "printed", "exits"),
    [
        ("there will be 3 in #Kyiv by March", "2023-01-10", "2023-01-10 to 2023-03-31", 0),
        ("before day", "0001-01-01", "not read", 1),
        ("deceptively likely", "2023-01-10", "left over   “deceptively likely”", 1),
        ("35 per cent", "2023-01-10", "likelihood  “35 per cent”", 0),
        ("20%", "2023-01-10", "0.2, between 0.2 and 0.2  (used)", 0),
        ("gibberish", "2023-01-10", "left over   “gibberish”", 1),
    ],
)
def test_unusual_words_are_printed(
    capsys: pytest.CaptureFixture[str], text: str, said: str, printed: str, exits: int
) -> None:
    """A hashtag is a word like others; nothing is before the first day of the calendar.

    A share alone is a likelihood, as in a record. Where no word is read the command says so, and
    exits with 1.
    """
    assert main(["read", text, "--said", said]) == exits
    out, err = capsys.readouterr()
    assert printed in out
    assert err.startswith("nothing is read of these words") == bool(exits)


def test_only_words_of_time_need_the_day_they_were_said(capsys: pytest.CaptureFixture[str]) -> None:
    """A likelihood is the same on every day; "next week" alone is wrong usage."""
    assert main(["read", "a 65 percent chance"]) == 0
    assert capsys.readouterr().out.startswith("“a 65 percent chance”\n")
    for when in ("next week", "Monday, January 22", "Saturday 1 January", "in 1999"):
        assert main(["read", f"likely {when}"]) == 2
        out, err = capsys.readouterr()
        assert (out, f"“{when}”" in err, "--said" in err) == ("", True, True)
