"""The ranking page in the documentation is what `verifier score` makes of election2020's table."""

from __future__ import annotations

import csv
from pathlib import Path

from verifier.cli import main

EXAMPLE = Path(__file__).resolve().parents[2] / "docs/ranking-example"


def test_the_page_is_what_the_table_gives(shared: Path, tmp_path: Path) -> None:
    """Sixteen forecasters on 56 shared contests: the page and its picture, byte for byte."""
    folder = shared / "data/election2020"
    with (folder / "results.csv").open(encoding="utf-8") as stream:
        won = {row["state_abbr"]: row["biden_win"] for row in csv.DictReader(stream)}
    table = tmp_path / "election2020.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(["model", "state", "p", "won"])
        for path in sorted((folder / "forecasts").glob("*.csv")):
            with path.open(encoding="utf-8") as source:
                for row in csv.DictReader(source):
                    contest = row["state_abbr"]
                    out.writerow([row["model"], contest, row["biden"], won[contest]])
    columns = ["--forecaster", "model", "--question", "state"]
    columns += ["--probability", "p", "--observed", "won"]
    cards = tmp_path / "cards"
    assert main(["score", "--table", str(table), *columns, "--out", str(cards)]) == 0
    kept = [path.relative_to(EXAMPLE) for path in EXAMPLE.rglob("*") if path.is_file()]
    assert {"README.md", "accuracy.svg", "murphy.svg"} == {path.name for path in kept}
    for path in kept:
        assert (cards / path).read_bytes() == (EXAMPLE / path).read_bytes()
