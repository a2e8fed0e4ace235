"""Verdicts as schema.org's ClaimReview in JSON-LD, for search engines and other fact-checkers.

A call that has been decided is a ClaimReview, every other forecast a Claim alone: words too hedged
to be right or wrong, and reports or denials of a plan, are not reviewed. The claim says how likely
it was called, and the rating in words whether that was right and what happened. A score is never
put there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from verifier.dataclass import dataclass
from verifier.model.days import Days
from verifier.model.forecasts import Forecast, ForecasterKind, Source
from verifier.model.verdict import Verdict
from verifier.report.escape import shown
from verifier.report.forecast import says_plainly
from verifier.report.measured import measures
from verifier.report.outcome import outcome_text
from verifier.report.run import Run
from verifier.report.why import why_text
from verifier.score.calls import DECIDED
from verifier.score.forecasts import LeftOut

Node = dict[str, Any]
_OUT_OF_PLACE = str.maketrans(
    {
        character: f"\\u{ord(character):04x}"
        for character in (
            "<>&\x7f\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
            "\u2066\u2067\u2068\u2069\ufeff" + "".join(map(chr, range(0x80, 0xA0)))
        )
    }
)


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes the scorecards, and the address of the folder they are in (ending in `/`)."""

    publisher: str
    address: str = ""


def claim_reviews(run: Run, publication: Publication) -> str:
    """Every forecast of the run as one graph of JSON-LD, safe inside a `script` element."""
    graph = [_node(run, id, publication) for id in run.verdicts]
    return script_safe({"@context": "https://schema.org", "@graph": graph})


def script_safe(value: Any) -> str:
    r"""JSON in which no text can end the element that it stands in, or hide what follows it.

    >>> script_safe({"a": "</script>"})
    '{\n "a": "\\u003c/script\\u003e"\n}\n'
    """
    text = json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False)
    safe = text.translate(_OUT_OF_PLACE)
    return safe.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def _node(run: Run, id: str, publication: Publication) -> Node:
    forecast, verdict = run.ledger.forecasts[id], run.verdicts[id]
    claim = _claim(run, forecast, verdict)
    page = f"{publication.address}forecasts/{id}.md"
    if run.scores[id].right not in DECIDED or run.scores[id].left_out == LeftOut.COMMITMENT:
        return {**claim, "url": page}
    author: Node = {"@type": "Organization", "name": publication.publisher}
    if publication.address:
        author["url"] = publication.address
    return {
        "@type": "ClaimReview",
        "@id": page,
        "url": page,
        "claimReviewed": _sentence(run, forecast),
        "itemReviewed": claim,
        "author": author,
        "datePublished": run.as_of.isoformat(),
        "inLanguage": run.words("language"),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "reviewRating": _rating(run, verdict),
    }


def _claim(run: Run, forecast: Forecast, verdict: Verdict) -> Node:
    source = run.ledger.source_of[forecast.id]
    claim: Node = {
        "@type": "Claim",
        "name": _sentence(run, forecast),
        "author": _author(run, forecast, source, verdict),
        "appearance": _appearance(source),
    }
    if forecast.quote is not None:
        claim["text"] = forecast.quote
    return {**claim, **_dated("datePublished", forecast.said.days)}


def _sentence(run: Run, forecast: Forecast) -> str:
    """Who spoke of what, and how likely they called it."""
    return run.words(
        "claimreview.claim",
        who=_charged(run, forecast),
        claim=forecast.claim.rstrip("."),
        says=says_plainly(run, forecast.id),
    )


def _charged(run: Run, forecast: Forecast) -> str:
    """Who is to be named with the claim: of what nobody said so the outlet that printed it."""
    if run.verdicts[forecast.id].charged_to is None:
        return run.ledger.source_of[forecast.id].publisher
    return run.ledger.forecasters[forecast.forecaster].name


def _author(run: Run, forecast: Forecast, source: Source, verdict: Verdict) -> Node:
    """Who made the claim; where it was misreported, the outlet whose words they are."""
    if verdict.charged_to is None:
        return {"@type": "Organization", "name": source.publisher}
    who = run.ledger.forecasters[forecast.forecaster]
    if who.kind in (ForecasterKind.OFFICE, ForecasterKind.OUTLET):
        return {"@type": "Organization", "name": who.name}
    role = next((role.role for role in who.roles if role.source == source.id), None)
    person: Node = {"@type": "Person", "name": who.name}
    return person if role is None else {**person, "jobTitle": role}


def _appearance(source: Source) -> Node:
    work: Node = {"@type": "CreativeWork"}
    if source.title is not None:
        work["headline"] = source.title
    if source.address is not None:
        work["url"] = source.address
    work["publisher"] = {"@type": "Organization", "name": source.publisher}
    return {**work, **_dated("datePublished", source.published.days)}


def _dated(key: str, days: Days) -> Node:
    """The day where it is a single one: schema.org's dates know no intervals."""
    if days.length != 1 or days.first is None:
        return {}
    return {key: days.first.isoformat()}


def _rating(run: Run, verdict: Verdict) -> Node:
    """The verdict in words; schema.org's `ratingValue` is left out on purpose."""
    right = run.scores[verdict.forecast].right
    return {
        "@type": "Rating",
        "alternateName": run.words(
            "claimreview.name",
            right=run.words(f"right.{right}"),
            outcome=outcome_text(run, verdict),
        ),
        "ratingExplanation": " ".join(dict.fromkeys(_reasons(run, verdict))),
        "reviewAspect": run.words("claimreview.aspect"),
    }


def _reasons(run: Run, verdict: Verdict) -> Iterator[str]:
    """What a ruling says or what the rules go by; the values and events stand beside a rule."""
    decided = [run.ledger.rulings[used.ruling] for used in verdict.trail.rulings]
    if decided:
        yield from (ruling.reasons for ruling in decided)
    else:
        yield shown(why_text(run, verdict, ""))
        yield from (f"{shown(told)}." for told in measures(run, verdict))
