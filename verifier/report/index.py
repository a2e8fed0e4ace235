"""The index: how often they were right, how much could not be scored, who was, and words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from verifier.rank.standings import Reason
from verifier.report import format
from verifier.report.corrections import latest, line
from verifier.report.disputes import disputes_counted
from verifier.report.escape import Markdown, Target, link, md, to
from verifier.report.first_lines import ahead, between_sides, frequent
from verifier.report.forecast import forecast_link, own_means_told
from verifier.report.head import as_of
from verifier.report.markdown import (
    EMPTY,
    NONE,
    Lines,
    breaks,
    compose,
    folded,
    heading,
    item,
    joined,
    linked,
    para,
    table,
)
from verifier.report.run import Run
from verifier.report.standings import why
from verifier.report.totals import how_much, how_often, share_text, spanned
from verifier.score.calls import Right
from verifier.score.tally import Tally


def index(run: Run) -> Lines:
    """The page's lines."""
    words = run.words
    yield from heading(md(run.title), 1)
    yield from para(md(run.about))
    pages = ("figures", "contents", "method", "corrections")
    links = [linked(words.md(f"nav.{key}"), Target(f"{key}.md")) for key in pages]
    yield from para(joined([*links, as_of(run)], " · "))
    yield from how_often(run)
    yield from how_much(run)
    yield from _forecasters(run)
    yield from frequent(run)
    yield from _due(run)
    yield from _latest_corrections(run)
    yield from disputes_counted(run)


def _ranking(run: Run) -> Lines:
    """Who is ahead or that nobody is, who spoke of most, and where the standings are."""
    found = run.sureness.standings
    yield ahead(run)
    yield from _most_questions(run)
    if found.refused is None:
        yield run.words.md(
            f"index.ranking.{'one' if _by_rank(run) else 'several'}",
            standings=Target("standings.md"),
            forecasters=sum(map(len, found.groups)),
            questions=sum(found.questions),
        )
    elif found.refused.reason != Reason.NO_RIVAL:
        # How few questions each has stands in the table.
        yield run.words.md("index.ranking.none", why=why(found.refused, run.words))


_NAMED = 3
"""So many are named who spoke of most questions, of more."""


def _most_questions(run: Run) -> Lines:
    """How often those were right who have calls on most questions, if on enough.

    They are not chosen by how often they were right: who denies one day after another always is.
    """
    words, least = run.words, run.rules.schemes.thresholds.interval
    counts = {who: len(tally.calls.questions) for who, tally in run.tallies.items()}
    enough = sorted((who for who in counts if counts[who] >= least), key=lambda w: (-counts[w], w))
    if len(enough) > _NAMED:
        known = run.ledger.forecasters
        most = words.series(
            link(known[who].in_a_sentence, to("forecasters", who)) for who in enough[:_NAMED]
        )
        yield words.md("index.most_questions", most=most)


def _by_rank(run: Run) -> bool:
    """Whether all ranks are of one group, and something is known of each: they make an order."""
    found = run.sureness.standings
    ranked = [row for row in found.rows if row.group is not None]
    return len(found.groups) == 1 and not any(map(found.open, ranked))


def _forecasters(run: Run) -> Lines:
    """Those of whom a call has been decided, in a row each; the others by name."""
    words = run.words
    names = {id: run.ledger.forecasters[id].name for id in run.tallies}
    places = {id: row.rank or 0 for id, row in run.standing_of.items() if row.rank is not None}
    ranks = places if _by_rank(run) else {}
    last = len(names) + 1
    order = sorted(names, key=lambda who: (ranks.get(who, last), names[who].casefold(), who))
    own = {id: list(own_means_told(run, id)) for id in names}
    shown = [id for id in order if _is_shown(run.tallies[id]) or own[id]]
    yield from heading(words.md("index.forecasters"))
    if shown:
        yield from para(*_ranking(run))
        yield from between_sides(run)
    yield from table(
        words.heads("index", "forecaster", "right", "close"),
        [[_who(run, id), _right(run, id), _close(run, id, own[id])] for id in shown],
    )
    if shown:
        notes = _notes(run, [run.tallies[id] for id in shown])
        yield from folded(words.md("index.legend"), para(*notes)) if notes else ()
    rest = [link(names[id], to("forecasters", id)) for id in order if id not in shown]
    if rest:
        told = words.md("index.rest" if shown else "index.rest_alone", n=len(rest))
        yield from folded(told, para(compose("{}.", words.listed(rest))))


def _notes(run: Run, shown: list[Tally]) -> list[Markdown]:
    """What the figures mean that the table has."""
    words, prior = run.words, run.rules.schemes.prior
    told, least = [], run.rules.schemes.thresholds.interval
    if any(tally.calls.decided for tally in shown):
        n = prior.right + prior.wrong
        mean = words.percent(prior.right / n)
        told.append(words.md("index.right_note", n=words.plain(n), mean=mean, least=least))
    if any(tally.brier is not None for tally in shown):
        told.append(words.md("index.close_note"))
    if any(tally.days_off is not None for tally in shown):
        told.append(words.md("index.days_note"))
    return told


def _is_shown(tally: Tally) -> bool:
    return bool(tally.calls.decided or tally.brier or tally.counts.came_already)


def _who(run: Run, id: str) -> Markdown:
    who = link(run.ledger.forecasters[id].name, to("forecasters", id))
    return run.words.listed([who, md(_role(run, id) or "")])


def _right(run: Run, id: str) -> Markdown:
    """How many calls were right, and how many are open, where there are some."""
    tally, words = run.tallies[id], run.words
    # One call says nothing of the next: the count is all there is.
    alone = "alone" if tally.calls.decided == 1 else "pooled"
    told = [share_text(run, tally.calls, alone)] if tally.calls.decided else []
    right, own = tally.own_calls
    if own:
        told.append(words.md("index.own_side", n=right, of=own))
    counts = tally.counts
    if n := counts.plans - counts.plans_denied:
        came = spanned(run, *counts.plans_carried_out)
        told.append(words.md("index.plans", n=n, came=came))
    if n := counts.plans_denied:
        told.append(
            words.md("index.plans_denied", n=n, came=spanned(run, *counts.plans_denied_in_vain))
        )
    if n := tally.counts.rights[Right.OPEN]:
        already = tally.counts.came_already
        key = "index.open_happened" if already else "index.open"
        told.append(words.md(key, n=n, came=already))
    return breaks(told) or NONE


def _close(run: Run, id: str, own: Sequence[Markdown]) -> Markdown:
    """Accuracy, `own` scores and timeliness, and the rank, each where there is one."""
    tally, words = run.tallies[id], run.words
    told = []
    standing = run.standing_of.get(id)
    if standing is not None and standing.rank is not None and standing.ranks is not None:
        low, high = standing.ranks
        key = "index.rank_open" if run.sureness.standings.open(standing) else "index.rank"
        met = standing.compared
        told.append(words.md(key, rank=standing.rank, low=low, high=high, questions=met))
    if tally.brier is not None:
        value, counts = format.envelope(tally.brier, words), tally.counts
        n = {"questions": counts.scored_questions, "forecasts": counts.scored}
        told.append(words.md("index.brier", value=value, **n))
    told += own
    if tally.days_off is not None:
        n = {"came": tally.dated, "n": tally.expected}
        told.append(words.md("index.days_off", days=spanned(run, *tally.days_off), **n))
    return breaks(told) or NONE


def _role(run: Run, forecaster: str) -> str | None:
    """The office under which the first source that had been published names a forecaster."""
    published = {file.source.id for file in run.files}
    roles = run.ledger.forecasters[forecaster].roles
    return next((role.role for role in roles if role.source in published), None)


_AHEAD, _CORRECTED = 5, 3
"""So many windows that end next, and so many corrections, are told here."""


def _due(run: Run) -> Lines:
    words = run.words
    ahead = sorted(
        (verdict.due, id)
        for id, verdict in run.verdicts.items()
        if verdict.due is not None and not verdict.closed
    )
    n = run.closed_by(date.max)
    if ahead or n:
        yield from heading(words.md("due.title"))
    shown = ahead[:_AHEAD]
    for last, id in shown:
        yield compose("- {}: {}", format.day(last, words), forecast_link(run, id, ""))
    if more := len(ahead) - len(shown):
        yield item(words.md("due.more", n=more))
    yield from [EMPTY] if ahead else []
    if n:
        by_itself = run.as_of == run.ledger.default_as_of
        later = "due.later" if by_itself else "due.later.asked"
        yield from para(words.md(later, n=n, day=format.day(run.as_of, words)))


def _latest_corrections(run: Run) -> Lines:
    found = latest(run)[:_CORRECTED]
    if found:
        yield from heading(run.words.md("corrections.title"))
        yield from (line(run, entry) for entry in found)
        yield EMPTY
