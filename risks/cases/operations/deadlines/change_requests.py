"""What is asked of a deadline, by a person or by the docket, and waits."""

from collections.abc import Sequence
from datetime import date, datetime

from simple_history.utils import bulk_create_with_history

from risks.access.models import Person
from risks.cases.models import Deadline, DeadlineChange

State = DeadlineChange.State


class DeadlineRefused(ValueError):
    """What cannot be done to this deadline; the message is one line."""


def ask(
    deadline: Deadline,
    kind: DeadlineChange.Kind,
    *,
    reason: str,
    now: datetime,
    by: Person | None = None,
    due_date: date | None = None,
) -> DeadlineChange:
    """Without `by` a docket entry asks. Raises DeadlineRefused while another waits."""
    if deadline.changes.filter(state=State.ASKED).exists():
        raise DeadlineRefused(f"{deadline.code}: a change waits for a second person.")
    return DeadlineChange.objects.create(
        deadline=deadline,
        kind=kind,
        due_date=due_date,
        reason=reason.strip(),
        asked_by=by,
        asked_at=now,
    )


def ask_once(
    deadline: Deadline,
    kind: DeadlineChange.Kind,
    *,
    reason: str,
    now: datetime,
    due_date: date | None = None,
) -> None:
    """By the docket; see `ask_all`."""
    ask_all([asked(deadline, kind, reason=reason, now=now, due_date=due_date)])


def asked(
    deadline: Deadline,
    kind: DeadlineChange.Kind,
    *,
    reason: str,
    now: datetime,
    due_date: date | None = None,
) -> DeadlineChange:
    """By the docket; not stored yet."""
    return DeadlineChange(
        deadline=deadline, kind=kind, reason=reason, due_date=due_date, asked_at=now
    )


def ask_all(changes: Sequence[DeadlineChange]) -> None:
    """What a docket asks of deadlines: of each the first that it asks.

    Not asked again once it was, nor while another change waits; raises nothing, for an
    import is not stopped by what somebody has asked.
    """
    wanted = {change.deadline_id: change for change in reversed(changes)}
    known = DeadlineChange.objects.filter(deadline__in=list(wanted)) if wanted else ()
    for before in known:
        change = wanted.get(before.deadline_id)
        waits = before.state == State.ASKED
        if change and (waits or before.reason == change.reason):
            del wanted[before.deadline_id]
    bulk_create_with_history(list(wanted.values()), DeadlineChange, batch_size=500)


def difference(old: Deadline, new: Deadline) -> str:
    """How the new date differs from the old one, as it is told to people."""
    days = (new.due_date - old.due_date).days
    if days == 0:
        return "the same day"
    unit = "day" if abs(days) == 1 else "days"
    return f"{abs(days)} {unit} {'later' if days > 0 else 'earlier'}"
