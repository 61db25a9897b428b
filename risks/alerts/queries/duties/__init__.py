"""What is due, one module for each kind; the one seam of all of them."""

from risks.alerts.queries.duties.deadlines import (
    changed_deadlines,
    deadline_duty,
    open_deadlines,
    working_day,
    working_moment,
)
from risks.alerts.queries.duties.duty import Ask, Duty, Source

SOURCES: tuple[Source, ...] = ()

__all__ = [
    "SOURCES",
    "Ask",
    "Duty",
    "Source",
    "changed_deadlines",
    "deadline_duty",
    "open_deadlines",
    "working_day",
    "working_moment",
]
