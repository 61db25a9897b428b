"""Periods in an order, and from which day they run."""

from datetime import date

import pytest

from risks.engine.words.events import recognise
from risks.engine.words.relative_periods import open_periods

FILED, ENTERED = date(2026, 5, 4), date(2026, 5, 6)


def counted(text: str) -> list[tuple[str, str]]:
    events = recognise(text, filed_date=FILED, entered_date=ENTERED)
    return [(one.period, one.date.isoformat()) for one in events if one.period]


@pytest.mark.parametrize(
    ("text", "period", "since"),
    [
        ("ORDER: the fee is due within 10 days.", "10 days", "2026-05-04"),
        (
            "ORDER: the plaintiff shall reply within fourteen (14) days of this order.",
            "14 days",
            "2026-05-04",
        ),
        (
            "ORDER: objections due 21 days from the date of entry of this order.",
            "21 days",
            "2026-05-06",
        ),
        ("ORDER: a brief may be filed 30 days after entry.", "30 days", "2026-05-06"),
        (
            "ORDER: the parties have two weeks to file a report.",
            "2 weeks",
            "2026-05-04",
        ),
        (
            "ORDER: costs are payable in 30 days from the date hereof.",
            "30 days",
            "2026-05-04",
        ),
    ],
)
def test_a_period_from_the_entry_is_read_with_the_day_it_runs_from(
    text: str, period: str, since: str
) -> None:
    assert counted(text) == [(period, since)]
    assert open_periods(text) == ()


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("ORDER: pleadings due within 21 days from the day it is reopened.", "21 days"),
        ("ORDER: disclosures due no later than five days before it.", "5 days"),
        ("SUMMONS(ES)(20 days) issued for Acme Inc.", "20 days"),
        ("ORDER: the report is due 7 days prior.", "7 days"),
        ("ORDER: upon service, the defendant shall answer within 21 days.", "21 days"),
        ("ORDER: replies due 7 days after service of the opposition.", "7 days"),
        # Court days and hours need a calendar or a clock that the entry has not.
        ("ORDER: the letter is due within 3 court days.", "3 court days"),
        ("ORDER: the bond is due within 48 hours.", "48 hours"),
    ],
)
def test_a_period_from_a_day_that_is_not_told_is_open(text: str, period: str) -> None:
    assert open_periods(text) == (period,)
    assert counted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "ORDER: no objections were filed within 30 days.",
        "TRANSCRIPT. For the first 90 days it may be viewed at the courthouse.",
        "MOTION to dismiss: the plaintiff shall be heard within 14 days.",
        "ORDER granting extension. 30 Days Granted.",
        "NOTICE: a scheduling order will be sent within 2 business days.",
        "BNC Certificate of Mailing: objections due within 14 days.",
    ],
)
def test_other_numbers_of_days_bind_nobody(text: str) -> None:
    assert (counted(text), open_periods(text)) == ([], ())


def test_a_period_beside_its_last_day_is_not_counted_again() -> None:
    text = "NOTICE: to be corrected within 5 days. Deficiency due by 5/11/2026."

    assert counted(text) == []
