"""A year's amount from what is stated for periods: revenue, net loss, spending.

A year is the latest twelve months, on or before a day, for which one figure or
several that follow each other without gap and overlap are stated; where there are
none, the figures that end last are brought to twelve months, and are marked so.
"""

from calendar import isleap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

MONTHS = 12
FEBRUARY, LEAP_DAY = 2, 29
DAY = timedelta(days=1)

How = Literal["stated", "sum", "annualised"]
Chain = tuple["Stated", ...]
"""Figures of which each starts on the day after the one before it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A figure for a period; both of its ends belong to it."""

    start: date
    end: date
    amount: Decimal

    @property
    def days(self) -> int:
        return (self.end - self.start + DAY).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The amount of twelve months, and how it came about."""

    amount: Decimal
    how: How
    parts: Chain  # earliest first

    @property
    def start(self) -> date:
        """Return the first day of what is stated, which may be less than a year."""
        return self.parts[0].start

    @property
    def end(self) -> date:
        return self.parts[-1].end

    @property
    def months(self) -> int | None:
        """Return how many months are stated; None where they are not whole."""
        return whole_months(self.start, self.end)

    @property
    def days(self) -> int:
        return sum(part.days for part in self.parts)


def year_of(figures: Iterable[Stated], *, on: date) -> Year | None:
    """Return the latest year that is known on a day; None where nothing is.

    A later figure for the same period corrects an earlier one. One figure for the
    twelve months is preferred to the sum of its parts, and few parts to many.
    """
    known = {(each.start, each.end): each for each in figures if each.end <= on}
    by_end: dict[date, list[Stated]] = {}
    for each in sorted(known.values(), key=lambda each: each.start):
        by_end.setdefault(each.end, []).append(each)
    for end in sorted(by_end, reverse=True):
        whole = [
            chain
            for start, chain in _chains(end, by_end).items()
            if is_year(start, end)
        ]
        if whole:
            return _year(min(whole, key=len))
    return _annualised(by_end) if by_end else None


def is_year(start: date, end: date) -> bool:
    """Say whether a period is twelve months: 366 days where it has a 29 February.

    >>> is_year(date(2024, 1, 1), date(2024, 12, 31))
    True
    >>> is_year(date(2023, 3, 1), date(2024, 2, 28))
    False
    """
    return _a_year_after(start) == end + DAY


def whole_months(start: date, end: date) -> int | None:
    """Return the length of a period in months, or None where it is not whole.

    >>> whole_months(date(2025, 1, 1), date(2025, 9, 30))
    9
    >>> whole_months(date(2025, 1, 1), date(2025, 9, 29))
    """
    after = end + DAY
    if after.day != start.day:
        return None
    return MONTHS * (after.year - start.year) + after.month - start.month


def _chains(end: date, by_end: Mapping[date, list[Stated]]) -> dict[date, Chain]:
    """By its first day, the shortest chain to `end` that starts within its year."""
    found: dict[date, Chain] = {}
    chains: list[Chain] = [()]
    while chains:
        longer: list[Chain] = []
        for chain in chains:
            last = chain[0].start - DAY if chain else end
            for each in by_end.get(last, ()):
                if each.start not in found and _a_year_after(each.start) > end:
                    found[each.start] = (each, *chain)
                    longer.append(found[each.start])
        chains = longer
    return found


def _year(chain: Chain) -> Year:
    amount = sum((each.amount for each in chain), Decimal(0))
    return Year(amount=amount, how="stated" if len(chain) == 1 else "sum", parts=chain)


def _annualised(by_end: Mapping[date, list[Stated]]) -> Year:
    """Bring what ends last to twelve months: by months where whole, else by days."""
    end = max(by_end)
    chains = _chains(end, by_end)
    # All may be longer than a year: then the shortest of these.
    chain = chains[min(chains)] if chains else (by_end[end][-1],)
    stated = _year(chain)
    if stated.months:
        amount = stated.amount * MONTHS / stated.months
    else:
        amount = stated.amount * _days_of_year_to(end) / stated.days
    return Year(amount=amount, how="annualised", parts=chain)


def _a_year_after(day: date) -> date:
    """Return the same day of the next year; after 29 February comes 1 March."""
    if (day.month, day.day) == (FEBRUARY, LEAP_DAY):
        return date(day.year + 1, FEBRUARY + 1, 1)
    return day.replace(year=day.year + 1)


def _days_of_year_to(end: date) -> int:
    """Return how many days the twelve months to `end` have."""
    if (end.month, end.day) == (FEBRUARY, LEAP_DAY - 1):
        return 365
    is_past_february = (end.month, end.day) >= (FEBRUARY, LEAP_DAY)
    return 366 if isleap(end.year if is_past_february else end.year - 1) else 365
