"""Add a deadline that depends on another one, or change its interval."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange
from risks.cases.operations.deadlines.change_requests import DeadlineRefused, ask
from risks.cases.operations.deadlines.locks import lock_case_of
from risks.cases.operations.deadlines.plan_dependents import new_dependent
from risks.cases.operations.deadlines.update_dependents import (
    drafted,
    take_dependent_date,
    update_dependents,
)
from risks.engine.sentences import docket as words
from risks.engine.time.courts import UnknownCourt, court
from risks.engine.time.deadlines import Computed, DeadlineError
from risks.engine.time.dependent_deadlines import Interval, counted_from


def add_dependent(
    deadline: Deadline, *, title: str, interval: Interval, by: Person, now: datetime
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
        computed = _counted(row, row.case, interval)
        dependent = new_dependent(
            row.case, row, interval, computed, title=title.strip()
        )
        dependent.basis, dependent.created_at = Deadline.Basis.FOLLOWING, now
        _refuse_past(dependent, interval, now=now)
        dependent.steps = [*dependent.steps, words.ADDED(person=by)]
        dependent.save()
    return dependent


def change_dependent(
    dependent: Deadline, *, interval: Interval, reason: str, by: Person, now: datetime
) -> Deadline:
    """Change the interval to the deadline that this one depends on.

    An earlier date takes effect at once; a later one when a second person confirms it.
    Raises DeadlineRefused unless the deadline is open, depends on another and a reason
    is given.
    """
    with transaction.atomic():
        row = _open(dependent)
        _refuse_change(row, reason)
        assert row.case is not None
        row.interval_number, row.interval_unit = interval.number, interval.unit.value
        row.interval_direction = interval.direction.value
        try:
            fresh = drafted(row, row.case)
        except (UnknownCourt, DeadlineError) as error:
            raise DeadlineRefused(
                _("Interval: %(error)s.") % {"error": error}
            ) from None
        _refuse_past(fresh, interval, now=now)
        note = f"{by}: {reason.strip()}"
        _take(row, fresh, note=note, interval=interval, by=by, now=now)
        update_dependents(row.case, now=now, by=by)
    return row


def _take(
    row: Deadline,
    fresh: Deadline,
    *,
    note: str,
    interval: Interval,
    by: Person,
    now: datetime,
) -> None:
    because = words.INTERVAL(span=interval, code=_followed(row).code)
    if fresh.due_date < row.due_date:
        take_dependent_date(row, fresh, because=because, note=note, now=now)
    elif fresh.due_date > row.due_date:
        # Until it is confirmed, the date differs from what the interval gives.
        row.is_overridden = True
        row.save()
        kind = DeadlineChange.Kind.POSTPONED
        reason = words.INTERVAL_ASKED(because=because, day=fresh.due_date, note=note)
        ask(row, kind, by=by, reason=reason, now=now, due_date=fresh.due_date)
    else:
        row.save()


def _counted(row: Deadline, case: Case, interval: Interval) -> Computed:
    try:
        return counted_from(row.calendared_date, interval, court=court(case.court_id))
    except (UnknownCourt, DeadlineError) as error:
        raise DeadlineRefused(_("Interval: %(error)s.") % {"error": error}) from None


def _followed(row: Deadline) -> Deadline:
    assert row.depends_on is not None
    return row.depends_on


def _open(deadline: Deadline) -> Deadline:
    lock_case_of(deadline)
    row = Deadline.objects.select_for_update().get(pk=deadline.pk)
    if row.status != Deadline.Status.OPEN:
        raise DeadlineRefused(
            _("%(code)s is already %(status)s.")
            % {"code": row.code, "status": row.get_status_display().lower()}
        )
    return row


def _refuse_change(row: Deadline, reason: str) -> None:
    if row.depends_on is None:
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


def _refuse_past(row: Deadline, interval: Interval, *, now: datetime) -> None:
    if row.due_at <= now:
        raise DeadlineRefused(
            _("%(interval)s it is %(due_date)s, which is in the past.")
            % {"interval": interval, "due_date": row.due_date}
        )
