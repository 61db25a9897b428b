"""What is due, one module for each kind; the one seam of all of them."""

from risks.alerts.queries.duties.acceptances import ACCEPTANCES
from risks.alerts.queries.duties.breaches import BREACHES
from risks.alerts.queries.duties.deadlines import (
    changed_deadlines,
    deadline_duty,
    open_deadlines,
    working_day,
    working_moment,
)
from risks.alerts.queries.duties.duty import Ask, Duty, Source
from risks.alerts.queries.duties.events import EVENTS
from risks.alerts.queries.duties.recomputes import RECOMPUTES
from risks.alerts.queries.duties.reviews import REVIEWS
from risks.alerts.queries.duties.sources import SILENT_SOURCES
from risks.alerts.queries.duties.treatments import TREATMENTS

SOURCES: tuple[Source, ...] = (
    BREACHES,
    ACCEPTANCES,
    REVIEWS,
    TREATMENTS,
    EVENTS,
    SILENT_SOURCES,
    RECOMPUTES,
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
