"""Days on which a country, an American state or one court is closed."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from holidays import HolidayBase, country_holidays

from risks.engine.sentences.counting import IN_STATE_LIST

# The last year whose list was published when this was written; later ones are computed.
_LAST_OFFICIAL = {"HK": 2026, "SG": 2027}
_NATIVE_AMERICAN_DAY = 2022
# By default the library omits Good Friday and other Hong Kong general holidays.
_CATEGORIES = {"HK": ("public", "optional"), "CN": ("public",), "SG": ("public",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A day on which courts are closed, and whether that is certain."""

    day: date
    name: str
    # False where lawyers may differ on whether the day counts as a holiday.
    settled: bool
    # The day types that it closes; empty for all.
    day_types: frozenset[str] = frozenset()


def listed_closures(where: str, year: int) -> Iterator[Closure]:
    """Yield the closures in rules/closures.toml of a country or a court."""
    for day, place, closure in _listed():
        if place == where and day.year == year:
            yield closure


def state_closures(state: str, year: int) -> Iterator[Closure]:
    """Yield a state's holidays as unsettled, as its courts may observe fewer."""
    for day, name in sorted(country_holidays("US", state, years=year).items()):
        yield Closure(
            day=day, name=IN_STATE_LIST(holiday=name, state=state), settled=False
        )


def courts_own_closures(court_id: str, year: int) -> Iterator[Closure]:
    """Yield the holidays of a court whose own list replaces those of its state.

    Cal. Code Civ. Proc. 135: California's courts sit on Columbus Day, and close on
    12 February and, from 2022, on the fourth Friday of September.
    """
    if court_id != "calsuperct":
        return
    named = country_holidays("US", "CA", years=(year, year + 1))
    for day, name in sorted(named.items()):
        if "Columbus" not in name and day.year == year:
            yield Closure(day=day, name=name, settled=True)
    yield Closure(
        day=_court_day_near(date(year, 2, 12)), name="Lincoln's Birthday", settled=True
    )
    if year >= _NATIVE_AMERICAN_DAY:
        first = date(year, 9, 1)
        friday = first + timedelta(days=(4 - first.weekday()) % 7 + 21)
        yield Closure(day=friday, name="Native American Day", settled=True)


def _court_day_near(day: date) -> date:
    """Return the Friday before a Saturday, or the Monday after a Sunday."""
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def has_own_list(court_id: str) -> bool:
    return court_id == "calsuperct"


def closures_abroad(country: str, year: int) -> Iterator[Closure]:
    """Yield the public holidays of HK, CN or SG; of other countries none are known."""
    if country not in _CATEGORIES:
        return
    for day, name in sorted(_calendar_abroad(country, year).items()):
        if day.year == year:
            yield Closure(day=day, name=name, settled=True)


@cache
def working_weekends(country: str, year: int) -> frozenset[date]:
    """Return the weekend days that mainland China works to make up for days off."""
    if country != "CN":
        return frozenset()
    worked = _calendar_abroad(country, year).weekend_workdays
    return frozenset(day for day in worked if day.year == year)


def is_provisional(country: str, year: int) -> bool:
    """Say whether the official calendar of that year is not yet known here."""
    if country in _LAST_OFFICIAL:
        return year > _LAST_OFFICIAL[country]
    return may_work_weekends(country, year)


def may_work_weekends(country: str, year: int) -> bool:
    """Say whether the State Council may still make a weekend a working day.

    Every calendar it has announced since 2001 does.
    """
    return country == "CN" and not working_weekends(country, year)


def _calendar_abroad(country: str, year: int) -> HolidayBase:
    # Days off and the weekends worked for them may be in adjacent years.
    years = (year - 1, year, year + 1)
    return country_holidays(country, years=years, categories=_CATEGORIES[country])


@cache
def _listed() -> tuple[tuple[date, str, Closure], ...]:
    text = files("risks.engine").joinpath("rules/closures.toml").read_text("utf-8")
    return tuple(read_closures(text))


def read_closures(text: str) -> Iterator[tuple[date, str, Closure]]:
    """Yield the day, the country or court, and the closure of each row of TOML."""
    for row in tomllib.loads(text)["closure"]:
        day = row["day"]
        closure = Closure(
            day=day,
            name=_hours(row),
            settled=row["settled"],
            day_types=frozenset(row.get("day_types", ())),
        )
        yield day, row["where"], closure


def _hours(row: Mapping[str, Any]) -> str:
    """Return the name of a closure, with its hours where it is not of a whole day."""
    hours = [f"{row[name]:%H:%M}" for name in ("from", "until") if name in row]
    return f"{row['name']}, {'–'.join(hours)}" if hours else str(row["name"])
