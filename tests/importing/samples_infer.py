"""Pages as the API of INFER gives them, by hand: an order, a void, an open and a late one."""

from __future__ import annotations

import json


def _asked(id: int, answers: dict[str, float], **more: object) -> dict[str, object]:
    """A question as the API gives it: one that is resolved has what came as probabilities."""
    return {
        "id": id, "name": f"Question {id}", "type": "Forecast::Question", "resolved?": True,
        "use_ordinal_scoring": False, "voided_at": None, "resolved_at": "2024-02-01T12:00:00.000Z",
        "published_at": "2024-01-01T00:00:00.000Z", "scoring_start_time": None,
        "scoring_end_time": "2024-02-01T00:00:00.000-05:00", "ends_at": "2024-03-01T04:00:00.000Z",
        "answers": [
            {"id": 10 * id + n, "name": name, "probability": p, "sort_order": n}
            for n, (name, p) in enumerate(answers.items())
        ],
        **more,
    }  # fmt: skip


def _answered(id: int, question: int, *shares: float, late: bool = False) -> dict[str, object]:
    return {
        "id": id, "membership_id": 5, "membership_username": "ann", "question_id": question,
        "created_at": "2024-01-05T00:21:40.730Z",
        "predictions": [
            {"id": n, "answer_id": 10 * question + n, "forecasted_probability": str(share),
             "made_after_correctness_known": late}
            for n, share in enumerate(shares)
        ],
    }  # fmt: skip


INFER = {
    "questions_0.json": json.dumps(
        {
            "questions": [
                _asked(1, {"Yes": 1}),
                _asked(2, {"few": 0, "some": 1, "many": 0}, use_ordinal_scoring=True),
                _asked(3, {"Yes": 0.4}, voided_at="2024-02-01T12:00:00.000Z"),
                _asked(4, {"Yes": 0.4}, **{"resolved?": False}),
            ]
        }
    ),
    "prediction_sets_0.json": json.dumps(
        {
            "prediction_sets": [
                _answered(1, 1, 0.8), _answered(2, 2, 0.2, 0.5, 0.3), _answered(3, 3, 0.5),
                _answered(4, 4, 0.5), _answered(5, 1, 0.99, late=True), _answered(6, 2, 0.5),
                _answered(7, 9, 0.5),
            ]
        }
    ),
}  # fmt: skip
