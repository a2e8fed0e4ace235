"""How the site grows: `python benchmarks/site.py 1000 4000` builds sites of so many forecasts.

Prints pages, processor seconds of the build alone, its files and megabytes, and the peak memory.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from time import process_time

from verifier.engine import run
from verifier.export.claimreview import Publication
from verifier.loading import load
from verifier.site.build import site

SOURCES = 10
"""Forecasts that one source has, about as many as ours."""
EVENT = """\
events:
  - id: the-attack
    title: Russian attack in the east
    kinds: [ground-offensive]
    actors: [russia]
    places: [donetsk-oblast]
    began: 2023-02-20
    known: 2023-02-21
    summary: It began on 20 February.
    evidence:
      - {publisher: The Paper, published: 2023-02-21, says: The attack has begun.}
"""
FORECAST = """\
  - id: forecast-{n}
    forecaster: person-{who}
    said: 2023-01-09
    voice: quotation
    quote: "they will attack in February, said number {n}"
    claim: Russia begins a ground offensive in Ukraine in February 2023, by number {n}.
    expects: {{event: ground-offensive, actor: russia, place: ukraine}}
    window: {{phrase: "in February"}}
    likelihood: {{phrase: "will"}}
"""


def made(root: Path, size: int) -> None:
    """A ledger of so many forecasts, ten a source and a forecaster for each source."""
    (root / "seeds").mkdir(parents=True)
    (root / "outcomes").mkdir()
    (root / "outcomes/attack.yaml").write_text(EVENT, encoding="utf-8")
    people = "forecasters:\n"
    for at in range(0, size, SOURCES):
        people += f"  - {{id: person-{at}, name: Person {at}, kind: person}}\n"
        text = f"source: {{id: paper-{at}, publisher: Paper {at}, published: 2023-01-10}}\n"
        text += "forecasts:\n"
        text += "".join(FORECAST.format(n=n, who=at) for n in range(at, min(size, at + SOURCES)))
        (root / f"seeds/paper-{at}.yaml").write_text(text, encoding="utf-8")
    (root / "seeds/forecasters.yaml").write_text(people, encoding="utf-8")


def main() -> None:
    """One line for each size."""
    for size in map(int, sys.argv[1:] or ["1000"]):
        with tempfile.TemporaryDirectory() as folder:
            made(Path(folder), size)
            loaded = load(Path(folder))
            assert loaded.ledger is not None, loaded.diagnostics
            assert loaded.rules is not None
            found = run(loaded.ledger, loaded.rules)
            began = process_time()
            files = dict(site(found, Publication("P", "")))
            spent = process_time() - began
        pages = sum(name.endswith(".html") for name in files)
        size_mb = sum(map(len, files.values())) / 1e6
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:6} forecasts: {pages} pages, {spent:.0f} s, "
            f"{len(files)} files of {size_mb:.0f} MB, peak {peak:.0f} MB"
        )


if __name__ == "__main__":
    main()
