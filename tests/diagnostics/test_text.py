"""The code frame: the caret stands under what is meant, whatever characters precede it."""

from __future__ import annotations

from tests.depth import each
from verifier.diagnostics import Diagnostic, Note, Severity, Span, render
from verifier.diagnostics.text import WIDEST, width


def frame(line: str, word: str, **more: object) -> list[str]:
    """The lines of the frame about `word` in `line`."""
    start = line.index(word) + 1
    span = Span("f.yaml", 1, start, 1, start + len(word))
    found = Diagnostic("VF103", Severity.ERROR, "wrong", span, **more)  # type: ignore[arg-type]
    return render(found, [line]).split("\n")


@each(
    "line word caret",
    [
        ("voice: quotatoin", "quotatoin", "       ^^^^^^^^^"),
        ("字幕: abc", "abc", "      ^^^"),
        ("claim: 字幕", "字幕", "       ^^^^"),
        ("e\u0301te\u0301: abc", "abc", "     ^^^"),
        ("claim: e\u0301te\u0301", "e\u0301te\u0301", "       ^^^"),
        ("\tclaim: x", "x", "           ^"),
        ("a\u200b: x", "x", "    ^"),
        ("\x00a: x", "x", "    ^"),
    ],
)
def test_the_caret_is_under_the_word(line: str, word: str, caret: str) -> None:
    """Wide characters take two columns, combining ones none, tabs four."""
    assert frame(line, word)[4] == f"  | {caret}"


def test_a_frame_has_all_its_parts() -> None:
    """Headline, place, line, caret with its label, help, note with its place, documentation."""
    note = Note("declared here", Span("g.yaml", 7, 1, 7, 2))
    assert frame("voice: x", "x", label="not a voice", help="say y", notes=(note,)) == [
        "error[VF103]: wrong",
        " --> f.yaml:1:8",
        "  |",
        "1 | voice: x",
        "  |        ^ not a voice",
        "help: say y",
        "note: declared here (g.yaml:7)",
        "docs: docs/checks.md#vf103",
    ]


@each("at", [0, 30, 300, 550])
def test_a_long_line_is_cut_around_the_caret(at: int) -> None:
    """What is marked stays in sight, and the caret under it."""
    words = [f"word{n:03}" for n in range(80)]
    line = " ".join(words)
    word = line[at - at % 8 : at - at % 8 + 7]
    shown = frame(line, word)
    source, caret = shown[3][4:], shown[4][4:]
    assert width(source) <= WIDEST
    assert source[caret.index("^") : caret.rindex("^") + 1] == word


def test_a_text_cannot_steer_the_terminal() -> None:
    """Escapes are pictures, and marks that turn the direction of writing are replaced."""
    shown = "\n".join(frame("a: \x1b[31m\u202ered", "red"))
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_place_past_the_file_has_no_frame() -> None:
    """A finding about a file that could not be read has its headline and its place."""
    found = Diagnostic("VF004", Severity.ERROR, "gone", Span("f.yaml", 3, 1, 3, 1))
    assert render(found, []) == "error[VF004]: gone\n --> f.yaml:3:1\ndocs: docs/checks.md#vf004"
