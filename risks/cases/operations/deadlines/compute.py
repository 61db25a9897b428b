"""Compute deadlines from events and store every counting step with the date."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from simple_history.utils import bulk_create_with_history

from risks.access.models import Person
from risks.cases.models import Case, Deadline, Event
from risks.cases.operations.deadlines.appointments import repeated_appointments
from risks.cases.operations.deadlines.change_requests import difference
from risks.cases.operations.deadlines.computed_date import (
    dated,
    ruled,
    severity_of,
    take_date,
)
from risks.cases.operations.deadlines.cross_border_review import (
    open_cross_border_reviews,
)
from risks.cases.operations.deadlines.movants import SIDES, Movants
from risks.cases.operations.deadlines.opening import opened
from risks.cases.operations.deadlines.planned import take_plans
from risks.cases.operations.deadlines.tolling import decides_timely_motion, late_orders
from risks.cases.operations.events import Recorded
from risks.cases.sources.docket import StatedEvent
from risks.engine.sentences import docket as words
from risks.engine.time.calendars import FIRST_YEAR
from risks.engine.time.consequences import also, opens, tolls
from risks.engine.time.courts import court
from risks.engine.time.deadlines import (
    Computed,
    DeadlineError,
    Direction,
    Period,
    Whose,
    count,
    date_certain,
)
from risks.engine.time.rule_book import rules_for
from risks.engine.time.rules import Actor, Rule

HISTORY = timedelta(days=90)


@dataclass(slots=True, kw_only=True)
class Counted:
    """The deadlines that an import created, took over from plans or advanced."""

    created: list[Deadline] = field(default_factory=list)
    # Planned deadlines whose event has now happened.
    taken: list[Deadline] = field(default_factory=list)
    advanced: int = 0


def count_deadlines(
    case: Case, recorded: Recorded, *, now: datetime, by: Person | None = None
) -> Counted:
    """Create or advance the deadlines that newly recorded events start.

    `by` is the person who typed the entry or stated the events, if one did.
    """
    counted, movants = Counted(), Movants(case)
    again = repeated_appointments(case, recorded)
    for event, stated in recorded.created:
        if event.pk not in again:
            counted.created.extend(
                deadlines_of(case, event, stated, now=now, movants=movants)
            )
        elif row := again[event.pk]:
            counted.advanced += _take_hour(case, event, row, now=now)
    for event in late_orders(case, (event for event, _ in recorded.created)):
        known = set(event.deadlines.values_list("rule_id", flat=True))
        anew = _of_tolling(case, event, movants, now=now)
        counted.created.extend(row for row in anew if row.rule_id not in known)
    for event, stated in recorded.advanced:
        _advance(
            event,
            deadlines_of(case, event, stated, now=now, movants=movants),
            counted,
            now=now,
        )
    for deadline in counted.created:
        if why := _is_history(deadline, now=now):
            deadline.status = Deadline.Status.WITHDRAWN
            deadline.closed_at, deadline.close_reason = now, why
    counted.created = opened(case, counted.created)
    counted.created, counted.taken = take_plans(case, counted.created, now=now, by=by)
    store(counted.created)
    return counted


def _is_history(deadline: Deadline, *, now: datetime) -> str:
    """Return why a deadline is closed from the start; empty if it stays open.

    A docket that is imported late contains dozens of dates long past. One of the last
    90 days may still need action, and a date that its source states stays open. That
    the case has ended closes none: a list asks.
    """
    event = deadline.event
    is_read = event is not None and event.confidence is not None
    is_long_past = is_read and deadline.due_at < now - HISTORY
    return words.LONG_PAST(days=HISTORY.days) if is_long_past else ""


def _take_hour(case: Case, event: Event, row: Deadline, *, now: datetime) -> bool:
    """Add the hour that a repeated announcement of the day names; say if it did."""
    if event.clock is None or row.due_time == event.clock:
        return False
    fresh = _court_set(case, event, title="", whose=row.whose, now=now)
    if fresh.due_at >= row.due_at:
        return False
    reason = f"{event.entry.filed_date}: {event.words or event}"
    take_date(row, fresh, reason=reason, now=now)
    return True


def store(deadlines: list[Deadline]) -> None:
    """Store new deadlines and the cross-border reviews that they need."""
    bulk_create_with_history(deadlines, Deadline, batch_size=500)
    open_cross_border_reviews(deadlines)


def deadlines_of(
    case: Case,
    event: Event,
    stated: StatedEvent,
    *,
    now: datetime,
    movants: Movants | None = None,
) -> Iterator[Deadline]:
    """Yield the deadlines that an event starts, none for days before FIRST_YEAR."""
    movants = movants or Movants(case)
    if event.date.year < FIRST_YEAR:
        return
    certain = {
        Event.Kind.HEARING_SET.value: ("Hearing", Deadline.Whose.COURT.value),
        Event.Kind.TRIAL_SET.value: ("Trial", Deadline.Whose.COURT.value),
        Event.Kind.SCHEDULING_CONFERENCE.value: (
            "Scheduling conference",
            Deadline.Whose.COURT.value,
        ),
        Event.Kind.COURT_SET_DATE.value: ("", _whose(case, stated.whose)),
    }
    if event.kind in certain:
        title, whose = certain[event.kind]
        yield _court_set(case, event, title=title, whose=whose, now=now)
    if event.period:
        yield from _of_period(case, event, whose=_whose(case, stated.whose), now=now)
    for kind in (event.kind, *also(event.kind, subject=event.subject)):
        rules = rules_for(kind, court_id=case.court_id, judge=case.judge, on=event.date)
        for rule in rules:
            if opens(rule, event=event.kind, subject=event.subject):
                yield _computed(case, event, rule, movants, now=now)
    if tolls(event.subject) and decides_timely_motion(case, event):
        yield from _of_tolling(case, event, movants, now=now)


def _of_tolling(
    case: Case, event: Event, movants: Movants, *, now: datetime
) -> Iterator[Deadline]:
    """Yield what starts anew with the order on a timely tolling motion."""
    kind = Event.Kind.TOLLING_MOTION.value
    for rule in rules_for(
        kind, court_id=case.court_id, judge=case.judge, on=event.date
    ):
        yield _computed(case, event, rule, movants, now=now)


def _court_set(
    case: Case, event: Event, *, title: str, whose: str, now: datetime
) -> Deadline:
    computed = date_certain(event.date, court=court(case.court_id))
    subject = event.subject.replace("_", " ")
    named = f"{title}: {subject}" if title and subject else title or subject
    ours = whose == Deadline.Whose.OURS
    return _row(
        case,
        event,
        computed,
        # Only our own dates move to the court day before; the others stay as set.
        local=_at(event, computed.due_local if ours else computed.late_local),
        title=named or "Date set by the court",
        whose=whose,
        basis=Deadline.Basis.COURT_SET,
        severity=Deadline.Severity.CRITICAL if ours else Deadline.Severity.NORMAL,
        created_at=now,
    )


def _of_period(
    case: Case, event: Event, *, whose: str, now: datetime
) -> Iterator[Deadline]:
    """Yield the last day of a period that an entry sets, for a person to verify.

    None in a court whose rule of counting is not known here.
    """
    try:
        computed = count(
            trigger=event.date,
            period=Period.parse(event.period),
            direction=Direction.AFTER,
            court=court(case.court_id),
            whose=Whose(whose),
        )
    except DeadlineError:
        return
    ours = whose == Deadline.Whose.OURS
    yield _row(
        case,
        event,
        computed,
        local=computed.due_local,
        title=event.subject or "Period set by the court",
        whose=whose,
        basis=Deadline.Basis.COMPUTED,
        severity=Deadline.Severity.CRITICAL if ours else Deadline.Severity.NORMAL,
        citation="Fed. R. Civ. P. 6(a)",
        flag=words.COUNTED_FROM_ENTRY(),
        created_at=now,
    )


def _at(event: Event, local: datetime) -> datetime:
    """Return the clock time that the court named, if the date is still that day."""
    if event.clock is None or local.date() != event.date:
        return local
    return datetime.combine(event.date, event.clock)


def _computed(
    case: Case, event: Event, rule: Rule, movants: Movants, *, now: datetime
) -> Deadline:
    papers = rule.actor in (Actor.MOVANT, Actor.OPPOSING)
    we_moved = movants.we_moved(event) if papers else None
    whose = rule.whose_for(case.our_role, we_moved=we_moved)
    computed = rule.counted(event.date, tribunal=court(case.court_id), whose=whose)
    return _row(
        case,
        event,
        computed,
        local=computed.due_local,
        title=rule.title,
        whose=whose.value,
        severity=severity_of(rule, whose),
        created_at=now,
        **ruled(rule),
    )


def _row(
    case: Case, event: Event, computed: Computed, *, local: datetime, **fields: object
) -> Deadline:
    return Deadline(
        case=case,
        event=event,
        owner_id=case.owner_id,
        backup_id=case.backup_id,
        **dated(computed, local=local),
        **fields,
    )


def _advance(
    event: Event, derived: Iterator[Deadline], counted: Counted, *, now: datetime
) -> None:
    known = {row.rule_id: row for row in event.deadlines.select_for_update()}
    for fresh in derived:
        row = known.get(fresh.rule_id)
        if row is None:
            counted.created.append(fresh)
        elif _follows_its_event(row) and fresh.due_at < row.due_at:
            why = words.EVENT_MOVED(
                event=event.get_kind_display(),
                day=event.date,
                moved=difference(row, fresh),
            )
            take_date(row, fresh, reason=why, now=now)
            counted.advanced += 1


def _follows_its_event(row: Deadline) -> bool:
    """Say whether a deadline is open, or was closed from the start as long past."""
    is_record = row.status == Deadline.Status.WITHDRAWN and row.closed_by_id is None
    return row.status == Deadline.Status.OPEN or is_record


def _whose(case: Case, stated: str) -> str:
    """Return whose act a court-set date is; ours whenever that is not certain."""
    if stated in Deadline.Whose.values:
        return stated
    both_known = stated in SIDES and case.our_role in SIDES
    theirs = both_known and stated != case.our_role
    return Deadline.Whose.OPPONENT.value if theirs else Deadline.Whose.OURS.value
