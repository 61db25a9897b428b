"""Days on which a country, an American state or one court does not work."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from holidays import HolidayBase, country_holidays

# By default the library leaves Good Friday and other Hong Kong general holidays out.
_CATEGORIES = {"HK": ("public", "optional"), "CN": ("public",), "SG": ("public",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    day: date
    name: str
    # False where lawyers may differ on whether the day counts as a holiday.
    settled: bool


def listed_closures(where: str, year: int) -> Iterator[Closure]:
    """Those of rules/closures.toml for a country or for a court."""
    for day, place, closure in _listed():
        if place == where and day.year == year:
            yield closure


def state_closures(state: str, year: int) -> Iterator[Closure]:
    """The days a state observes, unsettled: its list is broader than its courts'."""
    for day, name in sorted(country_holidays("US", state, years=year).items()):
        yield Closure(day=day, name=f"{name}, in the list of {state}", settled=False)


def closures_abroad(country: str, year: int) -> Iterator[Closure]:
    """The public holidays of HK, CN or SG."""
    for day, name in sorted(_calendar_abroad(country, year).items()):
        if day.year == year:
            yield Closure(day=day, name=name, settled=True)


@cache
def working_weekends(country: str, year: int) -> frozenset[date]:
    """Saturdays and Sundays that mainland China works to make up for days off."""
    if country != "CN":
        return frozenset()
    worked = _calendar_abroad(country, year).weekend_workdays
    return frozenset(day for day in worked if day.year == year)


def is_provisional(country: str, year: int) -> bool:
    """Whether the State Council's calendar of that year is not known here.

    Every calendar it has announced since 2001 makes some weekend a working day.
    """
    return country == "CN" and not working_weekends(country, year)


def _calendar_abroad(country: str, year: int) -> HolidayBase:
    # Days off and weekends worked for them may lie in the year before or after.
    years = (year - 1, year, year + 1)
    return country_holidays(country, years=years, categories=_CATEGORIES[country])


@cache
def _listed() -> tuple[tuple[date, str, Closure], ...]:
    text = files("risks.engine").joinpath("rules/closures.toml").read_text("utf-8")
    return tuple(read_closures(text))


def read_closures(text: str) -> Iterator[tuple[date, str, Closure]]:
    """The day, the country or court, and the closure of each row of TOML."""
    for row in tomllib.loads(text)["closure"]:
        day = row["day"]
        yield (
            day,
            row["where"],
            Closure(day=day, name=row["name"], settled=row["settled"]),
        )
