"""Dates and clock times as clerks, judges and lawyers write them."""

from datetime import date

import pytest

from risks.engine.words.written_dates import written_dates


def found(text: str) -> list[tuple[str, str]]:
    dates = written_dates(text, most=9, since=date(2026, 5, 4))
    return [
        (one.day.isoformat(), f"{one.clock:%H:%M}" if one.clock else "")
        for one in dates
    ]


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("6/5/2026", "2026-06-05", ""),
        ("11/30/09", "2009-11-30", ""),
        ("09 / 22 / 26", "2026-09-22", ""),
        ("2026-06-05", "2026-06-05", ""),
        ("June 5, 2026", "2026-06-05", ""),
        ("Sept. 3rd, 2026", "2026-09-03", ""),
        ("Febuary 3,2027", "2027-02-03", ""),
        ("5 June 2026", "2026-06-05", ""),
        ("5th day of June, 2026", "2026-06-05", ""),
        ("due by6/16/2026", "2026-06-16", ""),
        # The first day of a range.
        ("6/8/2026-6/12/2026", "2026-06-08", ""),
        ("6/5/2026 10:00:00 AM Jury Trial", "2026-06-05", "10:00"),
        ("6/5/2026at 9:30", "2026-06-05", "09:30"),
        ("6/5/2026 @ 2PM", "2026-06-05", "14:00"),
        ("6/5/2026 at 10:00 AM (EST)", "2026-06-05", "10:00"),
        ("6/5/2026 at 2.", "2026-06-05", "14:00"),
        ("6/5/2026 at 500 Main Street", "2026-06-05", ""),
        ("by 4:00 PM on June 5, 2026", "2026-06-05", "16:00"),
        ("5:00 p.m. (prevailing Eastern Time) on 6/5/2026", "2026-06-05", "17:00"),
        ("1030 AM on 6/5/2026", "2026-06-05", "10:30"),
        ("10:30 6/5/26 at Room 4", "2026-06-05", "10:30"),
        ("June 5, 2026 Hearing Time: 1:30 p.m.", "2026-06-05", "13:30"),
        ("DATE: 6/5/2026, TIME: 11:00 am", "2026-06-05", "11:00"),
        ("June 5, 2026 at 12:00 noon", "2026-06-05", "12:00"),
        ("June 5, 2026 by midnight", "2026-06-05", "23:59"),
    ],
)
def test_a_date_is_read_with_the_clock_time_beside_it(
    text: str, day: str, clock: str
) -> None:
    assert found(text)[0] == (day, clock)


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("by June 5.", "2026-06-05", ""),
        ("by May 4.", "2026-05-04", ""),
        ("by May 3.", "2027-05-03", ""),
        ("Friday June 5th at 930 a.m.", "2026-06-05", "09:30"),
        ("Monday, 7/6 at 10.", "2026-07-06", "10:00"),
        ("set for 7/6 at 2:00", "2026-07-06", "14:00"),
    ],
)
def test_a_date_without_a_year_is_the_next_such_day(
    text: str, day: str, clock: str
) -> None:
    assert found(text) == [(day, clock)]


@pytest.mark.parametrize(
    "text",
    [
        "June 2026",
        "on day 5, 2026",
        "under Rule 26 may 5 witnesses",
        "2/30/2026",
        "case 1-2-2026-3",
        "No. 26-12-1",
        "pages 6/5",
        "on 1/2 of the claims",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "fits"),
    [("Friday, June 5, 2026", True), ("Monday, June 5, 2026", False)],
)
def test_the_day_of_the_week_is_compared(text: str, *, fits: bool) -> None:
    (one,) = written_dates(text, most=9, since=date(2026, 5, 4))

    assert one.weekday_fits is fits
