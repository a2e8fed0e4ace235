"""Changes to texts, as people, editors and enemies make them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.fuzz.corpus import DATES, NUMBERS, ODD, keys, quotations, words


def scrap(rng: Random) -> str:
    """A piece of text, one word or a few characters."""
    return rng.choice(rng.choice((ODD, ODD, DATES, NUMBERS, words(), keys())))


def phrase(rng: Random, most: int = 8) -> str:
    """Words of the rules with numbers and odd things among them."""
    kinds: Sequence[Sequence[str]] = (words(), words(), words(), words(), NUMBERS, DATES, ODD)
    parts = [rng.choice(rng.choice(kinds)) for _ in range(rng.randint(1, most))]
    gaps = (" ", " ", " ", " ", "", ", ", "-", "  ", "\n", ". ", "/", "\xa0", " (", ") ")
    text = "".join(part + rng.choice(gaps) for part in parts)
    return rng.choice((text, text.strip(), text.upper(), text.capitalize()))


def sentence(rng: Random) -> str:
    """A sentence that somebody may have said, or none."""
    said = rng.choice((rng.choice(quotations()), phrase(rng, 12)))
    names = ("Ann Example", "President Roe", "the ministry", "NOAA", "he", "A. B. C.", "#Kyiv", "")
    forms = (
        "“{0},” said {1}.", "{1} said that {0}.", "{0}.", "{0}", "According to {1}, {0}.",
        '"{0}" {1} added.', "{1}, its chief, expects {0} on Monday.", "OURTOWN, 3 May — {0}.",
        "\u2018{0}’ {1} told", "{1} puts the odds of {0} at 60%.", "{0}?!",
        "Officials at {1} doubt {0} by May and by June.",
    )  # fmt: skip
    return rng.choice(forms).format(said, rng.choice(names))


def article(rng: Random) -> str:
    """A text of some paragraphs."""
    gaps = (" ", " ", "\n", "\n\n", "\n\n", "  ", "\r\n", "\t")
    return "".join(sentence(rng) + rng.choice(gaps) for _ in range(rng.randint(1, 8)))


def changed(rng: Random, data: bytes, others: Sequence[bytes] = (), most: int = 4) -> bytes:
    """The text with one change or a few."""
    for _ in range(rng.randint(1, most)):
        if rng.random() < 0.1:
            data = _bytes(rng, data)
            continue
        text = data.decode("utf-8", "surrogateescape")
        text = rng.choice(_CHANGES)(rng, text)
        data = text.encode("utf-8", "surrogateescape")
    if others and rng.random() < 0.05:
        data += rng.choice(others)
    return data


def _bytes(rng: Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        if out:
            out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def _line(rng: Random, text: str) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, rng.randrange(len(lines))


def _lose_line(rng: Random, text: str) -> str:
    lines, at = _line(rng, text)
    return "\n".join(lines[:at] + lines[at + rng.randint(1, 3) :])


def _double_line(rng: Random, text: str) -> str:
    lines, at = _line(rng, text)
    return "\n".join(lines[:at] + lines[at : at + rng.randint(1, 6)] + lines[at:])


def _move_line(rng: Random, text: str) -> str:
    lines, at = _line(rng, text)
    moved = lines.pop(at)
    lines.insert(rng.randint(0, len(lines)), moved)
    return "\n".join(lines)


def _indent(rng: Random, text: str) -> str:
    lines, at = _line(rng, text)
    lines[at] = rng.choice((" ", "  ", "\t", "- ")) + lines[at]
    return "\n".join(lines)


def _dedent(rng: Random, text: str) -> str:
    lines, at = _line(rng, text)
    lines[at] = lines[at][1:]
    return "\n".join(lines)


def _value(rng: Random, text: str) -> str:
    """Another value after a key."""
    found = list(re.finditer(r"(?<=: )[^\n{}\[\]]+", text))
    if not found:
        return text
    at = rng.choice(found)
    other = rng.choice((scrap, phrase, lambda rng: rng.choice(found)[0]))(rng)
    return text[: at.start()] + other + text[at.end() :]


def _quoted(rng: Random, text: str) -> str:
    """Another value after a key, in quotation marks, so that it is a text whatever it holds."""
    found = list(re.finditer(r"(?<=: )[^\n{}\[\]]+", text))
    if not found:
        return text
    at = rng.choice(found)
    other = re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff'\u2028\u2029]", " ", phrase(rng))
    return f"{text[: at.start()]}'{other}'{text[at.end() :]}"


def _key(rng: Random, text: str) -> str:
    """Another name for a key, or a letter wrong in it."""
    found = list(re.finditer(r"[a-z_]+(?=:)", text))
    if not found:
        return text
    at = rng.choice(found)
    letters = list(at[0])
    rng.shuffle(letters)
    other = rng.choice((rng.choice(keys()), "".join(letters), at[0][1:]))
    return text[: at.start()] + other + text[at.end() :]


def _insert(rng: Random, text: str) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + scrap(rng) * rng.choice((1, 1, 1, 2, 50)) + text[at:]


def _cut(rng: Random, text: str) -> str:
    start = rng.randint(0, len(text))
    return text[:start] + text[start + rng.choice((1, 2, 10, 100, len(text))) :]


def _ends(rng: Random, text: str) -> str:
    others = (text.replace("\n", "\r\n"), "\ufeff" + text, text.rstrip("\n"), text + "\n\n")
    return rng.choice(others)


_CHANGES: tuple[Callable[[Random, str], str], ...] = (
    *(_lose_line, _double_line, _move_line, _indent, _dedent, _key, _insert, _insert, _cut, _ends),
    *(_value, _value, _value, _quoted, _quoted),
)
