"""What `verifier new dispute` asks: an appeal against what is recorded of a forecast."""

from __future__ import annotations

from verifier.editing.outcomes import CITED, cited, today
from verifier.editing.questions import (
    ID,
    Answers,
    Desk,
    Draft,
    Question,
    RecordKind,
    kept,
    new_id,
    only_once,
    optional,
    past,
    refers,
)
from verifier.editing.split import file_of
from verifier.model.disputes import Decision, Disputed
from verifier.text.passages import plain

_DECIDED = (
    f"once it is decided, add `decided: {{date: ..., signed: ..., decision: {Decision.UPHELD}, "
    "reasons: ...}`"
)


def _dispute(desk: Desk, answers: Answers) -> Draft:
    id = new_id(answers, f"appeal-{answers['forecast']}", desk.ledger.disputes)
    key = answers["forecast"], answers["disputed"], plain(answers["argument"])
    known = desk.ledger.disputes.values()
    only_once(answers, (d.id for d in known if (d.forecast, d.disputed, plain(d.argument)) == key))
    record = {
        "id": id,
        **kept(answers, "forecast", "raised", "by", "disputed", "argument"),
        "evidence": [*answers["against"], *answers.get("for", ())],
    }
    return Draft(file_of("disputes", id), "disputes", record, left=_DECIDED)


_DISPUTED = {
    Disputed.OUTCOME.value: "whether it came true",
    Disputed.WINDOW.value: "how its words of time are read",
    Disputed.LIKELIHOOD.value: "how its words of likelihood are read",
    Disputed.CLAIM.value: "what is taken to have been claimed",
    Disputed.QUOTATION.value: "the words as printed",
    Disputed.ATTRIBUTION.value: "who is charged with it",
    Disputed.EVIDENCE.value: "the evidence",
}

DISPUTE = RecordKind(
    (
        Question("forecast", "the forecast's id", take=refers("forecasts")),
        Question("disputed", "what of its record is disputed", choices=_DISPUTED),
        Question("argument", "why it is wrong"),
        Question(
            "against",
            f"who published what against the record: {CITED}, or as in a file",
            many=True,
            take=cited("against"),
        ),
        optional(
            "for", "the same for the record", many=True, guess=lambda _, __: (), take=cited("for")
        ),
        optional("by", "who raised it, where they want to be named"),
        Question("raised", "the day on which it was raised", guess=today, take=past),
        ID,
    ),
    _dispute,
    "verifier new dispute --forecast example-attack --disputed outcome \\\n"
    '    --argument "It was the old offensive." \\\n'
    '    --against "The Other Paper, 2023-03-20: Nothing new has begun. https://example.org/old"',
)
