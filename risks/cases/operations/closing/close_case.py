"""Ask for a closing list, take rows off it, and confirm, refuse or reverse it.

Nothing is closed by asking. One confirmation closes or suspends every deadline that is
still on the list; a list with a critical deadline of ours takes two people. Reversing
it opens exactly what it closed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from risks.access.models import Person, VisibleQuerySet
from risks.cases.models import Case, Closure, ClosureRow, Deadline
from risks.cases.operations.closing.moot import Ending, sort_deadlines
from risks.cases.operations.deadlines.locks import lock_open
from risks.cases.operations.deadlines.update_dependents import (
    is_working_date,
    update_dependents,
)
from risks.cases.operations.lock import locked_case
from risks.engine.sentences import closing as words

State, RowState, Kind = Closure.State, ClosureRow.State, Closure.Kind
# A deadline, and why it is or may be moot.
Reasoned = tuple[Deadline, str]


class ClosureRefused(ValueError):
    """The list cannot be asked for, confirmed or reversed; the message is one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A list to store: who or what asks for it, why, and what is on it."""

    ending: Ending
    by: Person | None
    reason: str
    moot: Sequence[Reasoned]
    # What a person must decide: it stays open unless somebody puts it on the list.
    to_decide: Sequence[Reasoned] = ()


def ask_to_close(
    case: Case,
    ending: Ending,
    *,
    by: Person,
    reason: str,
    now: datetime,
    kept: Collection[int] = (),
    added: Collection[int] = (),
) -> Closure:
    """Store a person's list, and confirm it at once if nothing critical is on it.

    `kept` are the keys of deadlines that the person takes off the list, and `added` of
    open ones that the person puts on it. Raises ClosureRefused.
    """
    with transaction.atomic():
        locked = locked_case(case.pk)
        if not reason.strip():
            raise ClosureRefused(_("Enter a reason."))
        _refuse_repeated(locked, ending)
        moot = sort_deadlines(locked, ending).moot
        asked = Asked(ending=ending, by=by, reason=reason.strip(), moot=moot)
        [closure] = store_lists(locked, [asked], now=now)
        _take_off(closure, kept, by=by)
        _put_on(closure, added)
        if not _critical_rows(closure):
            _carry_out(closure, by=by, reason=reason, now=now)
    return closure


def store_lists(case: Case, asked: Sequence[Asked], *, now: datetime) -> list[Closure]:
    """Store several lists at once inside the caller's transaction."""
    lists = [
        Closure(
            case=case,
            kind=one.ending.kind,
            event=one.ending.event,
            party=one.ending.party,
            reason=one.reason,
            asked_by=one.by,
            asked_at=now,
        )
        for one in asked
    ]
    lists = list(bulk_create_with_history(lists, Closure, batch_size=500))
    rows = [
        row
        for closure, one in zip(lists, asked, strict=True)
        for row in _rows(closure, moot=one.moot, to_decide=one.to_decide)
    ]
    bulk_create_with_history(rows, ClosureRow, batch_size=500)
    return lists


def add_rows(
    closure: Closure, *, moot: Sequence[Reasoned], to_decide: Sequence[Reasoned]
) -> None:
    """Store more rows of a list that nobody has confirmed yet."""
    rows = _rows(closure, moot=moot, to_decide=to_decide)
    bulk_create_with_history(rows, ClosureRow, batch_size=500)


def _rows(
    closure: Closure, *, moot: Sequence[Reasoned], to_decide: Sequence[Reasoned]
) -> list[ClosureRow]:
    return [
        ClosureRow(closure=closure, deadline=deadline, reason=why, state=state)
        for state, listed in (
            (RowState.PROPOSED, moot),
            (RowState.TO_DECIDE, to_decide),
        )
        for deadline, why in listed
    ]


def confirm_closure(
    closure: Closure,
    *,
    by: Person,
    reason: str,
    now: datetime,
    kept: Collection[int] = (),
    chosen: Collection[int] = (),
) -> Closure:
    """Close what is on the list, without the deadlines whose keys are in `kept`.

    `chosen` are the keys of those that the list leaves to a person and that are moot.
    Where the docket asks and a critical deadline of ours is on the list, the first
    confirmation is recorded and the list waits for another person; who chooses a
    critical one is its first. Raises ClosureRefused, also for the person who asked for
    such a list.
    """
    with transaction.atomic():
        row = _waiting(closure, reason=reason)
        _take_off(row, kept, by=by)
        adds_critical = _choose(row, chosen)
        if not _critical_rows(row):
            _carry_out(row, by=by, reason=reason, now=now)
        elif row.asked_by_id is None or adds_critical:
            row.asked_by, row.asked_at = by, now
            row.save()
        elif row.asked_by_id == by.pk:
            raise ClosureRefused(
                _(
                    "%(case)s: a critical deadline is on the list, so another person "
                    "must confirm it."
                )
                % {"case": row.case.code}
            )
        else:
            _carry_out(row, by=by, reason=reason, now=now)
    return row


def refuse_closure(
    closure: Closure, *, by: Person, reason: str, now: datetime
) -> Closure:
    """Leave every deadline open; whoever asked may do this. Raises ClosureRefused."""
    with transaction.atomic():
        row = _waiting(closure, reason=reason, reading=False)
        _decide(row, State.REFUSED, by=by, reason=reason, now=now)
    return row


def reopen(
    closure: Closure, *, by: Person | None, reason: str, now: datetime
) -> Closure:
    """Reverse a confirmed list: open what it closed, and nothing else.

    `by` is None where the docket says that a stay was lifted. A date of the court or of
    the other side that has passed in the meantime stays closed; one of ours is opened,
    and its late reminder leaves at once. Raises ClosureRefused.
    """
    with transaction.atomic():
        locked_case(closure.case_id)
        row = Closure.objects.select_for_update().get(pk=closure.pk)
        if row.state != State.CONFIRMED:
            raise ClosureRefused(_not_in_state(row))
        if not reason.strip():
            raise ClosureRefused(_("Enter a reason."))
        _refuse_out_of_order(row)
        for each in row.rows.filter(state=RowState.CLOSED).order_by("deadline"):
            _open_again(each, now=now)
        _restore_case(row)
        row.state, row.reversed_by, row.reversed_at = State.REVERSED, by, now
        row.reversal_reason = reason.strip()
        row.save()
        update_dependents(row.case, now=now, by=by)
    return row


def in_force(case: Case) -> list[Closure]:
    """Return the confirmed lists of a case that were not reversed, the last first."""
    rows = case.closures.filter(state=State.CONFIRMED)
    return list(rows.order_by("-decided_at", "-pk"))


def _refuse_repeated(case: Case, ending: Ending) -> None:
    if ending.kind in Closure.ENDING and case.status == Case.Status.CLOSED:
        raise ClosureRefused(_("%(case)s is already closed.") % {"case": case.code})
    if ending.kind in Closure.PAUSING and case.status != Case.Status.OPEN:
        raise ClosureRefused(
            _("%(case)s is already %(status)s.")
            % {"case": case.code, "status": case.get_status_display().lower()}
        )
    waiting = case.closures.filter(
        state=State.ASKED, kind=ending.kind, party=ending.party, event=None
    )
    if waiting.exists():
        raise ClosureRefused(
            _("%(case)s: this list is already waiting for confirmation.")
            % {"case": case.code}
        )


def _take_off(closure: Closure, kept: Collection[int], *, by: Person) -> None:
    _leave_open(closure.rows.filter(state=RowState.PROPOSED, deadline__in=kept), by=by)


def _leave_open(rows: VisibleQuerySet[ClosureRow], *, by: Person) -> None:
    for row in rows:
        row.state, row.kept_by = RowState.KEPT, by
        row.save()


def _choose(closure: Closure, chosen: Collection[int]) -> bool:
    """Put what a person decided on the list; say if a critical deadline is among it."""
    of_case = closure.case.deadlines.open().critical()
    critical = set(of_case.values_list("pk", flat=True))
    adds_critical = False
    for row in closure.rows.filter(state=RowState.TO_DECIDE, deadline__in=chosen):
        row.state = RowState.PROPOSED
        row.save()
        adds_critical |= row.deadline_id in critical
    return adds_critical


def _put_on(closure: Closure, added: Collection[int]) -> None:
    rows = closure.case.deadlines.open().filter(pk__in=added)
    for deadline in rows.exclude(closure_rows__closure=closure).order_by("pk"):
        reason = words.PUT_ON()
        ClosureRow.objects.create(closure=closure, deadline=deadline, reason=reason)


def _critical_rows(closure: Closure) -> bool:
    critical = Deadline.objects.open().critical()
    rows = closure.rows.filter(state=RowState.PROPOSED, deadline__in=critical)
    return rows.exists()


def _waiting(closure: Closure, *, reason: str, reading: bool = True) -> Closure:
    """Return the list, locked with its case; raises ClosureRefused."""
    locked_case(closure.case_id)
    row = Closure.objects.select_for_update(of=("self",)).get(pk=closure.pk)
    if row.state != State.ASKED:
        raise ClosureRefused(_not_in_state(row))
    if not reason.strip():
        raise ClosureRefused(_("Enter a reason."))
    if reading and row.event is not None and row.event.is_rejected:
        raise ClosureRefused(
            _("%(case)s: the reading that asked for this list was rejected.")
            % {"case": row.case.code}
        )
    return row


def _not_in_state(row: Closure) -> str:
    return _("%(case)s: this list is %(state)s.") % {
        "case": row.case.code,
        "state": row.get_state_display().lower(),
    }


def _carry_out(closure: Closure, *, by: Person, reason: str, now: datetime) -> None:
    """Close or suspend every deadline that is still open and on the list."""
    closure.is_critical = _critical_rows(closure)
    suspends = closure.kind in Closure.SUSPENDING
    status = Deadline.Status.SUSPENDED if suspends else Deadline.Status.WITHDRAWN
    if closure.kind == Kind.ANSWERED:
        status = Deadline.Status.MET
    _add_new_dependents(closure)
    _leave_open(closure.rows.filter(state=RowState.TO_DECIDE), by=by)
    listed = closure.rows.filter(state=RowState.PROPOSED)
    rows = {row.deadline_id: row for row in listed}
    for key, deadline in lock_open(rows).items():
        row = rows[key]
        deadline.status, deadline.closed_at, deadline.closed_by = status, now, by
        kind = Kind(closure.kind)
        deadline.close_reason = words.CLOSED_WITH(
            kind=str(kind.label), reason=closure.reason, why=row.reason
        )
        deadline.save()
        row.state = RowState.CLOSED
        row.save()
    _change_case(closure)
    _decide(closure, State.CONFIRMED, by=by, reason=reason, now=now)
    update_dependents(closure.case, now=now, by=by)


def _add_new_dependents(closure: Closure) -> None:
    """List the working dates that were added since: they close with their deadline."""
    listed = closure.rows.filter(state=RowState.PROPOSED).values("deadline")
    dependents = Deadline.objects.open().dependent().filter(depends_on__in=listed)
    for dependent in dependents.exclude(closure_rows__closure=closure).order_by("pk"):
        if is_working_date(dependent):
            reason = words.PREPARES()
            ClosureRow.objects.create(
                closure=closure, deadline=dependent, reason=reason
            )


def _change_case(closure: Closure) -> None:
    case = closure.case
    closure.status_before = case.status
    if closure.kind in Closure.ENDING:
        case.status = Case.Status.CLOSED
    elif closure.kind in Closure.PAUSING:
        case.status = Case.Status.STAYED
    if case.status != closure.status_before:
        case.save()


def _restore_case(closure: Closure) -> None:
    case = closure.case
    if closure.is_of_whole_case and case.status != closure.status_before:
        case.status = closure.status_before
        case.save()


def _refuse_out_of_order(row: Closure) -> None:
    """A list of the whole case that was confirmed later is reversed first."""
    for other in in_force(row.case):
        if other.pk == row.pk:
            return
        if other.is_of_whole_case:
            raise ClosureRefused(
                _("%(case)s: reverse the later list first: %(kind)s.")
                % {"case": row.case.code, "kind": other.get_kind_display().lower()}
            )


def _open_again(row: ClosureRow, *, now: datetime) -> None:
    deadline = Deadline.objects.select_for_update().get(pk=row.deadline_id)
    is_ours = deadline.whose == Deadline.Whose.OURS
    if not is_ours and deadline.due_at < now:
        row.state = RowState.PASSED
    else:
        deadline.status = Deadline.Status.OPEN
        deadline.closed_at = deadline.closed_by = None
        deadline.close_reason = ""
        deadline.save()
        row.state = RowState.REOPENED
    row.save()


def _decide(
    row: Closure, state: Closure.State, *, by: Person, reason: str, now: datetime
) -> None:
    row.state, row.decided_by, row.decided_at = state, by, now
    row.decision_reason = reason.strip()
    row.save()
