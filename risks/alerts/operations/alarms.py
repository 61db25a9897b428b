"""What only a person can mend."""

from collections.abc import Collection
from datetime import datetime

from risks.alerts.models import Alarm
from risks.alerts.queries import open_alarms
from risks.cases.models import Deadline

UNREACHABLE = "unreachable "
NOBODY = "its owner, its backup and their supervisors are inactive or may not see it"


def raise_alarm(key: str, *, text: str, now: datetime) -> Alarm:
    """The same trouble raises one open alarm."""
    alarm, _ = Alarm.objects.get_or_create(
        key=key, closed_at=None, defaults={"at": now, "text": text}
    )
    return alarm


def alarm_unreachable(deadline: Deadline, *, why: str, now: datetime) -> Alarm:
    return raise_alarm(
        f"{UNREACHABLE}{deadline.code}",
        text=f"Nobody is reminded of deadline {deadline.code}: {why}.",
        now=now,
    )


def close_alarm(key: str, *, now: datetime) -> None:
    open_alarms().filter(key=key).update(closed_at=now)


def close_reached(*, still_unreachable: Collection[str], now: datetime) -> None:
    """Close the alarms of deadlines that somebody is reminded of again."""
    keys = [f"{UNREACHABLE}{code}" for code in still_unreachable]
    reached = open_alarms().filter(key__startswith=UNREACHABLE).exclude(key__in=keys)
    reached.update(closed_at=now)
