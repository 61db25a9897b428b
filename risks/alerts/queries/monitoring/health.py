"""Whether reminders flow."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.db.models import Min, QuerySet

from risks.alerts.models import Alarm, Heartbeat, Notification
from risks.alerts.queries.limits import sending_limits

DISPATCH = "dispatch"
RECONCILE = "reconcile"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderHealth:
    healthy: bool
    # None: no dispatcher has ever run here.
    heartbeat_age_seconds: int | None
    oldest_overdue_seconds: int
    open_alarms: int


def reminder_health(*, now: datetime) -> ReminderHealth:
    beat = Heartbeat.objects.filter(name=DISPATCH).first()
    age = int((now - beat.at).total_seconds()) if beat else None
    overdue = oldest_overdue_seconds(now=now)
    return ReminderHealth(
        healthy=age is not None
        and age <= sending_limits().silent_after.total_seconds()
        and overdue <= sending_limits().overdue_after.total_seconds(),
        heartbeat_age_seconds=age,
        oldest_overdue_seconds=overdue,
        open_alarms=open_alarms().count(),
    )


def oldest_overdue_seconds(*, now: datetime) -> int:
    unsent = Notification.objects.filter(
        state__in=(Notification.State.SCHEDULED, Notification.State.SENDING),
        fire_at__lte=now,
    )
    oldest = unsent.aggregate(at=Min("fire_at"))["at"]
    return int((now - oldest).total_seconds()) if oldest else 0


def open_alarms() -> QuerySet[Alarm]:
    return Alarm.objects.filter(closed_at__isnull=True)


@cache
def build() -> str:
    """Which code is beating: two builds at once show as two values."""
    here = Path(__file__).parents[2]
    texts = (path.read_bytes() for path in sorted(here.rglob("*.py")))
    return sha256(b"".join(texts)).hexdigest()[:12]
