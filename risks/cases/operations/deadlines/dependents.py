"""A person hangs a deadline on another, or changes how far from it that is."""

from datetime import datetime

from django.db import transaction

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange
from risks.cases.operations.deadlines.change_requests import DeadlineRefused, ask
from risks.cases.operations.deadlines.follow import drafted, settle, take_link_date
from risks.cases.operations.deadlines.plan_dependents import new_link
from risks.engine.time.courts import UnknownCourt, court
from risks.engine.time.deadlines import Computed, DeadlineError
from risks.engine.time.dependent_deadlines import Span, counted_from


def add_dependent(
    deadline: Deadline, *, title: str, span: Span, by: Person, now: datetime
) -> Deadline:
    """A new deadline that follows this one. Raises DeadlineRefused.

    It is new, so nothing hangs on it yet and no chain can close on itself.
    """
    with transaction.atomic():
        row = _open(deadline)
        if not title.strip():
            raise DeadlineRefused("title: say what is due.")
        if row.case is None:
            raise DeadlineRefused(f"{row.code}: links hang on deadlines of a case.")
        computed = _counted(row, row.case, span)
        link = new_link(row.case, row, span, computed, title=title.strip())
        link.basis, link.created_at = Deadline.Basis.FOLLOWING, now
        _refuse_past(link, span, now=now)
        link.steps = [*link.steps, f"Added by {by}."]
        link.save()
    return link


def change_dependent(
    link: Deadline, *, span: Span, reason: str, by: Person, now: datetime
) -> Deadline:
    """To an earlier day at once; to a later one when a second person confirms.

    Raises DeadlineRefused unless it is open, follows another and there is a reason.
    """
    with transaction.atomic():
        row = _open(link)
        _refuse_change(row, reason)
        assert row.case is not None
        row.interval_number, row.interval_unit = span.number, span.unit.value
        row.interval_direction = span.direction.value
        try:
            fresh = drafted(row, row.case)
        except (UnknownCourt, DeadlineError) as error:
            raise DeadlineRefused(f"number: {error}.") from None
        _refuse_past(fresh, span, now=now)
        said = f"{by}: {reason.strip()}"
        _take(row, fresh, said=said, span=span, by=by, now=now)
        settle(row.case, now=now)
    return row


def _take(
    row: Deadline, fresh: Deadline, *, said: str, span: Span, by: Person, now: datetime
) -> None:
    because = f"It is {span} {_followed(row).code} now:"
    if fresh.due_date < row.due_date:
        take_link_date(row, fresh, because=because, said=said, now=now)
    elif fresh.due_date > row.due_date:
        # Until it is confirmed the date is not the one that its period gives.
        row.by_hand = True
        row.save()
        kind = DeadlineChange.Kind.POSTPONED
        reason = f"{because} {fresh.due_date}. {said}"
        ask(row, kind, by=by, reason=reason, now=now, due_date=fresh.due_date)
    else:
        row.save()


def _counted(row: Deadline, case: Case, span: Span) -> Computed:
    try:
        return counted_from(row.calendared_date, span, court=court(case.court_id))
    except (UnknownCourt, DeadlineError) as error:
        raise DeadlineRefused(f"number: {error}.") from None


def _followed(row: Deadline) -> Deadline:
    assert row.follows is not None
    return row.follows


def _open(deadline: Deadline) -> Deadline:
    row = Deadline.objects.select_for_update().get(pk=deadline.pk)
    if row.status != Deadline.Status.OPEN:
        raise DeadlineRefused(f"{row.code} is {row.status} already.")
    return row


def _refuse_change(row: Deadline, reason: str) -> None:
    if row.follows is None:
        raise DeadlineRefused(f"{row.code} follows no other deadline.")
    if row.rule_id:
        raise DeadlineRefused(f"{row.code}: its period is that of {row.citation}.")
    if not reason.strip():
        raise DeadlineRefused("reason: say why.")


def _refuse_past(row: Deadline, span: Span, *, now: datetime) -> None:
    if row.due_at <= now:
        raise DeadlineRefused(f"number: {span} it is {row.due_date}, and that is past.")
