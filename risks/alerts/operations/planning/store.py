"""Rows put in, taken back and put right, by their keys."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from risks.alerts.models import Notification, NotificationQuerySet, State
from risks.alerts.queries.obligation import Obligation
from risks.alerts.queries.planning.keys import chunks

# Planned rows come and go with what requires them; the others were asked for.
PLANNED_BY = (Notification.Origin.PLAN, Notification.Origin.RECONCILE)


def store(rows: Iterable[Notification], *, now: datetime) -> int:
    """Insert what is missing, revive what was cancelled; how many there were."""
    wanted = {row.key: row for row in rows}
    stored = 0
    for chunk in chunks(list(wanted)):
        known = Notification.objects.filter(key__in=chunk).in_bulk(field_name="key")
        missing = [wanted[key] for key in chunk if key not in known]
        # Another dispatcher may insert the same keys at this moment: let it.
        Notification.objects.bulk_create(missing, ignore_conflicts=True)
        revived = sum(_revive(wanted[key]) for key in known if _is_gone(known[key]))
        for key, row in known.items():
            _put_right(row, wanted=wanted[key], now=now)
        stored += len(missing) + revived
    return stored


def _is_gone(row: Notification) -> bool:
    return row.state == State.CANCELLED


def _revive(row: Notification) -> int:
    """Schedule again: the deadline was reopened, or its person may see it again."""
    return Notification.objects.filter(key=row.key, state=State.CANCELLED).enter(
        State.SCHEDULED,
        fire_at=row.fire_at,
        late=row.late,
        due_at=row.due_at,
        critical=row.critical,
        not_before=None,
        attempts=0,
        claims=0,
    )


def _put_right(row: Notification, *, wanted: Notification, now: datetime) -> None:
    """Other quiet hours, another clock or severity: the same mail at another moment."""
    if row.state != State.SCHEDULED:
        return
    # What is due already is not put off by looking at it again.
    both_due = row.fire_at <= now and wanted.fire_at <= now
    fire_at = row.fire_at if both_due else wanted.fire_at
    present = (row.fire_at, row.critical, row.due_at)
    if present == (fire_at, wanted.critical, wanted.due_at):
        return
    Notification.objects.filter(pk=row.pk, state=State.SCHEDULED).update(
        fire_at=fire_at, critical=wanted.critical, due_at=wanted.due_at
    )


def retire_others(obligations: Sequence[Obligation], *, keys: set[str]) -> int:
    """Cancel what was planned for these and is required no longer."""
    waiting = Notification.objects.filter(
        state=State.SCHEDULED,
        created_by__in=PLANNED_BY,
        deadline__in=[obligation.object_id for obligation in obligations],
    )
    others = [pk for pk, key in waiting.values_list("pk", "key") if key not in keys]
    return _enter(others, State.CANCELLED)


def retire_undue(
    kind: Notification.Kind, obligations: Sequence[Obligation], *, keys: set[str]
) -> int:
    """Cancel the rows of one kind whose thing is due no longer, or at another time.

    And those that were planned for people or lead times of before.
    """
    present = {
        (obligation.object_id, obligation.revision) for obligation in obligations
    }
    waiting = Notification.objects.filter(
        Q(kind=kind, state=State.SCHEDULED),
        ~Q(created_by=Notification.Origin.ANNOUNCE),
    )
    rows = waiting.values_list("pk", "key", "created_by", "object_id", "revision")
    gone = [
        pk
        for pk, key, origin, *thing in rows
        if tuple(thing) not in present or (origin in PLANNED_BY and key not in keys)
    ]
    return _enter(gone, State.CANCELLED)


def retire(rows: NotificationQuerySet, state: State) -> int:
    """Read first, in one pass: inside an UPDATE a database without statistics ran the
    question anew for each row, and held all senders up for minutes.
    """
    return _enter(list(rows.order_by("pk").values_list("pk", flat=True)), state)


def _enter(keys: Sequence[int], state: State) -> int:
    """Asked again whether they wait: another sender may have claimed one meanwhile."""
    return sum(
        Notification.objects.filter(pk__in=chunk, state=State.SCHEDULED).enter(state)
        for chunk in chunks(keys)
    )
