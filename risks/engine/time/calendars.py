"""The days on which a court is closed; for federal courts, Rule 6(a)(6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import cache

from risks.engine.sentences import counting as words
from risks.engine.time.closures import (
    Closure,
    closures_abroad,
    courts_own_closures,
    has_own_list,
    listed_closures,
    state_closures,
    working_weekends,
)

# The Uniform Monday Holiday Act took effect in 1971; older calendars are not included.
FIRST_YEAR = 1971
LAST_YEAR = 2200

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_ONE_DAY = timedelta(days=1)

# 5 U.S.C. 6103(a): name, month, day, first year.
_FIXED = (
    (words.NEW_YEAR(), 1, 1, FIRST_YEAR),
    (words.JUNETEENTH(), 6, 19, 2021),
    (words.INDEPENDENCE(), 7, 4, FIRST_YEAR),
    (words.VETERANS(), 11, 11, 1978),
    (words.CHRISTMAS(), 12, 25, FIRST_YEAR),
)
# Name, month, weekday, which one (0 for the last), first year, last year.
_FLOATING = (
    (words.KING(), 1, _MONDAY, 3, 1986, MAXYEAR),
    (words.WASHINGTON(), 2, _MONDAY, 3, FIRST_YEAR, MAXYEAR),
    (words.MEMORIAL(), 5, _MONDAY, 0, FIRST_YEAR, MAXYEAR),
    (words.LABOR(), 9, _MONDAY, 1, FIRST_YEAR, MAXYEAR),
    (words.COLUMBUS(), 10, _MONDAY, 2, FIRST_YEAR, MAXYEAR),
    (words.VETERANS(), 10, _MONDAY, 4, FIRST_YEAR, 1977),
    (words.THANKSGIVING(), 11, _THURSDAY, 4, FIRST_YEAR, MAXYEAR),
)


@cache
def federal_closures(year: int) -> Mapping[date, Closure]:
    """Return the federal holidays of a year, settled and unsettled, by day."""
    # Where two closures share a day the settled one must win, so it comes last.
    found = [c for c in _closures_around(year) if c.day.year == year]
    return {c.day: c for c in sorted(found, key=lambda c: c.settled)}


def _closures_around(year: int) -> Iterator[Closure]:
    for day, name in (*_statutory_days(year), *_statutory_days(year + 1)):
        yield Closure(day=day, name=name, settled=True)
        observed = words.OBSERVED(holiday=name)
        if day.weekday() == _SATURDAY:
            yield Closure(day=day - _ONE_DAY, name=observed, settled=False)
        if day.weekday() == _SUNDAY:
            yield Closure(day=day + _ONE_DAY, name=observed, settled=True)
    yield from listed_closures("US", year)


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


@cache
def closures(
    country: str, state: str, court_id: str, year: int, day_type: str = ""
) -> Mapping[date, Closure]:
    """Return all closures of a court in a year by day, a settled one first."""
    if has_own_list(court_id):
        return {c.day: c for c in courts_own_closures(court_id, year)}
    country_wide = (
        federal_closures(year).values()
        if country == "US"
        else (*listed_closures(country, year), *closures_abroad(country, year))
    )
    found = [
        *(state_closures(state, year) if state else ()),
        *listed_closures(court_id, year),
        *country_wide,
    ]
    of_type = [c for c in found if not c.day_types or day_type in c.day_types]
    return {c.day: c for c in sorted(of_type, key=lambda c: c.settled)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """One reading of which days are Saturdays, Sundays and legal holidays."""

    # US, HK, CN or SG.
    country: str = "US"
    # The state whose own list may close the court; empty where it cannot.
    state: str = ""
    court_id: str = ""
    # What is counted: "court", "exchange" or "sfo" days; some closures are of one only.
    day_type: str = ""
    honours_unsettled: bool
    # Days that are certainly holidays of the court's state.
    state_holidays: frozenset[date] = frozenset()

    def why_closed(self, day: date) -> str:
        """Return why the court is closed; empty for a court day."""
        if closure := self._closure(day):
            return closure.name
        if day in self.state_holidays:
            return words.STATE_HOLIDAY()
        return words.WEEKEND() if self._is_weekend(day) else ""

    def leans_on_unsettled(self, day: date) -> bool:
        """Say whether only an unsettled holiday closes the day."""
        closure = self._closure(day)
        if closure is None or closure.settled:
            return False
        return not self._is_weekend(day) and day not in self.state_holidays

    def closed_run(self, day: date, *, days: int) -> Iterator[date]:
        """Yield closed days from `day` on, in steps of 1 or -1; none if open."""
        while self.why_closed(day):
            yield day
            day += timedelta(days=days)

    def _is_weekend(self, day: date) -> bool:
        if day.weekday() < _SATURDAY:
            return False
        return day not in working_weekends(self.country, day.year)

    def _closure(self, day: date) -> Closure | None:
        found = closures(
            self.country, self.state, self.court_id, day.year, self.day_type
        )
        closure = found.get(day)
        if closure is None or closure.settled or self.honours_unsettled:
            return closure
        return None
