"""A year's amount from figures of several periods."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.documents.fact_years import (
    Stated,
    Year,
    is_year,
    whole_months,
    year_of,
)

DAY = timedelta(days=1)
TODAY = date(2026, 5, 27)


def stated(start: str, end: str, amount: int | str = 12) -> Stated:
    return Stated(
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        amount=Decimal(amount),
    )


def known_year(*figures: Stated, on: date = TODAY) -> Year:
    year = year_of(figures, on=on)
    assert year
    return year


FISCAL_2024 = stated("2024-01-01", "2024-12-31", 30_500_000)
NINE_MONTHS = stated("2025-01-01", "2025-09-30", 53_400_000)
QUARTERS = (
    stated("2025-01-01", "2025-03-31", 1),
    stated("2025-04-01", "2025-06-30", 2),
    stated("2025-07-01", "2025-09-30", 3),
    stated("2025-10-01", "2025-12-31", 4),
)


def test_twelve_months_are_a_year_as_they_are_stated() -> None:
    year = known_year(FISCAL_2024, NINE_MONTHS)

    assert year.amount == 30_500_000
    assert year.how == "stated"
    assert (year.start, year.end) == (date(2024, 1, 1), date(2024, 12, 31))


def test_parts_that_cover_the_latest_twelve_months_are_added_up() -> None:
    year = known_year(FISCAL_2024, *QUARTERS)

    assert year.amount == 10
    assert (year.how, len(year.parts)) == ("sum", 4)
    assert (year.start, year.end) == (date(2025, 1, 1), date(2025, 12, 31))


def test_one_figure_for_the_twelve_months_is_preferred_to_its_parts() -> None:
    year = known_year(*QUARTERS, stated("2025-01-01", "2025-12-31", 11))

    assert year.amount == 11
    assert year.how == "stated"


def test_where_no_twelve_months_are_known_whole_months_are_annualised() -> None:
    year = known_year(NINE_MONTHS)

    assert year.amount == 71_200_000
    assert (year.how, year.months) == ("annualised", 9)


def test_parts_are_added_up_before_they_are_annualised() -> None:
    year = known_year(*QUARTERS[:3])

    assert year.amount == 8
    assert (year.how, year.months) == ("annualised", 9)


def test_parts_with_a_gap_are_not_added_up() -> None:
    year = known_year(QUARTERS[0], *QUARTERS[2:])

    assert year.amount == 14
    assert year.how == "annualised"
    assert year.start == date(2025, 7, 1)


def test_parts_that_overlap_are_not_added_up() -> None:
    half = stated("2025-01-01", "2025-06-30", 10)
    late = stated("2025-06-01", "2025-12-31", 7)

    year = known_year(half, late)

    assert year.amount == 12
    assert year.how == "annualised"
    assert year.parts == (late,)


@pytest.mark.parametrize(
    ("start", "end", "days_of_year"),
    [
        ("2025-01-01", "2025-01-10", 366),
        ("2024-01-01", "2024-01-10", 365),
        ("2024-02-19", "2024-02-28", 365),
        ("2024-02-20", "2024-02-29", 366),
        ("2024-12-22", "2024-12-31", 366),
        ("2025-02-19", "2025-02-28", 365),
    ],
)
def test_days_that_are_no_whole_months_are_annualised_by_days(
    start: str, end: str, days_of_year: int
) -> None:
    year = known_year(stated(start, end, 10))

    assert year.months is None
    assert year.amount == days_of_year


def test_a_period_longer_than_a_year_is_brought_down_to_one() -> None:
    year = known_year(stated("2024-01-01", "2025-06-30", 18))

    assert year.amount == 12
    assert (year.how, year.months) == ("annualised", 18)


def test_the_later_of_two_figures_for_a_period_corrects_the_other() -> None:
    restated = stated("2024-01-01", "2024-12-31", 29_000_000)

    assert known_year(FISCAL_2024, restated).amount == 29_000_000


def test_what_ends_after_the_day_is_not_known_on_it() -> None:
    year = known_year(FISCAL_2024, *QUARTERS, on=date(2025, 12, 30))

    assert year.end == date(2024, 12, 31)
    assert year_of([FISCAL_2024], on=date(2024, 12, 30)) is None


def test_a_year_that_ends_in_february_ends_with_its_last_day() -> None:
    assert is_year(date(2023, 3, 1), date(2024, 2, 29))
    assert is_year(date(2024, 3, 1), date(2025, 2, 28))
    assert is_year(date(2024, 2, 29), date(2025, 2, 28))
    assert not is_year(date(2023, 3, 1), date(2024, 2, 28))


days = st.dates(min_value=date(2023, 1, 1), max_value=date(2026, 12, 31))
months = st.builds(date, st.integers(2023, 2025), st.integers(1, 12), st.just(1))
amounts = st.integers(-(10**9), 10**9).map(Decimal)


@st.composite
def any_figures(draw: st.DrawFn) -> list[Stated]:
    """Many that meet by chance: starts on the first of a month, ends on a last day."""
    starts = draw(st.lists(st.one_of(months, days), min_size=1, max_size=12))
    figures = []
    for start in starts:
        end = draw(st.one_of(months, days)) - DAY
        if start <= end:
            figures.append(Stated(start=start, end=end, amount=draw(amounts)))
    return figures


@st.composite
def cut_year(draw: st.DrawFn) -> list[Stated]:
    """Twelve months from any day, cut in parts."""
    start = draw(days)
    after = (start + timedelta(days=366)).replace(day=1)
    start = after.replace(year=after.year - 1)
    cuts = draw(st.sets(st.dates(start + DAY, after - DAY), max_size=6))
    ends = [start, *sorted(cuts), after]
    return [
        Stated(start=first, end=last - DAY, amount=draw(amounts))
        for first, last in pairwise(ends)
    ]


@given(any_figures(), days)
def test_no_day_counts_twice_none_is_left_out_and_none_is_after_the_day(
    figures: list[Stated], on: date
) -> None:
    year = year_of(figures, on=on)

    if year is None:
        assert all(each.end > on for each in figures)
        return
    assert year.end <= on
    assert set(year.parts) <= set(figures)
    assert all(one.end + DAY == next_.start for one, next_ in pairwise(year.parts))
    assert year.days == (year.end - year.start + DAY).days


@given(any_figures(), days)
def test_a_year_is_twelve_months_or_says_that_it_is_annualised(
    figures: list[Stated], on: date
) -> None:
    year = year_of(figures, on=on)

    if year:
        assert is_year(year.start, year.end) == (year.how != "annualised")
    if year and year.how != "annualised":
        assert year.amount == sum(part.amount for part in year.parts)
        assert year.days in (365, 366)


@given(any_figures(), days)
def test_a_known_year_is_never_older_than_one_that_is_stated(
    figures: list[Stated], on: date
) -> None:
    whole = [
        each for each in figures if each.end <= on and is_year(each.start, each.end)
    ]

    year = year_of(figures, on=on)

    if whole:
        assert year
        assert year.how != "annualised"
        assert year.end >= max(each.end for each in whole)


@given(cut_year(), st.randoms())
def test_the_parts_of_a_year_add_up_to_it_in_any_order(
    parts: list[Stated], order: Random
) -> None:
    shuffled = sorted(parts, key=lambda _: order.random())

    year = known_year(*shuffled, on=date(2030, 1, 1))

    assert year.parts == tuple(parts)
    assert year.amount == sum(part.amount for part in parts)


@given(any_figures(), days)
def test_figures_after_the_day_change_nothing(figures: list[Stated], on: date) -> None:
    known = [each for each in figures if each.end <= on]

    assert year_of(figures, on=on) == year_of(known, on=on)


@given(months, st.integers(1, 40))
def test_months_are_counted_as_the_calendar_does(start: date, count: int) -> None:
    total = start.month - 1 + count
    after = date(start.year + total // 12, total % 12 + 1, 1)

    assert whole_months(start, after - DAY) == count
