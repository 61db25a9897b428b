"""Correct the events of an entry; a correction survives every later import.

The event that was read is kept as rejected, with the person and the reason. The
deadlines of the corrected event are created at once. Those that the rejected event
started keep sending reminders until a second person confirms their withdrawal, unless
the correction gives the same moment.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange, DocketEntry, Event
from risks.cases.operations.closing.ended import propose_ended
from risks.cases.operations.closing.propose import propose_closures
from risks.cases.operations.deadlines.appointments import same_appointment_as
from risks.cases.operations.deadlines.change_requests import ask, difference
from risks.cases.operations.deadlines.compute import deadlines_of, store
from risks.cases.operations.deadlines.needless import close_what_is_needless
from risks.cases.operations.deadlines.opening import opened
from risks.cases.operations.deadlines.plan_dependents import plan_dependents
from risks.cases.operations.deadlines.planned import take_plans
from risks.cases.operations.deadlines.update_dependents import update_dependents
from risks.cases.operations.entries.questions import mark_as_answered
from risks.cases.operations.lock import locked_case
from risks.cases.sources.docket import StatedEvent
from risks.engine.sentences import docket as words


class EventRefused(ValueError):
    """The correction of an event is not possible; `field` names the wrong field."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class EventStatement:
    """What an entry means, as a person enters it."""

    kind: str
    # The day that counts, and the court's local time if it named one.
    day: date
    clock: time | None = None
    subject: str = ""
    # For a court-set date: ours, opponent or court; empty leaves it as it was.
    whose: str = ""


def reject_event(event: Event, *, by: Person, reason: str, now: datetime) -> Event:
    """Record that the entry does not say this; request to withdraw its deadlines.

    Raises EventRefused without a reason, or if the event is rejected already.
    """
    with transaction.atomic():
        row = _live(event, reason=reason)
        _reject(row, by=by, reason=reason, now=now)
        for deadline in row.deadlines.open().order_by("pk"):
            why = words.NOT_SO(reason=reason.strip())
            _let_go(deadline, by=by, reason=why, now=now)
    return row


def correct_event(
    event: Event, statement: EventStatement, *, by: Person, reason: str, now: datetime
) -> Event:
    """Replace an event by what the entry does say, and return the new event.

    Raises EventRefused without a reason, or where the entry already has that event.
    """
    with transaction.atomic():
        row = _live(event, reason=reason)
        if statement == EventStatement(row.kind, row.date, row.clock, row.subject):
            raise EventRefused(_("Nothing was changed."), field="correction")
        _reject(row, by=by, reason=reason, now=now)
        fresh = _state(
            row.entry,
            statement,
            words=row.words,
            replaces=row,
            by=by,
            reason=reason,
            now=now,
        )
        _recount(row, fresh, whose=statement.whose, by=by, now=now)
    return fresh


def add_event(
    entry: DocketEntry,
    statement: EventStatement,
    *,
    by: Person,
    reason: str,
    now: datetime,
) -> Event:
    """Add an event that was not recognised in the entry; may raise EventRefused."""
    if not reason.strip():
        raise EventRefused(_("Enter a reason."), field="reason")
    with transaction.atomic():
        case = locked_case(entry.case_id)
        row = DocketEntry.objects.select_for_update().get(pk=entry.pk)
        fresh = _state(row, statement, words="", by=by, reason=reason, now=now)
        mark_as_answered(row, by=by, now=now)
        _count(case, fresh, whose=statement.whose, now=now)
        close_what_is_needless(case, [fresh], now=now, by=by)
    return fresh


def _live(event: Event, *, reason: str) -> Event:
    """Return the event, locked after its case as in an import, if not rejected."""
    if not reason.strip():
        raise EventRefused(_("Enter a reason."), field="reason")
    locked_case(event.case_id)
    row = Event.objects.select_for_update().get(pk=event.pk)
    if row.is_rejected:
        raise EventRefused(_("%(row)s is already rejected.") % {"row": row})
    return row


def _reject(row: Event, *, by: Person, reason: str, now: datetime) -> None:
    """Reject an event; its deadlines move to another event of the same day in court."""
    if twin := same_appointment_as(row):
        for deadline in row.deadlines.order_by("pk"):
            deadline.event = twin
            deadline.save()
    row.is_rejected = True
    row.corrected_by, row.corrected_at = by, now
    row.correction_reason = reason.strip()
    row.save()


def _state(
    entry: DocketEntry,
    statement: EventStatement,
    *,
    words: str,
    by: Person,
    reason: str,
    now: datetime,
    replaces: Event | None = None,
) -> Event:
    period = ""
    if statement.kind == Event.Kind.PERIOD_SET:
        period = replaces.period if replaces else ""
        if not period:
            raise EventRefused(
                _("Add the last day of the period as a date set by the court."),
                field="kind",
            )
    try:
        with transaction.atomic():
            return Event.objects.create(
                case_id=entry.case_id,
                entry=entry,
                kind=statement.kind,
                date=statement.day,
                clock=statement.clock,
                subject=statement.subject,
                period=period,
                words=words,
                replaces=replaces,
                corrected_by=by,
                corrected_at=now,
                correction_reason=reason.strip(),
                recorded_at=now,
            )
    except IntegrityError as error:
        raise EventRefused(
            _("Another event of this entry already says so."), field="correction"
        ) from error


def _recount(
    row: Event, fresh: Event, *, whose: str, by: Person, now: datetime
) -> None:
    """Move deadlines with the same moment to the new event; request to end the rest."""
    before = list(row.deadlines.open().order_by("pk"))
    if not whose:
        whose = next((one.whose for one in before if not one.rule_id), "")
    after = _count(
        Case.objects.get(pk=row.case_id), fresh, whose=whose, now=now, known=before
    )
    twins = {one.rule_id: one for one in after}
    for old in before:
        if old.event_id == fresh.pk:
            continue
        why = words.CORRECTED(event=fresh, reason=fresh.correction_reason)
        if twin := twins.get(old.rule_id):
            why = words.CORRECTED_IN_PLACE(
                event=fresh,
                reason=fresh.correction_reason,
                code=twin.code,
                day=twin.due_date,
                moved=difference(old, twin),
            )
        _let_go(old, by=by, reason=why, now=now)


def _count(
    case: Case,
    event: Event,
    *,
    whose: str,
    now: datetime,
    known: list[Deadline] | None = None,
) -> list[Deadline]:
    stated = StatedEvent(
        kind=event.kind, date=event.date, subject=event.subject, whose=whose
    )
    created = []
    for fresh in opened(case, list(deadlines_of(case, event, stated, now=now))):
        same = next((row for row in known or () if _is_same(row, fresh)), None)
        if same is None:
            created.append(fresh)
        else:
            same.event, same.title = event, fresh.title
            same.save()
    created, taken = take_plans(case, created, now=now, by=event.corrected_by)
    store(created)
    plan_dependents(case, [*created, *taken], now=now)
    update_dependents(case, now=now, by=event.corrected_by)
    propose_closures(case, [event], now=now)
    propose_ended(case, [*created, *taken], now=now, by=event.corrected_by)
    return [*created, *taken]


def _is_same(row: Deadline, fresh: Deadline) -> bool:
    names = ("rule_id", "whose", "severity", "due_at")
    return all(getattr(row, name) == getattr(fresh, name) for name in names)


def _let_go(deadline: Deadline, *, by: Person, reason: str, now: datetime) -> None:
    ask(deadline, DeadlineChange.Kind.WITHDRAWN, by=by, reason=reason, now=now)
