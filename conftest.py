"""Where examples in docstrings are not run: modules of an extra that is not installed."""

from __future__ import annotations

from importlib.util import find_spec

_NEEDS = {
    "verifier/site/build.py": "mkdocs",
    "verifier/site/cards.py": "ziafont",
    "verifier/tables/answers_in_spark.py": "pyspark",
    "verifier/tables/with_spark.py": "pyspark",
}

collect_ignore = [path for path, library in _NEEDS.items() if find_spec(library) is None]
