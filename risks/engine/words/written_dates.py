"""Find dates and clock times as clerks, judges and lawyers write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# "Sept." is the only short form that is not the first three letters.
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + "|sept|febuary"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_TH = "(?:st|nd|rd|th)"
_ZONE = r"(?: ?\(?(?:eastern|central|mountain|pacific|[ecmp][sd]?t)(?: time)?\b\)?)?"
_DATE = re.compile(
    rf"(?:(?<![a-z])(?P<weekday>{_WEEKDAY})\.?,? (?:the )?)?(?<![\d/.-])(?:"
    r"(?P<m>\d{1,2})(?P<sep>[/-])(?P<d>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})|"
    r"(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})|"
    rf"(?<![a-z])(?P<nm>{_MONTH})\.? (?P<nd>\d{{1,2}}){_TH}? ?,? ?(?P<ny>\d{{4}})|"
    rf"(?P<bd>\d{{1,2}}){_TH}?(?: day of)? (?P<bm>{_MONTH})\.?,? (?P<by>\d{{4}})"
    r")(?![\d/-]|\.\d)",
    re.IGNORECASE,
)
_CLOCK = (
    r"(?:(?P<noon>(?:12(?::00)? ?)?noon\b)"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>[ap])\.? ?m\b\.?"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d{2})(?! ?[ap]\.?m))"
)
_FIRST_SHORT_YEAR = 1950
_BEHIND, _AHEAD = timedelta(days=3 * 365), timedelta(days=10 * 365)
_CLOCK_AFTER = re.compile(
    r",?(?: ?\(?(?:at|by|@|before|no later than|beginning at|starting at|-))? ?"
    rf"{_CLOCK}{_ZONE}",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(
    rf"{_CLOCK}{_ZONE},?(?: on)? $",
    re.IGNORECASE,
)
# How many characters before a date are searched for its clock time.
_CLOCK_REACH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date in a text, with the clock time beside it."""

    day: date
    clock: time | None
    # Its place in the text, including the clock time.
    start: int
    end: int
    # False where the text names a different day of the week.
    weekday_fits: bool


def is_near(day: date, filed_date: date) -> bool:
    """Say whether a date is near its entry; others are mostly typing errors."""
    return filed_date - _BEHIND <= day <= filed_date + _AHEAD


def written_dates(text: str, *, most: int) -> Iterator[WrittenDate]:
    """Yield the first `most` dates of a text that are real calendar days."""
    for found in _DATE.finditer(text):
        day = _day(found)
        if day is None:
            continue
        if most == 0:
            return
        most -= 1
        start, clock, end = _beside(text, found)
        yield WrittenDate(
            day=day,
            clock=_time(clock) if clock else None,
            start=start,
            end=end,
            weekday_fits=_fits(found["weekday"], day),
        )


def _day(found: re.Match[str]) -> date | None:
    if found["m"]:
        year, month, day = found["y"], int(found["m"]), found["d"]
    elif found["iy"]:
        year, month, day = found["iy"], int(found["im"]), found["id"]
    elif found["nm"]:
        year, month, day = found["ny"], _month(found["nm"]), found["nd"]
    else:
        year, month, day = found["by"], _month(found["bm"]), found["bd"]
    try:
        return date(_year(year), month, int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    short = name[:3].lower()
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(short))


def _year(written: str) -> int:
    year = int(written)
    if len(written) > 2:
        return year
    return 1900 + year if 1900 + year >= _FIRST_SHORT_YEAR else 2000 + year


def _beside(text: str, found: re.Match[str]) -> tuple[int, re.Match[str] | None, int]:
    after = _CLOCK_AFTER.match(text, found.end())
    if after:
        return found.start(), after, after.end()
    reach = max(0, found.start() - _CLOCK_REACH)
    before = _CLOCK_BEFORE.search(text[reach : found.start()])
    if before:
        return reach + before.start(), before, found.end()
    return found.start(), None, found.end()


def _time(clock: re.Match[str]) -> time | None:
    if clock["noon"]:
        return time(12)
    if clock["half"]:
        hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    else:
        hour, minute = int(clock["hour24"]), int(clock["minute24"])
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _fits(weekday: str | None, day: date) -> bool:
    return not weekday or _WEEKDAYS[day.weekday()] == weekday[:3].lower()
