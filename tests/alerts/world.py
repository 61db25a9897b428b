"""Deadlines that somebody is reminded of."""

from datetime import datetime, timedelta
from typing import Any

from risks.access.models import Person, Role
from risks.alerts.models import Notification, State
from risks.alerts.operations.planning.plan import plan
from risks.alerts.operations.sending.claim import claim
from risks.cases.models import Deadline
from risks.clock import read_clock
from tests.factories import (
    NOW,
    make_case,
    make_deadline,
    make_person,
    make_restricted_matter,
)

States = State


def make_counsel(username: str = "", **fields: Any) -> Person:
    return make_person(username, roles=[Role.IN_HOUSE_LAWYER], **fields)


def make_watched(*, days: int = 20, **fields: Any) -> Deadline:
    """Due at the end of a Los Angeles day, `days` after the tests' today."""
    due_date = NOW.date() + timedelta(days=days)
    owner = fields.pop("owner", None) or make_counsel()
    case = fields.pop("case", None) or make_case(owner=owner)
    return make_deadline(case, owner=owner, due_date=due_date, **fields)


def wall_off(deadline: Deadline, *, leaving: list[Person]) -> None:
    assert deadline.case is not None
    deadline.case.restricted_matter = make_restricted_matter(members=leaving)
    deadline.case.save()


def move(deadline: Deadline, *, due_at: datetime) -> None:
    deadline.due_at = due_at
    deadline.due_date = deadline.calendared_date = deadline.latest_arguable_date = (
        due_at.date()
    )
    deadline.due_rev += 1
    deadline.save()


def claim_one(deadline: Deadline) -> Notification:
    """The deadline's reminder that is due at the clock's present, just claimed."""
    plan(now=read_clock().shown)
    (row,) = claim(read_clock())
    assert row.deadline == deadline
    return row


def states_of(deadline: Deadline) -> list[str]:
    rows = Notification.objects.filter(deadline=deadline).order_by("fire_at", "pk")
    return [row.state for row in rows]
