"""Create and close deadlines that case records need, without a docket entry."""

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange
from risks.cases.operations.deadlines.change_requests import DeadlineRefused, ask
from risks.cases.operations.deadlines.decide_changes import close_as
from risks.cases.operations.deadlines.locks import lock_case_of
from risks.cases.operations.deadlines.plan_dependents import plan_dependents
from risks.cases.operations.deadlines.update_dependents import update_dependents
from risks.engine.sentences import docket as words
from risks.engine.time.courts import UnknownCourt, court
from risks.engine.time.deadlines import (
    Computed,
    DeadlineError,
    Direction,
    Period,
    Service,
    Whose,
    count,
)
from risks.engine.time.readings import END_OF_DAY


class RegisterRefused(ValueError):
    """A record is not accepted; `field` names the wrong field, in one line."""

    def __init__(self, *, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def counted(
    case: Case,
    *,
    trigger: date,
    period: Period,
    whose: Whose,
    field: str,
    direction: Direction = Direction.AFTER,
    service: Service | None = None,
) -> Computed:
    """Count by the rules of the case's court; raise RegisterRefused where none can."""
    try:
        return count(
            trigger=trigger,
            period=period,
            direction=direction,
            court=court(case.court_id),
            service=service,
            whose=whose,
        )
    except (UnknownCourt, DeadlineError) as error:
        raise RegisterRefused(field=field, message=str(error)) from None


def computed_deadline(case: Case, computed: Computed, **fields: Any) -> Deadline:
    """Store a computed deadline with its counting steps and dependents."""
    row = computed_row(case, computed, **fields)
    row.save()
    plan_dependents(case, [row], now=row.created_at)
    return row


def computed_row(case: Case, computed: Computed, **fields: Any) -> Deadline:
    """Build a computed deadline without saving it."""
    return _row(
        case,
        local=computed.due_local,
        tz=computed.tz,
        calendared_date=computed.calendared_date,
        latest_arguable_date=computed.latest_arguable_date,
        reason=computed.reason,
        steps=[step.text for step in computed.steps],
        **{"basis": Deadline.Basis.COMPUTED} | fields,
    )


def entered_deadline(case: Case, day: date, *, by: Person, **fields: Any) -> Deadline:
    """Store a deadline due at the end of the court's day.

    Raises RegisterRefused.
    """
    try:
        tz = court(case.court_id).tz
    except UnknownCourt as error:
        raise RegisterRefused(field="case", message=str(error)) from None
    row = _row(
        case,
        local=datetime.combine(day, END_OF_DAY),
        tz=tz,
        calendared_date=day,
        latest_arguable_date=day,
        steps=[words.ENTERED(person=by)],
        basis=Deadline.Basis.ENTERED,
        **fields,
    )
    row.save()
    plan_dependents(case, [row], now=row.created_at)
    return row


def close_deadline(
    deadline: Deadline | None,
    status: Deadline.Status,
    *,
    by: Person,
    reason: str,
    now: datetime,
) -> None:
    """Close a deadline if it is open, inside the caller's transaction.

    For a critical deadline the change is requested, unless another change waits.
    """
    if deadline is None:
        return
    lock_case_of(deadline)
    row = Deadline.objects.select_for_update().get(pk=deadline.pk)
    if row.status != Deadline.Status.OPEN:
        return
    if row.severity == Deadline.Severity.CRITICAL:
        with suppress(DeadlineRefused):
            ask(row, DeadlineChange.Kind(status.value), by=by, reason=reason, now=now)
        return
    close_as(row, status, by=by, reason=reason, now=now)
    update_dependents(row.case, now=now, by=by)


def _row(case: Case, *, local: datetime, tz: str, **fields: Any) -> Deadline:
    return Deadline(
        case=case,
        due_date=local.date(),
        due_time=local.time(),
        tz=tz,
        due_at=local.replace(tzinfo=ZoneInfo(tz)).astimezone(UTC),
        owner_id=case.owner_id,
        backup_id=case.backup_id,
        **fields,
    )
