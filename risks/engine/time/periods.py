"""Periods of time as rules state them: a number, a unit and a direction."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from risks.engine.sentences.counting import PERIODS


class DeadlineError(ValueError):
    """A date cannot be computed from the rules; `field` names the wrong input."""

    def __init__(self, *, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Direction(StrEnum):
    """Whether a period runs forward or backward from its trigger."""

    AFTER = "after"
    BEFORE = "before"

    @property
    def sign(self) -> int:
        return 1 if self is Direction.AFTER else -1


class Unit(StrEnum):
    """The units of a period."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    # Only days on which the country works, or on which the court sits, are counted.
    BUSINESS_DAYS = "business days"
    COURT_DAYS = "court days"


WORKING = (Unit.BUSINESS_DAYS, Unit.COURT_DAYS)
# Ten years in each unit: more is taken for a typing error. Longer rights, such as the
# end of a copyright grant after 35 years (17 U.S.C. 203), are entered as dates.
_MOST = {
    Unit.HOURS: 87_660,
    Unit.DAYS: 3_653,
    Unit.WEEKS: 522,
    Unit.MONTHS: 120,
    Unit.YEARS: 10,
    Unit.BUSINESS_DAYS: 366,
    Unit.COURT_DAYS: 366,
}
_WRITTEN = re.compile(
    r"([0-9]{1,9}) *(hour|day|week|month|year|business day|court day)s?", re.ASCII
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A number of units, such as 14 days."""

    number: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.number <= _MOST[self.unit]:
            raise DeadlineError(
                field="period",
                message=f"{self.number} {self.unit} is not between 1 and "
                f"{_MOST[self.unit]} {self.unit}{_instead(self)}",
            )

    def __str__(self) -> str:
        one, many = PERIODS[self.unit]
        return one() if self.number == 1 else many(number=self.number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "14 days", "1 month" or "72 hours"; raises DeadlineError."""
        written = _WRITTEN.fullmatch(text.strip().lower())
        if written is None:
            raise DeadlineError(
                field="period",
                message=f"{text!r} is not a period; write a whole number and a unit, "
                'such as "14 days", "72 hours" or "5 business days"',
            )
        return cls(number=int(written[1]), unit=Unit(f"{written[2]}s"))

    def count_days(self, start: date, direction: Direction) -> date:
        """Return the last day of a period in days or more, before adjustment.

        Business and court days need a calendar and are not counted here. A month or a
        year ends on the same day of the month, or on its last day.
        """
        number = direction.sign * self.number
        if self.unit is Unit.DAYS:
            return start + timedelta(days=number)
        if self.unit is Unit.WEEKS:
            return start + timedelta(weeks=number)
        months = number * 12 if self.unit is Unit.YEARS else number
        return months_from(start, months, day=start.day)


def _instead(period: Period) -> str:
    """Return what to do about a period that is too long."""
    if period.number < 1:
        return ""
    return "; enter the date of a longer period as a deadline"


def months_from(start: date, months: int, *, day: int) -> date:
    """Return a day of the month so many months away, or the last day of that month.

    >>> months_from(date(2027, 2, 28), 1, day=31)
    datetime.date(2027, 3, 31)
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day, last))
