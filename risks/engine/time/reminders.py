"""Compute when to remind of a deadline: days in local time, and elapsed hours."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

_DAYS = re.compile(r"(\+?)P(0|[1-9][0-9]{0,3})D", re.ASCII)
_HOURS = re.compile(r"PT(0|[1-9][0-9]{0,3})H", re.ASCII)
_MORNING = time(9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """A lead time before the due moment, in days or in hours.

    Days may be negative: so many days after it.
    """

    days: int | None = None
    hours: int | None = None

    def __str__(self) -> str:
        if self.days is None:
            return f"PT{self.hours}H"
        return f"P{self.days}D" if self.days >= 0 else f"+P{-self.days}D"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "P14D", "PT4H" (ISO 8601) or "+P1D"; raise ValueError otherwise."""
        days = _DAYS.fullmatch(text)
        if days and (days[2] != "0" or not days[1]):
            return cls(days=-int(days[2]) if days[1] else int(days[2]))
        hours = _HOURS.fullmatch(text)
        if hours is None:
            raise ValueError(
                f'{text!r} is not a lead time; write days as "P2D", hours as "PT4H", '
                'days after it as "+P1D"'
            )
        return cls(hours=int(hours[1]))


# At the due moment, for events that nobody could foresee.
AT_ONCE = Offset(hours=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fire:
    """A moment to send a reminder, and the lead time that gives it."""

    offset: Offset
    # UTC.
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """The hours in which a person wants no mail, in their local time.

    From 22:00 until 07:00 spans midnight.
    """

    start: time
    end: time
    tz: str

    def holds(self, at: datetime) -> bool:
        """Say whether a moment is within these hours."""
        clock = at.astimezone(ZoneInfo(self.tz)).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def over(self, at: datetime) -> datetime:
        """Return the first moment, in UTC, at or after `at` outside of these hours."""
        if not self.holds(at):
            return at
        zone = ZoneInfo(self.tz)
        local = at.astimezone(zone)
        day = local.date() + timedelta(days=local.time() >= self.end)
        return datetime.combine(day, self.end, tzinfo=zone).astimezone(UTC)


def fire_times(
    due_at: datetime,
    *,
    offsets: tuple[Offset, ...],
    recipient_tz: str,
    court_tz: str,
    quiet: Quiet | None = None,
) -> tuple[Fire, ...]:
    """Return the moments to send reminders, earliest first.

    Days are wall-clock arithmetic on the court's calendar: 09:00 for the recipient,
    and never later than 09:00 at the court; after the due moment never earlier than
    that. Hours are elapsed hours. A clock time
    that a zone skips moves forward; of one that occurs twice the first is taken.
    What falls into quiet hours waits for their end, unless that is past the due
    moment.
    """
    zones = recipient_tz, court_tz
    fires = (
        Fire(
            offset=offset,
            at=_heard(
                _moment(due_at, offset=offset, zones=zones),
                # An event that nobody could foresee can wait for the next morning.
                due_at=None if offset == AT_ONCE else due_at,
                quiet=quiet,
            ),
        )
        for offset in offsets
    )
    return tuple(sorted(fires, key=lambda fire: fire.at))


def morning(day: date, *, tz: str) -> datetime:
    """Return 09:00 of that day in this time zone, in UTC."""
    local = datetime.combine(day, _MORNING, tzinfo=ZoneInfo(tz))
    return local.astimezone(UTC)


def _moment(due_at: datetime, *, offset: Offset, zones: tuple[str, str]) -> datetime:
    due_at = due_at.astimezone(UTC)
    if offset.days is None:
        return due_at - timedelta(hours=offset.hours or 0)
    recipient_tz, court_tz = zones
    day = due_at.astimezone(ZoneInfo(court_tz)).date() - timedelta(days=offset.days)
    mornings = morning(day, tz=recipient_tz), morning(day, tz=court_tz)
    if offset.days < 0:
        return max(mornings)  # In the earlier zone it may not be due yet.
    # On the day itself it may be due before 09:00; and a zone that skips a whole day
    # (Apia, 30 December 2011) moves that day's 09:00 to the next.
    earlier = min(mornings)
    return earlier if earlier < due_at else due_at - timedelta(days=offset.days)


def _heard(at: datetime, *, due_at: datetime | None, quiet: Quiet | None) -> datetime:
    later = quiet.over(at) if quiet else at
    in_time = due_at is None or at > due_at or later < due_at
    return later if in_time else at
