"""What "we" stands for in a claim: the body for which somebody speaks, or nobody in particular."""

from __future__ import annotations

import re

from verifier.article.cues import Cues
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import begun

_P = Phrasing("we")

_AGREES = {"ll": "will", "d": "would", "re": "is", "ve": "has", "are": "is", "were": "was"}
_AGREES |= {"have": "has", "do": "does"}


def for_body(text: str, body: str, known: Cues) -> tuple[str, str | None]:
    """The claim with the body for which its speaker says "we"; and that word, where one stood.

    >>> from verifier.article.cues import cues
    >>> for text in ("We will cut our rates.", "In May we're leaving.", "All we have will go."):
    ...     print(for_body(text, "Lake Bank", cues()))
    ('The Lake Bank will cut its rates.', 'we')
    ('In May the Lake Bank is leaving.', 'we')
    ('All the Lake Bank has will go.', 'we')
    """
    the = "the " if body.rsplit(maxsplit=1)[-1].casefold() in known.bodies - known.firms else ""
    # "France's farm ministry" needs no article.
    the = "" if body.startswith("the ") or body.split(maxsplit=1)[0].endswith(("'s", "’s")) else the
    first = True

    def put(match: re.Match[str]) -> str:
        nonlocal first
        name, first = (f"{the}{body}", False) if first else ("it", first)
        if match["own"]:
            return "its" if name == "it" else f"{name}'" if name.endswith("s") else f"{name}'s"
        if match[0].casefold() == "ourselves":
            return "itself"
        verb = (match["rest"] or match["verb"] or "").casefold()
        denied = "n't" if match["not"] else ""
        return f"{name} {_AGREES[verb]}{denied}" if verb else name

    put_in = _P.we.search(text)
    # "Our currency will fall": no ministry's, but the country's.
    country = _P.our_country.search(text) and {*body.casefold().split()} & known.official
    if put_in is None or country:
        return text, None
    named = _P.we.sub(lambda match: match[0] if match[0] == "US" else put(match), text)
    word = re.split(r"['’ ]", put_in[0])[0].casefold()
    return begun(named), "our" if word == "ourselves" else word


def there_will_be(text: str) -> str:
    """What "we" or "you" will see, as what there will be.

    >>> there_will_be("By May we could see a foot of snow."), there_will_be("We'll see them.")
    ('By May there will be a foot of snow.', "We'll see them.")
    >>> there_will_be("In May, we could well see more storms.")
    'In May, there will be more storms.'
    >>> there_will_be("We won't see any frost in May.")
    'There will not be any frost in May.'
    """
    seen = _P.seen.match(text)
    if seen is None or _P.verb.search(seen["what"].partition(",")[0]):
        return text
    there, denied = "there" if seen["lead"] else "There", " not" if seen["not"] else ""
    return f"{seen['lead']}{there} will{denied} be {seen['what']}"
