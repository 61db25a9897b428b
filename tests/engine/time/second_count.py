"""A second count of court time, on fingers: it shares nothing with the engine.

Written from the text of Fed. R. Civ. P. 6 and 5 U.S.C. 6103, one day (or hour) at a
time, with a list of holidays of its own for the years 2010 to 2026, three courts, and
the general holidays of Hong Kong in 2025 and 2026 as they were gazetted.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
YEARS = range(2010, 2027)
ZONES = {"azd": "America/Phoenix", "cacd": "America/Los_Angeles", "dcd": "US/Eastern"}
PRESIDENT_CLOSED = """
    2012-12-24 2014-12-26 2018-12-05 2018-12-24 2019-12-24 2020-12-24 2024-12-24
    2025-01-09 2025-12-24 2025-12-26
"""


def nth(year: int, month: int, weekday: int, number: int) -> date:
    """The third Monday of a month, say; by walking through it."""
    day, seen = date(year, month, 1), 0
    while True:
        seen += day.weekday() == weekday
        if seen == number:
            return day
        day += DAY


def statutory() -> Iterator[date]:
    for year in YEARS:
        yield date(year, 1, 1)
        yield nth(year, 1, 0, 3)
        yield nth(year, 2, 0, 3)
        memorial = date(year, 5, 31)
        while memorial.weekday() != 0:
            memorial -= DAY
        yield memorial
        if year >= 2021:
            yield date(year, 6, 19)
        yield date(year, 7, 4)
        yield nth(year, 9, 0, 1)
        yield nth(year, 10, 0, 2)
        yield date(year, 11, 11)
        yield nth(year, 11, 3, 4)
        yield date(year, 12, 25)


def californian() -> Iterator[date]:
    for year in YEARS:
        chavez = date(year, 3, 31)
        yield chavez + DAY if chavez.weekday() == 6 else chavez
        yield nth(year, 11, 3, 4) + DAY
        if year >= 2014:
            yield date(year, 2, 15)


def of_the_capital() -> Iterator[date]:
    for year in YEARS:
        emancipation = date(year, 4, 16)
        yield emancipation
        if emancipation.weekday() == 5:
            yield emancipation - DAY
        if emancipation.weekday() == 6:
            yield emancipation + DAY
        if year % 4 == 1:
            yield date(year, 1, 20)


HONG_KONG = {
    date.fromisoformat(text)
    for text in [
        "2025-01-01",
        "2025-01-29",
        "2025-01-30",
        "2025-01-31",
        "2025-04-04",
        "2025-04-18",
        "2025-04-19",
        "2025-04-21",
        "2025-05-01",
        "2025-05-05",
        "2025-05-31",
        "2025-07-01",
        "2025-10-01",
        "2025-10-07",
        "2025-10-29",
        "2025-12-25",
        "2025-12-26",
        "2026-01-01",
        "2026-02-17",
        "2026-02-18",
        "2026-02-19",
        "2026-04-03",
        "2026-04-04",
        "2026-04-06",
        "2026-04-07",
        "2026-05-01",
        "2026-05-25",
        "2026-06-19",
        "2026-07-01",
        "2026-09-26",
        "2026-10-01",
        "2026-10-19",
        "2026-12-25",
        "2026-12-26",
    ]
}
# A day on which the registry was closed and the Exchange traded.
GALE = date(2025, 9, 24)

CERTAIN = set(statutory()) | {d + DAY for d in statutory() if d.weekday() == 6}
DOUBTFUL = {d - DAY for d in statutory() if d.weekday() == 5} | {
    date.fromisoformat(text) for text in PRESIDENT_CLOSED.split()
}
STATE = {"azd": set[date](), "cacd": set(californian()), "dcd": set(of_the_capital())}


def worked(day: date, number: int, step: int, is_open: Callable[[date], bool]) -> date:
    """Business or court days, walked through."""
    left = number
    while left:
        day += step * DAY
        left -= is_open(day)
    return day


def shifted(day: date, number: int, unit: str, step: int) -> date:
    if unit == "days":
        for _ in range(number):
            day += step * DAY
        return day
    if unit == "weeks":
        return shifted(day, 7 * number, "days", step)
    year, month = day.year, day.month
    for _ in range(number * 12 if unit == "years" else number):
        month += step
        if month in (0, 13):
            year, month = year + step, 12 if month == 0 else 1
    wanted = day.day
    while True:
        try:
            return date(year, month, wanted)
        except ValueError:
            wanted -= 1


def one_reading(
    start: datetime,
    number: int,
    unit: str,
    *,
    before: bool,
    closed: set[date],
    shut: frozenset[date],
    mailed: bool,
) -> datetime:
    step = -1 if before else 1

    def is_open(day: date) -> bool:
        return day.weekday() not in (5, 6) and day not in closed

    def settled(day: date) -> date:
        while not is_open(day):
            day += step * DAY
        while day in shut or not is_open(day):
            day += DAY
        return day

    if unit == "hours":
        moment = start.astimezone(UTC)
        for _ in range(number):
            moment += step * timedelta(hours=1)
        wall = moment.astimezone(start.tzinfo).replace(tzinfo=None)
        return datetime.combine(settled(wall.date()), wall.time())
    if unit.endswith(" days"):
        last = settled(worked(start.date(), number, step, is_open))
    else:
        last = settled(shifted(start.date(), number, unit, step))
    if mailed:
        last = settled(last + DAY + DAY + DAY)
    return datetime.combine(last, datetime.max.time()).replace(microsecond=0)


def second_count(
    start: datetime,
    number: int,
    unit: str,
    *,
    before: bool,
    court_id: str,
    shut: frozenset[date],
    mailed: bool,
) -> tuple[datetime, datetime]:
    """The earliest and the latest reading, as the court's wall clock."""
    doubtful = DOUBTFUL if before else DOUBTFUL | STATE[court_id]
    ends = [
        one_reading(
            start.replace(tzinfo=ZoneInfo(ZONES[court_id])),
            number,
            unit,
            before=before,
            closed=closed,
            shut=days,
            mailed=mailed,
        )
        for closed in (CERTAIN, CERTAIN | doubtful)
        for days in (frozenset[date](), shut)
    ]
    return min(ends), max(ends)


def in_hong_kong(day: date, number: int, *, before: bool, day_type: str) -> date:
    """Business days in Hong Kong."""

    def is_open(day: date) -> bool:
        gale = day == GALE and day_type != "exchange"
        return day.weekday() < 5 and day not in HONG_KONG and not gale

    return worked(day, number, -1 if before else 1, is_open)
