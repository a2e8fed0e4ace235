"""Proposals of others: taken where the words of the article and the rules bear them."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.depth import each
from tests.ledgers import write
from tests.ours import ledger
from verifier.article.proposers import Judged, judged, read_proposals
from verifier.cli import main
from verifier.model.edtf import Dated
from verifier.rules import Rules

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = """\
The old pier will not open before June, Ann Example said on Monday. If it rains, “the boats may
leave in May”, said Bo Builder. There is a 30 per cent chance that the pier sinks by 2030.
"""
OPENS: dict[str, Any] = {
    "quote": "The old pier will not open before June",
    "speaker": "Ann Example",
    "claim": "The old pier does not open before June.",
    "time": "before June",
    "likelihood": "will",
}


@cache
def _rules() -> Rules:
    return ledger()[1]


def _judged(**changes: Any) -> Judged:
    row = {key: value for key, value in {**OPENS, **changes}.items() if value is not None}
    file = read_proposals(json.dumps({"proposals": [row]}))
    anchor = Dated.read("2024-01-11").days
    return judged(file, ARTICLE, anchor=anchor, rules=_rules(), forecasters={})


def test_what_the_article_bears_is_taken() -> None:
    """With its sentence and line, its words as given, and the speaker's voice."""
    [found] = _judged().proposals
    assert (found.quote, found.speaker, found.claim) == (
        OPENS["quote"],
        "Ann Example",
        OPENS["claim"],
    )
    assert (found.times, found.likelihoods) == (("before June",), ("will",))
    assert (found.line, found.voice) == (1, "paraphrase")


@each(
    "changes why",
    [
        ({"quote": "The old pier will open before June"}, "word for word"),
        ({"quote": "The pier will not open"}, "word for word"),
        ({"speaker": "Cy Sample"}, "neither in the article nor registered"),
        ({"time": "before July"}, "`before July` (time) is not in the sentence"),
        ({"time": "The old pier"}, "read no time"),
        ({"likelihood": "might"}, "`might` (likelihood) is not in the sentence"),
        ({"likelihood": "pier"}, "read no likelihood"),
        ({"claim": "The old pier opens before June."}, "do not deny alike"),
        ({"likelihood": "will not"}, "do not deny alike"),
        (
            {
                "quote": "If it rains, “the boats may leave in May”",
                "speaker": "Bo Builder",
                "claim": "The boats leave in May.",
                "time": "in May",
                "likelihood": "may",
            },
            "leaves out the condition “If it rains”",
        ),
        ({"condition": "if it snows"}, "`if it snows` (condition) is not in the sentence"),
    ],
)
def test_what_it_does_not_bear_is_refused(changes: dict[str, Any], why: str) -> None:
    """Each with its number and the reason; nothing of it is proposed."""
    found = _judged(**changes)
    assert found.proposals == ()
    assert len(found.refused) == 1
    assert found.refused[0].startswith("proposal 1: ")
    assert why in found.refused[0]


def test_marks_and_line_ends_may_differ() -> None:
    """Quotation marks are set as printers like, and lines end anywhere."""
    changes = {
        "quote": 'If it rains, "the boats may leave in May"',
        "speaker": "Bo Builder",
        "claim": "The boats leave in May.",
        "time": "in May",
        "likelihood": "may",
        "condition": "If it rains",
    }
    [found] = _judged(**changes).proposals
    assert found.given is not None
    assert found.given["words"] == "If it rains"


def test_a_number_left_out_is_a_warning() -> None:
    """The 30 per cent of the sentence are in nothing that was proposed of it."""
    changes = {
        "quote": "the pier sinks by 2030.",
        "speaker": None,
        "claim": "The pier sinks by 2030.",
        "time": "by 2030",
        "likelihood": None,
    }
    found = _judged(**changes)
    assert len(found.proposals) == 1
    assert found.warnings == ("proposal 1: leaves out 30 per cent of its sentence",)


def test_a_claim_that_cannot_stand_is_left_to_be_written() -> None:
    """It is shown, and not put down."""
    found = _judged(claim="It will not open before we know.")
    assert found.proposals[0].claim == ""
    assert "no sentence that stands alone" in found.warnings[0]


@each("text", ["", "[]", "{", '{"proposals": [{}]}', '{"proposals": [{"quote": 1}]}', '{"a": 1}'])
def test_what_is_no_file_of_proposals_is_said(text: str) -> None:
    """With what is wrong where, and the schema that tells the form."""
    with pytest.raises(ValueError, match="verifier schema proposals"):
        read_proposals(text)


def _asked(root: Path, article: Path, *options: str) -> int:
    named = ("--publisher", "The Post", "--published", "2024-01-11", "--from", str(article))
    return main(["new", "source", "--ledger", str(root), *named, *options])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A ledger, an article and proposals of it, one of which is not in the article."""
    article, proposals = tmp_path / "pier.txt", tmp_path / "model.json"
    article.write_text(ARTICLE, encoding="utf-8")
    rows = [OPENS, {**OPENS, "quote": "It will sink."}]
    proposals.write_text(json.dumps({"proposals": rows}), encoding="utf-8")
    return write(tmp_path / "ledger"), article, proposals


def test_proposals_of_a_file(
    files: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Who proposed stands in the comment and in no record; what is refused is said, exit code 1."""
    root, article, proposals = files
    assert _asked(root, article, "--proposals", str(proposals)) == 1
    told = capsys.readouterr()
    assert "refused: model.json: proposal 2: not in the article word for word" in told.err
    assert "proposed: 1 forecast; " in told.out
    text = (root / "seeds/the-post-2024-01-11.yaml").read_text(encoding="utf-8")
    assert "# Proposed from pier.txt by model.json:" in text
    assert text.count("model.json") == 1
    assert "claim: The old pier does not open before June." in text


def test_proposals_of_a_command(
    files: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """The article goes in, JSON comes out; a command that fails leaves nothing behind."""
    root, article, proposals = files
    script = proposals.with_suffix(".py")
    script.write_text(
        "import json, sys\n"
        "assert 'old pier' in sys.stdin.read()\n"
        f"print(open({str(proposals)!r}).read())\n",
        encoding="utf-8",
    )
    assert _asked(root, article, "--propose-with", f"{sys.executable} {script}") == 1
    capsys.readouterr()
    before = sorted(root.rglob("*"))
    for command in ("no-such-command-anywhere", f"{sys.executable} -c 'import sys; sys.exit(3)'"):
        assert _asked(root, article, "--propose-with", command, "--id", "other") == 2
        assert "--propose-with" in capsys.readouterr().err
    assert sorted(root.rglob("*")) == before


def test_the_schema_of_proposals_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """It takes what is taken, and nothing else."""
    assert main(["schema", "proposals"]) == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.validate({"proposals": [OPENS]}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"proposals": [{"quotation": "x"}]}, schema)
    assert main(["schema", "proposal"]) == 2
    assert "did you mean `proposals`" in capsys.readouterr().err
