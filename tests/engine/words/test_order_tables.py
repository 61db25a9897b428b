"""A pasted table of a scheduling order, line by line."""

from datetime import date, time

import pytest

from risks.engine.words.order_tables import TableRow, read_table

SINCE = date(2026, 5, 26)


def only(line: str, *, month_first: bool = True) -> TableRow:
    (row,) = read_table(line, since=SINCE, month_first=month_first)
    return row


@pytest.mark.parametrize(
    "line",
    [
        "Expert disclosures\t6/30/2026",
        "Expert disclosures | June 30, 2026 |",
        "1. Expert disclosures: Tuesday, June 30, 2026",
        "2026-06-30   Expert disclosures",
    ],
)
def test_a_row_has_its_title_and_its_date(line: str) -> None:
    row = only(line)

    assert (row.title, row.day, row.problem) == (
        "Expert disclosures",
        date(2026, 6, 30),
        "",
    )


def test_a_hearing_has_its_hour_and_is_a_day_in_court() -> None:
    row = only("Final Pretrial Conference\tNovember 2, 2026 at 10:00 a.m.")

    assert (row.title, row.clock) == ("Final Pretrial Conference", time(10))
    assert row.is_appearance


def test_a_trial_is_named_as_one() -> None:
    assert only("Jury Trial | 12/1/2026").kind == "trial_set"


def test_a_line_says_whose_date_it_is() -> None:
    assert only("Plaintiffs' expert reports | 7/1/2026").side == "plaintiff"
    assert only("Plaintiffs' reports | 7/1/2026 | 8/1/2026").side == "plaintiff"
    assert only("Plaintiff and Defendant: joint report | 7/1/2026").side == ""


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Close of discovery | to be set", "no_date"),
        ("Expert reports | 6/1/2026 | 7/1/2026", "two_dates"),
        ("Close of discovery | 06/07", "no_year"),
        ("Close of discovery | June 7, 2096", "far"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: str, problem: str) -> None:
    assert only(line).problem == problem


@pytest.mark.parametrize(
    ("written", "problem"),
    [("06/07/2026", "day_or_month"), ("06/25/2026", ""), ("7 June 2026", "")],
)
def test_day_or_month_is_asked_where_either_may_come_first(
    written: str, problem: str
) -> None:
    row = only(f"Witness statements | {written}", month_first=False)

    assert row.problem == problem


def test_another_day_of_the_week_is_noticed() -> None:
    assert not only("Close of discovery | Monday, June 30, 2026").weekday_fits


def test_a_name_on_the_line_above_belongs_to_its_date() -> None:
    rows = read_table("Expert disclosures\n6/30/2026\n", since=SINCE, month_first=True)

    assert [(row.title, row.line) for row in rows] == [("Expert disclosures", 2)]


@pytest.mark.parametrize("text", ["", " \n|  |\n", "\x00", "é" * 5_000, "9" * 5_000])
def test_any_text_is_read_without_an_error(text: str) -> None:
    rows = read_table(text, since=SINCE, month_first=True)

    assert all(row.day is None for row in rows)
