"""The ledger of docs/how-to/numbers.md, for the tests."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "how-to" / "numbers.md"
TERMS = "overlay: replace\nversion: 1\nterms:\n"
RULES = {
    "events": TERMS + "  - {id: strike, name: strike}\n  - {id: victory, name: victory}\n",
    "actors": TERMS + "  - {id: reds, name: the reds}\n  - {id: blues, name: the blues}\n",
    "places": TERMS + "  - {id: land, name: the land}\n",
}
ANN = "forecasters:\n  - {id: ann-example, name: Ann Example, kind: person}\n"


def write(root: Path) -> Path:
    """The files of the page, with what they name, written into the folder."""
    files = re.findall(r"```(?:yaml|csv)\n# (\S+)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    texts = dict(files)
    texts |= {f"rules/{name}.yaml": text for name, text in RULES.items()}
    texts["seeds/forecasters/ann.yaml"] = ANN
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
