"""Words and moments as mails show them."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

# Marks that turn the reading direction, and halves of broken characters.
_DROPPED = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CONTROL = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
SUBJECT_LIMIT = 200


def one_line(text: str, *, limit: int = SUBJECT_LIMIT) -> str:
    """Text that can neither end a header nor forge a second line."""
    line = _CONTROL.sub(" ", _DROPPED.sub("", text)).strip()
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def long_day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def short_day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def on_clock(moment: datetime, *, tz: str) -> str:
    """`Tue 9 Jun 2026, 23:59 PDT`: seconds are cut, never rounded up to the next."""
    local = moment.astimezone(ZoneInfo(tz))
    return f"{short_day(local.date())}, {local:%H:%M %Z}"


def days_left(day: date, *, today: date) -> str:
    days = (day - today).days
    if days < 0:
        return "overdue by 1 day" if days == -1 else f"overdue by {-days} days"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
