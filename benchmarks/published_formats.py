"""Score what others publish, as they publish it, beside the figures that were published of it.

    python benchmarks/published_formats.py FOLDER

FOLDER holds clones of the public repositories named below, under their names; what is not there is
left out. Nothing of them is kept in this project.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import fmean

from verifier.importing.formats import read
from verifier.tables.columns import Kind

Figure = Callable[[Path], float]


def _mean_brier(folder: Path) -> float:
    frame = read([folder], "auto")[1].of(Kind.PROBABILITY)
    pairs = frame.select("value", "observed").iter_rows()
    return fmean((value - observed) ** 2 for value, observed in pairs)


FIGURES: tuple[tuple[str, str, float, Figure], ...] = (
    ("iqisa/data/predictionbook", "mean Brier score of 51,135 forecasts", 0.161449, _mean_brier),
)


def main(root: Path) -> int:
    """Print each figure that can be worked out; 1 where one differs."""
    differs = False
    for folder, what, published, figure in FIGURES:
        if not (root / folder).is_dir():
            print(f"{folder}: not there")
            continue
        ours = figure(root / folder)
        same = abs(ours - published) < 0.5e-6
        differs |= not same
        print(
            f"{folder}: {what}: published {published}, ours {ours:.9f}, {'same' if same else 'NO'}"
        )
    return int(differs)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
