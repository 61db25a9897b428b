"""The reconciler trusts no marker: what is required must have a row."""

from datetime import datetime

from risks.alerts.models import Heartbeat, Notification
from risks.alerts.operations.alarms import raise_alarm
from risks.alerts.operations.planning import plan, rows_for, store
from risks.alerts.queries.duties import open_deadlines
from risks.alerts.queries.health import RECONCILE, build


def reconcile(*, now: datetime) -> int:
    """Insert the rows that planning should have made; how many were missing.

    It plans first, so that a deadline entered a moment ago does not look like a loss.
    """
    plan(now=now)
    rows = rows_for(
        list(open_deadlines()),
        now=now,
        origin=Notification.Origin.RECONCILE,
        unreachable=set(),
    )
    repaired = store(rows)
    if repaired:
        raise_alarm(
            f"reminders repaired {now:%F %T}",
            text=f"{repaired} reminders of open deadlines had no row and were put "
            "back. Find out what removed them.",
            now=now,
        )
    Heartbeat.objects.update_or_create(
        name=RECONCILE,
        defaults={"at": now, "claimed": repaired, "build": build()},
    )
    return repaired
