"""Records that lead back to themselves: broader terms, replaced rulings, refined statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def cycles(leads_to: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """A way round for every part of a graph that has one, from its first id, in a fixed order.

    >>> list(cycles({"land": ["lowland"], "lowland": ["land", "earth"], "self": ["self"]}))
    [['land', 'lowland'], ['self']]
    """
    done: set[str] = set()
    for start in sorted(leads_to):
        if start in done:
            continue
        path, place = [start], {start: 0}
        ahead = [iter(sorted(leads_to[start]))]
        while path:
            following = next(ahead[-1], None)
            if following is None:
                ahead.pop()
                done.add(path[-1])
                del place[path.pop()]
            elif following in place:
                found = path[place[following] :]
                least = found.index(min(found))
                yield found[least:] + found[:least]
            elif following in leads_to and following not in done:
                place[following] = len(path)
                path.append(following)
                ahead.append(iter(sorted(leads_to[following])))
