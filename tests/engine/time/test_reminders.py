"""The moments at which people are reminded."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.time.reminders import Fire, Offset, fire_times

LOS_ANGELES, HONG_KONG = "America/Los_Angeles", "Asia/Hong_Kong"
ZONES = [LOS_ANGELES, HONG_KONG, "America/New_York", "Pacific/Honolulu", "Asia/Kolkata"]
DUE = datetime(2026, 6, 9, 23, 59, 59, tzinfo=ZoneInfo(LOS_ANGELES)).astimezone(UTC)


def fires(*offsets: str, recipient_tz: str, due_at: datetime = DUE) -> tuple[Fire, ...]:
    return fire_times(
        due_at,
        offsets=tuple(map(Offset.parse, offsets)),
        recipient_tz=recipient_tz,
        court_tz=LOS_ANGELES,
    )


def test_a_colleague_at_the_court_is_reminded_at_nine() -> None:
    found = fires("P14D", "P7D", "P2D", "P1D", recipient_tz=LOS_ANGELES)

    assert [fire.at for fire in found] == [
        datetime(2026, 5, 26, 16, tzinfo=UTC),
        datetime(2026, 6, 2, 16, tzinfo=UTC),
        datetime(2026, 6, 7, 16, tzinfo=UTC),
        datetime(2026, 6, 8, 16, tzinfo=UTC),
    ]


def test_a_colleague_ahead_of_the_court_is_reminded_at_their_own_nine() -> None:
    (fire,) = fires("P1D", recipient_tz=HONG_KONG)

    assert fire.at.astimezone(ZoneInfo(HONG_KONG)) == datetime(
        2026, 6, 8, 9, tzinfo=ZoneInfo(HONG_KONG)
    )


def test_a_colleague_behind_the_court_is_reminded_at_the_courts_nine() -> None:
    (fire,) = fires("P1D", recipient_tz="Pacific/Honolulu")

    assert fire.at == datetime(2026, 6, 8, 16, tzinfo=UTC)


def test_nine_stays_nine_across_a_change_of_clocks() -> None:
    due = datetime(2026, 11, 4, 7, 59, 59, tzinfo=UTC)

    found = fires("P7D", "P1D", recipient_tz=LOS_ANGELES, due_at=due)

    assert [fire.at.hour for fire in found] == [16, 17]


def test_hours_are_elapsed_hours_before_the_moment() -> None:
    (fire,) = fires("PT4H", recipient_tz=HONG_KONG)

    assert fire.at == DUE - timedelta(hours=4)


def test_a_morning_that_a_zone_skipped_moves_forward() -> None:
    # Samoa had no 30 December 2011: it crossed the date line.
    due = datetime(2011, 12, 31, 23, 0, tzinfo=ZoneInfo("Pacific/Apia"))

    (fire,) = fire_times(
        due,
        offsets=(Offset(days=1),),
        recipient_tz="Pacific/Apia",
        court_tz="Pacific/Apia",
    )

    local = fire.at.astimezone(ZoneInfo("Pacific/Apia"))
    assert (local.date(), local.hour) == (date(2011, 12, 31), 9)


def test_fires_come_earliest_first_whatever_the_order_asked() -> None:
    found = fires("PT4H", "P1D", "P14D", recipient_tz=LOS_ANGELES)

    assert [str(fire.offset) for fire in found] == ["P14D", "P1D", "PT4H"]


@pytest.mark.parametrize(
    "text",
    ["", "+P0D", "+PT1H", "14", "P1DT4H", "P-1D", "p1d", "P1.5D", "P１D", "P1D\n"],
)
def test_what_is_no_lead_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a lead time"):
        Offset.parse(text)


@given(
    due_at=st.integers(946_684_800, 2_082_758_400).map(
        lambda seconds: datetime.fromtimestamp(seconds, UTC)
    ),
    days=st.integers(1, 60),
    recipient_tz=st.sampled_from(ZONES),
    court_tz=st.sampled_from(ZONES),
)
def test_a_day_reminder_is_never_later_than_the_courts_nine_nor_the_deadline(
    due_at: datetime, days: int, recipient_tz: str, court_tz: str
) -> None:
    (fire,) = fire_times(
        due_at,
        offsets=(Offset(days=days),),
        recipient_tz=recipient_tz,
        court_tz=court_tz,
    )

    at_court = fire.at.astimezone(ZoneInfo(court_tz))
    due_day = due_at.astimezone(ZoneInfo(court_tz)).date()
    latest = datetime.combine(due_day - timedelta(days), time(9))
    assert at_court.replace(tzinfo=None) <= latest
    assert fire.at < due_at
