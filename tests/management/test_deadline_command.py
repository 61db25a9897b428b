"""`manage.py deadline`: one period, counted and explained."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def run(**options: Any) -> str:
    defaults = {"trigger": "2026-05-26", "period": "14 days", "direction": "after"}
    out = StringIO()
    call_command("deadline", stdout=out, **defaults | {"court": "cacd"} | options)
    return out.getvalue()


def run_json(**options: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(json=True, **options))
    return found


def test_an_answer_after_a_motion_denied_is_due_in_fourteen_days() -> None:
    found = run_json()

    assert list(found) == ["safe", "late", "reason", "steps"]
    assert (found["safe"], found["late"]) == ("2026-06-09", "2026-06-09")
    assert found["reason"] == ""
    assert found["steps"][0].startswith("Exclude the trigger day, Tuesday 26 May 2026")


def test_the_two_readings_and_their_reason_are_shown_apart() -> None:
    found = run_json(trigger="2026-06-12", period="21 days")

    assert (found["safe"], found["late"]) == ("2026-07-03", "2026-07-06")
    assert "Independence Day, observed" in found["reason"]


def test_hours_answer_in_the_courts_time_with_its_offset() -> None:
    found = run_json(trigger="2007-11-02T10:23:00", period="72 hours", court="nysd")

    assert found["safe"] == found["late"] == "2007-11-05T09:23:00-05:00"


def test_a_trigger_may_carry_an_offset_of_its_own() -> None:
    found = run_json(trigger="2007-11-02T14:23Z", period="72 hours", court="nysd")

    assert found["safe"] == "2007-11-05T09:23:00-05:00"


def test_options_may_be_repeated() -> None:
    found = run_json(
        inaccessible=["2026-06-10", "2026-06-11"], holiday=["2026-06-09", "2026-06-30"]
    )

    assert (found["safe"], found["late"]) == ("2026-06-10", "2026-06-12")


def test_mail_adds_its_three_days() -> None:
    found = run_json(trigger="2025-06-20", service="mail")

    assert found["safe"] == "2025-07-10"


def test_the_text_shows_dates_steps_and_that_it_is_no_advice() -> None:
    lines = run(trigger="2026-06-12", period="21 days").splitlines()

    assert lines[:2] == [
        "Safe date: Friday 3 July 2026",
        "Late date: Monday 6 July 2026",
    ]
    assert lines[2].startswith("They differ: ")
    assert lines[3].startswith("  1. Exclude the trigger day")
    assert "not legal advice" in lines[-1]


def test_the_text_of_hours_names_the_clock_and_its_zone() -> None:
    shown = run(trigger="2026-06-04 10:23", period="48 hours")

    assert "Safe date: Monday 8 June 2026, 10:23:00 (America/Los_Angeles)" in shown


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("trigger", "yesterday"),
        ("trigger", "2026-02-30"),
        ("trigger", "20260526"),
        ("trigger", "2026-05-26T25:00"),
        ("trigger", "1899-12-31"),
        ("trigger", "9999-12-31"),
        ("trigger", "2026-05-26\n"),
        ("period", "0 days"),
        ("period", "-3 days"),
        ("period", "a while"),
        ("period", "99999999 days"),
        ("direction", "sideways"),
        ("court", "nowhere"),
        ("court", "hkiac"),
        ("service", "pigeon"),
        ("inaccessible", ["2026-06-31"]),
        ("holiday", ["Monday"]),
        ("holiday", ["9999-12-31"]),
    ],
)
def test_a_bad_option_is_refused_in_one_line_that_names_it(
    option: str, value: str | list[str]
) -> None:
    with pytest.raises(CommandError) as refused:
        run(**{option: value})

    assert refused.value.returncode == 2
    assert str(refused.value).startswith(f"--{option}: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"period": "72 hours"}, "--trigger"),
        ({"direction": "before", "service": "mail"}, "--service"),
        (
            {"trigger": "2026-05-26T09:00", "period": "9 hours", "service": "mail"},
            "--service",
        ),
        ({"trigger": "2200-12-30"}, "--period"),
    ],
)
def test_options_that_do_not_fit_each_other_are_refused(
    options: dict[str, str], named: str
) -> None:
    with pytest.raises(CommandError, match=f"^{named}: ") as refused:
        run(**options)

    assert refused.value.returncode == 2
