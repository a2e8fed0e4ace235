"""`verifier new`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any

from verifier.article.sentences import headline
from verifier.cli.article import Article
from verifier.cli.common import add_ledger, here, print_json
from verifier.cli.edit import editing, open_desk, write_checked
from verifier.cli.fmt import schema_for
from verifier.cli.process import Stop
from verifier.cli.write import writing_into
from verifier.diagnostics.wording import count
from verifier.editing.kinds import KINDS
from verifier.editing.questions import Answers, Desk, Draft, Question, RecordKind, Unanswered
from verifier.editing.scaffold import appended, proposed, source_file
from verifier.writing import Writer, temporary

_HELP = {"coverage": "a new coverage record", "series": "a new data series"}


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.description = (
        "Write a new record where it belongs: ids made, dates filled, words of time and likelihood "
        "read. What is not given as an option is asked for at a terminal."
    )
    command.epilog = "example:\n  verifier new forecaster --name 'Ann Example' --kind person"
    kinds = command.add_subparsers(dest="kind_of_record", metavar="KIND", required=True)
    for name, kind in KINDS.items():
        parser = kinds.add_parser(
            name,
            help=_HELP.get(name, f"a new {name}"),
            epilog=f"{_meanings(kind)}example:\n  {kind.example}",
        )
        for question in kind.questions:
            _add(parser, question)
        if name == "source":
            parser.add_argument(
                "--from",
                dest="article",
                type=Path,
                metavar="FILE",
                help="an article (text; with the extra `articles` HTML, PDF, DOCX, RTF): propose "
                "its forecasts, and keep its fingerprint",
            )
            whose = parser.add_mutually_exclusive_group()
            whose.add_argument(
                "--proposals",
                type=Path,
                metavar="JSON",
                help="what somebody else proposes of it (form: verifier schema proposals)",
            )
            whose.add_argument(
                "--propose-with",
                metavar="COMMAND",
                help="a command that proposes: the article on its input, JSON on its output",
            )
            parser.add_argument(
                "--format",
                choices=("yaml", "json"),
                default="yaml",
                help="json: print the proposals, write nothing",
            )
        add_ledger(parser)
    ledger = kinds.add_parser(
        "ledger",
        help="a new ledger, with commented examples unless it is to be --empty",
        epilog="examples:\n  verifier new ledger weather\n  verifier new ledger --empty weather",
    )
    ledger.add_argument("--empty", action="store_true", help="without the example and its terms")
    ledger.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet")
    ledger.set_defaults(run=start_ledger)


def start_ledger(options: argparse.Namespace) -> int:
    """Write the starter into a new folder."""
    from verifier.editing.starter import EXAMPLE, files

    folder: Path = options.folder
    with writing_into(folder) as writer:
        new = {name: text.encode() for name, text in files(empty=options.empty).items()}
        if not _begun(folder, new):
            raise Stop(f"{folder} is there already and not empty")
        writer.write(new)
    print(f"wrote a ledger into {folder}; `verifier report{here(folder)}` makes its scorecards")
    if not options.empty:
        print(f"once you know it, delete its example: {EXAMPLE}")
        print("`verifier new ledger --empty DIR` starts one without it")
    return 0


def _begun(folder: Path, new: Mapping[str, bytes]) -> bool:
    """Whether there is nothing in the folder, or a part of what is to be there.

    That is what a run leaves that was killed.
    """
    found = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if not temporary(path.name)
    }
    files = {name: path for name, path in found.items() if not path.is_dir()}
    folders = {parent.as_posix() for name in new for parent in PurePosixPath(name).parents}
    return (
        files.keys() < new.keys()
        and found.keys() <= new.keys() | folders
        and all(path.is_file() and path.read_bytes() == new[name] for name, path in files.items())
    )


def _meanings(kind: RecordKind) -> str:
    """What the words mean of which an option takes one, a line each."""
    lines = []
    for question in kind.questions:
        if question.choices:
            wide = max(map(len, question.choices))
            lines.append(f"--{question.name}:")
            lines += [f"  {word:<{wide}}  {told}" for word, told in question.choices.items()]
            lines.append("")
    return "".join(f"{line}\n" for line in lines)


def _add(parser: argparse.ArgumentParser, question: Question) -> None:
    need = "" if question.required and question.guess is None else " (optional)"
    words = f": {', '.join(question.choices)}" if question.choices else ""
    parser.add_argument(
        f"--{question.name}",
        dest=f"ask_{question.name}",
        metavar=question.name.upper(),
        action="append" if question.many else "store",
        help=question.text.replace("%", "%%") + words + need,
    )


def run(options: argparse.Namespace) -> int:
    """Ask, draft, check, write."""
    kind, root = KINDS[options.kind_of_record], Path(options.ledger)
    desk = open_desk(root)
    given = {q.name: getattr(options, f"ask_{q.name}") for q in kind.questions}
    path: Path | None = getattr(options, "article", None)
    article = None
    try:
        proposes = any(getattr(options, by, None) for by in ("proposals", "propose_with"))
        if proposes and path is None:
            raise Unanswered("--proposals and --propose-with are of an article: give it --from")
        if path is not None:
            given["archive"] = given["archive"] or str(path)
            article = Article.of(path, options.proposals, options.propose_with)
            if not article.text.strip():
                raise Unanswered(f"{path} has no text: save the article's words in it")
            given["title"] = given["title"] or headline(article.text)
        if article is not None and options.format == "json":
            return _print_proposals(article, given["published"], desk)
        answers = _answers(kind, given, desk)
        with editing(root) as writer:
            draft = _write(writer, kind, answers, root, article)
    except (Unanswered, ValueError) as error:
        raise Stop(error) from None
    if draft is None:
        return 1
    print(f"wrote {options.kind_of_record} `{draft.record['id']}` into {root / draft.file}")
    if draft.left:
        print(draft.left)
    if article is not None:
        print(_told(article, draft.file, text_of(root / draft.file)))
        print(
            f"keep {article.path.name} in a folder DIR outside of the ledger, which is published: "
            "`verifier quotes --archive DIR` holds every quotation to it, `verifier check` does not"
        )
    _print_rest(root)
    return 1 if article is not None and article.refused else 0


def _told(article: Article, name: str, text: str) -> str:
    """How many proposals there are, and what comes next; or why there are none."""
    from verifier.article.language import looks_english
    from verifier.editing.taking import offers

    found = [offer for offer in offers(name, text) if offer.key == "forecasts"]
    if found:
        open_claims = sum(offer.id is None for offer in found)
        left = f", {open_claims} of them with a claim to be written" if open_claims else ""
        return (
            f"proposed: {count(len(found), 'forecast')}{left}; `verifier take` lists them, "
            "`verifier take ID` makes a record of one"
        )
    path = article.path
    if not looks_english(article.text):
        return f"nothing proposed: {path} does not look like English, and only that is read"
    return f"nothing proposed: no sentence of {path} looks ahead"


def _write(
    writer: Writer, kind: RecordKind, answers: Answers, root: Path, article: Article | None
) -> Draft | None:
    """The record that was written, by the ledger as it is by now; None where it is a mistake."""
    desk = open_desk(root)
    draft = kind.draft(desk, answers)
    text = _text(root, draft, desk, article)
    # What a record names is there before the record.
    done = write_checked(writer, root, {**draft.attached, draft.file: text})
    return draft if done else None


def _print_rest(root: Path) -> None:
    """Say what was wrong before and still is."""
    from verifier.diagnostics import Severity
    from verifier.loading import load

    left = [d for d in load(root).diagnostics if d.severity == Severity.ERROR]
    if left:
        mistakes = "1 mistake is" if len(left) == 1 else f"{len(left)} mistakes are"
        print(f"{mistakes} left; `verifier check` shows more:", file=sys.stderr)
    # Enough to begin with: the command named above shows the rest.
    for finding in left[:5]:
        where = f"{finding.span.file}:{finding.span.line}"
        print(f"  {where}: {finding.message}", file=sys.stderr)


def _answers(kind: RecordKind, given: Mapping[str, Any], desk: Desk) -> Answers:
    """The answers to all questions; the command ends where some are missing."""
    answers: Answers = {}
    missing: list[str] = []
    remedies: list[str] = []
    asking = sys.stdin.isatty()
    for question in kind.questions:
        value = given[question.name]
        if value not in (None, "", []):
            answers[question.name] = _read(question, value, desk, answers)
            continue
        if question.told is not None and question.told(answers):
            continue
        # What was not answered may be what a guess would start from.
        guess = question.guess(desk, answers) if question.guess and not missing else None
        if asking and (question.required or question.guess is not None):
            ask = _ask_for_all if question.many else _ask
            answers[question.name] = ask(question, guess, desk, answers)
        elif guess is not None:
            answers[question.name] = guess
        elif question.required and (question.guess is None or not missing):
            missing.append(f"--{question.name}")
            remedies += [question.unread] if question.unread else []
    if missing:
        raise Stop("\nhelp: ".join([f"missing: {', '.join(missing)}", *remedies]))
    return answers


def _read(question: Question, value: Any, desk: Desk, answers: Answers) -> Any:
    try:
        if question.many:
            return [question.read(item, desk, answers) for item in value]
        return question.read(str(value), desk, answers)
    except Unanswered as error:
        raise Unanswered(f"--{question.name}: {error}") from None


def _ask_for_all(question: Question, guess: Any, desk: Desk, answers: Answers) -> list[Any]:
    """Ask for one answer after the other; an empty line ends them."""
    found: list[Any] = []
    while True:
        needed = question.required and not found
        answer = _ask(question, guess if needed else (), desk, answers)
        if answer == ():
            return found
        found.append(answer)


def _ask(question: Question, guess: Any, desk: Desk, answers: Answers) -> Any:
    """Ask at the terminal until there is an answer that can be taken."""
    default = "an empty line ends them" if guess == () else guess
    hint = f" [{default}]" if default is not None else ""
    choices = f" ({', '.join(question.choices)})" if question.choices else ""
    while True:
        print(f"{question.text}{choices}{hint}: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise Unanswered("the input ended before all was answered")
        text = line.strip()
        if not text and (guess is not None or not question.required):
            return guess
        try:
            if text:
                return question.read(text, desk, answers)
        except Unanswered as error:
            print(f"  {error}", file=sys.stderr)


def with_record(root: Path, draft: Draft, text: str) -> str:
    """The text of the draft's file with its record; a new file names its schema."""
    out = appended(draft.file, text, draft.key, draft.record)
    schema = None if text else schema_for(draft.file, out, root)
    return f"# yaml-language-server: $schema={schema}\n{out}" if schema else out


def text_of(path: Path) -> str:
    """The text of a file, empty where there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _text(root: Path, draft: Draft, desk: Desk, article: Article | None) -> str:
    path = root / draft.file
    if draft.key != "source":
        return with_record(root, draft, text_of(path))
    if path.exists():
        raise Unanswered(f"{path} is there already; give another --id")
    text = source_file(draft.record, schema=schema_for(draft.file, "source:", root))
    if article is None:
        return text
    author = draft.record.get("author")
    proposals = article.proposals(str(draft.record["published"]), desk, author)
    known = desk.ledger.forecasts
    return f"{text}\n{proposed(proposals, draft.record, known, name=article.name)}"


def _print_proposals(article: Article, published: str | None, desk: Desk) -> int:
    if not published:
        raise Stop("missing: --published")
    rows = [asdict(proposal) for proposal in article.proposals(published, desk)]
    print_json({"format": 1, "proposals": rows})
    return 1 if article.refused else 0
