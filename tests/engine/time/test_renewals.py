"""The dates of an obligation never drift, and a closed day moves nothing silently."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.time.deadlines import DeadlineError
from risks.engine.time.renewals import Term, date_to_act, later_terms

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
intervals = st.integers(1, 24)
FAR = date(2199, 1, 1)


def term(
    ends_on: date, *, months: int | None = 12, lead_days: int = 0, anchor: int = 0
) -> Term:
    return Term(
        ends_on=ends_on,
        anchor_day=anchor or ends_on.day,
        lead_days=lead_days,
        interval_months=months,
    )


def ends(first: Term, number: int) -> list[date]:
    return [one.ends_on for one in islice(later_terms(first, until=FAR), number)]


@given(days, intervals, st.integers(1, 30))
def test_each_end_is_counted_from_the_first_one(
    first: date, months: int, number: int
) -> None:
    last = ends(term(first, months=months), number)[-1]

    away = (last.year - first.year) * 12 + last.month - first.month
    assert away == months * number
    assert last.day == min(first.day, monthrange(last.year, last.month)[1])


def test_the_last_of_january_comes_back_to_the_last_of_march() -> None:
    found = ends(term(date(2027, 1, 31), months=1), 14)

    assert found[:3] == [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]
    assert found[12:] == [date(2028, 2, 29), date(2028, 3, 31)]


def test_what_does_not_renew_has_no_next_period() -> None:
    assert term(date(2027, 1, 31), months=None).following() is None


def test_a_period_beyond_the_known_calendars_is_refused() -> None:
    with pytest.raises(DeadlineError, match="2200"):
        term(date(2199, 6, 1), months=24).following()


@given(days, st.integers(0, 400), st.sampled_from(["CN", "HK", "SG", "US", "other"]))
def test_the_day_to_act_is_never_moved(day: date, lead: int, country: str) -> None:
    found = date_to_act(term(day, lead_days=lead), country=country, tz="Asia/Shanghai")

    assert found.latest_arguable_date == day - timedelta(days=lead)
    assert found.calendared_date <= found.latest_arguable_date
    assert bool(found.reason) == (found.calendared_date < found.latest_arguable_date)


def test_a_closed_day_is_named_with_the_working_day_before() -> None:
    found = date_to_act(
        term(date(2026, 10, 1), lead_days=0), country="CN", tz="Asia/Shanghai"
    )

    assert found.calendared_date == date(2026, 9, 30)
    assert found.latest_arguable_date == date(2026, 10, 1)
    assert "Thursday 1 October 2026 is not a working day" in found.reason


def test_the_steps_say_how_the_day_follows_from_the_end_of_the_period() -> None:
    found = date_to_act(
        term(date(2027, 6, 30), lead_days=90), country="HK", tz="Asia/Hong_Kong"
    )

    assert [step.text for step in found.steps[:2]] == [
        "The period ends on Wednesday 30 June 2027.",
        "90 days before the end of the period: Thursday 1 April 2027.",
    ]
    assert str(found.due_local) == "2027-04-01 23:59:59"
