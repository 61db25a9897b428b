"""Rows are born here: from what is due, each time someone looks."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from risks.alerts.models import Notification, Plan, State
from risks.alerts.operations.alarms import (
    NOBODY,
    alarm_unreachable,
    close_reached,
    watch_reach,
)
from risks.alerts.operations.kinds import plan_kinds
from risks.alerts.operations.storing import retire, retire_others, store
from risks.alerts.queries.duties import (
    Ask,
    Duty,
    changed_deadlines,
    deadline_duty,
)
from risks.alerts.queries.marks import mark, people_mark, policies_mark
from risks.alerts.queries.people import Sight
from risks.alerts.queries.policy import policies
from risks.alerts.queries.required import required_rows
from risks.alerts.queries.stale import overtaken_rows, plans_of_closed, stale_rows
from risks.cases.models import Deadline

log = logging.getLogger(__name__)

PLANNING = "planning"

# Deadlines in one transaction: its lock is held for some tenths of a second.
CHUNK = 100


PLANNED_FROM = (
    "revision", "severity", "owner_id", "backup_id", "compartment_id",
    "policies", "people", "found", "planned_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    created: int
    # Superseded or cancelled: their deadline moved, closed, changed hands.
    retired: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Of everything that all plans rest on, as it is in this sweep."""

    policies: str
    people: str


def plan(*, now: datetime, meanwhile: Callable[[], None] | None = None) -> Planned:
    """Bring the rows in line with what is due. Twice changes nothing.

    A change of people or policies has every deadline planned again, which at 10,000
    takes longer than a sender may live: `meanwhile` is called between the chunks, so
    that what is due does not wait for the last of them.
    """
    ask = Ask(policies=policies(), sight=Sight(), now=now)
    marks = Marks(policies=policies_mark(ask.policies), people=people_mark())
    retired = sum(retire(rows, state) for state, rows in stale_rows().items())
    retired += retire(overtaken_rows(now=now), State.SUPERSEDED)
    plans_of_closed().delete()
    changed = list(changed_deadlines(policies=marks.policies, people=marks.people))
    created = 0
    for chunk in _chunks(changed):
        stored, others = _plan_deadlines(chunk, ask=ask, marks=marks)
        created, retired = created + stored, retired + others
        if meanwhile:
            meanwhile()
    stored, others = plan_kinds(ask)
    created, retired = created + stored, retired + others
    close_reached(now=now)
    # Last, so that what was just planned counts as the nearer one.
    retired += retire(overtaken_rows(now=now), State.SUPERSEDED)
    return Planned(created=created, retired=retired)


def duties_of(deadlines: Iterable[Deadline], ask: Ask) -> Iterator[Duty]:
    """A deadline that cannot be planned is alarmed, and stops no other."""
    for deadline in deadlines:
        try:
            duty = deadline_duty(deadline, ask)
            list(_rows(duty, ask))
        except Exception as fault:
            log.exception("deadline %s cannot be planned", deadline.code)
            why = f"no reminder can be planned: {fault}"
            alarm_unreachable(deadline, why=why, now=ask.now)
            continue
        if not duty.people:
            alarm_unreachable(deadline, why=NOBODY, now=ask.now)
        yield duty


def _plan_deadlines(
    deadlines: Sequence[Deadline], *, ask: Ask, marks: Marks
) -> tuple[int, int]:
    """What moves between the reading and this is planned again by the next sweep."""
    try:
        with transaction.atomic():
            return _plan_together(deadlines, ask=ask, marks=marks)
    except Exception as fault:
        if len(deadlines) == 1:
            log.exception("deadline %s cannot be planned", deadlines[0].code)
            why = f"its reminders cannot be stored: {fault}"
            alarm_unreachable(deadlines[0], why=why, now=ask.now)
            return 0, 0
    alone = [_plan_deadlines([one], ask=ask, marks=marks) for one in deadlines]
    return sum(stored for stored, _ in alone), sum(others for _, others in alone)


def _plan_together(
    deadlines: Sequence[Deadline], *, ask: Ask, marks: Marks
) -> tuple[int, int]:
    duties = list(duties_of(deadlines, ask))
    plans = Plan.objects.filter(deadline__in=[duty.object_id for duty in duties])
    known = dict(plans.values_list("deadline", "found"))
    new = [duty for duty in duties if known.get(duty.object_id) != _found(duty)]
    rows = [row for duty in new for row in _rows(duty, ask)]
    created = store(rows, now=ask.now)
    retired = retire_others(new, keys={row.key for row in rows})
    watch_reach(duties, now=ask.now)
    _mark(duties, marks=marks, now=ask.now)
    return created, retired


def _rows(duty: Duty, ask: Ask) -> Iterator[Notification]:
    return required_rows(duty, now=ask.now, origin=Notification.Origin.PLAN)


def _found(duty: Duty) -> str:
    people = [
        (step, person.pk, person.time_zone, person.quiet_from, person.quiet_until)
        for step, person in duty.people
    ]
    return mark(
        [duty.revision, duty.due_at, duty.tz, duty.severity, duty.policy, *people]
    )


def _mark(duties: Iterable[Duty], *, marks: Marks, now: datetime) -> None:
    fresh = [
        Plan(
            deadline=deadline,
            revision=deadline.due_rev,
            severity=deadline.severity,
            owner_id=deadline.owner_id,
            backup_id=deadline.backup_id,
            compartment_id=deadline.case.compartment_id if deadline.case else None,
            policies=marks.policies,
            people=marks.people,
            found=_found(duty),
            planned_at=now,
        )
        for duty in duties
        if (deadline := duty.deadline)
    ]
    Plan.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["deadline"],
        update_fields=PLANNED_FROM,
    )


def _chunks(deadlines: Sequence[Deadline]) -> Iterator[Sequence[Deadline]]:
    for start in range(0, len(deadlines), CHUNK):
        yield deadlines[start : start + CHUNK]
