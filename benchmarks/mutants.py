"""Change the code of a room one place at a time, and list what no test notices.

    python benchmarks/mutants.py verifier/resolve tests/resolve
    python benchmarks/mutants.py verifier/score tests/score verifier/score --every 5

One process imports everything and collects the tests. For each change it forks; the child puts the
changed function in the place of the old one, and runs those tests that reach the line, the quickest
first, until one fails. Changed are comparisons, conditions, arithmetic, constants, arguments and
results inside functions, one of `--every` so many.
"""

from __future__ import annotations

import argparse
import ast
import gc
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol
from coverage import CoverageData

EXAMPLES = 20
"""Of each law: mutants that live through these are few, and each costs as much again."""
PATIENCE = 5
"""Seconds beyond four times what the tests take: a loop without an end is noticed."""
MEMORY = 3 << 30
"""Bytes of a child: three times what the tests take."""
_OTHER: Mapping[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.Pow: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Break: ast.Continue,
    ast.Continue: ast.Break,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}


class Mutant(NamedTuple):
    """A changed function: which, the lines that a test has to reach, its code, and what it is."""

    function: tuple[str, str, int]
    lines: range
    code: CodeType
    told: str


def changes(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901, PLR0912  # a case for each kind
    """What may stand in the place of a node."""
    new: Any = deepcopy(node)
    match new:
        case ast.BoolOp(values=values):
            yield from (v if len(values) == 2 else _without(new, "values", v) for v in values)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str(value)) if value:
            yield ast.Constant(f"XX{value}")
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield new.operand
        case ast.IfExp():
            yield from (new.body, new.orelse)
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
        case ast.Expr():
            yield ast.Pass()
        case ast.comprehension(ifs=ifs):
            yield from (_without(new, "ifs", one) for one in ifs)
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            yield ast.Call(ast.Name(_CALLED[name], ast.Load()), new.args, new.keywords)
        case ast.Subscript(slice=ast.Slice()):
            yield new.value
    if isinstance(node, ast.Call):
        yield from (_without(new, "keywords", one) for one in new.keywords)
    if type(node) in _OTHER:
        yield _OTHER[type(node)]()


def _without(node: Any, field: str, part: ast.AST) -> ast.AST:
    found = deepcopy(node)
    del getattr(found, field)[getattr(node, field).index(part)]
    return found


Place = tuple[list[Any], ast.stmt, Any, str, int | None, Any]


def places(node: Any, outer: list[Any], statement: Any = None) -> Iterator[Place]:
    """Each node inside functions, with what is around it and where it stands in that."""
    inside = bool(outer) and isinstance(outer[-1], ast.FunctionDef)
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list") or isinstance(node, ast.Raise):
            continue
        if field == "args" and outer and node is outer[-1]:
            continue
        for at, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(child, ast.AST) or _is_text(child):
                continue
            here = child if isinstance(child, ast.stmt) else statement
            if inside:
                yield outer, here, node, field, at if isinstance(value, list) else None, child
            named = isinstance(child, (ast.ClassDef, ast.FunctionDef)) and not inside
            yield from places(child, [*outer, child] if named else outer, here)


def _is_text(node: ast.AST) -> bool:
    """Whether a node is a docstring, or a text with values in it."""
    quiet = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return quiet or isinstance(node, ast.JoinedStr)


def mutants(path: Path) -> Iterator[Mutant]:
    """Every changed function of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for outer, statement, parent, field, at, node in places(tree, []):
        name, first = ".".join(one.name for one in outer), outer[-1]
        line = min([first.lineno, *(d.lineno for d in first.decorator_list)])
        body = getattr(statement, "body", None)
        last = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
        lines = range(statement.lineno, max(statement.lineno, last) + 1)
        # An operator by itself has no text.
        shown = node if isinstance(node, (ast.expr, ast.stmt, ast.comprehension)) else parent
        was = _told(shown)
        for new in changes(node):
            _put(parent, field, at, ast.copy_location(new, node))
            now = _told(new if shown is node else parent)
            try:
                whole = compile(ast.fix_missing_locations(tree), str(path), "exec")
            except (SyntaxError, ValueError, TypeError):
                whole = None
            _put(parent, field, at, node)
            code = whole and _code(whole, name, line)
            if code:
                where = f"{path}:{getattr(node, 'lineno', statement.lineno)} {name}"
                yield Mutant((str(path), name, line), lines, code, f"{where}: {was} -> {now}")


def _told(node: ast.AST) -> str:
    return ast.unparse(node).replace("\n", " ")


def _put(parent: Any, field: str, at: int | None, node: ast.AST) -> None:
    if at is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[at] = node


def _code(whole: CodeType, name: str, line: int) -> CodeType | None:
    inner = [const for const in whole.co_consts if isinstance(const, CodeType)]
    own = (c for c in inner if (c.co_qualname, c.co_firstlineno) == (name, line))
    return next(own, None) or next(filter(None, (_code(c, name, line) for c in inner)), None)


class Depth:
    """Laws are tried on the same few examples each time, and nothing is looked for that is less."""

    def pytest_sessionstart(self) -> None:
        """After its own profiles were made."""
        from hypothesis import Phase, settings  # noqa: PLC0415

        import tests.depth  # noqa: F401, PLC0415

        phases = [Phase.explicit, Phase.generate]
        settings.register_profile(
            "mutants",
            deadline=None,
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            phases=phases,
        )
        settings.load_profile("mutants")


class Times:
    """How long each test takes."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Setting up and taking down are part of it."""
        self.spent[report.nodeid] += report.duration  # type: ignore[assignment]


class Mutation:
    """In the place of the tests: every mutant."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options = options
        data = CoverageData(str(folder / "covered"))
        data.read()
        self.spent = json.loads((folder / "times").read_text(encoding="utf-8"))
        self.reached = {
            file: {
                line: {context.rpartition("|")[0] for context in contexts}
                for line, contexts in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try each and say which lived, and by module how many were killed."""
        # The tests hide what is imported from the search for garbage, and so from this one.
        gc.unfreeze()
        functions: dict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
        for one in gc.get_objects():
            if type(one) is FunctionType:
                code = one.__code__
                functions[code.co_filename, code.co_qualname, code.co_firstlineno].append(one)
        gc.freeze()
        items = {item.nodeid: item for item in session.items}
        number = 0
        whole: Counter[str] = Counter()
        for path in sorted(Path(self.options.room).resolve().rglob("*.py")):
            counts: Counter[str] = Counter()
            for mutant in mutants(path):
                number += 1
                if number % self.options.every or not functions[mutant.function]:
                    continue
                lines = self.reached.get(str(path), {})
                ids = {id for line in mutant.lines for id in lines.get(line, ())} & items.keys()
                quickest = sorted(ids, key=lambda one: (self.spent.get(one, 1), one))
                tests = [items[id] for id in quickest]
                limit = PATIENCE + 4 * sum(self.spent.get(id, 1) for id in ids)
                result = _tried(functions[mutant.function], mutant.code, tests, int(limit))
                result = result if ids else "reached by none"
                counts[result] += 1
                if result != "killed":
                    print(f"{result}: {mutant.told}", flush=True)
            print(f"# {path.name}: {dict(counts)}", flush=True)
            whole += counts
        print(f"# all: {dict(whole)}")
        return True


def _tried(
    functions: Sequence[FunctionType], code: CodeType, tests: Sequence[pytest.Item], limit: int
) -> str:
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, 1)
            os.dup2(null, 2)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            # Others may need the processor, too.
            signal.alarm(3 * limit)
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            for function in functions:
                function.__code__ = code
            status = int(any(map(_fails, tests, [*tests[1:], None])))
        finally:
            os._exit(status)
    return "killed" if os.waitpid(pid, 0)[1] else "survived"


def _fails(test: pytest.Item, following: pytest.Item | None) -> bool:
    return any(r.failed for r in runtestprotocol(test, log=False, nextitem=following))


def main() -> int:
    """First which tests reach which lines, in a process of its own; then the mutants."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("room", help="folder whose code is changed")
    parser.add_argument("tests", nargs="+", help="tests of it, as for pytest")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one change of so many")
    parser.add_argument("--map", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    own = ["-q", "-p", "no:cacheprovider", "-n", "0", *options.tests]
    if options.map is not None:
        times = Times()
        covered = [f"--cov={options.room}", "--cov-context=test", "--cov-report="]
        code = pytest.main([*own, *covered], plugins=[times, Depth()])
        (options.map / "times").write_text(json.dumps(times.spent), encoding="utf-8")
        return int(code)
    with tempfile.TemporaryDirectory() as scratch:
        again = [sys.executable, *sys.argv, "--map", scratch]
        subprocess.run(again, check=True, env={**os.environ, "COVERAGE_FILE": f"{scratch}/covered"})  # noqa: S603
        return int(pytest.main([*own, "-s"], plugins=[Mutation(options, Path(scratch)), Depth()]))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    raise SystemExit(main())
