"""After any edit of a value, with what is kept and without, a check finds the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from tests.depth import share
from tests.ledgers import FORECASTERS, OUTCOMES, SOURCE
from tests.loading.test_keeping import RULING
from verifier import keeping
from verifier.cli import check, main


def _ledger() -> dict[str, Any]:
    """Sources that say, refine, restate and are ruled on, each in a file of its own."""
    texts = {"seeds/forecasters.yaml": FORECASTERS, "outcomes/attack.yaml": OUTCOMES}
    for number, tie in enumerate(("", "", "", "refines", "restates")):
        text = re.sub(r"\bid: (\S+)", rf"id: \1-{number}", SOURCE)
        words = f"in February {' '.join(f'{word}{number}' for word in 'abcde')}"
        text = text.replace('in February"', f'{words}"', 1)
        later = f"voice: quotation\n    {tie}: ann-attack-2" if tie else "voice: quotation"
        texts[f"seeds/{number}.yaml"] = text.replace("voice: quotation", later)
    texts["outcomes/rulings.yaml"] = RULING.replace("ann-attack\n", "ann-attack-0\n")
    return {name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in texts.items()}


def _leaves(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every text inside a value: what it is in, and its key or index there."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, str):
            yield value, key
        else:
            yield from _leaves(inner)


def _edit(files: dict[str, Any], rng: Random) -> None:
    """Put another text of the ledger in the place of one, or a word more, or nothing."""
    leaves = [leaf for value in files.values() for leaf in _leaves(value)]
    inside, key = rng.choice(leaves)
    alike = [within[other] for within, other in leaves if other == key]
    inside[key] = rng.choice((rng.choice(alike), f"{inside[key]} more", f"{inside[key]} more", ""))


def test_after_any_edit_the_same_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether others see the edit or not: status and bytes are those of a check without memory."""
    monkeypatch.setattr(check, "_LARGE", 0)
    monkeypatch.setattr(keeping, "_REST", -1.0)
    root = tmp_path / "ledger"

    def told(files: dict[str, Any]) -> tuple[Any, ...]:
        for name, value in files.items():
            path, text = root / name, json.dumps(value)
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
        return main(["check", "--ledger", str(root)]), *capsys.readouterr()

    for seed in range(share(48)):
        rng, files = Random(seed), _ledger()
        assert told(files)[0] == 0
        for _ in range(2):
            _edit(files, rng)
            kept = told(files)
            with monkeypatch.context() as patch:
                patch.setenv("XDG_CACHE_HOME", "nowhere")
                patch.delenv("HOME", raising=False)
                assert kept == told(files), seed
