"""What the terms of the vocabulary mean that a forecast or a question names."""

from __future__ import annotations

from verifier.model.forecasts import Forecast
from verifier.model.outcomes import Question, propositions
from verifier.model.proposition import Faceted
from verifier.report.escape import Markdown, md
from verifier.report.markdown import compose
from verifier.report.run import Run


def definitions(run: Run, record: Forecast | Question) -> list[Markdown]:
    """Each kind of event or state that is named, with its definition, where the rules have one."""
    named = (part for _, part in propositions(record))
    kinds = (part.kind for part in named if isinstance(part, Faceted))
    told = (
        compose("{}: {}", md(term.name), md(term.definition))
        for term in map(run.rules.events.terms.get, kinds)
        if term is not None and term.definition is not None
    )
    return list(dict.fromkeys(told))
