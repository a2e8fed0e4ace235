"""How the process of the program begins."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """\
import sys
from verifier.cli import process
process._leave_plugins()
from pydantic import BaseModel
class Record(BaseModel):
    id: int
assert Record.model_validate({"id": 1}).id == 1
{more}
print("importlib.metadata" in sys.modules)
"""
_ASKS = "from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP as group, get_plugins"


@pytest.mark.parametrize(
    ("environ", "more", "looked"),
    [
        ({}, "", "False"),
        ({"PYDANTIC_DISABLE_PLUGINS": "logfire"}, "", "True"),
        ({}, f"{_ASKS}\nassert (group, [*get_plugins()]) == ('pydantic', [])", "True"),
    ],
    ids=["as a rule", "where somebody says which", "where somebody asks for more"],
)
def test_plugins_of_pydantic_are_not_looked_for(
    environ: dict[str, str], more: str, looked: str
) -> None:
    """Nor is what they are looked for with imported, unless somebody asks."""
    told = subprocess.run(
        [sys.executable, "-c", _PROGRAM.replace("{more}", more)],
        env={"PYTHONPATH": ":".join(sys.path), **environ},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (told.stdout.strip(), told.stderr) == (looked, "")
