"""The command line answers a misspelt word with the nearest it knows."""

from __future__ import annotations

import pytest

from verifier.cli import main

_SLIPS = {
    "chekc": "no `chekc`; did you mean `check`?",
    "report --as-off 2023-01-01": "verifier report: error: no option `--as-off`; did you mean ",
    "new forcast": "verifier new: error: argument KIND: no `forcast`; did you mean `forecast`?",
    "new forecast --questoin=x": "no option `--questoin`; did you mean `--question`?",
    "export --format cvs --out x": "argument --format: no `cvs`; did you mean `csv`?",
    "report --zzz": "no option `--zzz`\n",
    "export --format zzz --out x": "invalid choice: 'zzz' (choose from ",
    "due now": "verifier due: error: unrecognized arguments: now",
}


@pytest.mark.parametrize("slip", _SLIPS)
def test_a_slip_is_answered_with_the_nearest(slip: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Commands, kinds, options and their choices; what is like nothing is only refused."""
    with pytest.raises(SystemExit) as ended:
        main(slip.split())
    assert ended.value.code == 2
    assert _SLIPS[slip] in capsys.readouterr().err
