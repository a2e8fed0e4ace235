"""What a question asked when: its clarifications, and by which wording a forecast is judged."""

from __future__ import annotations

from verifier.model.forecasts import Forecast
from verifier.model.outcomes import Asked, Question
from verifier.report import format
from verifier.report.answers import became
from verifier.report.escape import Markdown, link, md, to
from verifier.report.happened import evidence_lines
from verifier.report.markdown import EMPTY, Lines, bold, compose, heading, para, table, whole
from verifier.report.run import Run


def clarifications(run: Run, question: Question) -> Lines:
    """The section of a question's page; nothing where it always asked the same."""
    if not question.clarifications:
        return
    words = run.words
    yield from heading(words.md("clarified.title"))
    yield from para(words.md("clarified.rule"))
    wordings = run.ledger.questions[question.id].wordings(run.as_of)
    keys = [run.ledger.asked[f.id].key for f in run.by_question[question.id]]
    yield from table(
        words.heads("clarified", "since", "title", "event", "became", "n"),
        [
            [
                format.day(asked.since, words) if asked.since else words.md("clarified.first"),
                md(asked.title),
                _event(run, asked),
                became(run, asked) or EMPTY,
                whole(keys.count(asked.key)),
            ]
            for asked in wordings
        ],
    )
    for made in question.clarifications:
        day = format.days(made.date.days, words)
        by = words.md("clarified.by", day=day, who=md(made.signed)) if made.signed else day
        yield from para(bold(compose("{}.", by)), md(made.says))
        yield from evidence_lines(run, run.known.eligible(made.evidence))
        yield EMPTY


def _event(run: Run, asked: Asked) -> Markdown:
    """What counts as yes, facet by facet."""
    words, event, rules = run.words, asked.event, run.rules
    if event is None:
        return EMPTY
    parts = [md(rules.events.label(event.kind))]
    parts += [md(rules.actors.label(event.actor))] if event.actor else []
    parts += [md(rules.places.label(event.place))] if event.place else []
    if event.new is not None:
        parts.append(words.md("clarified.new" if event.new else "clarified.old"))
    if (size := event.size) is not None:
        sized = format.bounds(size.at_least, size.at_most, words)
        parts.append(compose("{} {}", md(size.magnitude.replace("-", " ")), sized))
    return words.listed(parts)


def question_text(run: Run, forecast: Forecast, up: str) -> Markdown:
    """The question that a forecast is about, with the day of the wording where it has changed."""
    asked = run.ledger.asked[forecast.id]
    told = link(asked.title, to("questions", asked.question, up))
    later = _later(run, asked)
    return compose("{} ({})", told, later) if later else told


def wording(run: Run, forecast: Forecast) -> str:
    """The same as plain text for a trail; empty where the question always asked the same."""
    asked = run.ledger.asked.get(forecast.id)
    if asked is None or len(run.ledger.questions[asked.question].wordings(run.as_of)) == 1:
        return ""
    later = _later(run, asked)
    return f"{asked.title} ({later})" if later else asked.title


def _later(run: Run, asked: Asked) -> Markdown | None:
    """That it was clarified after the forecast was made; None where it was not."""
    wordings = run.ledger.questions[asked.question].wordings(run.as_of)
    after = wordings[[w.key for w in wordings].index(asked.key) + 1 :]
    if not after or after[0].since is None:
        return None
    return run.words.md("clarified.later", day=format.day(after[0].since, run.words))
