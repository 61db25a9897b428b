"""Laws of fire times, over every time zone and from 2000 to 2060."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from risks.engine.time.reminders import AT_ONCE, Offset, Quiet, fire_times

ZONES = sorted(available_timezones() - {"localtime"})
NINE = time(9)

moments = st.integers(946_684_800, 2_871_763_199).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
zones = st.sampled_from(ZONES)
ahead = st.one_of(
    st.integers(1, 60).map(lambda days: Offset(days=days)),
    st.integers(1, 99).map(lambda hours: Offset(hours=hours)),
)
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


def fire(due_at: datetime, offset: Offset, *, reader: str, court: str) -> datetime:
    (found,) = fire_times(
        due_at, offsets=(offset,), recipient_tz=reader, court_tz=court
    )
    return found.at


@given(due_at=moments, offset=ahead, reader=zones, court=zones)
def test_a_reminder_comes_before_what_it_reminds_of(
    due_at: datetime, offset: Offset, reader: str, court: str
) -> None:
    assert fire(due_at, offset, reader=reader, court=court) < due_at


@given(due_at=moments, days=st.integers(1, 60), reader=zones, court=zones)
def test_one_after_it_comes_after_it(
    due_at: datetime, days: int, reader: str, court: str
) -> None:
    at = fire(due_at, Offset(days=-days), reader=reader, court=court)

    assert at > due_at


@given(due_at=moments, days=st.integers(1, 60), zone=zones)
def test_days_keep_the_wall_clock_and_gaps_move_it_forward(
    due_at: datetime, days: int, zone: str
) -> None:
    at = fire(due_at, Offset(days=days), reader=zone, court=zone)

    local = at.astimezone(ZoneInfo(zone))
    day = due_at.astimezone(ZoneInfo(zone)).date() - timedelta(days=days)
    if exists(day, zone=zone):
        assert (local.date(), local.time()) == (day, NINE)
    else:
        assert local.replace(tzinfo=None) > datetime.combine(day, NINE)


@given(due_at=moments, days=st.integers(1, 60), zone=zones)
def test_of_a_clock_time_that_occurs_twice_the_first_is_taken(
    due_at: datetime, days: int, zone: str
) -> None:
    at = fire(due_at, Offset(days=days), reader=zone, court=zone)

    local = at.astimezone(ZoneInfo(zone))
    assert local.time() != NINE or local.fold == 0


@given(due_at=moments, offset=ahead, reader=zones, court=zones)
def test_an_earlier_reader_is_never_reminded_later_than_the_court(
    due_at: datetime, offset: Offset, reader: str, court: str
) -> None:
    at_the_court = fire(due_at, offset, reader=court, court=court)

    assert fire(due_at, offset, reader=reader, court=court) <= at_the_court


@given(due_at=moments, offset=ahead, reader=zones, start=clocks, end=clocks)
def test_quiet_hours_are_kept_unless_it_would_be_due_in_them(
    due_at: datetime, offset: Offset, reader: str, start: time, end: time
) -> None:
    quiet = Quiet(start=start, end=end, tz=reader)
    (found,) = fire_times(
        due_at, offsets=(offset,), recipient_tz=reader, court_tz=reader, quiet=quiet
    )

    loud = fire(due_at, offset, reader=reader, court=reader)
    assert loud <= found.at < due_at
    if found.at != loud:
        assert quiet.holds(loud)
        assert not quiet.holds(found.at) or not exists_at(end, found.at, zone=reader)
    elif quiet.holds(loud):
        assert quiet.over(loud) >= due_at


def test_what_is_told_at_once_waits_for_the_end_of_quiet_hours() -> None:
    quiet = Quiet(start=time(22), end=time(7), tz="Asia/Hong_Kong")
    night = datetime(2026, 5, 27, 16, 0, tzinfo=UTC)

    (found,) = fire_times(
        night, offsets=(AT_ONCE,), recipient_tz=quiet.tz, court_tz=quiet.tz, quiet=quiet
    )

    assert found.at == datetime(2026, 5, 27, 23, 0, tzinfo=UTC)


@given(due_at=moments, offset=ahead, reader=zones, court=zones)
def test_the_same_question_has_the_same_answer(
    due_at: datetime, offset: Offset, reader: str, court: str
) -> None:
    answers = {fire(due_at, offset, reader=reader, court=court) for _ in range(3)}

    assert len(answers) == 1


def exists(day: date, *, zone: str) -> bool:
    """Whether 09:00 of that day is on the zone's clock."""
    nine = datetime.combine(day, NINE, tzinfo=ZoneInfo(zone))
    back = nine.astimezone(UTC).astimezone(ZoneInfo(zone))
    return back.replace(tzinfo=None) == nine.replace(tzinfo=None)


def exists_at(clock: time, near: datetime, *, zone: str) -> bool:
    """Whether the zone's clock shows this time on the day of `near`."""
    day = near.astimezone(ZoneInfo(zone)).date()
    wall = datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
    back = wall.astimezone(UTC).astimezone(ZoneInfo(zone))
    return back.replace(tzinfo=None) == wall.replace(tzinfo=None)


def test_nine_o_clock_of_a_day_that_a_zone_skips_is_still_before_it_is_due() -> None:
    due_at = datetime(2011, 12, 31, 0, 0, tzinfo=ZoneInfo("Pacific/Apia"))

    at = fire(
        due_at.astimezone(UTC),
        Offset(days=1),
        reader="Pacific/Apia",
        court="Pacific/Apia",
    )

    assert at == due_at.astimezone(UTC) - timedelta(days=1)
