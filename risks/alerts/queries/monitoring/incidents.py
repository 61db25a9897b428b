"""Incidents with the reminders, for the watchdog: codes and figures only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from risks.alerts.queries.monitoring.health import open_alarms, reminder_health
from risks.alerts.queries.recipients import compliance_list
from risks.sentences import translated

# People are notified again: of silence each hour, of what waits for a person each day.
EACH_HOUR = timedelta(hours=1)
EACH_DAY = timedelta(days=1)
# Some alarms are many at once; a mail lists so many, the site lists all.
MOST_ALARMS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    # The same incident has the same key for as long as it lasts.
    key: str
    line: str
    repeat_after: timedelta
    # Reminders do not flow; an alarm may stand while they do.
    is_unhealthy: bool


def incidents(*, now: datetime) -> list[Incident]:
    return [*_of_the_heartbeat(now=now), *_of_the_alarms()]


def no_answer(fault: str) -> Incident:
    line = _("The database does not answer: %(fault)s") % {"fault": fault}
    return _unhealthy("database", line)


def compliance_addresses() -> list[str]:
    return [person.email for person in compliance_list() if person.email]


def _of_the_heartbeat(*, now: datetime) -> list[Incident]:
    seen = reminder_health(now=now)
    if seen.healthy:
        return []
    age = seen.heartbeat_age_seconds
    if age is None:
        return [_unhealthy("silent", _("No dispatcher has ever run here."))]
    # Both figures: which of them is over its limit is the policy's to say.
    return [
        _unhealthy(
            "silent",
            _(
                "The last dispatcher was seen %(age)s seconds ago; the oldest unsent "
                "reminder is %(overdue)s seconds overdue."
            )
            % {"age": age, "overdue": seen.oldest_overdue_seconds},
        )
    ]


def _of_the_alarms() -> list[Incident]:
    alarms = open_alarms().order_by("-at", "-pk")[:MOST_ALARMS]
    return [
        Incident(
            key=f"alarm {alarm.pk}",
            line=_("Alarm of %(time)s: %(text)s")
            % {
                "time": f"{alarm.at:%Y-%m-%d %H:%M} UTC",
                "text": translated(alarm.text),
            },
            repeat_after=EACH_DAY,
            is_unhealthy=False,
        )
        for alarm in alarms
    ]


def _unhealthy(key: str, line: str) -> Incident:
    return Incident(key=key, line=line, repeat_after=EACH_HOUR, is_unhealthy=True)
