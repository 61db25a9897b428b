"""What counting does beyond the published examples."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from risks.engine.time.courts import court
from risks.engine.time.deadlines import (
    Computed,
    DeadlineError,
    Direction,
    Period,
    Service,
    Whose,
    count,
    date_certain,
)

# A wall clock, as a court writes one.
wall = datetime.fromisoformat


def compute(
    trigger: date | datetime,
    period: str,
    direction: Direction = Direction.AFTER,
    court_id: str = "cacd",
    **options: Any,
) -> Computed:
    return count(
        trigger=trigger,
        period=Period.parse(period),
        direction=direction,
        court=court(court_id),
        **options,
    )


def days(*texts: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, texts))


def test_every_step_is_a_sentence_with_its_day_and_its_rule() -> None:
    computed = compute(date(2007, 8, 2), "30 days")

    assert [step.day for step in computed.steps] == [
        date(2007, 8, 2),
        date(2007, 9, 1),
        date(2007, 9, 2),
        date(2007, 9, 3),
        date(2007, 9, 4),
        date(2007, 9, 4),
    ]
    assert computed.steps[0].text == (
        "Exclude the trigger day, Thursday 2 August 2007 (Fed. R. Civ. P. 6(a)(1)(A))."
    )
    assert "Labor Day" in computed.steps[4].text


def test_a_period_in_days_ends_with_the_last_second_of_the_courts_day() -> None:
    computed = compute(date(2026, 5, 26), "14 days")

    assert computed.due_local == wall("2026-06-09T23:59:59")
    assert computed.tz == "America/Los_Angeles"


def test_the_opponent_is_given_the_latest_reading() -> None:
    computed = compute(date(2026, 6, 12), "21 days", whose=Whose.OPPONENT)

    assert computed.calendared_date == computed.latest_arguable_date == date(2026, 7, 6)
    assert computed.reason == ""
    assert "The earliest date is Friday 3 July 2026" in computed.steps[-1].text


def test_a_backward_period_is_safe_when_an_unsettled_holiday_counts() -> None:
    computed = compute(date(2026, 7, 17), "14 days", Direction.BEFORE)

    assert computed.calendared_date == date(2026, 7, 2)
    assert computed.latest_arguable_date == date(2026, 7, 3)
    assert "Independence Day, observed" in computed.reason


@pytest.mark.parametrize(
    ("trigger", "safe", "late"),
    [
        (date(2025, 12, 10), "2025-12-24", "2025-12-29"),
        (date(2025, 12, 12), "2025-12-26", "2025-12-29"),
        (date(2024, 12, 26), "2025-01-09", "2025-01-10"),
    ],
)
def test_a_day_closed_by_executive_order_counts_only_for_the_latest_arguable_date(
    trigger: date, safe: str, late: str
) -> None:
    computed = compute(trigger, "14 days")

    assert {computed.calendared_date, computed.latest_arguable_date} == days(safe, late)
    assert computed.calendared_date < computed.latest_arguable_date
    assert "executive order" in computed.reason


def test_each_reading_adds_the_three_mailed_days_to_its_own_end() -> None:
    computed = compute(date(2026, 6, 12), "21 days", service=Service.MAIL)

    assert computed.calendared_date == date(2026, 7, 6)
    assert computed.latest_arguable_date == date(2026, 7, 9)


@pytest.mark.parametrize("service", [Service.CLERK, Service.CONSENT])
def test_three_days_are_added_for_the_other_means_of_rule_5(service: Service) -> None:
    assert compute(date(2026, 5, 26), "14 days", service=service).calendared_date == (
        date(2026, 6, 12)
    )


@pytest.mark.parametrize("service", [Service.ELECTRONIC, Service.PERSONAL])
def test_no_days_are_added_for_electronic_or_personal_service(service: Service) -> None:
    computed = compute(date(2026, 5, 26), "14 days", service=service)

    assert computed.calendared_date == date(2026, 6, 9)
    assert any("no days are added" in step.text for step in computed.steps)


def test_the_mailed_days_roll_again_at_a_weekend() -> None:
    computed = compute(date(2026, 5, 28), "14 days", service=Service.MAIL)

    assert computed.calendared_date == date(2026, 6, 15)


def test_an_inaccessible_clerk_moves_the_latest_arguable_date_only() -> None:
    computed = compute(
        date(2026, 5, 26), "14 days", inaccessible=days("2026-06-09", "2026-06-10")
    )

    assert computed.calendared_date == date(2026, 6, 9)
    assert computed.latest_arguable_date == date(2026, 6, 11)
    assert "6(a)(3)" in computed.reason


def test_an_inaccessible_clerk_runs_forward_before_an_event_too() -> None:
    computed = compute(
        date(2026, 5, 29),
        "21 days",
        Direction.BEFORE,
        inaccessible=days("2026-05-08"),
    )

    assert computed.calendared_date == date(2026, 5, 8)
    assert computed.latest_arguable_date == date(2026, 5, 11)


def test_an_inaccessible_day_that_is_not_the_last_changes_nothing() -> None:
    computed = compute(date(2026, 5, 26), "14 days", inaccessible=days("2026-06-08"))

    assert computed.latest_arguable_date == computed.calendared_date == date(2026, 6, 9)


def test_hours_that_end_on_a_weekend_keep_their_clock_time() -> None:
    computed = compute(wall("2026-06-04T10:23"), "48 hours")

    assert computed.due_local == wall("2026-06-08T10:23")


def test_hours_before_an_event_run_backward_over_a_weekend() -> None:
    computed = compute(wall("2026-06-09T09:00"), "48 hours", Direction.BEFORE)

    assert computed.due_local == wall("2026-06-05T09:00")


def test_hours_at_an_inaccessible_clerk_keep_their_clock_time() -> None:
    computed = compute(
        wall("2026-06-01T10:23"), "24 hours", inaccessible=days("2026-06-02")
    )

    assert computed.due_local == wall("2026-06-02T10:23")
    assert computed.late_local == wall("2026-06-03T10:23")


def test_a_clock_time_that_occurs_twice_is_safe_at_its_first() -> None:
    computed = compute(wall("2026-11-01T01:30"), "60 hours")

    assert computed.due_local == wall("2026-11-03T12:30")
    assert computed.late_local == wall("2026-11-03T13:30")
    assert "occurred twice" in computed.reason


def test_a_trigger_with_an_offset_is_taken_to_the_courts_day() -> None:
    computed = compute(datetime(2026, 5, 27, 3, tzinfo=UTC), "14 days")

    assert computed.steps[0].day == date(2026, 5, 26)
    assert computed.calendared_date == date(2026, 6, 9)


def test_a_clock_time_does_not_matter_to_a_period_in_days() -> None:
    computed = compute(wall("2026-05-26T23:59"), "14 days")

    assert computed == compute(date(2026, 5, 26), "14 days")


def test_state_holidays_before_an_event_are_said_not_to_count() -> None:
    computed = compute(
        date(2008, 5, 5), "14 days", Direction.BEFORE, state_holidays=days("2008-04-21")
    )

    assert computed.calendared_date == date(2008, 4, 21)
    assert "6(a)(6)(C)" in computed.steps[-1].text


def test_a_court_of_appeals_counts_by_its_own_rule() -> None:
    computed = compute(
        date(2026, 5, 26), "14 days", court_id="ca9", service=Service.MAIL
    )

    assert computed.calendared_date == date(2026, 6, 12)
    assert any("Fed. R. App. P. 26(c)" in step.text for step in computed.steps)


@pytest.mark.parametrize("court_id", ["sghc", "hkiac", "scotus", "calsuperct"])
def test_a_court_that_does_not_count_by_rule_6_is_refused(court_id: str) -> None:
    with pytest.raises(DeadlineError, match="enter its dates by hand") as refused:
        compute(date(2026, 5, 26), "14 days", court_id=court_id)

    assert refused.value.field == "court"


@pytest.mark.parametrize(
    ("trigger", "period", "options", "field"),
    [
        (date(2026, 5, 26), "72 hours", {}, "trigger"),
        (date(1970, 12, 31), "14 days", {}, "trigger"),
        (date(9999, 12, 31), "14 days", {}, "trigger"),
        (wall("2026-03-08T02:30"), "3 hours", {}, "trigger"),
        (date(2200, 12, 31), "1 day", {}, "period"),
        (date(1971, 1, 1), "1 day", {"direction": Direction.BEFORE}, "period"),
        (wall("2200-12-31T23:00"), "9 hours", {}, "period"),
        (wall("2026-05-26T09:00"), "72 hours", {"service": Service.MAIL}, "service"),
        (
            date(2026, 5, 26),
            "14 days",
            {"service": Service.MAIL, "direction": Direction.BEFORE},
            "service",
        ),
        (
            date(2026, 5, 26),
            "14 days",
            {"service": Service.MAIL, "court_id": "cit"},
            "service",
        ),
    ],
)
def test_what_the_rule_cannot_count_is_refused_by_name(
    trigger: date, period: str, options: dict[str, Any], field: str
) -> None:
    with pytest.raises(DeadlineError) as refused:
        compute(trigger, period, **options)

    assert refused.value.field == field


def test_a_date_certain_is_kept_and_made_safe_by_the_court_day_before() -> None:
    computed = date_certain(date(2026, 7, 4), court=court("cacd"))

    assert computed.latest_arguable_date == date(2026, 7, 4)
    assert computed.calendared_date == date(2026, 7, 2)
    assert "not a court day" in computed.reason


def test_a_date_certain_on_a_court_day_is_its_own_calendared_date() -> None:
    computed = date_certain(date(2026, 5, 29), court=court("cacd"))

    assert (
        computed.calendared_date == computed.latest_arguable_date == date(2026, 5, 29)
    )
    assert computed.reason == ""
    assert computed.due_local - timedelta(hours=23) >= wall("2026-05-29")


@pytest.mark.parametrize(
    ("day", "court_id", "safe"),
    [
        (date(2026, 4, 6), "hkcfi", date(2026, 4, 2)),
        (date(2026, 8, 10), "sghc", date(2026, 8, 7)),
        (date(2026, 10, 7), "shipc", date(2026, 9, 30)),
        (date(2026, 10, 10), "shipc", date(2026, 10, 10)),
        (date(2026, 7, 4), "cietac", date(2026, 7, 3)),
        (date(2026, 3, 31), "calsuperct", date(2026, 3, 30)),
        (date(2026, 3, 31), "nysupct", date(2026, 3, 31)),
        (date(2026, 3, 31), "cacd", date(2026, 3, 31)),
    ],
)
def test_a_date_certain_is_safe_on_a_working_day_of_that_country_or_state(
    day: date, court_id: str, safe: date
) -> None:
    named = date_certain(day, court=court(court_id))

    assert (named.calendared_date, named.latest_arguable_date) == (safe, day)
    assert not any("Provisional" in step.text for step in named.steps)


def test_a_date_in_an_unannounced_mainland_year_is_said_to_be_provisional() -> None:
    named = date_certain(date(2150, 5, 26), court=court("shipc"))

    assert "Provisional" in named.steps[-1].text
    assert "2150" in named.steps[-1].text


def test_a_day_of_the_state_alone_makes_safe_and_late_differ_after_an_event() -> None:
    after = compute(date(2026, 3, 17), "14 days")
    before = compute(date(2026, 4, 14), "14 days", Direction.BEFORE)

    assert (after.calendared_date, after.latest_arguable_date) == (
        date(2026, 3, 31),
        date(2026, 4, 1),
    )
    assert "list of CA" in after.reason
    assert before.calendared_date == before.latest_arguable_date == date(2026, 3, 31)
