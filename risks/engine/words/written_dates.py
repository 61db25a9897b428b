"""Find dates and clock times as clerks, judges and lawyers write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov")
_MONTHS = {name: number for number, name in enumerate((*_NAMES, "dec"), 1)}
# Without its first letter, which the patterns give as a class of characters.
_MONTH = (
    "(?:an(?:uary)?|eb(?:ruary|uary)?|ar(?:ch)?|pr(?:il)?|ay|une?|uly?|ug(?:ust)?|"
    "ept?(?:ember)?|ct(?:ober)?|ov(?:ember)?|ec(?:ember)?)"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_TH = "(?:st|nd|rd|th)"
# The number behind a range, a fraction or a case is no end of a date.
_END = r"(?!\d|/|-(?!\d{1,2}[/,])|\.\d)"
_ZONE = (
    r"(?:,? ?\(?(?:prevailing )?(?:(?:eastern|central|mountain|pacific|alaska|hawaii)"
    r"(?: standard| daylight)?|(?:[ecmph]|ak)[sd]?t)(?: time)?\b\)?)?"
)
# How dates are written. Each pattern begins with a class of characters, for which the
# engine searches fast; what must stand before the first one is looked at afterwards.
_FORMS = tuple(
    re.compile(form + _END, re.IGNORECASE)
    for form in (
        r"(?P<m>\d{1,2})(?P<sep> ?/ ?|-)(?P<d>\d{1,2})(?:(?P=sep)(?P<y>\d{4}|\d{2}))?",
        r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})",
        (
            rf"(?P<d>\d{{1,2}}){_TH}?(?: day of)? (?P<name>[jfmasond]{_MONTH})\.?,? "
            r"(?P<y>\d{4})"
        ),
        (
            rf"(?P<name>[jfmasond]{_MONTH})\.? (?P<d>\d{{1,2}}){_TH}?"
            r"(?: ?,? ?(?P<y>\d{4})|(?![\d:/]|,? ?\d{4}))"
        ),
    )
)
# What stands before a date: "Friday, the ", or words that make "6/5" one.
_WEEKDAY_BEFORE = re.compile(
    rf"(?<![a-z])(?P<weekday>{_WEEKDAY})\.?,? (?:the )?$", re.IGNORECASE
)
_DAY_BEFORE = re.compile(r"(?:\b(?:on|by|for|until|due)|day,?) $", re.IGNORECASE)
_BESIDE = 16
_CLOCK = (
    r"(?:(?P<noon>(?:12(?::00)? ?)?(?:p\.?m\.? ?)?\(?noon\b\)?)"
    r"|(?P<midnight>(?:(?:12|11)(?::\d\d)? ?)?(?:[ap]\.?m\.? ?)?\(?midnight\b\)?)"
    r"|(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2})(?::\d{2})?)?"
    r" ?(?P<half>[ap])\.? ?m\b\.?"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d{2})(?::\d{2})?(?!:?\d| ?[ap]\.? ?m)"
    r"|(?<=\bat )(?P<bare>\d{1,2})(?=[.,;)]|$| on ))"
)
_FIRST_SHORT_YEAR = 1950
_BEHIND, _AHEAD = timedelta(days=3 * 365), timedelta(days=10 * 365)
_CLOCK_AFTER = re.compile(
    r",?(?: ?\(?(?:(?:promptly |approximately )?(?:at|by|@|before|no later than|"
    r"(?:beginning|starting|commencing)(?: at)?|-)|(?:(?:hearing|meeting) )?time:))?"
    rf"(?: approximately)? ?\(?{_CLOCK}{_ZONE}",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(
    rf"{_CLOCK}{_ZONE}[,:]?(?: on)? $",
    re.IGNORECASE,
)
_CLOCK_BEHIND = re.compile(rf"[^@]{{0,100}}?\b(?:at|to) {_CLOCK}", re.IGNORECASE)
# How many characters before a date are searched for its clock time.
_CLOCK_REACH = 50
_END_OF_DAY = time(23, 59)
# An hour without "a.m." is one at which courts sit.
_FIRST_HOUR = 8


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
    # Without a year it is the next such day.
    has_year: bool = True


def is_near(day: date, filed_date: date) -> bool:
    """Say whether a date is near its entry; others are mostly typing errors."""
    return filed_date - _BEHIND <= day <= filed_date + _AHEAD


def written_dates(text: str, *, most: int, since: date) -> Iterator[WrittenDate]:
    """Yield the first `most` dates of a text that are real calendar days.

    A date without a year is the first such day on or after `since`.
    """
    found = [one for form in _FORMS for one in form.finditer(text)]
    for one in sorted(found, key=re.Match.start):
        day = _day(one, since)
        if day is None or not _begins(one):
            continue
        if most == 0:
            return
        most -= 1
        weekday = _WEEKDAY_BEFORE.search(
            text, max(0, one.start() - _BESIDE), one.start()
        )
        begin = weekday.start() if weekday else one.start()
        start, clock, end = _beside(text, begin, one.end())
        yield WrittenDate(
            day=day,
            clock=_time(clock) if clock else None,
            start=start,
            end=end,
            weekday_fits=not weekday or _fits(weekday["weekday"], day),
            has_year=bool(one["y"]),
        )


def clock_in(after: str) -> time | None:
    """Return the clock time some words behind a date, before the next one ("@")."""
    clock = _CLOCK_BEHIND.match(after)
    return _time(clock) if clock else None


def _begins(found: re.Match[str]) -> bool:
    """Say whether a date may begin here."""
    text, start = found.string, found.start()
    before = text[start - 1 : start]
    if text[start].isalpha():
        # In small letters "may 5" is no date.
        return not before.isalpha() and (bool(found["y"]) or text[start].isupper())
    if before.isdigit() or before in ("/", ".", "-"):
        return False
    # "6/5" is a date after such words only, and "1/2 of" is none.
    follows = text[found.end() : found.end() + 3]
    return bool(found["y"]) or (
        found["sep"] == "/"
        and bool(_DAY_BEFORE.search(text, max(0, start - _BESIDE), start))
        and follows != " of"
    )


def _day(found: re.Match[str], since: date) -> date | None:
    named = found.groupdict()
    month = _month(named["name"]) if named.get("name") else int(named["m"])
    day = int(named["d"])
    return (
        _date(_year(named["y"]), month, day) if named["y"] else _next(month, day, since)
    )


def _next(month: int, day: int, since: date) -> date | None:
    year = since.year + ((month, day) < (since.month, since.day))
    return _date(year, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    # The patterns also let "day 5" pass, which has no number here.
    return _MONTHS.get(name[:3].lower(), 0)


def _year(written: str) -> int:
    year = int(written)
    if len(written) > 2:
        return year
    return 1900 + year if 1900 + year >= _FIRST_SHORT_YEAR else 2000 + year


def _beside(text: str, start: int, end: int) -> tuple[int, re.Match[str] | None, int]:
    after = _CLOCK_AFTER.match(text, end)
    if after:
        return start, after, after.end()
    before = _CLOCK_BEFORE.search(text, max(0, start - _CLOCK_REACH), start)
    if before:
        return before.start(), before, end
    return start, None, end


def _time(clock: re.Match[str]) -> time | None:
    if clock["noon"]:
        return time(12)
    if clock["midnight"]:
        return _END_OF_DAY
    if clock["half"]:
        hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    elif clock["bare"]:
        hour, minute = int(clock["bare"]), 0
        hour += 12 if hour < _FIRST_HOUR else 0
    else:
        hour, minute = int(clock["hour24"]), int(clock["minute24"])
        hour += 12 if len(clock["hour24"]) == 1 and hour < _FIRST_HOUR else 0
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _fits(weekday: str, day: date) -> bool:
    return _WEEKDAYS[day.weekday()] == weekday[:3].lower()
