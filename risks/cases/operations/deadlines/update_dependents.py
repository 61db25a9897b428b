"""Update dependent deadlines when the deadline they depend on moves or closes.

Each dependent stores the date from which it was counted. A parent has moved if its date
differs from that one, so no message is needed, and a second call changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from risks.access.models import Person
from risks.cases.models import Case, ClosureRow, Deadline, DeadlineChange
from risks.cases.operations.deadlines.change_requests import ask_once, difference
from risks.cases.operations.deadlines.computed_date import dated, take_date
from risks.cases.operations.deadlines.plan_dependents import recounted
from risks.engine.sentences import docket as words
from risks.engine.time.courts import UnknownCourt, court
from risks.engine.time.deadlines import DeadlineError

Direction = Deadline.IntervalDirection


def update_dependents(
    case: Case | None,
    *,
    now: datetime,
    by: Person | None = None,
    moved: Deadline | None = None,
    note: str = "",
) -> None:
    """Recount or close the dependents in a case, in the caller's transaction.

    An earlier date takes effect at once. A later one is requested as a change, except
    below `moved`, whose postponement a second person has confirmed; `note` says who.
    `by` moved the parent, and so is who asks for the later date. It makes one query if
    the case has no dependents.
    """
    if case is None:
        return
    confirmed = {moved.pk} if moved is not None else set()
    for dependent, parent in _parents_first(case):
        if parent.status != Deadline.Status.OPEN:
            if is_working_date(dependent) and not _was_taken_off(dependent):
                _close(dependent, parent, now=now)
            continue
        if (
            not dependent.is_overridden
            and dependent.counted_from == parent.calendared_date
        ):
            continue
        why = note if parent.pk in confirmed else ""
        cause = _Cause(by=by, note=why, now=now)
        if _follow(case, dependent, parent, cause) and why:
            confirmed.add(dependent.pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cause:
    """Why dependents are recounted now."""

    # Who moved the parent, if a person did.
    by: Person | None
    # Who confirmed the parent's later date; a later date is requested without it.
    note: str
    now: datetime


def is_working_date(dependent: Deadline) -> bool:
    """Say whether a date only prepares for the deadline that it precedes."""
    return (
        dependent.basis == Deadline.Basis.FOLLOWING
        and dependent.severity == Deadline.Severity.NORMAL
        and dependent.interval_direction == Direction.BEFORE
    )


def _was_taken_off(dependent: Deadline) -> bool:
    """Say whether a person took it off the list that closed its parent."""
    rows = ClosureRow.objects.filter(deadline=dependent, state=ClosureRow.State.KEPT)
    return rows.exists()


def take_dependent_date(
    dependent: Deadline, fresh: Deadline, *, because: str, note: str, now: datetime
) -> None:
    """Give a dependent its new date; keep the old one and the difference."""
    dependent.is_overridden = False
    moved = difference(dependent, fresh)
    reason = words.FOLLOWED(because=because, moved=moved)
    if note:
        reason = words.FOLLOWED_NOTE(because=because, moved=moved, note=note)
    take_date(dependent, fresh, reason=reason, now=now)


def drafted(dependent: Deadline, case: Case) -> Deadline:
    """Return the dates that a dependent would have now, without saving.

    Raises DeadlineError or UnknownCourt; both are a ValueError.
    """
    computed = recounted(dependent, court=court(case.court_id))
    return Deadline(
        rule_version=dependent.rule_version,
        rule_grade=dependent.rule_grade,
        rule_checked_on=dependent.rule_checked_on,
        **dated(computed, local=computed.due_local),
    )


def _parents_first(case: Case) -> Iterator[tuple[Deadline, Deadline]]:
    """Yield each open dependent with its parent, parents before their dependents."""
    rows = case.deadlines.open().dependent().select_related("depends_on")
    locked = rows.select_for_update(of=("self",)).order_by("pk")
    dependents = {dependent.pk: dependent for dependent in locked}
    below: dict[int | None, list[Deadline]] = defaultdict(list)
    for dependent in dependents.values():
        below[dependent.depends_on_id].append(dependent)
    level = [
        dependent
        for dependent in dependents.values()
        if dependent.depends_on_id not in dependents
    ]
    while level:
        for dependent in level:
            parent = dependents.get(dependent.depends_on_id or 0, dependent.depends_on)
            assert parent is not None
            dependent.depends_on = parent
            yield dependent, parent
        level = [each for dependent in level for each in below[dependent.pk]]


def _follow(case: Case, dependent: Deadline, parent: Deadline, cause: _Cause) -> bool:
    """Recount one dependent; say whether its date changed."""
    was, dependent.counted_from = dependent.counted_from, parent.calendared_date
    try:
        fresh = drafted(dependent, case)
    except (UnknownCourt, DeadlineError) as error:
        why = words.CANNOT_BE_COUNTED(code=parent.code, error=error)
        return _stay(dependent, why)
    if fresh.due_date == dependent.due_date:
        dependent.is_overridden = False
        dependent.save()
        return False
    moved = was != parent.calendared_date
    said = words.PARENT_MOVED if moved else words.PARENT_DUE
    day, span = parent.calendared_date, dependent.interval
    because = said(code=parent.code, old=was, new=day, span=span)
    if dependent.is_overridden and not _is_overtaken(dependent, parent):
        return moved and _tell(dependent, fresh, cause, because=because)
    if fresh.due_date > dependent.due_date and not cause.note:
        return _tell(dependent, fresh, cause, because=because)
    take_dependent_date(
        dependent, fresh, because=because, note=cause.note, now=cause.now
    )
    return True


def _is_overtaken(dependent: Deadline, parent: Deadline) -> bool:
    """Say whether a preparing date now falls after the deadline it prepares for."""
    before = dependent.interval_direction == Direction.BEFORE
    return before and dependent.due_date > parent.due_date


def _tell(dependent: Deadline, fresh: Deadline, cause: _Cause, *, because: str) -> bool:
    """Keep the date; request a later one, or warn of an earlier one in the flag."""
    if fresh.due_date < dependent.due_date:
        warning = words.SET_BY_PERSON(because=because, day=fresh.due_date)
        return _stay(dependent, warning)
    dependent.save()
    ask_once(
        dependent,
        DeadlineChange.Kind.POSTPONED,
        due_date=fresh.due_date,
        reason=words.FOLLOWED(because=because, moved=difference(dependent, fresh)),
        now=cause.now,
        by=cause.by,
        rule=DeadlineChange.Rule.DEPENDENT,
    )
    return False


def _stay(dependent: Deadline, warning: str) -> bool:
    if warning not in dependent.flag:
        dependent.flag = "; ".join(filter(None, [dependent.flag, warning]))
    dependent.save()
    return False


def _close(dependent: Deadline, parent: Deadline, *, now: datetime) -> None:
    """Close a dependent as its parent was closed, without another confirmation."""
    dependent.status, dependent.closed_at = parent.status, now
    dependent.closed_by_id = parent.closed_by_id
    dependent.close_reason = words.WITH_PARENT(
        code=parent.code, status=parent.status, reason=parent.close_reason
    )
    dependent.save()
