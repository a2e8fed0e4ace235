"""Where examples in docstrings are not run: modules of an extra that is not installed."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore = [] if find_spec("mkdocs") else ["verifier/site/build.py", "verifier/site/cards.py"]
