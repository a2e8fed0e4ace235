"""Levels and thresholds that somebody chooses decide nothing for the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.depth import part, slow, thin
from tests.tables.tables import as_csv, by_forecaster, each_engine, result, score
from tests.tables.test_kinds import CDF, ENSEMBLE, SAMPLE, scored

_NEAR, _FAR = (0, 1, 2, 4), (100, 101)


def _accounts(*told: tuple[str, tuple[int, ...]]) -> str:
    """Distributions of twelve quantities at 3 by accounts that give their own thresholds.

    Each puts one half on 2 or less and is sure of more than 3 or less.
    """
    lines = [
        f"{who},{q},{x},{0.5 if x < 3 else 1},3"
        for who, grid in told
        for q in range(12)
        for x in grid
    ]
    return "\n".join(["who,q,x,p,y", *lines, ""])


@pytest.mark.parametrize("socks", thin([2, 1, 7], 3))
def test_no_number_of_accounts_decides_which_thresholds_count(
    socks: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Far off everybody is sure and right: who give only such thresholds are nowhere.

    All are scored on what they give, and compared with those who give the same.
    """
    near = (("ann", _NEAR), ("bob", _NEAR))
    table = _accounts(*near, *((f"sock {n}", _FAR) for n in range(socks)))
    columns = (*CDF, "--observed", "y")
    rows = scored(table, tmp_path, *columns)
    [left] = result(tmp_path / "out")["table"]["left_out"]
    assert left == {"reason": "no_test", "column": "threshold", "rows": 12 * socks * len(_FAR)}
    asked = scored(table, tmp_path, *columns, "--levels", *map(str, _NEAR))
    assert asked.keys() == rows.keys() == {"ann", "bob"}
    assert score(tmp_path / "t.csv", tmp_path / "far", *columns, "--levels", "100", "101") == 1
    assert "is sure of the same at all thresholds" in capsys.readouterr().err
    both = _accounts(*near, ("all", (*_NEAR, *_FAR)), ("too", (*_NEAR, *_FAR)))
    more = scored(both, tmp_path, *columns)
    # By hand: 0.25 over 0.5, 1 and 1.5; thresholds far off add nothing, and take nothing away.
    assert more.keys() == {"ann", "bob", "all", "too"}
    assert {row["crps_grid"] for each in (rows, more, asked) for row in each.values()} == {0.75}
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "On 12 questions not all give the same levels or thresholds" in page
    assert "Alone with theirs" not in page


def test_thresholds_that_all_lie_beyond_are_no_test(tmp_path: Path) -> None:
    """Of one question all are sure of the same at each; of the other one is not."""
    table = "who,q,x,p,y\n" + "".join(
        f"{who},{q},{x},{p},3\n"
        for who, q, p in (("ann", 1, 1), ("bob", 1, 1), ("ann", 2, 1), ("bob", 2, 0.5))
        for x in _FAR
    )
    rows = scored(table, tmp_path, *CDF, "--observed", "y")
    assert {name: row["questions"] for name, row in rows.items()} == {"ann": 1, "bob": 1}
    [left] = result(tmp_path / "out")["table"]["left_out"]
    assert left == {"reason": "no_test", "column": "threshold", "rows": 4}


_LEVELLED = {
    "quantile": (("--quantile", "l", "--value", "v"), "wis", 1),
    "cdf": (("--threshold", "l", "--probability", "v"), "crps_grid", 1000),
}


_Give = Callable[[Sequence[float], int], Sequence[float]]


_OWN: Mapping[str, _Give] = {
    "one more": lambda given, _: [*given, 0.999],
    "one less": lambda given, _: given[1:],
    "others": lambda given, _: [level / 2 for level in given],
    "one more now and then": lambda given, q: [*given, 0.999] if q % 3 else given,
    "of each question another": lambda given, q: [*given, 0.9 + q / 1000],
}


@slow
@each_engine
@pytest.mark.parametrize("kind", thin(_LEVELLED, 2))
def test_no_account_takes_anything_from_others_by_its_levels(
    kind: str, engine: str, tmp_path: Path
) -> None:
    """Whatever levels one or two accomplices give, the others stand as they did, to the bit.

    Three give the same levels of forty questions, each worse than the one before.
    """
    options, main, of = _LEVELLED[kind]
    named = ("--forecaster", "who", "--question", "q", "--observed", "y", *options)
    columns = (*named, "--engine", engine)
    levels = [0.1, 0.25, 0.5, 0.75, 0.9]
    rng = Random(kind)
    came = [rng.randrange(10) / 10 for _ in range(40)]

    def rows(who: str, off: int, give: _Give | None = None) -> Iterator[dict[str, Any]]:
        for q, y in enumerate(came):
            for n, level in enumerate(sorted(give(levels, q) if give else levels)):
                said = (100 * n + off * (q % 7)) / of
                yield {"who": who, "q": q, "l": level, "v": said, "y": y}

    honest = [row for n, who in enumerate("abc") for row in rows(who, 2 + 3 * n)]
    alone = _standing(tmp_path / "alone", honest, columns, main)
    assert [alone[who]["rank"] for who in "abc"] == [1, 2, 3] or kind == "cdf"
    for name, give in _OWN.items():
        for socks in part((2, 1)):
            table = [*honest, *(r for n in range(socks) for r in rows(f"sock {n}", 9 * n, give))]
            found = _standing(tmp_path / f"{name} {socks}", table, columns, main)
            for who, row in alone.items():
                keys = row.keys() if name != "one more now and then" else {main, "questions"}
                assert all(found[who][key] == row[key] for key in keys), (name, socks)
            order = sorted("abc", key=lambda who: found[who]["rank"])
            assert order == sorted("abc", key=lambda who: alone[who]["rank"])


def _standing(
    root: Path, rows: Sequence[dict[str, Any]], columns: Sequence[str], main: str
) -> dict[str, dict[str, Any]]:
    root.mkdir()
    table = as_csv(root / "t.csv", list(rows))
    assert score(table, root / "out", *columns, pages=False) == 0
    own = (main, f"{main}_interval", f"{main}_adjusted")
    keys = (*own, "rank", "rank_interval", "questions", "peer", "peer_interval", "relative_skill")
    found = by_forecaster(root / "out").items()
    return {n: {k: row[k] for k in keys} for n, row in found if not n.startswith("sock")}


def test_levels_are_of_quantiles_or_thresholds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of others they are refused, and so are quantiles of 0 or 1."""
    (tmp_path / "t.csv").write_text(ENSEMBLE, encoding="utf-8")
    for kind, told in (("--member", "there are none"), ("--quantile", "between 0 and 1")):
        options = (*SAMPLE, kind, "run", "--levels", "1")
        assert score(tmp_path / "t.csv", tmp_path / "out", *options) == 2
        assert told in capsys.readouterr().err
