"""Record changes of a deadline that wait for a second person to confirm them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from risks.access.models import Person
from risks.cases.models import Deadline, DeadlineChange
from risks.cases.operations.deadlines.locks import lock_open
from risks.cases.operations.obligation_periods import is_of_obligation
from risks.engine.sentences import docket as words

State = DeadlineChange.State


class DeadlineRefused(ValueError):
    """The requested change of a deadline is not possible; the message is one line."""


def ask(
    deadline: Deadline,
    kind: DeadlineChange.Kind,
    *,
    reason: str,
    now: datetime,
    by: Person,
    due_date: date | None = None,
) -> DeadlineChange:
    """Request a change by a person.

    Raises DeadlineRefused while another change of the deadline waits.
    """
    refuse_second_request(deadline)
    return DeadlineChange.objects.create(
        deadline=deadline,
        kind=kind,
        due_date=due_date,
        reason=reason.strip(),
        asked_by=by,
        asked_at=now,
    )


def refuse_second_request(deadline: Deadline) -> None:
    """Raise DeadlineRefused while another change of the deadline waits."""
    if deadline.changes.filter(state=State.ASKED).exists():
        raise DeadlineRefused(
            _("%(code)s: a change is already waiting for a second person.")
            % {"code": deadline.code}
        )


def ask_once(
    deadline: Deadline,
    kind: DeadlineChange.Kind,
    *,
    reason: str,
    now: datetime,
    by: Person | None = None,
    due_date: date | None = None,
    rule: DeadlineChange.Rule = DeadlineChange.Rule.DOCKET,
) -> None:
    """Request one change by a rule; see `asked` and `ask_all`."""
    change = asked(
        deadline, kind, reason=reason, now=now, by=by, due_date=due_date, rule=rule
    )
    ask_all([change])


def asked(
    deadline: Deadline,
    kind: DeadlineChange.Kind,
    *,
    reason: str,
    now: datetime,
    by: Person | None = None,
    due_date: date | None = None,
    rule: DeadlineChange.Rule = DeadlineChange.Rule.DOCKET,
) -> DeadlineChange:
    """Build a change requested by a rule of the program, without storing it.

    Whoever gave cause for it asks for the change and is `by`, such as who typed the
    entry or moved the other deadline: the same person must not confirm it.
    """
    return DeadlineChange(
        deadline=deadline,
        kind=kind,
        reason=reason,
        due_date=due_date,
        asked_by=by,
        asked_by_rule=rule,
        asked_at=now,
    )


def ask_all(changes: Sequence[DeadlineChange]) -> None:
    """Store the changes that rules request, the first one for each deadline.

    A change is skipped if it was requested before, if another one waits, or if the
    deadline was closed in the meantime. Nothing is raised, because a waiting request
    must not stop an import.
    """
    wanted = {change.deadline_id: change for change in reversed(changes)}
    still_open = lock_open(wanted)
    wanted = {key: change for key, change in wanted.items() if key in still_open}
    known = DeadlineChange.objects.filter(deadline__in=list(wanted)) if wanted else ()
    for before in known:
        change = wanted.get(before.deadline_id)
        waits = before.state == State.ASKED
        if change and (waits or before.reason == change.reason):
            del wanted[before.deadline_id]
    bulk_create_with_history(list(wanted.values()), DeadlineChange, batch_size=500)


def refuse_obligation(deadline: Deadline) -> None:
    """Raise DeadlineRefused for a deadline that is changed through its obligation."""
    if is_of_obligation(deadline):
        raise DeadlineRefused(
            _(
                "%(code)s is the date of an obligation. Record its renewal, its end or "
                "a correction on the page of the obligation."
            )
            % {"code": deadline.code}
        )


def difference(old: Deadline, new: Deadline) -> str:
    """Return how the new date differs from the old one, as "3 days later"."""
    days = (new.due_date - old.due_date).days
    if days == 0:
        return words.SAME_DAY()
    if abs(days) == 1:
        return words.DAY_LATER() if days > 0 else words.DAY_EARLIER()
    moved = words.DAYS_LATER if days > 0 else words.DAYS_EARLIER
    return moved(days=abs(days))
