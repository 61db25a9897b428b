"""The periods that a board report is due for."""

from dataclasses import dataclass
from datetime import date, timedelta

FRESH_DAYS = 7
MONTHS_IN_QUARTER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Both days are part of it."""

    start: date
    end: date

    @property
    def eve(self) -> date:
        """The day before: what was known then is what the period is compared with."""
        return self.start - timedelta(days=1)


def quarter_to_date(today: date) -> Period:
    """
    >>> quarter_to_date(date(2026, 5, 27)).start
    datetime.date(2026, 4, 1)
    """
    month = today.month - (today.month - 1) % MONTHS_IN_QUARTER
    return Period(start=today.replace(month=month, day=1), end=today)


def completed_quarter(today: date) -> Period:
    """The last one that is over.

    >>> completed_quarter(date(2026, 1, 5)).end
    datetime.date(2025, 12, 31)
    """
    end = quarter_to_date(today).eve
    return Period(start=quarter_to_date(end).start, end=end)
