"""The calendar: codes and moments, never a title."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from risks.access.models import Person
from risks.alerts.queries.kinds.deadline import working_moment
from risks.cases.models import Deadline

# What is overdue for longer is shown on the site, not in calendars.
PAST_SHOWN = timedelta(days=366)


def calendar(person: Person, *, now: datetime) -> bytes:
    """The open deadlines that this person may see, for a calendar application."""
    deadlines = Deadline.objects.open().visible_to(person).order_by("due_at", "pk")
    return calendar_of(deadlines.filter(due_at__gte=now - PAST_SHOWN))


def calendar_of(deadlines: Iterable[Deadline]) -> bytes:
    """The same deadlines give the same bytes."""
    feed = Calendar()
    feed.add("prodid", "-//Watchbrief//Deadlines//EN")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("x-wr-calname", "Watchbrief deadlines")
    for deadline in deadlines:
        feed.add_component(_event(deadline))
    written: bytes = feed.to_ical()
    return written


def _event(deadline: Deadline) -> Event:
    event = Event()
    event.add("uid", f"{deadline.public_id}@watchbrief")
    # Not the present: an unchanged deadline must not look changed.
    event.add("dtstamp", deadline.created_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", working_moment(deadline).replace(microsecond=0))
    event.add("summary", f"{deadline.code} due")
    event.add("sequence", deadline.due_rev)
    event.add("transp", "TRANSPARENT")
    return event
