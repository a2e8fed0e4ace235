"""What the site has beside the pages of the reports: a list of each folder, what search finds.

The lists stand at the addresses of the folders, where the Markdown has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from verifier.dataclass import dataclass
from verifier.report import format
from verifier.report.answers import what_became
from verifier.report.escape import Markdown, link, md, plain, shown, to
from verifier.report.forecast import call_text, claimed_plainly, forecast_link
from verifier.report.happened import event_link
from verifier.report.head import name_of, top
from verifier.report.markdown import page, table, whole
from verifier.report.outcome import outcome_text
from verifier.report.run import Run
from verifier.report.totals import share_text

FOLDERS = ("forecasters", "forecasts", "questions", "events", "sources")


def lists(run: Run) -> Iterator[tuple[str, str]]:
    """A page for each folder that has pages, by its path, as Markdown."""
    for folder in FOLDERS:
        rows = [*_ROWS[folder](run)]
        if rows:
            columns = [run.words.md(key) for key in _COLUMNS[folder]]
            title = top(run, run.words.md(f"site.{folder}"), "../")
            yield f"{folder}/README.md", page((*title, *table(columns, rows)))


_COLUMNS = {
    "forecasters": ("index.col.forecaster", "site.col.forecasts", "index.col.right"),
    "forecasts": (
        "question.col.claim",
        "question.col.forecaster",
        "question.col.said",
        "question.col.outcome",
        "question.col.call",
    ),
    "questions": ("site.col.question", "question.col.outcome", "site.col.forecasts"),
    "events": ("site.col.event", "site.col.began", "site.col.forecasts"),
    "sources": ("site.col.source", "site.col.published", "site.col.forecasts"),
}


def _forecasters(run: Run) -> Iterator[list[Markdown]]:
    names = {id: run.ledger.forecasters[id].name for id in run.tallies}
    for id in sorted(run.tallies, key=lambda who: (names[who].casefold(), who)):
        tally = run.tallies[id]
        who = link(names[id], to("forecasters", id, "../"))
        yield [who, whole(tally.counts.all), share_text(run, tally.calls)]


def _forecasts(run: Run) -> Iterator[list[Markdown]]:
    for f in run.forecasts:
        verdict, who = run.verdicts[f.id], run.ledger.forecasters[f.forecaster].name
        yield [
            forecast_link(run, f.id, "../"),
            md(who),
            format.days(f.said.days, run.words),
            outcome_text(run, verdict),
            call_text(run, verdict),
        ]


def _questions(run: Run) -> Iterator[list[Markdown]]:
    for question in run.questions:
        title = link(question.title, to("questions", question.id, "../"))
        became = what_became(run, question) or run.words.md("site.question.none")
        yield [title, became, whole(len(run.by_question[question.id]))]


def _events(run: Run) -> Iterator[list[Markdown]]:
    for event in sorted(run.events, key=lambda event: (event.began.days.order, event.id)):
        began = format.days(event.began.days, run.words)
        n = whole(len(run.by_event.get(event.id, ())))
        yield [event_link(run, event.id, "../"), began, n]


def _sources(run: Run) -> Iterator[list[Markdown]]:
    for file in sorted(run.files, key=lambda f: (f.source.published.days.order, f.source.id)):
        source = file.source
        yield [
            link(name_of(source), to("sources", source.id, "../")),
            format.days(source.published.days, run.words),
            whole(sum(f.id in run.verdicts for f in file.forecasts)),
        ]


_ROWS = {
    "forecasters": _forecasters,
    "forecasts": _forecasts,
    "questions": _questions,
    "events": _events,
    "sources": _sources,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about: its path without ending, its title, one sentence, what is searched."""

    path: str
    title: str
    sentence: str
    text: str


def subjects(run: Run) -> Iterator[Subject]:
    """A subject for each forecaster, forecast, question, event and source."""
    words = run.words
    for id in run.tallies:
        who = run.ledger.forecasters[id]
        roles = dict.fromkeys(role.role for role in who.roles)
        n = len(run.by_forecaster.get(id, ()))
        sentence = words(
            "site.card.forecaster", n=n, right=shown(share_text(run, run.tallies[id].calls))
        )
        text = ", ".join((*roles, *who.spellings))
        yield Subject(f"forecasters/{id}", plain(who.name), sentence, plain(text))
    for forecast in run.forecasts:
        id, verdict = forecast.id, run.verdicts[forecast.id]
        who = run.ledger.forecasters[forecast.forecaster]
        outcome, call = (shown(text(run, verdict)) for text in (outcome_text, call_text))
        said = words("quote", text=forecast.quote) if forecast.quote else forecast.summary or ""
        yield Subject(
            f"forecasts/{id}",
            plain(claimed_plainly(run, id)),
            words("site.card.forecast", who=plain(who.name), outcome=outcome, call=call),
            plain(f"{who.name}: {said}"),
        )
    for question in run.questions:
        became = what_became(run, question)
        told = shown(became) if became else words("site.question.none")
        yield Subject(f"questions/{question.id}", plain(question.title), told, told)
    for event in run.events:
        whole_story = len(run.known.eligible(event.evidence)) == len(event.evidence)
        told = plain(event.summary) if whole_story else ""
        yield Subject(f"events/{event.id}", plain(event.title), told, told)
    for file in run.files:
        quotes = " · ".join(aside.quote for aside in file.set_aside)
        n = sum(f.id in run.verdicts for f in file.forecasts)
        yield Subject(
            f"sources/{file.source.id}",
            plain(name_of(file.source)),
            words("site.card.source", n=n, aside=len(file.set_aside)),
            plain(quotes),
        )
