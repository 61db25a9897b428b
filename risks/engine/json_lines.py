"""The line of a JSON text on which a field stands, for messages about it."""

import re
from json import JSONDecoder

_BLANK = re.compile(r"[ \t\n\r]*")
_DECODER = JSONDecoder(strict=False)

Path = tuple[str | int, ...]


def line_of(text: str, path: Path) -> int:
    """Counted from 1; the line of the nearest parent where the field is missing.

    The text must be valid JSON. Of a repeated field the last one is meant.
    """
    at = _skip(text, 0)
    for step in path:
        found = _members(text, at).get(step)
        if found is None:
            break
        at = found
    return text.count("\n", 0, at) + 1


def _members(text: str, at: int) -> dict[str | int, int]:
    """Where the value of each member of the object or list at `at` begins."""
    opening = text[at]
    if opening not in "{[":
        return {}
    found: dict[str | int, int] = {}
    at = _skip(text, at + 1)
    while text[at] not in "}]":
        name: str | int = len(found)
        if opening == "{":
            name, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        found[name] = at
        _, at = _DECODER.raw_decode(text, at)
        at = _skip(text, at)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def _skip(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at
