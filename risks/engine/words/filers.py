"""Read which side filed a paper: "filed by Defendant Acme Corp."."""

import re
from collections.abc import Sequence

_SIDE = r"by (?:all |the |movants? )*(?:counter-?claimants? )?(plaintiff|defendant)s?\b"
_FILED_BY = re.compile(rf"\bfiled {_SIDE}", re.IGNORECASE)
_BY = re.compile(rf"\b{_SIDE}", re.IGNORECASE)
_READ = 2_000
# A shorter name may be part of any sentence.
_SHORTEST = 4


def filer(text: str, *, parties: Sequence[tuple[str, str]] = ()) -> str:
    """Return plaintiff or defendant, or nothing where the text does not say.

    `parties` are names, each with its side. An opposition names the filer of its motion
    first, so of several the last counts.

    >>> filer("MOTION to Dismiss filed by Defendant Acme Corp.")
    'defendant'
    >>> filer("MOTION to Compel filed by Acme, Inc.", parties=[("Acme", "plaintiff")])
    'plaintiff'
    """
    said = " ".join(text[:_READ].split())
    if filed := _FILED_BY.findall(said):
        return str(filed[-1]).lower()
    return _named(_plain(said), parties) or _first_side(said)


def _named(said: str, parties: Sequence[tuple[str, str]]) -> str:
    places = [
        (said.rfind(f" filed by{_plain(name)}"), side)
        for name, side in parties
        if len(_plain(name).strip()) >= _SHORTEST
    ]
    found = [(place, side) for place, side in places if place >= 0]
    last = max((place for place, _ in found), default=-1)
    sides = {side for place, side in found if place == last}
    return sides.pop() if len(sides) == 1 else ""


def _first_side(said: str) -> str:
    found = _BY.search(said)
    return found[1].lower() if found else ""


def _plain(text: str) -> str:
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return f" {words} "
