"""Add a deadline that depends on another one, or change its interval."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange
from risks.cases.operations.deadlines.change_requests import DeadlineRefused, ask
from risks.cases.operations.deadlines.plan_dependents import new_dependent
from risks.cases.operations.deadlines.update_dependents import (
    drafted,
    take_dependent_date,
    update_dependents,
)
from risks.engine.time.courts import UnknownCourt, court
from risks.engine.time.deadlines import Computed, DeadlineError
from risks.engine.time.dependent_deadlines import Span, counted_from


def add_dependent(
    deadline: Deadline, *, title: str, span: Span, by: Person, now: datetime
) -> Deadline:
    """Create a deadline that is counted from this one; raises DeadlineRefused.

    It is new, so no other deadline depends on it and no cycle can arise.
    """
    with transaction.atomic():
        row = _open(deadline)
        if not title.strip():
            raise DeadlineRefused(_("Enter what is due."))
        if row.case is None:
            raise DeadlineRefused(
                _("%(code)s: only a deadline of a case can have dependents.")
                % {"code": row.code}
            )
        computed = _counted(row, row.case, span)
        link = new_dependent(row.case, row, span, computed, title=title.strip())
        link.basis, link.created_at = Deadline.Basis.FOLLOWING, now
        _refuse_past(link, span, now=now)
        link.steps = [*link.steps, f"Added by {by}."]
        link.save()
    return link


def change_dependent(
    link: Deadline, *, span: Span, reason: str, by: Person, now: datetime
) -> Deadline:
    """Change the interval to the deadline that this one depends on.

    An earlier date takes effect at once; a later one when a second person confirms it.
    Raises DeadlineRefused unless the deadline is open, depends on another and a reason
    is given.
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
            raise DeadlineRefused(
                _("Interval: %(error)s.") % {"error": error}
            ) from None
        _refuse_past(fresh, span, now=now)
        note = f"{by}: {reason.strip()}"
        _take(row, fresh, note=note, span=span, by=by, now=now)
        update_dependents(row.case, now=now)
    return row


def _take(
    row: Deadline, fresh: Deadline, *, note: str, span: Span, by: Person, now: datetime
) -> None:
    because = f"It is {span} {_followed(row).code} now:"
    if fresh.due_date < row.due_date:
        take_dependent_date(row, fresh, because=because, note=note, now=now)
    elif fresh.due_date > row.due_date:
        # Until it is confirmed, the date differs from what the interval gives.
        row.by_hand = True
        row.save()
        kind = DeadlineChange.Kind.POSTPONED
        reason = f"{because} {fresh.due_date}. {note}"
        ask(row, kind, by=by, reason=reason, now=now, due_date=fresh.due_date)
    else:
        row.save()


def _counted(row: Deadline, case: Case, span: Span) -> Computed:
    try:
        return counted_from(row.calendared_date, span, court=court(case.court_id))
    except (UnknownCourt, DeadlineError) as error:
        raise DeadlineRefused(_("Interval: %(error)s.") % {"error": error}) from None


def _followed(row: Deadline) -> Deadline:
    assert row.follows is not None
    return row.follows


def _open(deadline: Deadline) -> Deadline:
    row = Deadline.objects.select_for_update().get(pk=deadline.pk)
    if row.status != Deadline.Status.OPEN:
        raise DeadlineRefused(
            _("%(code)s is already %(status)s.")
            % {"code": row.code, "status": row.get_status_display().lower()}
        )
    return row


def _refuse_change(row: Deadline, reason: str) -> None:
    if row.follows is None:
        raise DeadlineRefused(
            _("%(code)s does not depend on another deadline.") % {"code": row.code}
        )
    if row.rule_id:
        raise DeadlineRefused(
            _("%(code)s: its interval is set by %(citation)s.")
            % {"code": row.code, "citation": row.citation}
        )
    if not reason.strip():
        raise DeadlineRefused(_("Enter a reason."))


def _refuse_past(row: Deadline, span: Span, *, now: datetime) -> None:
    if row.due_at <= now:
        raise DeadlineRefused(
            _("%(span)s it is %(due_date)s, which is in the past.")
            % {"span": span, "due_date": row.due_date}
        )
