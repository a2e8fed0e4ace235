"""Whether and how a forecast is scored is said with the same words wherever it is said."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import deep, examples
from tests.laws.strategies import (
    as_ofs,
    prices,
    rulings,
    some_coverage,
    some_events,
    some_forecasts,
)
from tests.ours import RATES, ROOT, computed, pages
from tests.worlds import ledger, rules
from verifier.engine import run
from verifier.model.forecasts import Forecaster, ForecasterKind, LikelihoodClaim
from verifier.model.ledger import Ledger
from verifier.report import Run, report

SAID = (
    {"phrase": "will"},
    {"phrase": "could"},
    {"phrase": "is preparing"},
    {"probability": 0.3},
    {"class": "unassessable"},
)


@st.composite
def several(draw: st.DrawFn) -> Ledger:
    """Promises, plans, chances and repeats, dated or not, each with what may have happened."""
    forecasts = []
    for n in range(draw(st.integers(1, 4))):
        made = draw(some_forecasts(f"f-{n}"))
        changes = {
            "commitment": draw(st.booleans()),
            "window": draw(st.sampled_from([made.window, made.window, None])),
            "likelihood": LikelihoodClaim.model_validate(draw(st.sampled_from(SAID))),
            "restates": draw(st.sampled_from([None, None, "f-0"])) if n else None,
        }
        forecasts.append(made.model_copy(update=changes))
    world = ledger(
        *forecasts,
        events=[draw(some_events(f"event-{n}")) for n in range(2)],
        covered=[draw(some_coverage(f"coverage-{n}")) for n in range(2)],
        rulings=[draw(rulings("ruling")).model_copy(update={"forecast": "f-0"})],
        series={"price": draw(prices())},
    )
    ann = Forecaster(id="ann", name="Ann Example", kind=ForecasterKind.PERSON)
    keys = ("files", "events", "coverage", "rulings", "series", "points")
    return Ledger(
        **{key: getattr(world, key) for key in keys},
        forecasters={"ann": ann},
        lines={("forecasts", f.id): ("seeds/paper.yaml", 1) for f in forecasts},
    )


def told_alike(found: Run, pages: Mapping[str, str]) -> int:
    """Of how many forecasts pages, trail, index, what is left out and the data say the same."""
    words = found.words
    data = json.loads(pages["data/forecasts.json"])["forecasts"]
    left_out = pages["left-out.md"].splitlines()
    for item in data:
        id, scores, call = item["id"], item["scores"], item["call"]
        why, way = scores["left_out"], scores["way"]
        if why is None:
            status = "Brier "
        elif way is not None:
            status = words(f"scored.{way}")
        else:
            status = f"not scored: {words(f'score.left_out.{why}')}"
        assert (scores["brier"] is None) == (why is not None), id
        assert (call["promise"] is not None) == (call["right"] is None) == (why == "commitment"), id
        page = pages[f"forecasts/{id}.md"]
        [row] = re.findall(r"^\| Scores \| (.*) \|$", page, re.MULTILINE)
        assert row.startswith(status), id
        trail = " ".join(page[page.index("<details>") :].split())
        assert re.search(rf" score {re.escape(status)}", trail), id
        assert f"| Scores | {row} |" in pages[f"forecasters/{item['forecaster']}.md"], id
        listed = [line for line in left_out if f"](forecasts/{id}.md)" in line]
        assert bool(listed) == (why is not None), id
        assert all(("scored by" in line) == (way is not None) for line in listed), id
        assert all(status in line for line in listed if way is not None), id
    for forecaster, own in found.by_forecaster.items():
        page = pages[f"forecasters/{forecaster}.md"]
        happened = re.findall(r"^\| Did it happen \| \*\*(.*)\*\* \|$", page, re.MULTILINE)
        drawn = page.partition("| Outcome |")[2].partition("\n\n")[0].splitlines()[2:]
        assert len(happened) == len(own)
        for row in drawn:
            outcome = row.removesuffix(" |").rpartition(" | ")[2]
            assert any(told.startswith(outcome) for told in happened), row
    apart = ("misreported", "restatement", "commitment", "open")
    due = [item["scores"] for item in data if item["scores"]["left_out"] not in apart]
    scored = [scores for scores in due if scores["way"] is not None]
    index = pages["README.md"]
    if len(due) > len(scored):
        assert f"**{len(due) - len(scored)} of {len(due)} forecast" in index
    for way, n in Counter(scores["way"] for scores in scored).items():
        assert words(f"funnel.way.{way}", n=n) in index
    return len(data)


@examples(25)
@given(several(), as_ofs)
def test_a_forecast_has_one_status_everywhere(world: Ledger, day: date) -> None:
    """Scored by its probability or in another way, or not, for one reason: nowhere otherwise."""
    found = run(world, rules(), day)
    assert told_alike(found, report(found)) == len(found.verdicts)


@pytest.mark.parametrize("root", [RATES, pytest.param(ROOT, marks=deep)], ids=lambda r: r.name)
def test_forecasts_of_these_ledgers_have_one_status(root: Path) -> None:
    """The same of the ledgers that are published."""
    assert told_alike(computed(root), pages(root)) == len(computed(root).verdicts) > 0
