"""Periods as the rules write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.time.periods import DeadlineError, Direction, Period, Unit


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("14 days", 14, Unit.DAYS),
        ("1 day", 1, Unit.DAYS),
        ("72 hours", 72, Unit.HOURS),
        (" 3 Years ", 3, Unit.YEARS),
        ("2weeks", 2, Unit.WEEKS),
        ("3 months", 3, Unit.MONTHS),
        ("5 business days", 5, Unit.BUSINESS_DAYS),
        ("1 court day", 1, Unit.COURT_DAYS),
    ],
)
def test_a_period_is_read_as_written(text: str, number: int, unit: Unit) -> None:
    assert Period.parse(text) == Period(number=number, unit=unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14",
        "days",
        "0 days",
        "-3 days",
        "1.5 days",
        "14 trading days",
        "367 court days",
        "14 fortnights",
        "１４ days",
        "14 days\n1 day",
        "3654 days",
        "999999999999 days",
    ],
)
def test_what_is_no_period_is_refused_by_name(text: str) -> None:
    with pytest.raises(DeadlineError) as refused:
        Period.parse(text)

    assert refused.value.field == "period"
    assert "\n" not in str(refused.value)


@given(number=st.integers(1, 10), unit=st.sampled_from(Unit))
def test_a_period_reads_back_what_it_prints(number: int, unit: Unit) -> None:
    period = Period(number=number, unit=unit)

    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    ("start", "period", "direction", "end"),
    [
        (date(2026, 1, 31), "1 month", Direction.AFTER, date(2026, 2, 28)),
        (date(2024, 2, 29), "1 year", Direction.AFTER, date(2025, 2, 28)),
        (date(2026, 3, 31), "1 month", Direction.BEFORE, date(2026, 2, 28)),
        (date(2026, 1, 15), "2 months", Direction.BEFORE, date(2025, 11, 15)),
        (date(2026, 12, 31), "2 weeks", Direction.AFTER, date(2027, 1, 14)),
        (date(2025, 9, 16), "90 days", Direction.AFTER, date(2025, 12, 15)),
    ],
)
def test_long_units_end_on_the_same_day_or_the_last_of_the_month(
    start: date, period: str, direction: Direction, end: date
) -> None:
    assert Period.parse(period).count_days(start, direction) == end
