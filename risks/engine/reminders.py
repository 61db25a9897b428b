"""When to remind of a deadline: wall-clock days and absolute hours before it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

_WRITTEN = re.compile(r"P(?:([1-9][0-9]{0,3})D|T([1-9][0-9]{0,3})H)", re.ASCII)
_MORNING = time(9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """How long before the deadline: days or hours, never both."""

    days: int = 0
    hours: int = 0

    def __str__(self) -> str:
        return f"P{self.days}D" if self.days else f"PT{self.hours}H"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "P14D" or "PT4H" (ISO 8601); raise ValueError otherwise."""
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError(
                f'{text!r} is not a lead time; write days as "P2D" or hours as "PT4H"'
            )
        return cls(days=int(written[1] or 0), hours=int(written[2] or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fire:
    offset: Offset
    # UTC.
    at: datetime


def fire_times(
    due_at: datetime, *, offsets: tuple[Offset, ...], recipient_tz: str, court_tz: str
) -> tuple[Fire, ...]:
    """The moments to remind, earliest first.

    Days are wall-clock arithmetic on the court's calendar: 09:00 for the recipient,
    and never later than 09:00 at the court. Hours are elapsed hours. A clock time
    that a zone skips moves forward; of one that occurs twice the first is taken.
    """
    zones = ZoneInfo(recipient_tz), ZoneInfo(court_tz)
    fires = (
        Fire(offset=offset, at=_moment(due_at, offset=offset, zones=zones))
        for offset in offsets
    )
    return tuple(sorted(fires, key=lambda fire: fire.at))


def _moment(
    due_at: datetime, *, offset: Offset, zones: tuple[ZoneInfo, ZoneInfo]
) -> datetime:
    if offset.hours:
        return due_at.astimezone(UTC) - timedelta(hours=offset.hours)
    _, court_zone = zones
    day = due_at.astimezone(court_zone).date() - timedelta(days=offset.days)
    return min(
        datetime.combine(day, _MORNING, tzinfo=zone).astimezone(UTC) for zone in zones
    )
