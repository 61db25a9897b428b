"""Plain text for readers of 78 columns, in which a Chinese character takes two."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

COLUMNS = 78

# As wide as two letters, or, where the reader's font decides, perhaps.
_DOUBLE = frozenset("WFA")
_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60"
# No line begins with a closing mark, and none ends with an opening one.
_OPENING, _CLOSING = "（「『《【", "，。；：、！？）」』》】"
_PIECE = re.compile(
    rf"https?://\S+|\s+|[{_OPENING}]*[{_WIDE}][{_CLOSING}]*|[^\s{_WIDE}]+"
)


def width(text: str) -> int:
    """In columns, rather too many than too few."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def fold(text: str) -> str:
    """Each line broken where it must be; a link stays whole on a line of its own."""
    return "\n".join(part for line in text.split("\n") for part in _folded(line))


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Labels on the left; a value that needs more lines stays in its own column."""
    listed = list(rows)
    widest = max((width(label) for label, _ in listed), default=0) + 2
    # A label longer than that stands on lines of its own width, its value beneath.
    left = min(widest, COLUMNS // 2)
    return "\n".join(
        line for label, value in listed for line in _row(label, value, left=left)
    )


def _row(label: str, value: str, *, left: int) -> Iterator[str]:
    if width(label) > left - 2:
        yield from _folded(label)
        label = ""
    lead = label + " " * (left - width(label))
    for line in _folded(value, columns=COLUMNS - left):
        yield f"{lead}{line}"
        lead = " " * left


def _folded(line: str, *, columns: int = COLUMNS) -> list[str]:
    # A character takes two columns at most.
    if len(line) * 2 <= columns or width(line) <= columns:
        return [line]
    indent = "  " if line.startswith("- ") else ""
    lines = [""]
    for piece in _PIECE.findall(line):
        _add(piece, lines, indent=indent, columns=columns)
    return [part.rstrip() for part in lines if part.strip()]


def _add(piece: str, lines: list[str], *, indent: str, columns: int) -> None:
    if width(lines[-1]) + width(piece) <= columns:
        lines[-1] += piece
    elif piece.isspace():
        lines.append(indent)
    elif piece.startswith("http"):
        lines.append(piece)
    else:
        room = columns - len(indent)
        lines.extend(f"{indent}{part}" for part in _cut(piece, columns=room))


def _cut(piece: str, *, columns: int) -> Iterator[str]:
    """A word without end is cut, or it would run out of the window."""
    # Half as many characters fit, whatever they are; one is the least that ends.
    fits = max(columns // 2, 1)
    while len(piece) > fits and width(piece) > columns:
        yield piece[:fits]
        piece = piece[fits:]
    yield piece


def _columns(character: str) -> int:
    return 2 if east_asian_width(character) in _DOUBLE else 1
