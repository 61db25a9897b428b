"""Planning of deadlines: by far the most, so only what has changed is looked at."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from risks.alerts.models import Notification, Plan
from risks.alerts.operations.monitoring.alarms import (
    alarm_unreachable,
    check_reach,
)
from risks.alerts.operations.planning.store import retire_others, store
from risks.alerts.queries.kinds.deadline import changed_deadlines, deadline_obligation
from risks.alerts.queries.obligation import Obligation, Planning
from risks.alerts.queries.planning.keys import chunks
from risks.alerts.queries.planning.plan_markers import PlanMarkers, marker
from risks.alerts.queries.planning.required import required_rows
from risks.cases.models import Deadline
from risks.engine.sentences import operating as words

log = logging.getLogger(__name__)

# Deadlines in one transaction: its lock is held for some tenths of a second.
CHUNK = 100

PLANNED_FROM = (
    "revision", "severity", "owner_id", "backup_id", "restricted_matter_id",
    "policies", "people", "found", "planned_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What one deadline requires; no rows where its plan has found the same before."""

    obligation: Obligation
    found: str
    is_new: bool
    rows: tuple[Notification, ...]


def plan_deadlines(
    planning: Planning, *, markers: PlanMarkers
) -> Iterator[tuple[int, int]]:
    """Rows made and rows cancelled, chunk by chunk, the soonest due first."""
    changed = changed_deadlines(policies=markers.policies, people=markers.people)
    keys = list(changed.order_by("due_at", "pk").values_list("pk", flat=True))
    for chunk in chunks(keys, size=CHUNK):
        yield _plan_chunk(chunk, planning=planning, markers=markers)


def requirements(
    deadlines: Iterable[Deadline],
    planning: Planning,
    *,
    origin: Notification.Origin,
    known: dict[int, str] | None = None,
) -> Iterator[Requirement]:
    """A deadline that cannot be planned is alarmed, and stops no other."""
    known = known or {}
    for deadline in deadlines:
        try:
            one = _requirement(
                deadline, planning, origin=origin, known=known.get(deadline.pk)
            )
        except Exception as fault:
            log.exception("deadline %s cannot be planned", deadline.code)
            # The kind of fault alone: its text may name a restricted matter.
            why = words.NOT_PLANNED(fault=type(fault).__name__)
            alarm_unreachable(deadline, why=why, now=planning.now)
            continue
        if not one.obligation.people:
            alarm_unreachable(deadline, why=words.NOBODY(), now=planning.now)
        yield one


def _requirement(
    deadline: Deadline,
    planning: Planning,
    *,
    origin: Notification.Origin,
    known: str | None,
) -> Requirement:
    obligation = deadline_obligation(deadline, planning)
    found = _found(obligation)
    is_new = found != known
    rows = required_rows(obligation, now=planning.now, origin=origin) if is_new else ()
    return Requirement(
        obligation=obligation, found=found, is_new=is_new, rows=tuple(rows)
    )


def _plan_chunk(
    keys: Sequence[int], *, planning: Planning, markers: PlanMarkers
) -> tuple[int, int]:
    """If one of them cannot be stored, each by itself: it stops no other."""
    try:
        with transaction.atomic():
            return _plan_together(keys, planning=planning, markers=markers)
    except Exception as fault:
        if len(keys) == 1:
            _alarm_unstored(keys[0], fault, now=planning.now)
            return 0, 0
    alone = [_plan_chunk([key], planning=planning, markers=markers) for key in keys]
    return sum(stored for stored, _ in alone), sum(others for _, others in alone)


def _plan_together(
    keys: Sequence[int], *, planning: Planning, markers: PlanMarkers
) -> tuple[int, int]:
    """Asked again under the lock: several planners share the chunks between them."""
    rows = changed_deadlines(policies=markers.policies, people=markers.people)
    deadlines = list(
        rows.filter(pk__in=keys).select_for_update(
            of=("self",), skip_locked=True, no_key=True
        )
    )
    plans = Plan.objects.filter(deadline__in=deadlines)
    known = dict(plans.values_list("deadline", "found"))
    origin = Notification.Origin.PLAN
    found = list(requirements(deadlines, planning, origin=origin, known=known))
    new = [one for one in found if one.is_new]
    required = [row for one in new for row in one.rows]
    created = store(required, now=planning.now)
    retired = retire_others(
        [one.obligation for one in new], keys={row.key for row in required}
    )
    check_reach([one.obligation for one in found], now=planning.now)
    _store_plans(found, markers=markers, now=planning.now)
    return created, retired


def _found(obligation: Obligation) -> str:
    people = [
        (step, person.pk, person.time_zone, person.quiet_from, person.quiet_until)
        for step, person in obligation.people
    ]
    return marker(
        [
            obligation.revision,
            obligation.due_at,
            obligation.tz,
            obligation.severity,
            obligation.policy,
            *people,
        ]
    )


def _store_plans(
    found: Iterable[Requirement], *, markers: PlanMarkers, now: datetime
) -> None:
    plans = [
        Plan(
            deadline=deadline,
            revision=deadline.due_rev,
            severity=deadline.severity,
            owner_id=deadline.owner_id,
            backup_id=deadline.backup_id,
            restricted_matter_id=deadline.case.restricted_matter_id
            if deadline.case
            else None,
            policies=markers.policies,
            people=markers.people,
            found=one.found,
            planned_at=now,
        )
        for one in found
        if (deadline := one.obligation.deadline)
    ]
    Plan.objects.bulk_create(
        plans,
        update_conflicts=True,
        unique_fields=["deadline"],
        update_fields=PLANNED_FROM,
    )


def _alarm_unstored(key: int, fault: Exception, *, now: datetime) -> None:
    deadline = Deadline.objects.get(pk=key)
    log.error("deadline %s cannot be planned: %s", deadline.code, fault)
    why = words.NOT_STORED(fault=type(fault).__name__)
    alarm_unreachable(deadline, why=why, now=now)
