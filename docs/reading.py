"""The page on how words are read: every convention and lexicon in force, from the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verifier.report.escape import md
from verifier.report.markdown import table
from verifier.rules import Rules
from verifier.when import TimeConventions
from verifier.words.rules import LikelihoodRules

HOUSE = "house convention"
"""What a convention is that cites nothing: chosen here, for the reason that it gives."""


MEANT = {
    "least": "at least that number",
    "most": "at most that number",
    "more": "more than that number",
    "less": "less than that number",
    "over": "that number, or up to 0.05 more",
    "under": "that number, or up to 0.05 less",
}


def page(text: str, rules: Rules, comparison: str) -> str:
    """The page: `text` with the conventions, the lexicons and the `comparison` put in."""
    idle = (*rules.likelihood.frame, *rules.likelihood.meaningless)
    parts = {
        "conventions": "\n".join(_time(rules.time)).rstrip(),
        "counted": _counted(rules.time),
        "meaningless": _meaningless(rules.time),
        "idle": _list(sorted({*rules.likelihood.spelled(idle)})),
        "lexicons": "\n".join(_likelihood(rules.likelihood)).rstrip(),
        "comparison": f"```text\n{comparison.rstrip()}\n```",
    }
    for name, part in parts.items():
        text = text.replace(f"{{{{{name}}}}}", part)
    return text


def _time(conventions: TimeConventions) -> Iterator[str]:
    return table(
        ["Convention", "What it says", "Source", "For example"],
        [
            [f"`{c.id}`", md(c.reason), md(c.source) or HOUSE, "; ".join(map(md, c.examples))]
            for c in conventions.conventions()
        ],
    )


def _counted(conventions: TimeConventions) -> str:
    every = tuple(conventions.conventions())
    cited = sum(bool(convention.source) for convention in every)
    house = len(every) - cited
    return f"{cited} of {len(every)} conventions carry a source, {house} are house conventions."


def _meaningless(conventions: TimeConventions) -> str:
    words = conventions.words["filler"]["filler"] + conventions.words["hedge"]["hedge"]
    return ", ".join(sorted({md(word) for word in words}))


def _likelihood(rules: LikelihoodRules) -> Iterator[str]:
    for lexicon in rules.lexicons:
        yield f"### {md(lexicon.name)}"
        yield ""
        yield f"{md(lexicon.citation)}. Its numbers: {md(lexicon.means)}"
        yield ""
        yield from table(
            ["Phrase", "Low", "Central", "High", "Mean", "Spread"],
            [
                [
                    md(phrase),
                    *(f"{v:g}" for v in (row.low, row.central, row.high)),
                    *("" if v is None else f"{v:g}" for v in (row.mean, row.sd)),
                ]
                for phrase, row in lexicon.phrases.items()
            ],
        )
    yield "### Synonyms"
    yield ""
    yield "Of words in brackets one is meant; a word in italics is any of its list, `*` any adverbs"
    yield "or none, `#` a number and `...` a few words:"
    yield ""
    yield from table(
        ["List", "Words"],
        [[f"*{md(name)}*", _list(words)] for name, words in sorted(rules.sets.items())],
    )
    yield from table(
        ["Words", "Read as", "Because"],
        [[_list(s.phrases), _list(s.means), md(s.because)] for s in rules.synonyms],
    )
    yield "### Classes without a number"
    yield ""
    yield from table(
        ["Class", "Words", "Because"],
        [
            *([md(c.kind), _list((*c.phrases, *c.denied)), md(c.because)] for c in rules.classes),
            *(
                [md(d.kind), f"{_list(d.deniers)}; then {_list(d.denials)}", md(d.because)]
                for d in rules.denied_denials
            ),
        ],
    )
    yield "### Combining rules"
    yield ""
    yield from table(
        ["Words", "What they do", "Because"],
        [
            *(
                [_list(i.words), f"{i.factor:g} times as far from the boundary", md(i.because)]
                for i in rules.intensifiers
            ),
            *([_list(c.words), f"no number: {c.kind}", md(c.because)] for c in rules.comparisons),
            [_list(rules.negation.before), "the complement, 1 - p", md(rules.negation.because)],
        ],
    )
    yield "### What leaves a likelihood unread"
    yield ""
    negation, nouns = rules.negation, rules.sets.get("nouns", ())
    yield from table(
        ["Words", "Where they stand"],
        [
            [_list(negation.subjects), "at the beginning of its clause"],
            [_list(negation.beside), 'a few words before it, or before the "that" of its clause'],
            [_list(negation.following), "directly after it"],
            [_list(negation.surprising), "after a verb, in its clause"],
            [_list(nouns), 'before a bare future or a "may" in its clause, and not read with it'],
            [_list(negation.instead), "between two degrees"],
            ["an adverb that the rules do not know", "directly before a degree"],
            ["?", "at the end of its sentence"],
        ],
    )
    yield "### Stated numbers"
    yield ""
    yield "What the speaker states as a number is that number, under every lexicon."
    yield ""
    yield from table(
        ["Words before or after it", "What is meant", "Because"],
        [
            *(
                [_list((*b.words, *b.after)), MEANT[b.number_is], md(b.because)]
                for b in rules.bounds
            ),
            *(
                [
                    _list((*a.words, *a.after)),
                    f"that number, {a.spread:g} either way",
                    md(a.because),
                ]
                for a in (rules.about,)
                if a is not None
            ),
            [_list(rules.exactly), "that number", "They say nothing more of it."],
        ],
    )
    yield "### Condition markers"
    yield ""
    yield from table(
        ["Words", "Kind", "Because"],
        [[_list(c.phrases), c.kind.value, md(c.because)] for c in rules.conditions],
    )


def _list(phrases: Iterable[str]) -> str:
    return ", ".join(" ".join(map(_word, phrase.split())) for phrase in phrases)


def _word(word: str) -> str:
    """A word of a phrase of the rules, or its alternatives: "a|b+c" is "(a / b c)"."""
    if word in {"+", "/", "|"}:
        return md(word)
    ways = [
        f"*{md(w[1:])}*" if w.startswith("@") else md(w.replace("+", " ")) for w in word.split("|")
    ]
    return ways[0] if len(ways) == 1 else f"({' / '.join(ways)})"
