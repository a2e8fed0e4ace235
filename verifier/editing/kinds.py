"""What `verifier new` asks for each kind of record; here those of seeds/: who said what, where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verifier.article.hedges import likelihood_phrase
from verifier.article.wording import Wording, denies, given
from verifier.editing import namesakes
from verifier.editing.appeals import DISPUTE
from verifier.editing.outcomes import COVERAGE, EVENT, RULING, SERIES
from verifier.editing.questions import (
    ID,
    WINDOW_IN_FILE,
    Answers,
    Desk,
    Draft,
    Question,
    RecordKind,
    Unanswered,
    expects,
    fingerprint,
    kept,
    mapping,
    new_id,
    optional,
    past,
    refers,
    term,
    words_or_mapping,
)
from verifier.editing.scaffold import about, forecaster_id, slug
from verifier.editing.split import file_of
from verifier.editing.taking import voice_of
from verifier.loading.checks.duplicates import alike, bare
from verifier.loading.remedies import CLASSES, HOW_LIKELY
from verifier.model.edtf import Dated
from verifier.model.forecasts import ConditionKind, Forecaster, ForecasterKind, Voice
from verifier.words.likelihood import find_conditions


def _source(desk: Desk, answers: Answers) -> Draft:
    text = answers.get("archive")
    for known in desk.ledger.sources.values():
        if text and known.archive and known.archive.sha256 == text["sha256"]:
            raise Unanswered(f"this text is in the ledger already, as the source `{known.id}`")
    made = slug(f"{answers['publisher']} {answers['published']}")
    id = new_id(answers, made, desk.ledger.sources)
    keys = ("publisher", "outlet", "title", "author", "published", "address", "archive")
    return Draft(f"seeds/{id}.yaml", "source", {"id": id, **kept(answers, *keys)})


def _outlet(desk: Desk, answers: Answers) -> str | None:
    id = slug(answers["publisher"])
    return id if id in desk.ledger.forecasters else None


_SOURCE = RecordKind(
    (
        Question("publisher", "who published it"),
        Question("published", "when it was published (2023-01-30)", take=past),
        optional("title", "its title"),
        optional("address", "its address (https://...)"),
        optional("author", "its author"),
        optional(
            "outlet",
            "the outlet's id among the forecasters, where it is one",
            guess=_outlet,
            take=refers("forecasters"),
        ),
        optional("archive", "the file with its text", take=fingerprint),
        ID,
    ),
    _source,
    'verifier new source --publisher "The Paper" --published 2023-03-01 --from article.txt',
)


def _wording(desk: Desk, answers: Answers) -> Wording:
    said = Dated.read(answers["said"]).days
    return Wording.of(answers["quote"], desk.rules, said=said)


def _window(desk: Desk, answers: Answers) -> str | None:
    times = _wording(desk, answers).times
    return times[0].phrase.rstrip(".,;:") if times else None


def _likelihood(desk: Desk, answers: Answers) -> str | None:
    """The words read in the quotation, as they bear on what the forecast expects."""
    found = _wording(desk, answers).likelihoods
    if not found:
        return None
    expects = answers.get("expects") or {"judged": answers["claim"]}
    judged = "judged" in expects
    denied = denies(answers["claim"]) if judged else "no_event" in expects
    phrase = likelihood_phrase(found[0], desk.rules.likelihood, denied=denied)
    if phrase is None:
        raise Unanswered(
            f"“{found[0].phrase}” is said of what the claim denies: claim what would happen, "
            "or give --likelihood as it bears on the claim"
        )
    return phrase


def _says_how_likely(answers: Answers) -> bool:
    """Whether what is expected has its own probabilities."""
    return not {"category", "quantiles"}.isdisjoint(answers.get("expects") or {})


def _condition(text: str, desk: Desk, _: Answers) -> dict[str, Any]:
    if text.startswith("{"):
        return mapping(text, '{words: "if talks fail", expects: {...}}')
    found = find_conditions(text, rules=desk.rules.likelihood)
    if found:
        return given(found[0])
    return {"words": text, "kind": ConditionKind.IF.value, "expects": {"judged": text}}


def _forecast(desk: Desk, answers: Answers) -> Draft:
    who, claim = answers["forecaster"], answers["claim"]
    made = about(who, claim)
    likelihood, window = answers.get("likelihood"), answers.get("window")
    if isinstance(likelihood, str):
        likelihood = {"class" if likelihood in CLASSES else "phrase": likelihood}
    if isinstance(window, str):
        window = {"phrase": window}
    record = {
        "id": new_id(answers, made, desk.ledger.forecasts),
        **kept(answers, "forecaster", "said", "voice", "quote", "claim", "question"),
        "expects": answers.get("expects") or {"judged": claim},
        "given": answers.get("given"),
        "window": window,
        "likelihood": likelihood,
        **kept(answers, "restates", "refines", "notes"),
    }
    file, _ = desk.ledger.lines[("sources", answers["source"])]
    return Draft(file, "forecasts", kept(record, *record))


_VOICES = {
    Voice.QUOTATION.value: "the source has the speaker's own words",
    Voice.PARAPHRASE.value: "the source says in its words what the speaker said",
    Voice.ANONYMOUS.value: "the source does not name the speaker",
    Voice.OUTLET.value: "the source says it itself",
    Voice.READER.value: "a reader says it, in a letter or a comment",
}

_FORECAST = RecordKind(
    (
        Question("source", "the id of the source it stands in", take=refers("sources")),
        Question("forecaster", "the forecaster's id", take=refers("forecasters")),
        Question("quote", "the words, verbatim"),
        Question("claim", "what must happen, and by when, in plain words"),
        Question(
            "said",
            "when it was said",
            guess=lambda desk, answers: desk.ledger.sources[answers["source"]].published.text,
            take=past,
        ),
        Question(
            "voice",
            "how the source carries it",
            guess=lambda desk, answers: voice_of(
                "quotation", desk.ledger.forecasters[answers["forecaster"]].kind
            ),
            choices=_VOICES,
        ),
        optional(
            "expects",
            "what settles it, as in a file: {event: ..., place: ...} (default: a ruling)",
            take=expects,
        ),
        optional(
            "given",
            "its condition: the words (if talks fail), or as in a file",
            guess=lambda desk, answers: _wording(desk, answers).given,
            take=_condition,
        ),
        optional(
            "window",
            f"its words of time, or as in a file: {WINDOW_IN_FILE}",
            guess=_window,
            take=words_or_mapping,
        ),
        Question(
            "likelihood",
            f"its words of likelihood, a class ({', '.join(CLASSES)}), or {{probability: 0.6}}",
            guess=_likelihood,
            take=words_or_mapping,
            told=_says_how_likely,
            unread=f"the quotation has no words of likelihood that are read: give {HOW_LIKELY}",
        ),
        optional("question", "the question that it is about", take=refers("questions")),
        optional("restates", "id of the earlier forecast this repeats", take=refers("forecasts")),
        optional(
            "refines", "id of the earlier forecast this narrows down", take=refers("forecasts")
        ),
        optional("notes", "notes"),
        ID,
    ),
    _forecast,
    "verifier new forecast --source the-paper-2023-03-01 --forecaster ann-example \\\n"
    '    --quote "they will probably attack in March" --claim "Russia attacks in March 2023."',
)


def _forecaster(desk: Desk, answers: Answers) -> Draft:
    role, source = answers.get("role"), answers.get("source")
    if role and not source:
        raise Unanswered("--role: say with --source which source calls them so")
    if source and not role:
        raise Unanswered("--source: say with --role what it calls them")
    _refuse_double(desk, answers)
    id = new_id(answers, forecaster_id(answers["name"], answers["kind"]), desk.ledger.forecasters)
    record = {"id": id, **kept(answers, "name", "kind", "side")}
    if answers.get("spelling"):
        record["spellings"] = answers["spelling"]
    if answers.get("role"):
        record["roles"] = [kept(answers, "role", "source")]
    return Draft(file_of("forecasters", id), "forecasters", record)


def _refuse_double(desk: Desk, answers: Answers) -> None:
    """A name that the ledger knows is somebody else's only if the curator says so, by an id."""
    for name in () if answers.get("id") else (answers["name"], *answers.get("spelling", ())):
        known = known_like(name, desk)
        if known is not None:
            same = bare(name) in map(bare, (known.name, *known.spellings))
            like = "" if same else f" `{known.name}`,"
            raise Unanswered(
                f"`{name}` {'is' if same else 'looks like'}{like} in the ledger already, as "
                f"`{known.id}`; give an --id where this is somebody else"
            )
        short = namesakes.shortened(name, desk.ledger.forecasters.values())
        if short is not None:
            raise Unanswered(
                f"did you mean `{short.id}` ({short.name})? Of somebody else give an --id to "
                f"register `{name}`"
            )


def known_like(name: str, desk: Desk) -> Forecaster | None:
    """Who goes by this name in the ledger, or by one that `verifier check` takes for it."""
    for known in desk.ledger.forecasters.values():
        if any(alike(name, other) for other in (known.name, *known.spellings)):
            return known
    return None


_FORECASTERS = {
    ForecasterKind.PERSON.value: "somebody with a name",
    ForecasterKind.OFFICE.value: "a ministry, an agency, a company or the like",
    ForecasterKind.OUTLET.value: "a newspaper, a station or the like, where it says it itself",
    ForecasterKind.ANONYMOUS.value: "sources that are not named",
    ForecasterKind.READER.value: "somebody who wrote to the source",
}

_FORECASTER = RecordKind(
    (
        Question("name", "the name, as it is known best"),
        Question("kind", "what they are", choices=_FORECASTERS),
        optional("side", "the side they speak for", take=term("actors")),
        optional("role", "their office, as a source has it"),
        optional("source", "the id of the source that has it", take=refers("sources")),
        optional("spelling", "another spelling", many=True),
        ID,
    ),
    _forecaster,
    'verifier new forecaster --name "Ann Example" --kind person',
)

KINDS: Mapping[str, RecordKind] = {
    "source": _SOURCE,
    "forecast": _FORECAST,
    "event": EVENT,
    "coverage": COVERAGE,
    "series": SERIES,
    "ruling": RULING,
    "dispute": DISPUTE,
    "forecaster": _FORECASTER,
}
