"""The jobs of every capability, listed for Celery. Nothing else lives here."""

from risks.access.tasks import clear_sessions
from risks.alerts.tasks import (
    apply_changes,
    deadline_digest,
    dispatch_due,
    read_bounces,
    reconcile,
)
from risks.cases.tasks import (
    file_deliveries,
    poll_feeds,
    poll_maildirs,
    sweep_courtlistener,
)
from risks.exposure.tasks import recalculate_stale, thin_figures
from risks.reports.tasks import build_due

__all__ = [
    "apply_changes",
    "build_due",
    "clear_sessions",
    "deadline_digest",
    "dispatch_due",
    "file_deliveries",
    "poll_feeds",
    "poll_maildirs",
    "read_bounces",
    "recalculate_stale",
    "reconcile",
    "sweep_courtlistener",
    "thin_figures",
]
