"""A day in court that several entries tell of is one, and has one deadline."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from risks.cases.models import Case, Deadline, Event
from risks.cases.operations.events import Recorded
from risks.cases.sources.docket import StatedEvent

DAYS_IN_COURT = (
    Event.Kind.HEARING_SET.value,
    Event.Kind.TRIAL_SET.value,
    Event.Kind.SCHEDULING_CONFERENCE.value,
)
Created = tuple[Event, StatedEvent]


def told_before(case: Case, recorded: Recorded) -> dict[int, Deadline | None]:
    """By its key, each new event whose day in court has a deadline, and which.

    None: another new event has it, which names the hour if one does. One query where an
    entry tells of a day that is known, and none elsewhere.
    """
    by_day: dict[tuple[str, object], list[Event]] = defaultdict(list)
    for event in recorded.known:
        by_day[event.kind, event.date].append(event)
    repeats: dict[int, list[Event]] = {}
    again: dict[int, Deadline | None] = {}
    for event, _ in _with_the_hour_first(recorded.created):
        same = [one for one in by_day[event.kind, event.date] if _is_one(one, event)]
        known = [one for one in same if one in recorded.known]
        if known:
            repeats[event.pk] = known
        elif same:
            again[event.pk] = None
        by_day[event.kind, event.date].append(event)
    return again | _deadlines(case, repeats)


def twin_of(event: Event) -> Event | None:
    """Another event that tells of the same day in court."""
    others = Event.objects.filter(
        case_id=event.case_id, kind=event.kind, date=event.date, is_rejected=False
    )
    rows = others.exclude(pk=event.pk).filter(deadlines=None).order_by("pk")
    return next((one for one in rows if _is_one(one, event)), None)


def _with_the_hour_first(created: Sequence[Created]) -> list[Created]:
    appointed = [pair for pair in created if _is_day_in_court(*pair)]
    return sorted(appointed, key=lambda pair: (pair[0].clock is None, pair[0].pk))


def _is_day_in_court(event: Event, stated: StatedEvent) -> bool:
    named = event.kind == Event.Kind.COURT_SET_DATE
    court_s = named and stated.whose == Deadline.Whose.COURT
    return event.kind in DAYS_IN_COURT or court_s


def _is_one(event: Event, other: Event) -> bool:
    unsaid = not event.subject or not other.subject
    return unsaid or event.subject == other.subject


def _deadlines(
    case: Case, repeats: dict[int, list[Event]]
) -> dict[int, Deadline | None]:
    """Without those whose deadline is closed: the day is set again."""
    if not repeats:
        return {}
    wanted: Iterable[int] = {one.pk for events in repeats.values() for one in events}
    rows = case.deadlines.open().filter(event__in=wanted, rule_id="")
    found = {
        row.event_id: row
        for row in rows.filter(whose=Deadline.Whose.COURT).order_by("pk")
    }
    return {
        key: row
        for key, events in repeats.items()
        if (row := next((found[e.pk] for e in events if e.pk in found), None))
    }
