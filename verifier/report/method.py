"""The method page: every rule in force, generated from the rules."""

from __future__ import annotations

from collections.abc import Iterable

from verifier.model.proposition import Category
from verifier.report import format
from verifier.report.escape import Markdown, code, md
from verifier.report.head import top
from verifier.report.markdown import EMPTY, Lines, compose, heading, item, page, para, table, text
from verifier.report.run import Run
from verifier.report.words import Words
from verifier.rules import FacetRule
from verifier.score.metrics import METRICS, OF_TABLES


def method(run: Run) -> str:
    """The page as Markdown."""
    return page(_lines(run))


def _lines(run: Run) -> Lines:
    words, rules = run.words, run.rules
    yield from top(run, words.md("method.title"), "")
    yield from para(words.md("method.intro", fingerprint=text(rules.fingerprint)))
    yield from _section(run, "window")
    used = {id for v in run.verdicts.values() for id in v.trail.window.conventions}
    conventions = (c for c in rules.time.conventions() if c.id in used)
    yield from table(
        words.heads("method", "rule", "because", "citation"),
        [[code(c.id), md(c.reason), md(c.source)] for c in conventions],
    )
    yield from _section(run, "no_deadline")
    yield from _section(run, "likelihood")
    yield from table(
        words.heads("method", "lexicon", "means", "citation"),
        [[md(lex.name), md(lex.means), md(lex.citation)] for lex in rules.likelihood.lexicons],
    )
    yield from _section(run, "facets")
    yield from table(
        words.heads("method", "rule", "when", "counts", "because"),
        [
            [
                code(rule.id),
                _when(run, rule),
                words.md(f"method.counts.{rule.counts}"),
                md(rule.because),
            ]
            for rule in rules.facets.rules
        ],
    )
    misreported = {f.misreported.kind for f in run.forecasts if f.misreported is not None}
    if misreported:
        yield from heading(words.md("method.misreporting"))
        yield from table(
            words.heads("method", "kind", "charged", "fidelity", "because"),
            [
                [
                    words.md(f"distortion.{row.kind}"),
                    words.md(f"method.charged.{row.charged}"),
                    words.md(f"method.fidelity.{row.fidelity}"),
                    md(row.because),
                ]
                for row in rules.misreporting.table
                if row.kind in misreported
            ],
        )
    yield from heading(words.md("method.metrics"))
    yield from metrics((id for id in METRICS if id not in OF_TABLES), words)
    yield from _timing(run)
    picks = rules.schemes.picks
    if any(isinstance(f.expects, Category) for f in run.forecasts):
        yield from _rule(words, "picks", picks.because, above=words.percent(picks.above))
    if kinds := [term.name for term in rules.events.terms.values() if term.decision]:
        yield from para(
            words.md("method.own_side", kinds=words.listed(map(md, kinds), "semicolon"))
        )
    least, alike = rules.schemes.thresholds, rules.schemes.comparison
    counts = {"interval": least.interval, "rank": least.rank, "calibration": least.calibration}
    yield from _rule(words, "thresholds", least.because, **counts)
    shares = {"windows": words.percent(alike.windows), "times": words.percent(alike.times)}
    yield from _rule(words, "comparison", alike.because, **shares)
    yield from _section(run, "schemes")
    yield from table(
        words.heads("method", "scheme", "because"),
        [[md(scheme.name), md(scheme.because)] for scheme in rules.schemes.schemes],
    )
    yield from _kept(run)
    yield from heading(words.md("method.vocabulary"))
    vocabularies = {"events": rules.events, "places": rules.places, "actors": rules.actors}
    sizes = {name: len(vocabulary.terms) for name, vocabulary in vocabularies.items()}
    yield from para(words.md("method.vocabulary_text", **sizes))
    yield from heading(words.md("method.versions"))
    for name, version in sorted(rules.versions.items()):
        yield compose("- {}: {}", code(f"rules/{name}.yaml"), version)


def _timing(run: Run) -> Lines:
    """What words imply about the day of an event, and what is scored of it."""
    words, rules = run.words, run.rules.timing
    yield from _section(run, "timing")
    yield from table(
        words.heads("method", "operators", "shape", "because"),
        [
            [
                words.listed(words.md(f"method.operator.{name}") for name in row.operators),
                words.md(f"method.shape.{row.shape}"),
                md(row.because),
            ]
            for row in rules.operators
        ],
    )
    reference, cutoff, late = rules.reference, rules.cutoff, rules.late
    value = words.plain(reference.probability)
    yield from _rule(words, "reference", reference.because, value=value)
    yield from _rule(words, "cutoff", cutoff.because, part=words.percent(cutoff.period))
    if late is not None:
        days = format.span_of_days(late.days, late.days, words)
        yield from _rule(words, "late", late.because, days=days)
    if rules.horizons and not all(v.has_deadline for v in run.verdicts.values()):
        yield from _section(run, "horizons")
        events = run.rules.events
        rows = [(row, [kind for kind in row.kinds if kind in events]) for row in rules.horizons]
        yield from table(
            words.heads("method", "kind", "days", "because"),
            [
                [
                    words.listed(md(events.label(kind)) for kind in kinds)
                    or words.md("method.horizon.others"),
                    words.plain(row.days),
                    md(row.because),
                ]
                for row, kinds in rows
                if kinds or not row.kinds
            ],
        )


def _rule(words: Words, name: str, because: str, **values: Markdown | int) -> Lines:
    """A rule in a sentence, with its reason."""
    yield from para(words.md(f"method.{name}", because=md(because), **values))


def _kept(run: Run) -> Lines:
    """What the curators hold themselves to, and what a second reader made of verdicts."""
    words = run.words
    if kept := run.ledger.curation:
        yield from _section(run, "curation")
        yield from (item(compose("**{}** {}", md(each.rule), md(each.text))) for each in kept)
        yield EMPTY
    reading = run.ledger.second_reading
    if reading is not None:
        yield from heading(words.md("method.second_reading"))
        yield from para(
            words.md(
                "method.second_reading_text",
                drawn=reading.drawn,
                agreed=reading.agreed,
                share=words.percent(reading.agreed / reading.drawn),
                kappa=words.number(reading.kappa),
                where=code(reading.where),
            )
        )


def metrics(ids: Iterable[str], words: Words) -> Lines:
    """What each metric is: its formula, range, best value and source."""
    told = ("formula", "range", "best", "citation")
    yield from table(
        words.heads("method", "metric", *told),
        [[code(id), *(md(words(f"metric.{id}.{key}")) for key in told)] for id in ids],
    )


def _section(run: Run, name: str) -> Lines:
    yield from heading(run.words.md(f"method.{name}"))
    yield from para(run.words.md(f"method.{name}_text"))


def _when(run: Run, rule: FacetRule) -> Markdown:
    words = run.words
    if not rule.when:
        return words.md("method.always")
    told = (
        words.md(
            "method.facet",
            facet=words.md(f"trail.facet.{facet}"),
            relations=words.listed((words.md(f"trail.relation.{r}") for r in relations), "or"),
        )
        for facet, relations in rule.when.items()
    )
    return words.listed(told, "semicolon")
