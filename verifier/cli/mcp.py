"""`verifier mcp`."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from verifier.cli.common import add_run, computed, needing
from verifier.cli.read import read_words
from verifier.diagnostics.suggest import suggest
from verifier.model.edtf import Dated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcp.server import MCPServer

    from verifier.report import Run

_FOUND = 20
"""Forecasts that a search gives at most: as many as an agent reads in one turn."""
_Name = Annotated[str, Field(max_length=200)]
"""An id, a name or a day."""
_Passage = Annotated[str, Field(max_length=5000)]
"""Words to read or to find: a page of print has 3,000 characters."""
_Ahead = Annotated[int, Field(ge=0, le=36525)]
"""Days ahead: a century at most."""


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_run(command)
    command.description = (
        "Serve the ledger to agents over the Model Context Protocol, on standard input and output. "
        "The tools only read: search, explain, scorecard, due, read."
    )
    command.epilog = "example:\n  verifier mcp --ledger /path/to/ledger"


def run(options: argparse.Namespace) -> int:
    """Serve until the client ends."""
    with needing("serving agents", "mcp"):
        import mcp.server  # noqa: F401
    found = computed(options)
    sys.stdout = sys.__stdout__  # The protocol's own, as bytes.
    server(found).run("stdio")
    return 0


def server(run: Run) -> MCPServer[Any]:
    """The server of one run; its tools change nothing."""
    from mcp.server import MCPServer
    from mcp.types import ToolAnnotations

    from verifier import __version__
    from verifier.report.data import forecast_item, forecasters_file, trail
    from verifier.report.trail import explain as explained
    from verifier.upkeep.due import due as falls_due

    made = MCPServer(
        "verifier",
        version=__version__,
        instructions=(
            f"{run.words('index.intro')} As of {run.as_of}. Verdicts rest on the evidence that "
            "`explain` names; `undecided` and `disputed` are verdicts, too: do not decide them."
        ),
    )
    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    scorecards = {item.forecaster: item for item in forecasters_file(run).forecasters}

    def search(words: _Passage) -> dict[str, Any]:
        """Find forecasts whose claim, quotation, forecaster or source have all of the words."""
        wanted = words.casefold().split()
        found = [id for id in run.verdicts if all(w in _searched(run, id) for w in wanted)]
        told = [
            {
                "id": id,
                "forecaster": run.ledger.forecasts[id].forecaster,
                "claim": run.ledger.forecasts[id].claim,
                "outcome": run.verdicts[id].outcome.value,
            }
            for id in found[:_FOUND]
        ]
        return {"found": len(found), "forecasts": told}

    def explain(forecast: _Name) -> dict[str, Any]:
        """Why a forecast, by its id, has its verdict: as data and as text, with all evidence."""
        _known(forecast, run.verdicts, "forecast")
        return {**trail(run, forecast), "text": explained(run, forecast)}

    def scorecard(forecaster: _Name) -> dict[str, Any]:
        """A forecaster's record, by their id or name, with all their forecasts."""
        names = {item.name: id for id, item in scorecards.items()}
        id = names.get(forecaster, forecaster)
        _known(id, scorecards, "forecaster")
        own = [f.id for f in run.by_forecaster.get(id, ())]
        told = [forecast_item(run, each).model_dump(mode="json", by_alias=True) for each in own]
        return {**scorecards[id].model_dump(mode="json", by_alias=True), "all": told}

    def due(within: _Ahead = 30) -> dict[str, Any]:
        """Forecasts whose window is over, undecided, or ends within so many days."""
        rows = falls_due(run.known, run.verdicts, within)
        told = [
            {"forecast": row.forecast, "closes": row.closes.isoformat(), "wants": row.remedy}
            for row in rows
        ]
        return {"as_of": run.as_of.isoformat(), "due": told}

    def read(words: _Passage, said: _Name) -> dict[str, Any]:
        """How words of time and likelihood are read; `said` is a day such as 2023-02-24."""
        return read_words(words, Dated.read(_day(said)), run.rules)

    for tool in (search, explain, scorecard, due, read):
        made.add_tool(tool, annotations=reads)
    return made


def _searched(run: Run, id: str) -> str:
    forecast, source = run.ledger.forecasts[id], run.ledger.source_of[id]
    who = run.ledger.forecasters[forecast.forecaster].name
    texts = (id, forecast.claim, forecast.quote, forecast.summary, who, source.publisher)
    return " ".join(filter(None, (*texts, source.title))).casefold()


def _known(id: str, known: Iterable[str], kind: str) -> None:
    """Raise what the client shows as the tool's error, with what may have been meant."""
    if id not in (ids := list(known)):
        from mcp.server.mcpserver.exceptions import ToolError

        raise ToolError(f"no {kind} `{id}`{suggest(id, ids, after='; ')}")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        from mcp.server.mcpserver.exceptions import ToolError

        raise ToolError(f"`{text}` is not a day such as 2023-02-24") from None
