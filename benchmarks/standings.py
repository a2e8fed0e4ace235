"""How sure the standings are: `python benchmarks/standings.py [WHAT]`, by simulation.

`coverage` prints how often intervals hold the truth, for few and many questions, rare and common
events, sharp and blunt forecasters who speak in words, `categories` the same of three categories,
`weights` of questions of which few weigh much, `quantities` of errors without a bound, `ranks` how
often bounds of ranks do, `stakes` and `fates` where equals differ by much on few questions or these
come together: the tables of docs/coverage.md. `platform` ranks 500 forecasters of 5,000 questions,
of which each answers 3 % and chooses as they like, beside what other ways would give.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from math import exp, log, pi, sqrt
from random import Random
from statistics import NormalDist, fmean, median, stdev
from time import perf_counter

from scipy.stats import rankdata, spearmanr, t

from verifier.api import shipped_rules
from verifier.rank.effects import PLAIN, Algebra, Round, of_families
from verifier.rank.sample import Sample, Score
from verifier.rank.standings import Standings, standings
from verifier.score.accuracy import brier
from verifier.score.formula import LEVEL
from verifier.score.platforms import categories_brier, categories_brier_otherwise
from verifier.tables.algebra import NUMPY

# What phrases from "almost certainly not" to "will" mean in the lexicon in use.
WORDS = (0.06, 0.15, 0.25, 0.4, 0.5, 0.75, 0.85, 0.95, 1.0)
QUESTIONS = (10, 15, 20, 30, 50, 100, 200)
RATES = (0.05, 0.1, 0.2, 0.3, 0.5)
# How far true probabilities lie about their mean: two shape parameters of a beta add up to this.
KINDS = {"sharp": 0.5, "middling": 2.0, "blunt": 8.0}
LEAST = 0.93
# What two say of a share of the questions and of the others, each with the truth of these: equals.
STAKES = {
    "first": (0.1, (0.3, 0.0, 0.599), (1.0, 0.95, 0.676)),
    "second": (0.1, (0.02, 0.5, 0.694), (0.05, 0.02, 0.807)),
    "third": (0.05, (0.0, 1.0, 1.0), (1.0, 0.77, 0.9994)),
}
# The share of questions on which somebody who else says one half is sure, what is said, and the
# truth of it.
SELDOM_SURE = {
    "seldom sure: 5% at 1, half of it true": (0.05, 1.0, 0.5),
    "seldom sure: 15% at 1, half of it true": (0.15, 1.0, 0.5),
    "seldom sure: 10% at 0.99, 30% of it true": (0.1, 0.99, 0.3),
}
FATES = (
    (20, 1, 0.5),
    (10, 2, 0.5),
    (10, 2, 0.3),
    (5, 4, 0.5),
    (5, 4, 0.3),
    (4, 5, 0.2),
    (5, 10, 0.3),
    (30, 5, 0.3),
)


def main() -> int:
    """Print the tables; 1 where an interval holds the truth too seldom, or ranks are poor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="?", choices=WHAT)
    parser.add_argument("--runs", type=int, default=2000)
    options = parser.parse_args()
    asked = [options.what] if options.what else WHAT
    good = [table(max(1, options.runs // part)) for table, part in map(WHAT.__getitem__, asked)]
    return 0 if all(good) else 1


def _row(*cells: object) -> None:
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def _head(*columns: str) -> None:
    """The head of a table of what comes of so many questions."""
    whole = [*columns, *(f"n = {n}" for n in QUESTIONS)]
    _row(*whole)
    _row(*["---"] * len(whole))


def weights(runs: int) -> bool:
    """How often intervals hold the mean where few questions weigh much and all or half are lost."""
    least = 1.0
    for share, heavy in ((0.1, 10), (0.05, 10), (0.02, 50), (0.2, 5)):
        for lost in (1.0, 0.5):
            rng, cells = Random(f"{share} {heavy} {lost}"), []
            often = share * heavy / (share * heavy + 1 - share)
            true = 0.04 + 0.86 * lost * often
            for n in QUESTIONS:
                held = 0
                for _ in range(runs):
                    own = [heavy if rng.random() < share else 1 for _ in range(n)]
                    scores = [Score(0.9 if w > 1 and rng.random() < lost else 0.04) for w in own]
                    ends = Sample.of(scores, own).interval(most=1.0, heaviest=heavy)
                    held += ends is None or ends[0] <= true <= ends[1]
                least = min(least, held / runs)
                cells.append(f"{100 * held / runs:.1f}")
            _row(f"{share:.0%}", heavy, f"{lost:.0%}", *cells)
    return least >= LEAST


def quantities(runs: int) -> bool:
    """How often Student's intervals would hold the mean error, where nothing bounds it."""
    size = sqrt(2 / pi)
    # By hand: the mean size of three degrees is 2 sqrt(3) / pi, the mean square of five 5 / 3.
    laws = {
        "size of a normal error": (_size, size),
        "its square": (lambda rng: _size(rng) ** 2, 1.0),
        "size, three degrees of freedom": (lambda rng: abs(_student(rng, 3)), 2 * sqrt(3) / pi),
        "square, five degrees of freedom": (lambda rng: _student(rng, 5) ** 2, 5 / 3),
        "log-normal": (lambda rng: rng.lognormvariate(0, 1), exp(0.5)),
        "square of a log-normal error": (lambda rng: rng.lognormvariate(0, 1.6), exp(1.28)),
        "Pareto, 2.5": (lambda rng: rng.paretovariate(2.5), 2.5 / 1.5),
        "size, one in 100 times 30": (lambda rng: _size(rng) * _seldom(rng, 30), 1.29 * size),
        "square, one in 100 times 10": (lambda rng: (_size(rng) * _seldom(rng, 10)) ** 2, 1.99),
    }
    for name, (law, true) in laws.items():
        rng, cells = Random(name), []
        for n in (30, 50, 100, 200):
            reach, held = t.ppf((1 + LEVEL) / 2, n - 1) / sqrt(n), 0
            for _ in range(runs):
                errors = [law(rng) for _ in range(n)]
                held += abs(fmean(errors) - true) <= reach * stdev(errors)
            cells.append(f"{100 * held / runs:.1f}")
        _row(name, *cells)
    return True


def _size(rng: Random) -> float:
    return abs(rng.gauss(0, 1))


def _seldom(rng: Random, times: float) -> float:
    return times if rng.random() < 1 / 100 else 1.0


def _student(rng: Random, freedom: int) -> float:
    """A draw of Student's distribution."""
    return rng.gauss(0, 1) / sqrt(rng.gammavariate(freedom / 2, 2 / freedom))


def stakes(runs: int) -> bool:
    """How seldom equals are told apart who differ by much on few questions, or on many."""
    good = True
    for name, (share, rare, usual) in STAKES.items():
        for drawn in (False, True):
            rng, row = Random(f"{name} {drawn}"), []
            for n in (10, 20, 30, 50, 100, 200):
                if not drawn and n * share < 1:
                    row.append("")
                    continue
                sure = 0
                for _ in range(runs):
                    first = [rng.random() < share if drawn else q < n * share for q in range(n)]
                    table = [rare if one else usual for one in first]
                    sure += _sure([([a, b], rng.random() < p) for a, b, p in table])
                good &= 1 - sure / 2 / runs >= LEAST
                row.append(f"{50 * sure / runs:.1f}")
            _row(name, "drawn" if drawn else "exact", *row)
    return good


def fates(runs: int) -> bool:
    """How seldom four equals are told apart on questions that come or fail to come together."""
    good = True
    for fates, each, rate in FATES:
        rng, sure, blind = Random(f"{fates} {each} {rate}"), 0, 0
        for _ in range(runs):
            table, families = [], []
            for fate in range(fates):
                came, far = rng.random() < rate, 0.6 * min(rate, 1 - rate)
                for _ in range(each):
                    offs = [far * side * rng.uniform(0.9, 1) for side in (-1, 1, -1, 1)]
                    table.append(([rate + off for off in offs], came))
                    families.append(f"{fate}")
            sure += _sure(table, families)
            blind += _sure(table)
        good &= 1 - sure / 4 / runs >= LEAST
        shares = (f"{25 * found / runs:.1f}" for found in (sure, blind))
        _row(fates, each, f"{rate:.0%}", *shares)
    return good


def _sure(table: Sequence[tuple[Sequence[float], bool]], families: Sequence[str] = ()) -> int:
    """Of how many of those who say this of what came or not the bounds are not all ranks."""
    scores = ({f"f{who}": scored(p, came) for who, p in enumerate(said)} for said, came in table)
    found = placed(scores, families=families)
    return sum(row.group is not None and not found.open(row) for row in found.rows)


def placed(
    scores: Iterable[Mapping[str, Score]], algebra: Algebra = PLAIN, families: Sequence[str] = ()
) -> Standings:
    """The standings by the scores of each question, by the rules that ship."""
    rounds = [Round(f"{n:04}", own) for n, own in enumerate(scores) if own]
    named = dict(zip((round.question for round in rounds), families, strict=False))
    held = list(of_families(rounds, named))
    return standings(held, thresholds=shipped_rules().schemes.thresholds, most=1.0, algebra=algebra)


def off(truth: float, by: float) -> float:
    """The probability whose logit is so far from that of the true one."""
    held = min(max(truth, 1e-6), 1 - 1e-6)
    return 1 / (1 + exp(-log(held / (1 - held)) - by))


def said(truth: float, noise: float, rng: Random, *, words: bool = True) -> float:
    """What a forecaster says whose logits are so far off: a number, or the nearest word."""
    p = off(truth, rng.gauss(0, noise))
    return min(WORDS, key=lambda word: abs(word - p)) if words else p


def scored(probability: float, came: bool) -> Score:
    """The Brier score, either way."""
    return Score(
        brier(probability=probability, observed=float(came)),
        brier(probability=probability, observed=float(not came)),
    )


def question(rate: float, kind: str, rng: Random) -> tuple[float, bool]:
    """A true probability, and whether it came."""
    truth = rng.betavariate(rate * KINDS[kind], (1 - rate) * KINDS[kind])
    return truth, rng.random() < truth


def coverage(runs: int) -> bool:
    """How often the interval of a mean score holds the true one."""
    _head("Forecaster", "Events")
    least = 1.0
    for name, events, true, draw in _forecasters():
        cells = []
        for n in QUESTIONS:
            ends = [
                Sample.of(draw() for _ in range(n)).interval(most=1.0) or (0.0, 0.0)
                for _ in range(runs)
            ]
            held = sum(low <= true <= high for low, high in ends) / runs
            least = min(least, held)
            cells.append(f"{100 * held:.1f} ({fmean(high - low for low, high in ends):.2f})")
        _row(name, events, *cells)
    print(f"\nLeast: {100 * least:.1f} %.\n")
    return least >= LEAST


def _forecasters() -> Iterator[tuple[str, str, float, Callable[[], Score]]]:
    """Names, how often events come, the true mean score, and how a score is drawn."""
    for kind in KINDS:
        for rate in RATES:
            draw = partial(_worded, kind, rate, Random(f"{kind} {rate}"))
            yield kind, f"{rate:.0%}", fmean(draw().value for _ in range(100_000)), draw
    for name, (share, said_, truth) in SELDOM_SURE.items():
        wrong, right = scored(said_, False).value, scored(said_, True).value
        true = (1 - share) * 0.25 + share * (truth * right + (1 - truth) * wrong)
        yield name, "", true, partial(_seldom_sure, share, said_, truth, Random(name))


def _worded(kind: str, rate: float, rng: Random) -> Score:
    truth, came = question(rate, kind, rng)
    return scored(said(truth, 0.7, rng), came)


def _seldom_sure(share: float, said_: float, truth: float, rng: Random) -> Score:
    sure = rng.random() < share
    return scored(said_, rng.random() < truth) if sure else scored(0.5, True)


def categories(runs: int) -> bool:
    """The same of three categories, and how seldom two who are alike are told apart."""
    _head("Categories")
    good = True
    for name, shape in SHAPES.items():
        rng, cells = Random(name), []
        true = fmean(_of_three(shape, rng)[0].value for _ in range(100_000))
        for n in QUESTIONS:
            held = apart = 0
            for _ in range(runs):
                drawn = [_of_three(shape, rng) for _ in range(n)]
                low, high = Sample.of(one for one, _ in drawn).interval(most=1.0) or (0.0, 1.0)
                held += low <= true <= high
                differences = Sample.of(Score(a.value - b.value) for a, b in drawn)
                apart += differences.chance(1.0) <= 1 - LEVEL
            good &= held / runs >= LEAST and 1 - apart / runs >= LEAST
            cells.append(f"{100 * held / runs:.1f} ({100 * apart / runs:.1f})")
        _row(name, *cells)
    print()
    return good


def _of_three(shape: Sequence[float], rng: Random) -> tuple[Score, Score]:
    """What two who are alike score on a question of three categories."""
    masses = [rng.gammavariate(alpha, 1) + 1e-9 for alpha in shape]
    came = rng.choices(range(3), masses)[0]
    one, other = (_said_of_three(masses, came, rng) for _ in range(2))
    return one, other


def _said_of_three(masses: Sequence[float], came: int, rng: Random) -> Score:
    """The score of one whose logits are off by noise, in hundredths."""
    noisy = [round(100 * m * exp(rng.gauss(0, 0.7)) / sum(masses)) + 1e-9 for m in masses]
    shares = [share / sum(noisy) for share in noisy]
    ends = categories_brier_otherwise(probabilities=shares, came=came)
    return Score(categories_brier(probabilities=shares, came=came), *ends)


# How often each of three categories comes on average, and how far true probabilities are from it.
SHAPES = {
    "alike": (1.0, 1.0, 1.0),
    "one mostly": (4.0, 0.5, 0.5),
    "one hardly ever": (2.0, 2.0, 0.05),
    "one nearly always": (9.0, 0.2, 0.05),
}


# Six forecasters by the noise of their logits, and the share of events that come.
CASES = {
    "far apart": ((0.2, 0.6, 1.0, 1.5, 2.0, 3.0), 0.3),
    "close": ((0.8, 0.9, 1.0, 1.1, 1.2, 1.3), 0.3),
    "far apart, rare events": ((0.2, 0.6, 1.0, 1.5, 2.0, 3.0), 0.1),
    "all alike": ((1.0,) * 6, 0.3),
}


def rank_coverage(runs: int) -> bool:
    """How often the bounds of a rank hold the true one, and how wide they are."""
    _head("Six forecasters")
    good = True
    for name, (noises, rate) in CASES.items():
        rng, cells = Random(name), []
        # Every rank that is true of each: equals share them all.
        places = {
            f"{place}": (1 + sum(n < own for n in noises), sum(n <= own for n in noises))
            for place, own in enumerate(noises)
        }
        for n in QUESTIONS:
            held, widths = 0, []
            for _ in range(runs):
                for row in _six(noises, rate, n, rng).rows:
                    (low, high), (first, last) = row.ranks or (1, 6), places[row.forecaster]
                    held += low <= last and first <= high
                    widths.append(high - low + 1)
            good &= held / len(widths) >= LEAST
            cells.append(f"{100 * held / len(widths):.0f} ({fmean(widths):.1f})")
        _row(name, *cells)
    print()
    return good


def _six(noises: Sequence[float], rate: float, n: int, rng: Random) -> Standings:
    asked = (question(rate, "middling", rng) for _ in range(n))
    return placed(
        {f"{place}": scored(said(truth, noise, rng), came) for place, noise in enumerate(noises)}
        for truth, came in asked
    )


FORECASTERS, ASKED, SHARE = 500, 5_000, 0.03


def platform(_: int) -> bool:
    """Rank a platform whose true order is known, once."""
    rng = Random("platform")
    truths = [rng.betavariate(1.2, 1.2) for _ in range(ASKED)]
    came = [rng.random() < truth for truth in truths]
    noises = [rng.uniform(0.1, 3.0) for _ in range(FORECASTERS)]
    true = [_expected(truths, noise, rng) for noise in noises]
    scores = _answered(truths, came, noises, rng)
    began = perf_counter()
    found = placed(scores, NUMPY)
    took = perf_counter() - began
    rows = [row for row in found.rows if row.rank is not None]
    truth_of, places = [true[int(row.forecaster)] for row in rows], rankdata(true)
    bounds = {row.forecaster: row.ranks for row in rows if row.ranks is not None}
    inside = [low <= places[int(name)] <= high for name, (low, high) in bounds.items()]
    ours = spearmanr([row.adjusted for row in rows], truth_of).statistic
    print(f"{FORECASTERS} forecasters, {ASKED:,} questions, each answering {SHARE:.0%} of them")
    _row("Way", "Ranked", "Rank correlation with the true order")
    _row(*["---"] * 3)
    _row("ours: differences on shared questions, fitted", len(rows), f"{ours:.3f}")
    others = {"peer score": [-(row.peer or 0.0) for row in rows]}
    if all(row.relative for row in rows):
        others["relative skill"] = [row.relative or 1.0 for row in rows]
    others["plain means"] = [row.mean for row in rows]
    for way, figures in others.items():
        _row(way, len(rows), f"{spearmanr(figures, truth_of).statistic:.3f}")
    shared = sum(len(own) == FORECASTERS for own in scores)
    _row("questions that all answered", FORECASTERS if shared >= 10 else 0, "none")
    width = median(high - low + 1 for low, high in bounds.values())
    told = sum(ends != (1, len(rows)) for ends in bounds.values())
    print(
        f"\nBounds of {fmean(inside):.1%} of the ranks hold the true one; their median width is "
        f"{width:.0f}, and of {told} less than all. {took:.1f} s."
    )
    beside = _beside(found, truths, noises, scores)
    alike = [1.0] * (FORECASTERS // 2)
    scores = _answered(truths, came, alike, rng)
    equals = placed(scores, NUMPY)
    print(f"The same of {len(alike)} who are alike:")
    held = (fmean(inside), beside, _beside(equals, truths, alike, scores))
    return ours >= 0.9 and min(held) >= LEAST


def _answered(
    truths: Sequence[float], came: Sequence[bool], noises: Sequence[float], rng: Random
) -> list[dict[str, Score]]:
    """The scores by question of forecasters who choose what they answer."""
    scores: list[dict[str, Score]] = [{} for _ in truths]
    for place, noise in enumerate(noises):
        # Some prefer questions that are easy, some hard ones.
        taste = rng.gauss(0, 1)
        wish = [exp(taste * (4 * abs(p - 0.5) - 1)) for p in truths]
        scale = SHARE / fmean(wish)
        for number, (truth, wanted) in enumerate(zip(truths, wish, strict=True)):
            if rng.random() < wanted * scale:
                p = said(truth, noise, rng, words=False)
                scores[number][f"{place:03}"] = scored(p, came[number])
    return scores


def _beside(
    found: Standings,
    truths: Sequence[float],
    noises: Sequence[float],
    scores: Sequence[Mapping[str, Score]],
) -> float:
    """How often the interval of what is gained on others holds what was to be expected."""
    gained: dict[str, list[float]] = {}
    for truth, own in zip(truths, scores, strict=True):
        meant = {name: _meant(truth, noises[int(name)]) for name in own}
        for name, value in meant.items() if len(meant) > 1 else ():
            others = (sum(meant.values()) - value) / (len(meant) - 1)
            gained.setdefault(name, []).append(others - value)
    ranked = ((row.peer_interval, row.forecaster) for row in found.rows if row.rank)
    told = [(ends, fmean(gained[who])) for ends, who in ranked if ends is not None]
    held = fmean([low <= mean <= high for (low, high), mean in told] or [0.0])
    better, worse = sum(low > 0 for (low, _), _ in told), sum(high < 0 for (_, high), _ in told)
    wrong = sum(mean * ends[0] < 0 for ends, mean in told if ends[0] > 0 or ends[1] < 0)
    print(
        f"Beside those who answered the same questions {better} of {len(told)} did surely better "
        f"and {worse} worse, {wrong} of them wrongly so; {held:.1%} of intervals hold the truth."
    )
    return held


# As many parts of a normal distribution, each by its middle.
_PARTS = 15
_NODES = [NormalDist().inv_cdf((n + 0.5) / _PARTS) for n in range(_PARTS)]


@cache
def _meant(truth: float, noise: float) -> float:
    """What this noise is expected to score on a question of this truth."""
    return fmean(_mean(truth, off(truth, noise * node)) for node in _NODES)


def _expected(truths: Sequence[float], noise: float, rng: Random) -> float:
    """The mean score over all questions that this noise leads to."""
    draws = (truth for truth in truths for _ in range(3))
    return fmean(_mean(truth, said(truth, noise, rng, words=False)) for truth in draws)


def _mean(truth: float, p: float) -> float:
    """The mean score of who says this where that is true."""
    return truth * (1 - p) ** 2 + (1 - truth) * p**2


WHAT: Mapping[str, tuple[Callable[[int], bool], int]] = {
    "coverage": (coverage, 1),
    "categories": (categories, 1),
    "weights": (weights, 2),
    "quantities": (quantities, 1),
    "ranks": (rank_coverage, 10),
    "stakes": (stakes, 2),
    "fates": (fates, 5),
    "platform": (platform, 1),
}
"""The tables, each with the part of the runs that it is worth: some take longer than others."""


if __name__ == "__main__":
    sys.exit(main())
