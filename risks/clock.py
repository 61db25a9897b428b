"""What time it is, and which day: no other module asks.

There are three days, and none of them is that of UTC. A deadline falls on a day of its
court (`Case.today`, `Deadline.today`); the register and the accounts go by the day of
the company (`Company.today`); what people read, and their quiet hours, go by their own
clock (`Person.today`). Each is `today` in a time zone at a moment that the caller was
given: below tasks, pages, the API, the admin and commands the present is a parameter.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import connection
from django.utils import timezone

# Not CURRENT_TIMESTAMP: it has whole seconds on SQLite and stands still inside a
# transaction on PostgreSQL.
_READ = {
    "sqlite": "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')",
    "postgresql": "SELECT clock_timestamp()",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One moment on two clocks, in UTC."""

    # For leases and waits between tries: they measure spans and are never shown.
    bare: datetime
    # For due times and for what people read: shifted in the demo.
    shown: datetime


def now() -> datetime:
    """Return the present in UTC, shifted in the demo by DEMO_CLOCK_OFFSET."""
    return bare_now() + settings.DEMO_CLOCK_OFFSET


def bare_now() -> datetime:
    """Return this machine's time in UTC, without the demo's shift."""
    return timezone.now()


def read_clock() -> Clock:
    """Return the database's time, which all processes of an installation share."""
    with connection.cursor() as cursor:
        cursor.execute(_READ[connection.vendor])
        (read,) = cursor.fetchone()
    if isinstance(read, str):
        read = datetime.fromisoformat(read).replace(tzinfo=UTC)
    return Clock(bare=read, shown=read + settings.DEMO_CLOCK_OFFSET)


def today(zone: str | ZoneInfo, moment: datetime) -> date:
    """Return the day that a moment falls on in a time zone.

    >>> today("Asia/Hong_Kong", datetime(2026, 5, 26, 17, tzinfo=UTC))
    datetime.date(2026, 5, 27)
    """
    place = zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone)
    return moment.astimezone(place).date()


def known_zone(name: str, *, otherwise: str = "UTC") -> ZoneInfo:
    """Return the time zone of this name; the other one where nobody knows the name.

    A zone that left the database of time zones must not cost anybody a reminder.
    """
    try:
        return ZoneInfo(name)
    except (ValueError, ZoneInfoNotFoundError):
        return ZoneInfo(otherwise)
