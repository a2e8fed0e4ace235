"""Phrases, sentences and articles in which words were exchanged, and what is read in them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.case import as_text
from tests.fuzz.corpus import (
    DATES,
    quotations,
    rules,
)
from tests.fuzz.mutate import article, changed, phrase
from verifier.article.intake import propose
from verifier.cli.read import _text, read_words
from verifier.editing.scaffold import proposed, source_file
from verifier.editing.taking import offers, taken
from verifier.loading.yaml import read
from verifier.model.edtf import Dated
from verifier.rules import Rules
from verifier.when import find_times, parse_time, read_time
from verifier.words.likelihood import (
    find_conditions,
    find_likelihoods,
    nearest_phrases,
    read_likelihood,
)

# Words.


def make_words(rng: Random) -> Any:
    text = rng.choice((phrase(rng), phrase(rng), phrase(rng, 3), as_text(_bent_quotation(rng))))
    return {"text": text, "said": _day(rng)}


def _bent_quotation(rng: Random) -> bytes:
    return changed(rng, rng.choice(quotations()).encode(), most=2)


def _day(rng: Random) -> str:
    return rng.choice(("2023-01-10", "2024-02-29", "2022-12-25/2023-01-03", "2023-02", *DATES[:8]))


def hold_words(case: Any, rules: Rules) -> None:
    text, said = case["text"], _bounded(case["said"])
    reading = read_words(text, said, rules)
    assert reading == read_words(text, said, rules), "not the same twice"
    json.dumps(reading)
    assert "\n".join(_text(reading))
    for past in (False, True):
        found = find_times(text, anchor=said.days, conventions=rules.time, past=past)
        whole = read_time(text, anchor=said.days, conventions=rules.time, past=past)
        for time in (*found, *([whole] if whole else [])):
            start, end = time.span
            assert 0 <= start < end <= len(text)
            assert text[start:end] == time.phrase
            assert time.wide.contains(time.narrow), "narrow outside of wide"
            if time.preferred is not None:
                assert time.wide.contains(time.preferred), "preferred outside of wide"
        ends = [time.span for time in found]
        assert all(a[1] <= b[0] for a, b in pairwise(ends)), "they overlap"
    parsed = parse_time(text, rules.time)
    assert parsed is None or parsed.ahead in (True, False)
    for likely in (*find_likelihoods(text, rules=rules.likelihood), _whole(text, rules)):
        for row in likely.by_lexicon:
            assert 0 <= row.low <= row.central <= row.high <= 1, "no probability"
        assert not (likely.klass and likely.chosen)
    for condition in find_conditions(text, rules=rules.likelihood):
        assert text[condition.start : condition.end] == condition.clause
    nearest_phrases(text, rules=rules.likelihood)


def _whole(text: str, rules: Rules) -> Any:
    return read_likelihood(text, rules=rules.likelihood)


def _bounded(text: str) -> Dated:
    try:
        read = Dated.read(text)
    except ValueError:
        read = Dated.read("2023-01-10")
    return read if read.days.bounded else Dated.read("2023-01-10")


# Articles.


def make_article(rng: Random) -> Any:
    return {"text": article(rng), "published": _day(rng)}


def hold_article(case: Any, scratch: Path) -> None:
    text, day = case["text"], _bounded(case["published"])
    found = propose(text, anchor=day.days, rules=rules(), forecasters={})
    assert found == propose(text, anchor=day.days, rules=rules(), forecasters={})
    for one in found:
        assert text[one.sentence.start : one.sentence.end] == one.sentence.text
        assert 1 <= one.line <= text.count("\n") + 1
    record = {"id": "the-paper", "publisher": "The Paper", "published": day.text}
    written = f"{source_file(record)}\n{proposed(found, record, {}, name='a.txt')}"
    document = read("seeds/a.yaml", written)
    assert not document.diagnostics, document.diagnostics
    assert document.value == {"source": record}, "a proposal is more than a comment"
    offered = list(offers("seeds/a.yaml", written))
    keys = ["forecasts" if one.why is None else "set_aside" for one in found]
    assert sorted(offer.key for offer in offered) == sorted(keys), "a proposal that cannot be taken"
    for offer in offered:
        after = read("seeds/a.yaml", taken(written, [offer])).value
        assert after.keys() == {"source", offer.key}
        assert [each.get("id") for each in after[offer.key]] == [offer.id]
