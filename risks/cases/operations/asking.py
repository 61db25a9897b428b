"""What is asked of a deadline, by a person or by the docket, and waits."""

from datetime import date, datetime

from risks.access.models import Person
from risks.cases.models import Deadline, DeadlineChange


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
    if deadline.changes.filter(state=DeadlineChange.State.ASKED).exists():
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
    """What a docket said before is not asked again, nor while another change waits.

    Raises nothing: an import is not stopped by what somebody has asked.
    """
    asked = deadline.changes.filter(reason=reason) | deadline.changes.filter(
        state=DeadlineChange.State.ASKED
    )
    if not asked.exists():
        ask(deadline, kind, reason=reason, now=now, due_date=due_date)
