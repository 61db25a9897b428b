"""What is due, one module for each kind; the one seam of all of them."""

from risks.alerts.queries.obligations.acceptances import ACCEPTANCES
from risks.alerts.queries.obligations.breaches import BREACHES
from risks.alerts.queries.obligations.deadlines import (
    changed_deadlines,
    deadline_duty,
    open_deadlines,
    working_day,
    working_moment,
)
from risks.alerts.queries.obligations.events import EVENTS
from risks.alerts.queries.obligations.obligation import Ask, Duty, Source
from risks.alerts.queries.obligations.recalculations import RECALCULATIONS
from risks.alerts.queries.obligations.reviews import REVIEWS
from risks.alerts.queries.obligations.sources import SILENT_SOURCES
from risks.alerts.queries.obligations.treatments import TREATMENTS

SOURCES: tuple[Source, ...] = (
    BREACHES,
    ACCEPTANCES,
    REVIEWS,
    TREATMENTS,
    EVENTS,
    SILENT_SOURCES,
    RECALCULATIONS,
)

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
