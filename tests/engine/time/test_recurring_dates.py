"""What a listing profile makes due: thirteen months ahead, for any profile and day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.time.deadlines import Direction, Period, Unit
from risks.engine.time.disclosure import CompanyEvent
from risks.engine.time.listing.duties import duties_of, listing_duties
from risks.engine.time.listing.profile import Condition, Listing, YearEnd
from risks.engine.time.listing.recurring import (
    RECORDED,
    RECURRING,
    needed_by,
    recurring_dates,
)
from risks.engine.time.rule_book import company_rules

DECEMBER = YearEnd(month=12, day=31)
DEALT = date(2026, 1, 9)
YEARLY = {"hk-13-49-annual", "hk-13-46-annual", "hk-13-46-2b", "hk-13-91", "hk-c1-d2"}
HALF_YEARLY = {"hk-13-49-interim", "hk-13-48-interim", "hk-c3-interim-earliest"}
EXTRA = {
    Condition.WEIGHTED_VOTING_RIGHTS,
    Condition.CONTRACTUAL_ARRANGEMENTS,
    Condition.CONNECTED_TRANSACTIONS,
    Condition.CSRC_FILING,
}

days = st.dates(date(2024, 1, 1), date(2035, 12, 31))
year_ends = days.map(lambda day: YearEnd(month=day.month, day=day.day))
extras = st.sets(st.sampled_from(sorted(EXTRA)))


listings = st.builds(
    Listing,
    year_end=year_ends,
    always=extras.map(frozenset),
    first_day=st.dates(date(2010, 1, 1), date(2035, 12, 31)),
)


def due(listing: Listing, today: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in recurring_dates(listing, today=today):
        found.setdefault(each.rule.id, []).append(
            each.computed.calendared_date.isoformat()
        )
    return found


def until(today: date) -> date:
    return Period(number=13, unit=Unit.MONTHS).count_days(today, Direction.AFTER)


@pytest.mark.parametrize(
    ("end", "year", "half_year"),
    [
        ((12, 31), "2024-12-31", "2024-06-30"),
        ((3, 31), "2024-03-31", "2024-09-30"),
        ((6, 30), "2024-06-30", "2024-12-31"),
        ((9, 30), "2024-09-30", "2024-03-31"),
        # The end of February, however it is written.
        ((2, 29), "2024-02-29", "2024-08-31"),
        ((2, 28), "2024-02-29", "2024-08-31"),
        ((8, 31), "2024-08-31", "2024-02-29"),
        # Not the end of a month.
        ((8, 30), "2024-08-30", "2024-02-29"),
        ((1, 15), "2024-01-15", "2024-07-15"),
        ((12, 30), "2024-12-30", "2024-06-30"),
    ],
)
def test_a_year_ends_and_its_half_year_six_months_apart(
    end: tuple[int, int], year: str, half_year: str
) -> None:
    year_end = YearEnd(month=end[0], day=end[1])

    assert year_end.in_year(2024).isoformat() == year
    assert year_end.half_year_in(2024).isoformat() == half_year


@pytest.mark.parametrize("day", [28, 29])
def test_the_end_of_february_is_the_28th_of_a_common_year(day: int) -> None:
    year_end = YearEnd(month=2, day=day)

    assert year_end.in_year(2026) == date(2026, 2, 28)


def test_a_newly_listed_company_owes_what_is_due_after_its_first_day() -> None:
    listing = Listing(year_end=DECEMBER, first_day=DEALT)

    found = due(listing, DEALT)

    # The year that ended before the first day of dealings, and the next one.
    assert found["hk-13-49-annual"] == ["2026-03-31"]
    assert found["hk-13-46-2b"] == ["2026-06-30"]
    assert found["hk-13-25b"][:2] == ["2026-02-06", "2026-03-06"]
    assert found["sfo-325-initial"] == ["2026-01-23"]
    assert "csrc-completion" not in found


def test_the_month_before_the_first_day_of_dealings_has_no_return() -> None:
    listing = Listing(year_end=DECEMBER, first_day=date(2026, 1, 5))

    found = due(listing, date(2026, 1, 5))

    assert found["hk-13-25b"][0] == "2026-02-06"


def test_an_applicant_owes_its_filing_and_no_result() -> None:
    listing = Listing(
        year_end=DECEMBER,
        always=frozenset({Condition.CSRC_FILING}),
        application_date=date(2026, 5, 26),
    )

    assert due(listing, date(2026, 5, 27)) == {"csrc-16-application": ["2026-05-29"]}


def test_nothing_is_due_after_the_last_day_of_the_listing() -> None:
    listing = Listing(year_end=DECEMBER, first_day=DEALT, last_day=date(2026, 10, 15))

    found = recurring_dates(listing, today=date(2026, 9, 1))

    assert max(each.last_day for each in found) == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("condition", "rules"),
    [
        (Condition.WEIGHTED_VOTING_RIGHTS, {"hk-8a-32-annual", "hk-8a-32-interim"}),
        (Condition.CONTRACTUAL_ARRANGEMENTS, {"hk-vie-annual"}),
        (Condition.CONNECTED_TRANSACTIONS, {"hk-14a-55", "hk-14a-56"}),
        (Condition.CSRC_FILING, {"csrc-completion"}),
    ],
)
def test_what_a_profile_says_switches_its_rules_on(
    condition: Condition, rules: set[str]
) -> None:
    plain = Listing(year_end=DECEMBER, first_day=DEALT)
    more = Listing(year_end=DECEMBER, first_day=DEALT, always=frozenset({condition}))

    assert due(more, DEALT).keys() - due(plain, DEALT).keys() == rules


@given(listing=listings, day=days)
def test_each_clock_of_thirteen_months_is_there_for_any_profile(
    listing: Listing, day: date
) -> None:
    assert listing.first_day
    today = max(day, listing.first_day)

    found = due(listing, today)

    # A year and a month hold each yearly date once or twice, and 12 to 14 returns.
    assert found.keys() >= YEARLY | HALF_YEARLY
    assert all(1 <= len(found[name]) <= 2 for name in YEARLY | HALF_YEARLY)
    assert 12 <= len(found["hk-13-25b"]) <= 14


@given(listing=listings, day=days)
def test_a_day_later_nothing_that_is_still_ahead_is_gone(
    listing: Listing, day: date
) -> None:
    later = day + timedelta(days=1)
    now = {(x.rule.id, x.on) for x in recurring_dates(listing, today=day)}
    then = {(x.rule.id, x.on) for x in recurring_dates(listing, today=later)}

    gone = now - then

    passed = {
        (x.rule.id, x.on)
        for x in recurring_dates(listing, today=day)
        if x.last_day == day
    }
    assert gone == passed


@given(listing=listings, day=days)
def test_what_is_due_lies_ahead_and_is_needed_by_the_profile(
    listing: Listing, day: date
) -> None:
    for each in recurring_dates(listing, today=day):
        assert day <= each.last_day
        assert each.computed.calendared_date <= until(day)
        assert needed_by(each.rule, on=each.on, listing=listing)


def test_every_event_recurs_or_is_recorded() -> None:
    assert {*RECURRING, *RECORDED} == set(CompanyEvent)
    assert not set(RECURRING) & set(RECORDED)


def test_inside_information_binds_from_the_first_day_of_dealings() -> None:
    listing = Listing(year_end=DECEMBER, first_day=DEALT)

    before = {duty.id for duty in duties_of(listing, on=date(2026, 1, 8))}
    after = {duty.id for duty in duties_of(listing, on=DEALT)}

    assert before == {"hk-11-13"}
    assert after == {"sfo-307b", "hk-13-09", "hk-13-10a"}


def test_no_duty_without_a_period_has_the_name_of_a_rule() -> None:
    assert not {duty.id for duty in listing_duties()} & {
        rule.id for rule in company_rules()
    }
    assert all(duty.needs and duty.when for duty in listing_duties())
