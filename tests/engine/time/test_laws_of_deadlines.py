"""Laws of counting that hold for every date, against a brute-force count."""

from datetime import date, datetime, timedelta

import holidays
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.time.calendars import Calendar
from risks.engine.time.courts import court
from risks.engine.time.deadlines import (
    Computed,
    Direction,
    Period,
    Service,
    Unit,
    Whose,
    count,
)

FEDERAL = holidays.country_holidays("US", years=range(1972, 2101), observed=False)
OBSERVED = holidays.country_holidays("US", years=range(1972, 2101))
CACD = court("cacd")
wall = datetime.fromisoformat
triggers = st.dates(date(1973, 1, 1), date(2098, 12, 31))
numbers = st.integers(1, 400)
directions = st.sampled_from(Direction)


def compute(
    trigger: date,
    number: int,
    direction: Direction,
    service: Service | None = None,
    whose: Whose = Whose.OURS,
) -> Computed:
    return count(
        trigger=trigger,
        period=Period(number=number, unit=Unit.DAYS),
        direction=direction,
        court=CACD,
        service=service,
        whose=whose,
    )


def is_certainly_closed(day: date) -> bool:
    """Weekends, holidays, and the Monday after a Sunday holiday."""
    after_sunday = day.weekday() == 0 and day in OBSERVED
    return day.weekday() >= 5 or day in FEDERAL or after_sunday


def rolled(day: date, step: int) -> date:
    while is_certainly_closed(day):
        day += timedelta(days=step)
    return day


@given(triggers, numbers)
def test_the_calendared_date_after_an_event_agrees_with_counting_on_fingers(
    trigger: date, number: int
) -> None:
    day = trigger
    for _ in range(number):
        day += timedelta(days=1)

    assert compute(trigger, number, Direction.AFTER).calendared_date == rolled(day, 1)


@given(triggers, numbers)
def test_the_latest_arguable_date_before_an_event_agrees_with_counting_on_fingers(
    trigger: date, number: int
) -> None:
    day = trigger
    for _ in range(number):
        day -= timedelta(days=1)

    assert compute(trigger, number, Direction.BEFORE).latest_arguable_date == rolled(
        day, -1
    )


@given(triggers, numbers)
def test_mail_adds_three_days_after_the_end_and_rolls_again(
    trigger: date, number: int
) -> None:
    plain = rolled(trigger + timedelta(days=number), 1)

    mailed = compute(trigger, number, Direction.AFTER, Service.MAIL)

    assert mailed.calendared_date == rolled(plain + timedelta(days=3), 1)


@given(triggers, numbers, directions)
def test_neither_date_is_ever_a_day_the_court_is_certainly_closed(
    trigger: date, number: int, direction: Direction
) -> None:
    computed = compute(trigger, number, direction)

    assert not is_certainly_closed(computed.calendared_date)
    assert not is_certainly_closed(computed.latest_arguable_date)


@given(triggers, numbers, directions)
def test_the_period_is_never_cut_short_and_the_calendared_date_comes_first(
    trigger: date, number: int, direction: Direction
) -> None:
    computed = compute(trigger, number, direction)

    assert computed.calendared_date <= computed.latest_arguable_date
    assert abs(computed.calendared_date - trigger).days >= number
    assert abs(computed.latest_arguable_date - trigger).days >= number


@given(triggers, numbers, directions)
def test_a_reason_is_given_exactly_when_the_dates_differ(
    trigger: date, number: int, direction: Direction
) -> None:
    computed = compute(trigger, number, direction)

    assert bool(computed.reason) == (
        computed.calendared_date != computed.latest_arguable_date
    )


@given(triggers, st.integers(0, 30), numbers, directions)
def test_a_later_trigger_never_gives_an_earlier_deadline(
    trigger: date, later: int, number: int, direction: Direction
) -> None:
    first = compute(trigger, number, direction)
    second = compute(trigger + timedelta(days=later), number, direction)

    assert first.calendared_date <= second.calendared_date
    assert first.latest_arguable_date <= second.latest_arguable_date


@given(triggers, numbers, directions)
def test_the_opponents_calendared_date_is_our_latest_arguable_date(
    trigger: date, number: int, direction: Direction
) -> None:
    ours = compute(trigger, number, direction)
    theirs = compute(trigger, number, direction, whose=Whose.OPPONENT)

    assert (
        theirs.calendared_date
        == theirs.latest_arguable_date
        == ours.latest_arguable_date
    )


@given(triggers, numbers, st.frozensets(st.integers(0, 12), max_size=4))
def test_an_inaccessible_clerk_never_moves_the_calendared_date_nor_shortens_the_late(
    trigger: date, number: int, after: frozenset[int]
) -> None:
    plain = compute(trigger, number, Direction.AFTER)
    shut = frozenset(plain.calendared_date + timedelta(days=n) for n in after)

    computed = count(
        trigger=trigger,
        period=Period(number=number, unit=Unit.DAYS),
        direction=Direction.AFTER,
        court=CACD,
        inaccessible=shut,
    )

    assert computed.calendared_date == plain.calendared_date
    assert computed.latest_arguable_date >= plain.latest_arguable_date
    assert computed.latest_arguable_date not in shut


@given(
    st.datetimes(wall("1973-01-01"), wall("2036-12-31")),
    st.integers(1, 500),
    directions,
)
def test_hours_in_a_zone_without_clock_changes_are_plain_arithmetic(
    trigger: datetime, hours: int, direction: Direction
) -> None:
    computed = count(
        trigger=trigger,
        period=Period(number=hours, unit=Unit.HOURS),
        direction=direction,
        court=court("azd"),
    )

    end = trigger + timedelta(hours=hours) * direction.sign
    assert computed.due_local.time() == end.time()
    assert Calendar(honours_unsettled=False).why_closed(computed.calendared_date) == ""
    assert abs(computed.due_local - trigger) >= timedelta(hours=hours)
