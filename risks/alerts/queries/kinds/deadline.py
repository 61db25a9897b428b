"""Deadlines: by far the most of what is due, so SQL finds which of them changed."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from risks.alerts.models import Notification
from risks.alerts.queries.obligation import AlertKind, Obligation, Planning
from risks.alerts.queries.policy import CRITICAL, NORMAL, Policy, lead_times, policy_for
from risks.alerts.queries.recipients import recipients
from risks.cases.models import Deadline


def working_day(deadline: Deadline) -> date:
    """The day people work to: for our own acts never later than the calendared date."""
    if deadline.whose != Deadline.Whose.OURS:
        return deadline.due_date
    return min(deadline.due_date, deadline.calendared_date)


def working_moment(deadline: Deadline) -> datetime:
    """UTC: the due moment, or the same clock time on an earlier calendared date."""
    day = working_day(deadline)
    if day == deadline.due_date:
        return deadline.due_at
    local = datetime.combine(day, deadline.due_time, tzinfo=ZoneInfo(deadline.tz))
    return local.astimezone(UTC)


def deadline_obligation(deadline: Deadline, planning: Planning) -> Obligation:
    kind = Notification.Kind.DEADLINE
    # Nobody here can miss a date of the other side, so none is answered for.
    severity = CRITICAL if deadline.is_critical else NORMAL
    policy = policy_for(planning.policies, kind=kind, severity=severity)
    people = recipients(deadline, policy, audience=planning.audience, seen=deadline)
    return Obligation(
        kind=kind,
        object_id=deadline.pk,
        revision=deadline.due_rev,
        due_at=working_moment(deadline),
        tz=deadline.tz,
        severity=severity,
        policy=policy,
        people=tuple(people),
        deadline=deadline,
    )


def open_deadlines() -> QuerySet[Deadline]:
    return Deadline.objects.open().select_related(
        "owner__supervisor", "backup__supervisor", "case__restricted_matter"
    )


def changed_deadlines(*, policies: str, people: str) -> QuerySet[Deadline]:
    """Open ones without a plan, or with a plan from something else than now.

    `policies` and `people` are the present markers; see queries.planning.plan_markers.
    """
    as_planned = Q(
        plan__revision=F("due_rev"),
        plan__severity=F("severity"),
        plan__owner_id=F("owner_id"),
        plan__policies=policies,
        plan__people=people,
    )
    same_backup = Q(plan__backup_id=F("backup_id")) | Q(
        plan__backup_id__isnull=True, backup_id__isnull=True
    )
    same_wall = Q(plan__restricted_matter_id=F("case__restricted_matter_id")) | Q(
        plan__restricted_matter_id__isnull=True, case__restricted_matter_id__isnull=True
    )
    planned = Deadline.objects.open().filter(as_planned, same_backup, same_wall)
    return open_deadlines().exclude(pk__in=planned.values("pk"))


DEADLINE = AlertKind(
    kind=Notification.Kind.DEADLINE,
    defaults={
        CRITICAL: Policy(offsets=lead_times("P14D P7D P3D P1D PT4H")),
        NORMAL: Policy(offsets=lead_times("P7D P2D")),
    },
)
