"""A person's word on what an entry means: it stands, whatever is imported again.

What was read stays beside it, rejected, with who and why. A deadline of the corrected
event is there at once; one that the rejected event started goes on to remind until a
second person confirms its withdrawal, unless the correction comes to the same moment.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange, DocketEntry, Event
from risks.cases.operations.deadlines.appointments import twin_of
from risks.cases.operations.deadlines.change_requests import ask, difference
from risks.cases.operations.deadlines.compute import deadlines_of, store
from risks.cases.operations.deadlines.follow import settle
from risks.cases.operations.deadlines.plan_dependents import plan_dependents
from risks.cases.operations.deadlines.planned import take_plans
from risks.cases.sources.docket import StatedEvent


class EventRefused(ValueError):
    """What cannot be said of an event; `field` names what is wrong, in one line."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.field = field


@dataclass(frozen=True, slots=True)
class EventStatement:
    """What an entry means, as a person says it."""

    kind: str
    # The day that counts, and the wall clock of the court if it named one.
    day: date
    clock: time | None = None
    subject: str = ""
    # Of a date that the court set: ours, opponent or court; empty: as it was.
    whose: str = ""


def reject_event(event: Event, *, by: Person, reason: str, now: datetime) -> Event:
    """The entry does not say so. Raises EventRefused without a reason, or twice."""
    with transaction.atomic():
        row = _live(event, reason=reason)
        _reject(row, by=by, reason=reason, now=now)
        for deadline in row.deadlines.open().order_by("pk"):
            said = f"The entry does not say so: {reason.strip()}"
            _let_go(deadline, by=by, reason=said, now=now)
    return row


def correct_event(
    event: Event, said: EventStatement, *, by: Person, reason: str, now: datetime
) -> Event:
    """The entry says something else: the event that it is instead.

    Raises EventRefused without a reason, or where the entry says so already.
    """
    with transaction.atomic():
        row = _live(event, reason=reason)
        if said == EventStatement(row.kind, row.date, row.clock, row.subject):
            raise EventRefused("nothing is different.", field="correction")
        _reject(row, by=by, reason=reason, now=now)
        fresh = _state(
            row.entry,
            said,
            words=row.words,
            replaces=row,
            by=by,
            reason=reason,
            now=now,
        )
        _recount(row, fresh, whose=said.whose, by=by, now=now)
    return fresh


def add_event(
    entry: DocketEntry, said: EventStatement, *, by: Person, reason: str, now: datetime
) -> Event:
    """What nobody read in the entry. Raises EventRefused as `correct_event` does."""
    if not reason.strip():
        raise EventRefused("say why.", field="reason")
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=entry.case_id)
        fresh = _state(entry, said, words="", by=by, reason=reason, now=now)
        _count(case, fresh, whose=said.whose, now=now)
    return fresh


def _live(event: Event, *, reason: str) -> Event:
    """Locked, after its case, as an import does."""
    if not reason.strip():
        raise EventRefused("say why.", field="reason")
    Case.objects.select_for_update().get(pk=event.case_id)
    row = Event.objects.select_for_update().get(pk=event.pk)
    if row.is_rejected:
        raise EventRefused(f"{row} is rejected already.")
    return row


def _reject(row: Event, *, by: Person, reason: str, now: datetime) -> None:
    """Where another entry tells of it too, its deadlines stand on that."""
    if twin := twin_of(row):
        for deadline in row.deadlines.order_by("pk"):
            deadline.event = twin
            deadline.save()
    row.is_rejected = True
    row.corrected_by, row.corrected_at = by, now
    row.correction_reason = reason.strip()
    row.save()


def _state(
    entry: DocketEntry,
    said: EventStatement,
    *,
    words: str,
    by: Person,
    reason: str,
    now: datetime,
    replaces: Event | None = None,
) -> Event:
    try:
        with transaction.atomic():
            return Event.objects.create(
                case_id=entry.case_id,
                entry=entry,
                kind=said.kind,
                date=said.day,
                clock=said.clock,
                subject=said.subject,
                words=words,
                replaces=replaces,
                corrected_by=by,
                corrected_at=now,
                correction_reason=reason.strip(),
                recorded_at=now,
            )
    except IntegrityError as error:
        raise EventRefused(
            "the entry says so already, by another event.", field="correction"
        ) from error


def _recount(
    row: Event, fresh: Event, *, whose: str, by: Person, now: datetime
) -> None:
    """What comes to the same moment moves over; what does not, a second person ends."""
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
        reason = f"Corrected to {fresh}: {fresh.correction_reason}"
        if twin := twins.get(old.rule_id):
            due = f"due {twin.due_date}, {difference(old, twin)}"
            reason = f"{reason} {twin.code} stands in its place, {due}."
        _let_go(old, by=by, reason=reason, now=now)


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
    for fresh in deadlines_of(case, event, stated, now=now):
        same = next((row for row in known or () if _is_same(row, fresh)), None)
        if same is None:
            created.append(fresh)
        else:
            same.event, same.title = event, fresh.title
            same.save()
    created, taken = take_plans(case, created, now=now)
    store(created)
    plan_dependents(case, [*created, *taken], now=now)
    settle(case, now=now)
    return [*created, *taken]


def _is_same(row: Deadline, fresh: Deadline) -> bool:
    said = ("rule_id", "whose", "severity", "due_at")
    return all(getattr(row, name) == getattr(fresh, name) for name in said)


def _let_go(deadline: Deadline, *, by: Person, reason: str, now: datetime) -> None:
    ask(deadline, DeadlineChange.Kind.WITHDRAWN, by=by, reason=reason, now=now)
