"""Federal holidays, which of them are settled, and what a reading makes of them."""

import tomllib
from datetime import date
from importlib.resources import files

import holidays
import pytest

from risks.engine.time.calendars import Calendar, federal_closures
from risks.engine.time.closures import is_provisional, read_closures, working_weekends
from risks.engine.time.courts import Court, all_courts

PLAIN = Calendar(honours_unsettled=False)
GENEROUS = Calendar(honours_unsettled=True)


@pytest.mark.parametrize("year", [1971, 1977, 1978, 1985, 1986, 2020, 2021, 2026, 2099])
def test_the_days_agree_with_an_independent_calendar(year: int) -> None:
    independent = set(holidays.country_holidays("US", years=year))

    found = federal_closures(year)

    assert {day for day, c in found.items() if "executive" not in c.name} == independent


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 19), "Birthday of Martin Luther King, Jr."),
        (date(2026, 2, 16), "Washington's Birthday"),
        (date(2026, 5, 25), "Memorial Day"),
        (date(2026, 6, 19), "Juneteenth National Independence Day"),
        (date(2026, 9, 7), "Labor Day"),
        (date(2026, 10, 12), "Columbus Day"),
        (date(2026, 11, 26), "Thanksgiving Day"),
        (date(1975, 10, 27), "Veterans Day"),
        (date(1978, 11, 11), "Veterans Day"),
        (date(2023, 1, 2), "New Year's Day, observed"),
    ],
)
def test_a_settled_holiday_closes_the_court_in_every_reading(
    day: date, name: str
) -> None:
    assert PLAIN.why_closed(day) == GENEROUS.why_closed(day) == name


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 7, 3),
        date(2021, 12, 31),
        date(2021, 6, 18),
        date(2025, 1, 9),
        date(2025, 12, 24),
        date(2025, 12, 26),
    ],
)
def test_an_unsettled_holiday_closes_the_court_in_one_reading_only(day: date) -> None:
    assert not PLAIN.why_closed(day)
    assert GENEROUS.why_closed(day)
    assert GENEROUS.leans_on_unsettled(day)


@pytest.mark.parametrize(
    "day", [date(2020, 6, 19), date(1985, 1, 21), date(2025, 1, 20), date(2021, 1, 20)]
)
def test_days_before_their_statute_and_inaugurations_are_no_holidays(day: date) -> None:
    closures = federal_closures(day.year)

    assert day not in closures or closures[day].name.startswith("Birthday of Martin")


def test_a_weekend_day_leans_on_nothing_unsettled() -> None:
    saturday = date(2026, 7, 4)

    assert PLAIN.why_closed(saturday) == "Independence Day"
    assert not GENEROUS.leans_on_unsettled(saturday)


def test_a_state_holiday_makes_an_unsettled_one_certain() -> None:
    friday = date(2026, 7, 3)
    calendar = Calendar(honours_unsettled=True, state_holidays=frozenset({friday}))

    assert calendar.why_closed(friday)
    assert not calendar.leans_on_unsettled(friday)


def test_the_closed_run_stops_at_the_first_court_day() -> None:
    forward = list(PLAIN.closed_run(date(2007, 9, 1), days=1))
    backward = list(PLAIN.closed_run(date(2007, 9, 3), days=-1))

    assert forward == [date(2007, 9, 1), date(2007, 9, 2), date(2007, 9, 3)]
    assert backward == [date(2007, 9, 3), date(2007, 9, 2), date(2007, 9, 1)]


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("HK", date(2026, 4, 3), "Good Friday"),
        ("HK", date(2026, 4, 7), "Easter Monday"),
        ("HK", date(2026, 7, 1), "Establishment Day"),
        ("SG", date(2026, 8, 10), "National Day"),
        ("CN", date(2026, 2, 23), "Day off"),
        ("CN", date(2026, 10, 7), "Day off"),
        ("CN", date(2026, 10, 11), "weekend"),
    ],
)
def test_a_court_abroad_keeps_the_holidays_of_its_country(
    country: str, day: date, name: str
) -> None:
    calendar = Calendar(country=country, honours_unsettled=True)

    assert name in calendar.why_closed(day)
    assert not calendar.leans_on_unsettled(day)


@pytest.mark.parametrize("day", [date(2026, 7, 3), date(2026, 11, 26)])
def test_american_holidays_close_no_court_abroad(day: date) -> None:
    assert not Calendar(country="HK", honours_unsettled=True).why_closed(day)


def test_mainland_china_works_the_weekends_that_make_up_for_days_off() -> None:
    sunday = date(2026, 1, 4)

    assert not Calendar(country="CN", honours_unsettled=True).why_closed(sunday)
    assert Calendar(country="HK", honours_unsettled=True).why_closed(sunday)
    assert working_weekends("CN", 2026) >= {sunday, date(2026, 10, 10)}


def test_a_mainland_year_without_make_up_days_is_provisional() -> None:
    assert not is_provisional("CN", 2026)
    assert is_provisional("CN", 2150)


def test_a_year_after_the_last_published_list_is_provisional() -> None:
    assert not is_provisional("HK", 2026)
    assert is_provisional("HK", 2027)
    assert not is_provisional("SG", 2027)
    assert is_provisional("SG", 2028)
    assert not is_provisional("US", 2150)


def test_a_day_of_the_state_alone_is_unsettled() -> None:
    chavez = date(2026, 3, 31)
    of_state = Calendar(state="CA", honours_unsettled=True)

    assert "list of CA" in of_state.why_closed(chavez)
    assert of_state.leans_on_unsettled(chavez)
    assert not Calendar(state="CA", honours_unsettled=False).why_closed(chavez)
    assert not GENEROUS.why_closed(chavez)


def test_a_federal_day_stays_settled_in_a_state_that_lists_it_too() -> None:
    calendar = Calendar(state="CA", honours_unsettled=True)

    assert calendar.why_closed(date(2026, 5, 25)) == "Memorial Day"
    assert not calendar.leans_on_unsettled(date(2026, 5, 25))


@pytest.mark.parametrize("tribunal", all_courts(), ids=lambda each: each.id)
def test_every_court_has_a_calendar(tribunal: Court) -> None:
    calendar = Calendar(
        country=tribunal.country, state=tribunal.state or "", honours_unsettled=True
    )

    assert calendar.why_closed(date(2026, 1, 1))


def test_the_list_of_closures_names_days_places_and_sources() -> None:
    text = files("risks.engine").joinpath("rules/closures.toml").read_text("utf-8")
    places = {"US", "HK", "CN", "SG"} | {each.id for each in all_courts()}

    assert all(row["source"] for row in tomllib.loads(text)["closure"])
    assert {where for _, where, _ in read_closures(text)} <= places


@pytest.mark.parametrize(
    ("day", "is_closed"),
    [
        (date(2026, 2, 12), True),  # Lincoln
        (date(2026, 9, 25), True),  # Native American Day
        (date(2021, 9, 24), False),  # before it was one
        (date(2026, 10, 12), False),  # Columbus Day
        (date(2026, 3, 31), True),  # Cesar Chavez
        (date(2026, 11, 27), True),  # the day after Thanksgiving
        (date(2028, 2, 11), True),  # Lincoln's, a Saturday
    ],
)
def test_the_courts_of_california_keep_their_own_list(
    day: date,
    is_closed: object,
) -> None:
    calendar = Calendar(state="CA", court_id="calsuperct", honours_unsettled=False)

    assert bool(calendar.why_closed(day)) is is_closed


def test_a_closure_of_some_hours_says_which() -> None:
    registry = Calendar(country="HK", day_type="court", honours_unsettled=True)

    assert registry.why_closed(date(2024, 9, 6)) == "gale warning, 12:40"
    assert registry.why_closed(date(2023, 7, 17)) == "gale warning, 00:40–16:20"
    assert not Calendar(country="HK", honours_unsettled=True).why_closed(
        date(2024, 9, 6)
    )
