"""Values of a foreign document as a message shows them: short, and on one line."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches

SHOWN = 40
LARGEST_SHOWN = 10**30
"""Integers may have thousands of digits, which Python would refuse to print."""
NOT_PLAIN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")


def kind_of(value: object) -> str:
    names = {bool: "true or false", str: "a text", list: "a list", dict: "an object"}
    if value is None:
        return "null"
    if isinstance(value, date):
        return "a date and a time" if isinstance(value, datetime) else "a date"
    return names.get(type(value), "a number")


def shown(value: object) -> str:
    """Return a value of the file, short and on one line."""
    if isinstance(value, list | dict) or value is None:
        return kind_of(value)
    text = str(value)
    if isinstance(value, str):
        text = f'"{value}"' if is_plain(value) else ascii(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def shown_key(key: str) -> str:
    return key if is_plain(key) and len(key) <= SHOWN else shown(key)


def shown_number(value: float) -> str:
    if isinstance(value, int) and abs(value) > LARGEST_SHOWN:
        return "a number that large"
    return str(value)


def is_plain(text: str) -> bool:
    """Whether it has no controls, line separators or halves of a surrogate pair."""
    return not NOT_PLAIN.search(text)


def unknown(key: str, known: Iterable[str]) -> str:
    """Return what is wrong with a key that is none of the known ones."""
    known = tuple(known)
    near = get_close_matches(key, known, n=1)
    if near:
        return f"is not known; did you mean {near[0]}?"
    return f"is not known; known are {', '.join(known)}"


def near(given: object, known: Iterable[str]) -> str:
    """Return "; did you mean ends?" where one of the known words is close."""
    close = (
        get_close_matches(given, tuple(known), n=1) if isinstance(given, str) else ()
    )
    return f"; did you mean {close[0]}?" if close else ""


def with_article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
