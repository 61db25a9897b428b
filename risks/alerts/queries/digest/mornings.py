"""On which morning somebody's digest is due, and what it is called."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from risks.access.models import Person

# On the reader's own clock.
MORNING = time(7, 30)
WEEKLY = "weekly"
DAYS_AHEAD = 14
DAYS_AHEAD_WEEKLY = 30
MONDAY = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    # Such as 2026-05-27 or 2026-W22: one digest for each.
    period: str
    # Of this year: a reader who counts notices the one that is missing.
    number: int
    weekly: bool
    today: date
    days_ahead: int

    @property
    def until(self) -> date:
        return self.today + timedelta(days=self.days_ahead)


def morning_of(person: Person, *, now: datetime) -> Morning | None:
    """The latest that has come; None before 07:30, or before Monday's for a weekly one.

    A morning that nobody was there to serve is served later in its day, or its week.
    """
    local = now.astimezone(person.zone)
    if person.digest == WEEKLY:
        return _week(local)
    return _day(local)


def _day(local: datetime) -> Morning | None:
    if local.time() < MORNING:
        return None
    return Morning(
        period=f"{local:%Y-%m-%d}",
        number=local.timetuple().tm_yday,
        weekly=False,
        today=local.date(),
        days_ahead=DAYS_AHEAD,
    )


def _week(local: datetime) -> Morning | None:
    year, week, weekday = local.isocalendar()
    if weekday == MONDAY and local.time() < MORNING:
        return None
    return Morning(
        period=f"{year}-W{week:02}",
        number=week,
        weekly=True,
        today=local.date(),
        days_ahead=DAYS_AHEAD_WEEKLY,
    )
