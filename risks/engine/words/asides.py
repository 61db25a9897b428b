"""Tell what an entry says of itself from what it says to the parties."""

import re
from collections.abc import Iterator

from risks.engine.words.date_rows import pattern

_BRACKETS = re.compile(r"[()]")


def is_party_paper(text: str) -> bool:
    """Say whether an entry without asides is a party's paper, which can only ask."""
    head, unless = pattern("asked", "head"), pattern("asked", "unless")
    return bool(head.match(text)) and not unless.search(text)


def without_asides(text: str) -> str:
    """Replace the clerk's notes by blanks, so that every other place stays."""
    aside = pattern("sentence", "aside")
    kept, mark = [], 0
    for start, end in _brackets(text):
        if start >= mark and aside.match(text, start + 1):
            kept += [text[mark:start], " " * (end - start)]
            mark = end
    return "".join([*kept, text[mark:]])


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of all brackets that are closed, by where they open."""
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for bracket in _BRACKETS.finditer(text):
        if bracket[0] == "(":
            opened.append(bracket.start())
        elif opened:
            closed.append((opened.pop(), bracket.end()))
    yield from sorted(closed)
