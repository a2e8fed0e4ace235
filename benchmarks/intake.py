"""How much of what an article foretells is proposed as it has to be.

    python benchmarks/intake.py [FOLDER] [--parser | --propose-with COMMAND | --proposals DIR]

Proposals are those of `verifier new source --from`: by rules, or with `--parser` by the extra
`grammar`. Those of others are scored alike: of a COMMAND that is given each article and prints
JSON, or in DIR, a file for each article (`held-poll.json` for `held-poll.yaml`), in the form of
`verifier schema proposals`. What the article does not bear is refused and counted as not proposed.

FOLDER holds labelled articles, a YAML file each: `published`, `publisher`, `text` and `labels`. A
label says where a statement is: `at`, words of the article that stand in it alone; and what is
to come out: `kind` (forecast unless given), `speaker` (null: the article itself), `unnamed` where
nobody is named, `time`, `window` (first and last day of the wide reading), `likelihood`,
`negated` where the forecast itself denies, `condition` and the day `said`. A name before the first
hyphen of a file ("dev", "held") is its part of the set, with figures of its own.

`benchmarks/articles/later` holds 70 more, labelled before any run of the program. The "second"
part was then used to mend it. At first sight it proposed 88.0 % of the forecasts of the "third" by
themselves, had 72.3 % of the speakers, 83.1 % of the likelihoods, and nothing to change in 40.5 %;
of the "fourth", by another hand, 82.5, 72.3, 78.0 and 40.1 %; of the "fifth", by a third, 86.2,
70.5, 77.6 and 32.9 % (of a signed column its labels name nobody, and where a report tells when a
meeting was, they date all that was said there); of the "sixth", by a fourth, 82.4, 72.3, 76.5 and
29.4 %. All have been used since.

The figures, of all labelled forecasts: found (recall), with a proposal of their own, then right as
to the speaker, the likelihood, the words of time, a claim that can stand; of those that have one,
as to the condition and the day said; and `nothing to change`, where all of it is right. The last
figure is the share of proposals that hold a labelled forecast (precision).
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.claims_read import stands
from verifier.api import shipped_rules
from verifier.article.cues import cues
from verifier.article.grammar import by_parser
from verifier.article.intake import propose
from verifier.article.proposal import Proposal
from verifier.article.proposers import judged, read_proposals
from verifier.article.wording import denies
from verifier.cli.article import output_of
from verifier.editing.questions import Unanswered
from verifier.loading.yaml import read
from verifier.model.edtf import Dated
from verifier.model.forecasts import ForecasterKind
from verifier.when import read_time

ROOT = Path(__file__).resolve().parents[1]
LABELLED = ROOT / "benchmarks/articles"
RULES = shipped_rules()
_EMPTY = {
    "is",
    "are",
    "was",
    "were",
    "be",
    "to",
    "that",
    "a",
    "an",
    "the",
    "not",
    "we",
    "it",
    "they",
    "i",
    "if",
}
_PLAIN = {"will", "would", "shall", "t", "don", "do", "does", "did", "d", "has", "have"}

Right = Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Article:
    """A labelled article."""

    name: str
    text: str
    published: str
    labels: Sequence[Mapping[str, Any]]

    @property
    def part(self) -> str:
        """The part of the set to which it belongs."""
        return self.name.partition("-")[0]


@dataclass(slots=True)
class Tally:
    """How many of how many were right, by figure."""

    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    of: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, figures: Right) -> None:
        """Count what was right of one label, or one proposal."""
        for figure, is_right in figures.items():
            self.of[figure] += 1
            self.right[figure] += is_right

    def share(self, figure: str) -> float:
        """The share that was right."""
        return self.right[figure] / self.of[figure] if self.of[figure] else 0.0


def articles(folder: Path) -> Iterator[Article]:
    """The labelled articles of a folder, by name."""
    for path in sorted(folder.glob("*.yaml")):
        found = read(path.name, path.read_text(encoding="utf-8")).value
        yield Article(path.stem, found["text"], str(found["published"]), found["labels"])


Proposer = Callable[[Article], Sequence[Proposal]]


def our_own(*, parser: bool = False) -> Proposer:
    """The proposals of `verifier new source --from` under the shipped rules and no registry."""
    grammar = by_parser(cues()) if parser else None

    def proposer(article: Article) -> Sequence[Proposal]:
        anchor = Dated.read(article.published).days
        return propose(article.text, anchor=anchor, rules=RULES, forecasters={}, grammar=grammar)

    return proposer


def of_command(command: str) -> Proposer:
    """The proposals that a command makes of each article."""
    return _judged(lambda article: output_of(command, article.text))


def of_folder(folder: Path) -> Proposer:
    """The proposals that are in a folder, in a file for each article; none where there is none."""

    def proposals(article: Article) -> str:
        path = folder / f"{article.name}.json"
        return path.read_text(encoding="utf-8") if path.is_file() else '{"proposals": []}'

    return _judged(proposals)


def _judged(json_of: Callable[[Article], str]) -> Proposer:

    def proposer(article: Article) -> Sequence[Proposal]:
        try:
            file = read_proposals(json_of(article))
        except ValueError as error:
            raise SystemExit(f"{article.name}: {error}") from None
        anchor = Dated.read(article.published).days
        found = judged(file, article.text, anchor=anchor, rules=RULES, forecasters={})
        for why in found.refused:
            print(f"refused: {article.name}: {why}", file=sys.stderr)
        return found.proposals

    return proposer


def scored(article: Article, found: Sequence[Proposal]) -> Iterator[tuple[str, Right]]:
    """What is right of each labelled forecast (by its words), and of each proposal."""
    ahead = [proposal for proposal in found if proposal.why is None]
    wanted = [label for label in article.labels if label.get("kind", "forecast") == "forecast"]
    taken: dict[int, int] = {}
    for number, label in enumerate(wanted):
        free = [
            at
            for at, one in enumerate(ahead)
            if at not in taken and _squeezed(label["at"]) in _squeezed(one.quote)
        ]
        best = max(free, key=lambda at: sum(_right(label, ahead[at]).values()), default=None)
        if best is not None:
            taken[best] = number
    own = {number: at for at, number in taken.items()}
    for number, label in enumerate(wanted):
        words = _squeezed(label["at"])
        near = [one for one in ahead if words in _squeezed(one.sentence.text)]
        mine = ahead[own[number]] if number in own else next(iter(near), None)
        right = {"found": mine is not None, "own proposal": number in own}
        right |= _right(label, mine) if mine else dict.fromkeys(_asked(label), False)
        right["nothing to change"] = all(right.values())
        yield label["at"], right
    for at, one in enumerate(ahead):
        yield one.quote, {"proposals wanted": at in taken}


def _asked(label: Mapping[str, Any]) -> Iterator[str]:
    yield from ("speaker", "likelihood", "time", "claim")
    yield from (name for name in ("condition", "said", "window") if label.get(name))


def _right(label: Mapping[str, Any], one: Proposal) -> dict[str, bool]:
    said = str(label.get("said", ""))
    wanted, given = label.get("condition"), one.given["words"] if one.given else None
    right = {
        "speaker": _same_speaker(label, one),
        "likelihood": _same_likelihood(label, one),
        "time": _alike(label.get("time"), one.times[0] if one.times else None),
        "claim": _usable(label, one),
    }
    if wanted:
        right["condition"] = given is not None and _squeezed(wanted) == _squeezed(given)
    else:
        right["claim"] &= given is None
    if said:
        right["said"] = one.said == said
    return right


def _same_speaker(label: Mapping[str, Any], one: Proposal) -> bool:
    wanted = label["speaker"]
    if wanted is None or one.speaker is None:
        return wanted == one.speaker
    if label.get("unnamed"):
        head = _squeezed(wanted).split()
        return one.kind is ForecasterKind.ANONYMOUS and bool(
            {*head} & {*_squeezed(one.speaker).split()}
        )
    return _squeezed(wanted).removeprefix("the ") == _squeezed(one.speaker).removeprefix("the ")


def _same_likelihood(label: Mapping[str, Any], one: Proposal) -> bool:
    if not one.likelihoods:
        return not label.get("likelihood")
    if not label.get("likelihood"):
        return False
    wanted, read = (_core(text) for text in (label["likelihood"], one.likelihoods[0]))
    figures = [{word for word in words if word[0].isdigit()} for words in (wanted, read)]
    return (wanted - _PLAIN or wanted) <= read and figures[0] == figures[1]


def _core(text: str) -> set[str]:
    plain = re.sub(r"\bwon't\b", "will not", text.replace("\u2019", "'").casefold())
    plain = re.sub(r"'ll\b", " will", re.sub(r"n't\b", " not", plain))
    return set(re.findall(r"\w+", plain)) - _EMPTY


def _alike(wanted: str | None, read: str | None) -> bool:
    if wanted is None or read is None:
        return wanted == read
    return _squeezed(wanted) in _squeezed(read) or _squeezed(read) in _squeezed(wanted)


def _usable(label: Mapping[str, Any], one: Proposal) -> bool:
    """Whether the claim is a sentence that says as much as what was labelled, and denies alike."""
    claim = one.claim
    named = one.put_in is None or one.put_for != one.speaker or _same_speaker(label, one)
    likely = f"{label.get('likelihood', '')} {next(iter(one.likelihoods), '')}"
    whole = stands(claim, at=label["at"], elsewhere=f"{likely} {label['speaker']} {one.speaker}")
    return bool(
        whole
        and named
        and _denied(claim, one) == (bool(label.get("negated")) or _turned(label))
        and not (label.get("condition") and _squeezed(label["condition"]) in _squeezed(claim))
    )


def _denied(claim: str, one: Proposal) -> bool:
    """Whether claim and likelihood together deny what the verb says."""
    return denies(claim) != _denying(next(iter(one.likelihoods), ""))


def _turned(label: Mapping[str, Any]) -> bool:
    """Whether the labelled likelihood denies: "does not expect"."""
    return _denying(str(label.get("likelihood", "")))


def _denying(likelihood: str) -> bool:
    affirms = "ruled out" in likelihood or "no doubt" in likelihood
    return denies(likelihood) and not affirms


def _squeezed(text: str) -> str:
    plain = text.replace("\u2019", "'").replace("\u2018", "'").casefold()
    return " ".join(re.findall(r"[\w'%&.-]*[\w%]", plain))


def windows(article: Article) -> Iterator[tuple[str, bool]]:
    """Whether the words of time of each label are read as the days that it names."""
    for label in article.labels:
        if label.get("window"):
            anchor = Dated.read(article.published).days
            read_as = read_time(label["time"], anchor=anchor, conventions=RULES.time)
            days = read_as and f"{read_as.wide.first}/{read_as.wide.last}"
            yield label["time"], days == label["window"]


FIGURES = (
    "found",
    "own proposal",
    "speaker",
    "likelihood",
    "time",
    "claim",
    "condition",
    "said",
    "nothing to change",
    "proposals wanted",
)


def main() -> None:
    """Print the figures of each part, and with --misses what was not right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=LABELLED)
    parser.add_argument("--only", default="", help="files whose names begin so")
    by = parser.add_mutually_exclusive_group()
    by.add_argument("--parser", action="store_true", help="with the extra `grammar`")
    by.add_argument("--propose-with", metavar="COMMAND", help="what it prints of each article")
    by.add_argument("--proposals", type=Path, metavar="DIR", help="NAME.json for NAME.yaml")
    parser.add_argument("--misses", action="store_true", help="show what was not right")
    options = parser.parse_args()
    try:
        if options.propose_with:
            proposer = of_command(options.propose_with)
        elif options.proposals:
            proposer = of_folder(options.proposals)
        else:
            proposer = our_own(parser=options.parser)
        _print(proposer, options)
    except Unanswered as error:
        raise SystemExit(f"error: {error}") from None


def _print(proposer: Proposer, options: argparse.Namespace) -> None:
    """Score the articles and print the figures."""
    gc.disable()  # as the command does: to look for garbage is no part of what is timed
    tallies: dict[str, Tally] = defaultdict(Tally)
    seconds, size = 0.0, 0
    for article in articles(options.folder):
        if not article.name.startswith(options.only):
            continue
        start = time.process_time()
        found = proposer(article)
        seconds, size = seconds + time.process_time() - start, size + len(article.text)
        for words, right in scored(article, found):
            tallies[article.part].add(right)
            wrong = [figure for figure, is_right in right.items() if not is_right]
            if options.misses and wrong:
                print(f"{article.name}: {words}: {', '.join(wrong)}")
                for one in found:
                    if _squeezed(words) in _squeezed(one.sentence.text):
                        print(
                            f"    {one.why or ''} [{one.speaker}/{one.kind}] {one.likelihoods}"
                            f" {one.times} {one.said} if={one.given and one.given['words']}\n"
                            f"      quote: {one.quote}\n      claim: {one.claim}"
                        )
    print(f"{'':<18}" + "".join(f"{part:>16}" for part in tallies))
    for figure in FIGURES:
        row = (
            f"{t.right[figure]:>5}/{t.of[figure]:<4}{t.share(figure):6.1%}"
            for t in tallies.values()
        )
        print(f"{figure:<18}" + "".join(row))
    print(f"{1e7 * seconds / max(size, 1):.0f} ms of the processor for 10 KB")


if __name__ == "__main__":
    main()
