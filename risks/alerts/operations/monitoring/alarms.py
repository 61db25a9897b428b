"""What only a person can mend."""

from collections.abc import Iterable
from datetime import datetime

from risks.alerts.models import Alarm
from risks.alerts.queries import open_alarms
from risks.alerts.queries.monitoring.reach import ENOUGH, UNDERSTAFFED, with_address
from risks.alerts.queries.obligation import Obligation
from risks.alerts.queries.policy import CRITICAL
from risks.cases.models import Deadline
from risks.engine.sentences import operating as words

UNREACHABLE = "unreachable "


def raise_alarm(key: str, *, text: str, now: datetime) -> Alarm:
    """Raise an alarm; the same incident has one open alarm."""
    alarm, _ = Alarm.objects.get_or_create(
        key=key, closed_at=None, defaults={"at": now, "text": text}
    )
    return alarm


def alarm_unreachable(deadline: Deadline, *, why: str, now: datetime) -> Alarm:
    return raise_alarm(
        f"{UNREACHABLE}{deadline.code}",
        text=words.UNREACHABLE(code=deadline.code, why=why),
        now=now,
    )


def check_reach(obligations: Iterable[Obligation], *, now: datetime) -> None:
    """Of what was just planned: close what is mended, alarm what is understaffed."""
    understaffed, enough = [], []
    for obligation in obligations:
        if obligation.deadline is None:
            continue
        reached = with_address(person for _, person in obligation.people)
        code = obligation.deadline.code
        if reached:
            enough.append(f"{UNREACHABLE}{code}")
        if obligation.severity == CRITICAL and len(reached) < ENOUGH:
            understaffed.append((code, len(reached)))
        else:
            enough.append(f"{UNDERSTAFFED}{code}")
    open_alarms().filter(key__in=enough).update(closed_at=now)
    for code, number in understaffed:
        _alarm_thin(code, number=number, now=now)


def _alarm_thin(code: str, *, number: int, now: datetime) -> None:
    reached = words.ONE_REACHED if number else words.NONE_REACHED
    raise_alarm(f"{UNDERSTAFFED}{code}", text=reached(code=code), now=now)


def close_alarm(key: str, *, now: datetime) -> None:
    open_alarms().filter(key=key).update(closed_at=now)


def close_reached(*, now: datetime) -> None:
    """Close the alarms of deadlines that are open no longer."""
    keys = open_alarms().values_list("key", flat=True)
    about = {
        key: key.partition(" ")[2]
        for key in keys
        if key.startswith((UNREACHABLE, UNDERSTAFFED))
    }
    if not about:
        return
    codes = Deadline.objects.open().filter(code__in=about.values())
    still_open = set(codes.values_list("code", flat=True))
    gone = [key for key, code in about.items() if code not in still_open]
    open_alarms().filter(key__in=gone).update(closed_at=now)
