from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.alerts.emails.wording import (
    SUBJECT_LIMIT,
    days_left,
    lead_time,
    long_day,
    on_clock,
    one_line,
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Answer\r\nBcc: all@example.com", "Answer Bcc: all@example.com"),
        ("a\x00b\x1fc\x7fd\x85e", "a b c d e"),
        ("a\u2028b\u2029c", "a b c"),
        ("\u202eexe.pdf\u2066 \u200ftitle", "exe.pdf title"),
        ("half \ud83d a smile", "half a smile"),
        (
            "  {{ settings.SECRET_KEY }} {% load %} ",
            "{{ settings.SECRET_KEY }} {% load %}",
        ),
        ("迪士尼訴 MiniMax", "迪士尼訴 MiniMax"),
        ("", ""),
    ],
)
def test_a_title_becomes_one_harmless_line(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.text(alphabet=st.characters(), max_size=500))
def test_one_line_is_always_short_encodable_and_without_control(text: str) -> None:
    line = one_line(text)

    assert len(line) <= SUBJECT_LIMIT
    assert len(line.splitlines()) <= 1
    assert line.encode().decode() == line
    assert one_line(line) == line


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (7, "today"),
        (8, "tomorrow"),
        (21, "in 14 days"),
        (6, "overdue by 1 day"),
        (1, "overdue by 6 days"),
    ],
)
def test_the_days_left(day: int, words: str) -> None:
    assert days_left(date(2026, 6, day), today=date(2026, 6, 7)) == words


def test_a_moment_is_shown_on_a_named_clock() -> None:
    moment = datetime(2026, 6, 10, 6, 59, 59, tzinfo=UTC)

    assert on_clock(moment, tz="America/Los_Angeles") == "Tue 9 Jun 2026, 23:59 PDT"
    assert on_clock(moment, tz="Asia/Hong_Kong") == "Wed 10 Jun 2026, 14:59 HKT"


@pytest.mark.parametrize(
    ("tz", "shown"),
    [
        ("Asia/Shanghai", "14:59 UTC+8"),
        ("America/Chicago", "01:59 UTC-5"),
        ("Asia/Singapore", "14:59 UTC+8"),
        ("Asia/Kolkata", "12:29 UTC+5:30"),
        ("UTC", "06:59 UTC"),
    ],
)
def test_a_zone_whose_letters_mean_several_is_shown_by_its_offset(
    tz: str, shown: str
) -> None:
    moment = datetime(2026, 6, 10, 6, 59, 59, tzinfo=UTC)

    assert on_clock(moment, tz=tz).endswith(f", {shown}")


def test_a_long_day_has_no_leading_zero() -> None:
    assert long_day(date(2026, 6, 9)) == "Tuesday 9 June 2026"


@pytest.mark.parametrize(
    ("offset", "words"),
    [
        ("P14D", "14 days before"),
        ("P1D", "1 day before"),
        ("PT4H", "4 hours before"),
        ("PT1H", "1 hour before"),
        ("P0D", "on the day"),
        ("PT0H", "immediately"),
        ("+P7D", "7 days after"),
        ("2026-06-01", "on the chosen day"),
        ("nonsense", "on the chosen day"),
    ],
)
def test_a_lead_time_in_words(offset: str, words: str) -> None:
    assert lead_time(offset) == words
