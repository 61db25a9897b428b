"""Recognise that several docket entries announce the same day in court."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from risks.cases.models import Case, Deadline, Event
from risks.cases.operations.events import Recorded
from risks.cases.sources.docket import StatedEvent

Created = tuple[Event, StatedEvent]
Day = tuple[str, date]
# The clerk names no motion, or calls it no more than a hearing.
_HEARING = "Hearing"
_UNSAID = ("", _HEARING)
# By day: each event that announces it, with its deadline (None for a new event).
Appointments = defaultdict[Day, list[tuple[Event, Deadline | None]]]


def repeated_appointments(case: Case, recorded: Recorded) -> dict[int, Deadline | None]:
    """Map each new event that repeats a known day in court to its deadline.

    The keys are primary keys of events. The value is None where another new event has
    the deadline; of those, one that names the hour comes first. The query is made only
    where an entry announces a day that is already known.
    """
    created = _with_the_hour_first(recorded.created)
    days = {_day(event) for event in created}
    known = _deadlines(case, [one for one in recorded.known if _day(one) in days])
    repeated: dict[int, Deadline | None] = {}
    for event in created:
        same = [pair for pair in known[_day(event)] if _is_one(pair[0], event)]
        if same:
            repeated[event.pk] = same[0][1]
        else:
            known[_day(event)].append((event, None))
    return repeated


def same_appointment_as(event: Event) -> Event | None:
    """Return another event that announces the same day in court, or None."""
    deadline = event.deadlines.filter(rule_id="", whose=Deadline.Whose.COURT)
    if not deadline.exists():
        return None
    others = Event.objects.filter(
        case_id=event.case_id, date=event.date, is_rejected=False
    )
    rows = others.exclude(pk=event.pk).filter(deadlines=None).order_by("pk")
    same = (one for one in rows if _day(one) == _day(event))
    return next((one for one in same if _is_one(one, event)), None)


def is_named_alike(event: Event, other: Event) -> bool:
    """Say whether two dates may be for the same by what they are about."""
    if (event.kind, event.subject) == (other.kind, other.subject):
        return True
    unsaid = event.subject in _UNSAID or other.subject in _UNSAID
    return unsaid and _is_hearing(event) and _is_hearing(other)


def _is_hearing(event: Event) -> bool:
    return event.kind == Event.Kind.HEARING_SET or event.subject == _HEARING


def _with_the_hour_first(created: Sequence[Created]) -> list[Event]:
    appointed = [event for event, stated in created if _is_day_in_court(event, stated)]
    return sorted(appointed, key=lambda event: (event.clock is None, event.pk))


def _day(event: Event) -> Day:
    """Return the day; a press report may call a known one no more than a hearing."""
    kind = Event.Kind.HEARING_SET.value if _is_hearing(event) else event.kind
    return kind, event.date


def _is_day_in_court(event: Event, stated: StatedEvent) -> bool:
    named = event.kind == Event.Kind.COURT_SET_DATE
    court_s = named and stated.whose == Deadline.Whose.COURT
    return event.kind in Event.DAYS_IN_COURT or court_s


def _is_one(event: Event, other: Event) -> bool:
    unsaid = event.subject in _UNSAID or other.subject in _UNSAID
    return unsaid or event.subject == other.subject


def _deadlines(case: Case, known: Sequence[Event]) -> Appointments:
    """Return the open deadline of each known day; a closed one may be set again."""
    found: Appointments = defaultdict(list)
    if known:
        rows = case.deadlines.open().filter(event__in=known, rule_id="")
        of_court = rows.filter(whose=Deadline.Whose.COURT).select_related("event")
        for row in of_court.order_by("pk"):
            assert row.event is not None
            found[_day(row.event)].append((row.event, row))
    return found
