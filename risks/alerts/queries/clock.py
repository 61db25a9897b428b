"""The database's clock, which every dispatcher shares, and the clocks of readers."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import connection

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


def read_clock() -> Clock:
    with connection.cursor() as cursor:
        cursor.execute(_READ[connection.vendor])
        (read,) = cursor.fetchone()
    if isinstance(read, str):
        read = datetime.fromisoformat(read).replace(tzinfo=UTC)
    return Clock(bare=read, shown=read + settings.DEMO_CLOCK_OFFSET)


def known_zone(name: str, *, otherwise: str) -> str:
    """A zone that nobody knows must not cost its reader the reminder."""
    try:
        ZoneInfo(name)
    except (ValueError, ZoneInfoNotFoundError):
        return otherwise
    return name
