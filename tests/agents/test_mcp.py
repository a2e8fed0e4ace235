"""The server for agents, asked by the library's own client, in process and over pipes."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ledgers import OUTCOMES, run_of, write
from verifier.cli import main

TOOLS = {"search", "explain", "scorecard", "due", "read"}


def ask(target: Any, *calls: tuple[str, dict[str, Any]]) -> tuple[Any, list[Any]]:
    """The tools that a server has, and what it answers."""
    mcp = pytest.importorskip("mcp", reason="needs the extra `mcp`")

    async def talk() -> tuple[Any, list[Any]]:
        async with mcp.Client(target) as client:
            tools = (await client.list_tools()).tools
            return tools, [await client.call_tool(name, given) for name, given in calls]

    return asyncio.run(talk())


@pytest.fixture
def server(tmp_path: Path) -> Any:
    pytest.importorskip("mcp", reason="needs the extra `mcp`")
    from verifier.cli.mcp import server  # noqa: PLC0415

    return server(run_of(write(tmp_path, outcomes=OUTCOMES)))


def test_every_tool_only_reads(server: Any) -> None:
    """Five tools, each declared to change nothing, each with a description."""
    tools, _ = ask(server)
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)


def test_the_tools_answer(server: Any) -> None:
    """With the numbers of the commands: it came on 20 February, inside the window."""
    _, (found, nothing, why, card, read) = ask(
        server,
        ("search", {"words": "OFFENSIVE february"}),
        ("search", {"words": "no such words"}),
        ("explain", {"forecast": "ann-attack"}),
        ("scorecard", {"forecaster": "Ann Example"}),
        ("read", {"words": "probably in March", "said": "2023-02-01"}),
    )
    assert found.structured_content["found"] == 1
    assert found.structured_content["forecasts"][0]["id"] == "ann-attack"
    assert nothing.structured_content == {"found": 0, "forecasts": []}
    assert why.structured_content["verdict"]["outcome"] == "came_true"
    assert "the-attack" in why.structured_content["text"]
    assert card.structured_content["right"] == 1
    assert card.structured_content["all"][0]["id"] == "ann-attack"
    assert read.structured_content["time"]["narrow"] == ["2023-03-01", "2023-04-01"]


@pytest.mark.parametrize(
    ("tool", "given", "words"),
    [
        ("explain", {"forecast": "ann-atack"}, "did you mean `ann-attack`"),
        ("scorecard", {"forecaster": "nobody-at-all"}, "no forecaster `nobody-at-all`"),
        ("read", {"words": "soon", "said": "then"}, "is not a day"),
    ],
)
def test_a_mistake_is_an_error_of_the_tool(
    server: Any, tool: str, given: dict[str, Any], words: str
) -> None:
    """In a sentence that helps; the server goes on."""
    _, (answer, after) = ask(server, (tool, given), ("due", {}))
    assert answer.is_error
    assert words in answer.content[0].text
    assert not after.is_error


ODD: tuple[Any, ...] = (
    *("", " ", "x" * 10**6, "in March " * 10**5, "../../etc/passwd", "/etc/passwd\0", "a\nb"),
    *("9" * 5000, "💥" * 1000, "2023-02-30", "9999-12-31", None, -1, 10**30, 1e308, True),
    *([], {}, ["a"], {"a": {}}),
)
ASKED = {"search": "words", "explain": "forecast", "scorecard": "forecaster", "due": "within"}


def test_odd_input_is_answered_in_a_sentence(server: Any) -> None:
    """Too much, of another type, paths: no traceback, no echo of a whole book; it goes on."""
    calls = [(tool, {key: odd}) for tool, key in ASKED.items() for odd in ODD]
    calls += [("read", {"words": odd, "said": "2023-01-01"}) for odd in ODD]
    calls += [("read", {"words": "in March", "said": odd}) for odd in ODD]
    calls += [(tool, {}) for tool in ("search", "explain", "scorecard", "read")]
    calls += [("nothing", {}), ("due", {"unknown": 1})]
    _, answers = ask(server, *calls, ("search", {"words": "ann-attack"}))
    for call, answer in zip(calls, answers, strict=False):
        text = "".join(part.text for part in answer.content)
        assert "Traceback" not in text
        assert "root:" not in text
        assert not answer.is_error or len(text) < 800, call
    assert answers[-1].structured_content["found"] == 1


def test_over_pipes_as_clients_start_it(tmp_path: Path) -> None:
    """The command itself; nothing but the protocol is on its standard output."""
    mcp = pytest.importorskip("mcp", reason="needs the extra `mcp`")
    ledger = str(write(tmp_path, outcomes=OUTCOMES))
    started = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "verifier", "mcp", "--ledger", ledger]
    )
    tools, (found,) = ask(started, ("search", {"words": "ann-attack"}))
    assert {tool.name for tool in tools} == TOOLS
    assert found.structured_content["found"] == 1


def test_without_the_extra_the_remedy_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, exit code 2."""
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    assert main(["mcp", "--ledger", str(write(tmp_path))]) == 2
    assert "[mcp]" in capsys.readouterr().err
