"""Compare docket numbers regardless of how they are written."""

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"(?:\d+:)?\d{2,4}-[a-z]{2,4}-\d{3,}", re.IGNORECASE)
# Of a district, a bankruptcy or an appellate court, with the office that it may name.
_IN_TEXT = re.compile(r"(?:\d{1,2}[:-])?(\d\d-(?:[a-z]{1,5}-)?\d+)", re.IGNORECASE)


def bare_number(docket_number: str) -> str:
    """Return the number without the judges' initials, which change with the judge.

    >>> bare_number("2:06-CV-00350-SJO-JWJ")
    '2:06-cv-00350'
    """
    found = _NUMBER.match(docket_number.strip())
    return (found[0] if found else docket_number.strip()).lower()


def numbers_in(text: str) -> tuple[str, ...]:
    """Return everything in a text that may be a docket number, in its order.

    >>> numbers_in("2:06-CV-00350-SJO Doe v. 24 Hour Co. (1-18-00079)")
    ('2:06-cv-00350', '1-18-00079')
    """
    return tuple(found[0].lower() for found in _IN_TEXT.finditer(text))


def without_office(docket_numbers: Iterable[str]) -> frozenset[str]:
    """Return the numbers without the office, which is often left out.

    >>> sorted(without_office(["2:06-CV-00350-SJO", "06-cv-00350", "1-18-00079"]))
    ['06-cv-00350', '18-00079']
    """
    return frozenset(
        found[1].lower()
        for number in docket_numbers
        for found in _IN_TEXT.finditer(number)
    )
