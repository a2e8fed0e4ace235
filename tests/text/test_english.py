"""No English in code: the words by which articles are read are data beside it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.depth import deep
from tests.ours import ROOT
from verifier.article.phrasing import Phrasing, phrasing

PACKAGE = ROOT / "verifier"
ARTICLE = PACKAGE / "article"
# Words that expressions in code may name: those of a syntax, in whatever language people write.
SYNTAX = {
    "addresses, and messages of argparse": "https www verifier invalid choice choose from",
    "our YAML": "id quote forecasts set_aside forecaster forecasters source new name kind",
    "YAML": "true false yes no on off null inf nan",
    "HTML and SVG": "br style class media viewBox md README",
    "names of devices": "con prn aux nul com lpt",
    "names of files": "as_of snapshots tmp",
    "EDTF": "XX",
}
_MARKS = re.compile(
    r"\\u[0-9a-fA-F]{4}|\\[A-Za-z]|\(\?P[<=]\w+[>)]|\(\?[aimsx-]+[:)]|\[[^\]]*\]|\{[^}]*\}"
)
_FUNCTIONS = {
    "compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer",
}  # fmt: skip
_IS_EXPRESSION = re.compile(r"\\[bsdwSDW]|\(\?[:=!<P]")


def _literal(node: ast.expr) -> str:
    """What a string says, without what is put into it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_literal(each) for each in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "{}"


def _expressions(tree: ast.Module) -> Iterator[str]:
    """The regular expressions of a module: what `re` is given, and what looks like a part."""
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            of = node.func.value
            if isinstance(of, ast.Name) and of.id == "re" and node.func.attr in _FUNCTIONS:
                yield _literal(node.args[0])
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in documents:
            found = _literal(node)
            if _IS_EXPRESSION.search(found):
                yield found


def _words(expression: str) -> set[str]:
    return set(re.findall(r"[A-Za-z_]{2,}", _MARKS.sub(" ", expression)))


@deep
def test_regular_expressions_in_code_hold_no_english() -> None:
    """A word in an expression is either of a syntax named here, or stands in data."""
    assert _words(r"(?P<who>\bthe\s+[a-z]+) says{0,3}") == {"the", "says"}
    allowed = {word for words in SYNTAX.values() for word in words.split()}
    found, named = {}, set[str]()
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.is_relative_to(PACKAGE / "text"):
            continue
        source = path.read_text(encoding="utf-8")
        if "import re" not in source and not _IS_EXPRESSION.search(source):
            continue
        words = set[str]().union(*map(_words, _expressions(ast.parse(source))))
        named |= words & allowed
        if more := words - allowed:
            found[str(path.relative_to(ROOT))] = more
    assert found == {}
    assert allowed - named == set(), "named here, and nowhere"


def _lists(tree: ast.Module) -> Iterator[list[str]]:
    """The words of each set, tuple and list of a module that holds nothing else."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            words = [_literal(each).strip() for each in node.elts]
            if all(re.fullmatch(r"[A-Za-z'-]+", word) for word in words):
                yield words


# Fields of records and labels of a parser's grammar, and no words of an article.
NO_ENGLISH = {"cues", "documents", "grammar", "proposers", "thresholds"}
_PAIR = 2  # as many words may stand beside the code that asks for them


def test_lists_of_words_are_data() -> None:
    """Three words or more of an article's language stand together in data alone."""
    assert [*_lists(ast.parse("x = {'the', 'an'}, ('if', y)"))] == [["the", "an"]]
    found = {
        path.stem: words
        for path in sorted(ARTICLE.glob("*.py"))
        if path.stem not in NO_ENGLISH
        for words in _lists(ast.parse(path.read_text(encoding="utf-8")))
        if len(words) > _PAIR
    }
    assert found == {}


def _asked(path: Path) -> Iterator[str]:
    """The names of the expressions that a module asks for."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_P.filled", "_P.words"):
            yield _literal(node.args[0])
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "_P":
            yield node.attr


def test_every_expression_is_asked_for_and_can_be_read() -> None:
    """What code asks for is in the data, and nothing else is."""
    known = phrasing()
    shared = Counter[str]()
    for module, own in known.items():
        if module == "shared":
            continue
        pieces = {name for text in own.values() for name in re.findall(r"\{([a-z]\w*)\}", text)}
        asked = {*_asked(ARTICLE / f"{module}.py")} - {"filled", "words"}
        assert asked <= {*own, *known["shared"]}, module
        assert {*own} <= asked | pieces, module
        shared.update((asked | pieces) - {*own})
        left = dict.fromkeys(pieces - {*own, *known["shared"]}, "x")
        assert all(Phrasing(module).filled(name, **left).pattern for name in own)
    within = {name for text in known["shared"].values() for name in re.findall(r"\{(\w+)\}", text)}
    assert {*known["shared"]} <= {*shared} | within
