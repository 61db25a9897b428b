"""The reconciler trusts no marker: what is required must have a row."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from risks.alerts.models import Heartbeat, Notification, Plan
from risks.alerts.operations.alarms import raise_alarm
from risks.alerts.operations.planning import duties_of, plan
from risks.alerts.operations.storing import store
from risks.alerts.queries.duties import Ask, Duty, open_deadlines
from risks.alerts.queries.health import RECONCILE, build
from risks.alerts.queries.people import Sight
from risks.alerts.queries.policy import policies
from risks.alerts.queries.required import required_rows


def reconcile(*, now: datetime) -> int:
    """Insert the rows that planning should have made; how many were missing.

    It plans first, so that a deadline entered a moment ago does not look like a loss.
    """
    plan(now=now)
    planned = set(Plan.objects.values_list("deadline", "revision"))
    ask = Ask(policies=policies(), sight=Sight(), now=now)
    # A list: an unfinished read would forbid writing on SQLite.
    duties = list(duties_of(list(open_deadlines()), ask))
    old = [duty for duty in duties if (duty.object_id, duty.revision) in planned]
    repaired = store(_rows(old, now=now), now=now)
    # What was entered or moved since the plan is born here, and no repair.
    new = [duty for duty in duties if (duty.object_id, duty.revision) not in planned]
    store(_rows(new, now=now), now=now)
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


def _rows(duties: Iterable[Duty], *, now: datetime) -> Iterator[Notification]:
    origin = Notification.Origin.RECONCILE
    for duty in duties:
        yield from required_rows(duty, now=now, origin=origin)
