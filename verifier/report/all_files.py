"""All files of `reports/`, by path. Nothing here writes a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from verifier.report.data import data_files
from verifier.report.llms import llms
from verifier.report.markdown import page
from verifier.report.method import method
from verifier.report.pages import WHOLE, made, parts
from verifier.report.run import Run
from verifier.report.unchanged import Again
from verifier.writing import SUMS, Content, sums


def report(run: Run) -> Mapping[str, str]:
    """Every file of `reports/`, path to text, in the order of paths."""
    return {path: held.read().decode() for path, held in contents(run).items()}


def contents(
    run: Run, tell: Callable[[str, int], None] | None = None, again: Again | None = None
) -> Mapping[str, Content]:
    """The same files as what they are to hold; `again` spares what an earlier run has made.

    `tell` is called with what was made and how many of it there are, for progress.
    """
    files: dict[str, Content] = {}
    own = (part for part in parts(run) if part != WHOLE)
    held = again.files(own) if again else _held(pair for part in own for pair in made(run, part))
    whole = made(run, WHOLE, again.pieces if again else None)
    for name, content in chain(held, _held(whole)):
        files[name] = content
        if tell is not None:
            tell("page", len(files))
    files |= _held([("method.md", method(run)), *data_files(run, again.item if again else None)])
    files |= _held([("llms.txt", page(llms(run, set(files))))])
    files[SUMS] = Content.of(sums(files))
    return dict(sorted(files.items()))


def _held(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Content]]:
    return ((path, Content.of(text)) for path, text in files)
