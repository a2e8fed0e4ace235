"""The method page: every rule in force, generated from the rules."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.report.escape import code, md, table
from verifier.report.head import top
from verifier.report.run import Run
from verifier.rules import FacetRule
from verifier.score.metrics import METRICS


def method(run: Run) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(run)).rstrip("\n") + "\n"


def _lines(run: Run) -> Iterator[str]:
    words, rules = run.words, run.rules
    yield from top(run, words("method.title"), "")
    yield words("method.intro", fingerprint=rules.fingerprint)
    yield ""
    yield from _section(run, "window")
    yield from table(
        [words(f"method.col.{key}") for key in ("rule", "because", "citation")],
        [[code(c.id), md(c.reason), md(c.source)] for c in rules.time.conventions()],
    )
    yield from _section(run, "no_deadline")
    yield from _section(run, "likelihood")
    yield from table(
        [words(f"method.col.{key}") for key in ("lexicon", "means", "citation")],
        [[md(lex.name), md(lex.means), md(lex.citation)] for lex in rules.likelihood.lexicons],
    )
    yield from _section(run, "facets")
    yield from table(
        [words(f"method.col.{key}") for key in ("rule", "when", "counts", "because")],
        [
            [code(rule.id), _when(run, rule), rule.counts.value, md(rule.because)]
            for rule in rules.facets.rules
        ],
    )
    yield f"## {words('method.misreporting')}"
    yield ""
    yield from table(
        [words(f"method.col.{key}") for key in ("kind", "charged", "fidelity", "because")],
        [
            [words(f"distortion.{row.kind}"), row.charged, row.fidelity, md(row.because)]
            for row in rules.misreporting.table
        ],
    )
    yield f"## {words('method.metrics')}"
    yield ""
    yield from table(
        [words(f"method.col.{key}") for key in ("metric", "formula", "range", "best", "citation")],
        [[code(m.id), md(m.formula), md(m.range), md(m.best), md(m.citation)] for m in METRICS],
    )
    yield from _section(run, "timing")
    yield from table(
        [words(f"method.col.{key}") for key in ("operators", "shape", "because")],
        [
            [", ".join(row.operators), row.shape.replace("_", " "), md(row.because)]
            for row in rules.timing.operators
        ],
    )
    reference = rules.timing.reference
    value = f"{reference.probability:g}"
    yield words("method.reference", value=value, because=md(reference.because))
    yield ""
    least = rules.schemes.thresholds
    yield words(
        "method.thresholds",
        interval=least.interval,
        rank=least.rank,
        calibration=least.calibration,
        because=md(least.because),
    )
    yield ""
    yield from _section(run, "schemes")
    yield from table(
        [words(f"method.col.{key}") for key in ("scheme", "because")],
        [[md(scheme.name), md(scheme.because)] for scheme in rules.schemes.schemes],
    )
    yield f"## {words('method.vocabulary')}"
    yield ""
    yield words(
        "method.vocabulary_text",
        events=len(rules.events.terms),
        places=len(rules.places.terms),
        actors=len(rules.actors.terms),
    )
    yield ""
    yield f"## {words('method.versions')}"
    yield ""
    for name, version in sorted(rules.versions.items()):
        yield f"- {code(f'rules/{name}.yaml')}: {version}"


def _section(run: Run, name: str) -> Iterator[str]:
    yield f"## {run.words(f'method.{name}')}"
    yield ""
    yield run.words(f"method.{name}_text")
    yield ""


def _when(run: Run, rule: FacetRule) -> str:
    if not rule.when:
        return run.words("method.always")
    return "; ".join(
        f"{facet.replace('_', ' ')}: {' or '.join(relations)}"
        for facet, relations in rule.when.items()
    )
