"""The listing of a company: what its rules need, and its recurring days."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

HALF_YEAR_MONTHS = 6
_ONE_DAY = timedelta(days=1)


class Condition(StrEnum):
    """What a rule of a company may need; a listing profile says what is so."""

    # Between the application and the first day of dealings.
    APPLICANT = "applicant"
    # From the first day of dealings to the last day of the listing.
    LISTED = "listed"
    WEIGHTED_VOTING_RIGHTS = "weighted_voting_rights"
    CONTRACTUAL_ARRANGEMENTS = "contractual_arrangements"
    CONNECTED_TRANSACTIONS = "connected_transactions"
    CSRC_FILING = "csrc_filing"


# No company is both on one day.
EXCLUSIVE = frozenset({Condition.APPLICANT, Condition.LISTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEnd:
    """The last day of a financial year: a day of the year, or a month's last day.

    The last day of a month, and 28 or 29 February, stand for the end of that month in
    every year.
    """

    month: int
    day: int

    @property
    def is_end_of_month(self) -> bool:
        return self.day >= (28 if self.month == 2 else monthrange(2001, self.month)[1])

    def in_year(self, year: int) -> date:
        """Return the day on which the financial year ends in a calendar year."""
        return self._in(year, self.month)

    def half_year_in(self, year: int) -> date:
        """Return the last day of a first half-year that ends in a calendar year."""
        month = (self.month + HALF_YEAR_MONTHS - 1) % 12 + 1
        return self._in(year, month)

    def _in(self, year: int, month: int) -> date:
        last = monthrange(year, month)[1]
        return date(year, month, last if self.is_end_of_month else min(self.day, last))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What the listing profile of a company says."""

    year_end: YearEnd
    # Conditions that hold on every day.
    always: frozenset[Condition] = frozenset()
    application_date: date | None = None
    # Of a company that is listed, or was; None while it applies.
    first_day: date | None = None
    last_day: date | None = None

    def conditions(self, on: date) -> frozenset[Condition]:
        """Return the conditions that hold on a day."""
        if self.first_day is None or on < self.first_day:
            return self.always | {Condition.APPLICANT}
        if self.last_day is None or on <= self.last_day:
            return self.always | {Condition.LISTED}
        return self.always

    def meets(self, needs: tuple[Condition, ...], *, on: date) -> bool:
        """Say whether everything that a rule needs is so on a day."""
        return self.conditions(on).issuperset(needs)

    def month_ends(self, first: date, last: date) -> Iterator[date]:
        """Yield the ends of months between two days, from the month of listing on."""
        if self.first_day is None:
            return
        day = _end_of_month(max(first, self.first_day))
        while day <= last:
            yield day
            day = _end_of_month(day + _ONE_DAY)

    def year_ends(self, first: date, last: date) -> Iterator[date]:
        """Yield the ends of financial years between two days."""
        days = map(self.year_end.in_year, range(first.year, last.year + 1))
        return (day for day in days if first <= day <= last)

    def half_year_ends(self, first: date, last: date) -> Iterator[date]:
        """Yield the ends of first half-years between two days."""
        days = map(self.year_end.half_year_in, range(first.year, last.year + 1))
        return (day for day in days if first <= day <= last)


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
