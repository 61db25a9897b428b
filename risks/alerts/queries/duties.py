"""The one seam of every kind of thing that can be due."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from risks.access.models import Person
from risks.alerts.models import Notification
from risks.alerts.queries.people import Sight, recipients
from risks.cases.models import Deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something due, at one revision of its moment, and who must know."""

    kind: Notification.Kind
    object_id: int
    revision: int
    # The moment people work to, UTC.
    due_at: datetime
    # Where the moment is counted.
    tz: str
    severity: str
    # A step and a person each; see `people.recipients`.
    people: tuple[tuple[int, Person], ...]
    deadline: Deadline


def working_day(deadline: Deadline) -> date:
    """The day people work to: for our own acts never later than the safe date."""
    if deadline.whose != Deadline.Whose.OURS:
        return deadline.due_date
    return min(deadline.due_date, deadline.safe_date)


def working_moment(deadline: Deadline) -> datetime:
    """UTC: the due moment, or the same clock time on an earlier safe date."""
    day = working_day(deadline)
    if day == deadline.due_date:
        return deadline.due_at
    local = datetime.combine(day, deadline.due_time, tzinfo=ZoneInfo(deadline.tz))
    return local.astimezone(UTC)


def deadline_duty(deadline: Deadline, *, sight: Sight) -> Duty:
    return Duty(
        kind=Notification.Kind.DEADLINE,
        object_id=deadline.pk,
        revision=deadline.due_rev,
        due_at=working_moment(deadline),
        tz=deadline.tz,
        severity=deadline.severity,
        people=tuple(recipients(deadline, sight=sight)),
        deadline=deadline,
    )


def open_deadlines() -> QuerySet[Deadline]:
    return Deadline.objects.open().select_related(
        "owner__supervisor", "backup__supervisor", "case__compartment"
    )


def unplanned_deadlines() -> QuerySet[Deadline]:
    """Open deadlines with someone responsible who has no row, or a cancelled one.

    And those whose severity has changed: other lead times hold for them.
    """
    rows = Notification.objects.filter(
        deadline=OuterRef("pk"), revision=OuterRef("due_rev"), step=0
    )
    cancelled = Q(state=Notification.State.CANCELLED)
    owners = rows.filter(recipient=OuterRef("owner"))
    backups = rows.filter(recipient=OuterRef("backup"))
    return open_deadlines().filter(
        ~Exists(owners.exclude(cancelled))
        | (Q(backup__isnull=False) & ~Exists(backups.exclude(cancelled)))
        | Exists(owners.filter(cancelled))
        | Exists(backups.filter(cancelled))
        | (Q(severity="critical") & Exists(rows.filter(critical=False)))
        | (~Q(severity="critical") & Exists(rows.filter(critical=True)))
    )
