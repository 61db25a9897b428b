"""What is due, one module for each kind; the one seam of all of them."""

from risks.alerts.queries.obligations.acceptances import ACCEPTANCES
from risks.alerts.queries.obligations.appetite_excesses import ABOVE_APPETITE
from risks.alerts.queries.obligations.deadlines import (
    changed_deadlines,
    deadline_obligation,
    open_deadlines,
    working_day,
    working_moment,
)
from risks.alerts.queries.obligations.events import EVENTS
from risks.alerts.queries.obligations.obligation import Obligation, Planning, Source
from risks.alerts.queries.obligations.recalculations import RECALCULATIONS
from risks.alerts.queries.obligations.reviews import REVIEWS
from risks.alerts.queries.obligations.sources import SILENT_SOURCES
from risks.alerts.queries.obligations.treatments import TREATMENTS

SOURCES: tuple[Source, ...] = (
    ABOVE_APPETITE,
    ACCEPTANCES,
    REVIEWS,
    TREATMENTS,
    EVENTS,
    SILENT_SOURCES,
    RECALCULATIONS,
)

__all__ = [
    "SOURCES",
    "Obligation",
    "Planning",
    "Source",
    "changed_deadlines",
    "deadline_obligation",
    "open_deadlines",
    "working_day",
    "working_moment",
]
