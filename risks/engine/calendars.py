"""Which days a United States federal court is closed: Fed. R. Civ. P. 6(a)(6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import cache

# The Uniform Monday Holiday Act took effect in 1971; older calendars are not kept.
FIRST_YEAR = 1971
LAST_YEAR = 2200

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_ONE_DAY = timedelta(days=1)

# 5 U.S.C. 6103(a): name, month, day, first year.
_FIXED = (
    ("New Year's Day", 1, 1, FIRST_YEAR),
    ("Juneteenth National Independence Day", 6, 19, 2021),
    ("Independence Day", 7, 4, FIRST_YEAR),
    ("Veterans Day", 11, 11, 1978),
    ("Christmas Day", 12, 25, FIRST_YEAR),
)
# Name, month, weekday, which one (0 for the last), first year, last year.
_FLOATING = (
    ("Birthday of Martin Luther King, Jr.", 1, _MONDAY, 3, 1986, MAXYEAR),
    ("Washington's Birthday", 2, _MONDAY, 3, FIRST_YEAR, MAXYEAR),
    ("Memorial Day", 5, _MONDAY, 0, FIRST_YEAR, MAXYEAR),
    ("Labor Day", 9, _MONDAY, 1, FIRST_YEAR, MAXYEAR),
    ("Columbus Day", 10, _MONDAY, 2, FIRST_YEAR, MAXYEAR),
    ("Veterans Day", 10, _MONDAY, 4, FIRST_YEAR, 1977),
    ("Thanksgiving Day", 11, _THURSDAY, 4, FIRST_YEAR, MAXYEAR),
)
# Days on which the President closed the departments by executive order. Whether
# that makes a legal holiday under Rule 6(a)(6)(B) is unsettled.
_EXECUTIVE_CLOSURES = (
    date(2001, 12, 24),
    date(2003, 12, 26),
    date(2004, 6, 11),
    date(2007, 1, 2),
    date(2007, 12, 24),
    date(2008, 12, 26),
    date(2012, 12, 24),
    date(2014, 12, 26),
    date(2018, 12, 5),
    date(2018, 12, 24),
    date(2019, 12, 24),
    date(2020, 12, 24),
    date(2024, 12, 24),
    date(2025, 1, 9),
    date(2025, 12, 24),
    date(2025, 12, 26),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    day: date
    name: str
    # False where lawyers may differ on whether Rule 6 counts the day as a holiday.
    settled: bool


@cache
def federal_closures(year: int) -> Mapping[date, Closure]:
    """Every weekday and weekend holiday of a year, settled and unsettled."""
    # Of two closures on one day the settled one stays, so it is entered last.
    found = [c for c in _closures_around(year) if c.day.year == year]
    return {c.day: c for c in sorted(found, key=lambda c: c.settled)}


def _closures_around(year: int) -> Iterator[Closure]:
    for day, name in (*_statutory_days(year), *_statutory_days(year + 1)):
        yield Closure(day=day, name=name, settled=True)
        if day.weekday() == _SATURDAY:
            yield Closure(day=day - _ONE_DAY, name=f"{name}, observed", settled=False)
        if day.weekday() == _SUNDAY:
            yield Closure(day=day + _ONE_DAY, name=f"{name}, observed", settled=True)
    for day in _EXECUTIVE_CLOSURES:
        yield Closure(day=day, name="closed by executive order", settled=False)


def _statutory_days(year: int) -> Iterator[tuple[date, str]]:
    for name, month, day, since in _FIXED:
        if year >= since:
            yield date(year, month, day), name
    for name, month, weekday, nth, since, until in _FLOATING:
        if since <= year <= until:
            yield _weekday_of_month(year, month, weekday, nth), name


def _weekday_of_month(year: int, month: int, weekday: int, nth: int) -> date:
    if nth == 0:
        last = date(year, month + 1, 1) - _ONE_DAY
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """One reading of which days are Saturdays, Sundays and legal holidays."""

    # False for a court whose public holidays are not known here: weekends only.
    federal: bool = True
    honours_unsettled: bool
    state_holidays: frozenset[date] = frozenset()

    def why_closed(self, day: date) -> str:
        """The reason in a few words; empty for a court day."""
        if closure := self._closure(day):
            return closure.name
        if day in self.state_holidays:
            return "holiday of the court's state"
        return "weekend" if day.weekday() >= _SATURDAY else ""

    def leans_on_unsettled(self, day: date) -> bool:
        """Whether the day is closed only because an unsettled holiday counts."""
        closure = self._closure(day)
        if closure is None or closure.settled:
            return False
        return day.weekday() < _SATURDAY and day not in self.state_holidays

    def closed_run(self, day: date, *, days: int) -> Iterator[date]:
        """The closed days from `day` on, in steps of `days` (1 or -1), none if open."""
        while self.why_closed(day):
            yield day
            day += timedelta(days=days)

    def _closure(self, day: date) -> Closure | None:
        closure = federal_closures(day.year).get(day) if self.federal else None
        if closure is None or closure.settled or self.honours_unsettled:
            return closure
        return None
