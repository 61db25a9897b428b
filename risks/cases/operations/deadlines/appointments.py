"""A day in court that several entries tell of is one, and has one deadline."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from risks.cases.models import Case, Deadline, Event
from risks.cases.operations.events import Recorded
from risks.cases.sources.docket import StatedEvent

Created = tuple[Event, StatedEvent]
Day = tuple[str, date]
# Who tells of a day, and its deadline; none yet of a new event.
Told = defaultdict[Day, list[tuple[Event, Deadline | None]]]


def told_before(case: Case, recorded: Recorded) -> dict[int, Deadline | None]:
    """By its key, each new event whose day in court has a deadline, and which.

    None: another new event has it, which names the hour if one does. One query where an
    entry tells of a day that is known, and none elsewhere.
    """
    created = _with_the_hour_first(recorded.created)
    days = {_day(event) for event in created}
    told = _deadlines(case, [one for one in recorded.known if _day(one) in days])
    again: dict[int, Deadline | None] = {}
    for event in created:
        same = [pair for pair in told[_day(event)] if _is_one(pair[0], event)]
        if same:
            again[event.pk] = same[0][1]
        else:
            told[_day(event)].append((event, None))
    return again


def twin_of(event: Event) -> Event | None:
    """Another event that tells of the same day in court, which has one deadline."""
    deadline = event.deadlines.filter(rule_id="", whose=Deadline.Whose.COURT)
    if not deadline.exists():
        return None
    others = Event.objects.filter(
        case_id=event.case_id, kind=event.kind, date=event.date, is_rejected=False
    )
    rows = others.exclude(pk=event.pk).filter(deadlines=None).order_by("pk")
    return next((one for one in rows if _is_one(one, event)), None)


def _with_the_hour_first(created: Sequence[Created]) -> list[Event]:
    appointed = [event for event, stated in created if _is_day_in_court(event, stated)]
    return sorted(appointed, key=lambda event: (event.clock is None, event.pk))


def _day(event: Event) -> Day:
    return event.kind, event.date


def _is_day_in_court(event: Event, stated: StatedEvent) -> bool:
    named = event.kind == Event.Kind.COURT_SET_DATE
    court_s = named and stated.whose == Deadline.Whose.COURT
    return event.kind in Event.DAYS_IN_COURT or court_s


def _is_one(event: Event, other: Event) -> bool:
    unsaid = not event.subject or not other.subject
    return unsaid or event.subject == other.subject


def _deadlines(case: Case, known: Sequence[Event]) -> Told:
    """What tells of each day; one whose deadline is closed is to be told again."""
    told: Told = defaultdict(list)
    if known:
        rows = case.deadlines.open().filter(event__in=known, rule_id="")
        of_court = rows.filter(whose=Deadline.Whose.COURT).select_related("event")
        for row in of_court.order_by("pk"):
            assert row.event is not None
            told[_day(row.event)].append((row.event, row))
    return told
