"""The demo's clock, which may differ from the real time."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from risks.management.hong_kong import morning_of

# The founding case begins on the first; later days leave the calendars' range.
FIRST_DAY = date(2025, 10, 1)
LAST_DAY = date(2099, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoClock:
    """An offset that is added to the real time; zero is the real clock."""

    today: date
    offset: timedelta

    @property
    def is_set(self) -> bool:
        return bool(self.offset)


def parse_day(text: str) -> date:
    """Return the day that a text names; raises `ValueError` with a message to show."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(f"{text!r} is not a date such as 2026-05-27")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"{text} is not between {FIRST_DAY} and {LAST_DAY}")
    return day


def opened_on(today: date, *, now: datetime) -> DemoClock:
    """Return the clock that shows nine o'clock in Hong Kong on that day now."""
    return DemoClock(today=today, offset=morning_of(today) - now)


def real(*, today: date) -> DemoClock:
    return DemoClock(today=today, offset=timedelta())


def kept(path: Path) -> DemoClock | None:
    """Return the clock with which the folder's demo was created."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return DemoClock(
            today=date.fromisoformat(stored["today"]),
            offset=timedelta(seconds=stored["offset_seconds"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(clock: DemoClock, path: Path) -> None:
    stored = {
        "today": clock.today.isoformat(),
        "offset_seconds": clock.offset.total_seconds(),
    }
    path.write_text(json.dumps(stored), encoding="utf-8")
