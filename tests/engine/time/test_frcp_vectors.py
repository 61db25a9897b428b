"""The published examples of Rule 6, and dates checked with other programs."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from risks.engine.time.courts import court
from risks.engine.time.deadlines import Direction, Period, Service, count


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    trigger: str
    period: str
    direction: Direction = Direction.AFTER
    safe: str
    # The latest reading, where it is another.
    late: str = ""
    court_id: str = "cacd"
    state_holiday: str = ""
    service: Service | None = None


BEFORE = Direction.BEFORE
# A: committee notes of 2009; B: a clerk's docket; C: two independent programs.
VECTORS = {
    "A1": Vector(trigger="2007-08-02", period="30 days", safe="2007-09-04"),
    "A2": Vector(
        trigger="2007-09-22", period="21 days", direction=BEFORE, safe="2007-08-31"
    ),
    "A4": Vector(
        trigger="2008-04-07",
        period="14 days",
        safe="2008-04-22",
        state_holiday="2008-04-21",
    ),
    "A5": Vector(
        trigger="2008-05-05",
        period="14 days",
        direction=BEFORE,
        safe="2008-04-21",
        state_holiday="2008-04-21",
    ),
    "B1": Vector(
        trigger="2017-06-19", period="21 days", safe="2017-07-10", court_id="nysd"
    ),
    "C1": Vector(
        trigger="2026-06-12", period="21 days", safe="2026-07-03", late="2026-07-06"
    ),
    "C2": Vector(trigger="2026-06-13", period="21 days", safe="2026-07-06"),
    "C4": Vector(trigger="2026-06-05", period="14 days", safe="2026-06-22"),
    "C9": Vector(trigger="2025-09-16", period="90 days", safe="2025-12-15"),
    "C10": Vector(
        trigger="2026-05-29", period="21 days", direction=BEFORE, safe="2026-05-08"
    ),
    "C11": Vector(
        trigger="2026-05-29", period="14 days", direction=BEFORE, safe="2026-05-15"
    ),
    "C12": Vector(
        trigger="2026-05-29", period="28 days", direction=BEFORE, safe="2026-05-01"
    ),
    "C13": Vector(trigger="2026-05-26", period="14 days", safe="2026-06-09"),
    "C17": Vector(
        trigger="2025-06-20",
        period="14 days",
        safe="2025-07-10",
        service=Service.MAIL,
    ),
}


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS.keys())
def test_the_published_date_is_the_calendared_date(vector: Vector) -> None:
    holidays = [date.fromisoformat(day) for day in [vector.state_holiday] if day]

    computed = count(
        trigger=date.fromisoformat(vector.trigger),
        period=Period.parse(vector.period),
        direction=vector.direction,
        court=court(vector.court_id),
        service=vector.service,
        state_holidays=frozenset(holidays),
    )

    assert computed.calendared_date.isoformat() == vector.safe
    assert computed.latest_arguable_date.isoformat() == (vector.late or vector.safe)
    assert bool(computed.reason) == bool(vector.late)


def test_a7_hours_are_real_hours_across_the_end_of_daylight_time() -> None:
    computed = count(
        trigger=datetime.fromisoformat("2007-11-02T10:23"),
        period=Period.parse("72 hours"),
        direction=Direction.AFTER,
        court=court("nysd"),
    )

    assert computed.due_local == datetime.fromisoformat("2007-11-05T09:23")
    assert computed.tz == "America/New_York"
