from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from risks.management.demo.clock import keep, kept, opened_on, parse_day, real

NOW = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
DAY = date(2026, 5, 27)


def test_the_demo_opens_at_nine_in_hong_kong() -> None:
    clock = opened_on(DAY, now=NOW)

    assert NOW + clock.offset == datetime(2026, 5, 27, 1, 0, tzinfo=UTC)


def test_the_real_clock_has_no_offset() -> None:
    assert not real(today=DAY).is_set


def test_a_clock_is_kept_with_its_folder(tmp_path: Path) -> None:
    clock = opened_on(DAY, now=NOW)

    keep(clock, tmp_path / "clock.json")

    assert kept(tmp_path / "clock.json") == clock


@pytest.mark.parametrize("text", ["", "{", "[]", '{"today": "x"}', '{"today": 3}'])
def test_a_damaged_clock_is_no_clock(tmp_path: Path, text: str) -> None:
    (tmp_path / "clock.json").write_text(text)

    assert kept(tmp_path / "clock.json") is None


def test_a_folder_without_a_clock_has_none(tmp_path: Path) -> None:
    assert kept(tmp_path / "clock.json") is None


def test_a_day_is_read() -> None:
    assert parse_day("2026-05-27") == DAY


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("tomorrow", "is not a date such as"),
        ("20260527", "is not a date such as"),
        ("2026-W22-3", "is not a date such as"),
        ("２０２６-05-27", "is not a date such as"),
        ("2026-02-31", "is not a day of the calendar"),
        ("2025-09-30", "is not between"),
        ("2100-01-01", "is not between"),
    ],
)
def test_what_is_no_day_is_refused_in_words(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_day(text)


def test_the_offset_may_be_negative_or_positive() -> None:
    past, future = (opened_on(day, now=NOW) for day in (DAY, date(2030, 1, 1)))

    assert past.offset < timedelta() < future.offset
