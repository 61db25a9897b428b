"""The calendar: codes, days and hours, never a title."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from icalendar import Calendar, Event

from risks.access.models import Person
from risks.alerts.queries.kinds.deadline import working_day, working_moment
from risks.cases.models import Deadline
from risks.engine.time.readings import END_OF_DAY
from risks.sentences import known_language

# What is overdue for longer is shown on the site, not in calendars.
PAST_SHOWN = timedelta(days=366)
_WORDS: dict[str, str] = {
    Deadline.Whose.OURS.value: gettext_noop("%(code)s due"),
    Deadline.Whose.COURT.value: gettext_noop("%(code)s court date"),
    Deadline.Whose.OPPONENT.value: gettext_noop("%(code)s their deadline"),
}


def calendar(person: Person, *, now: datetime) -> bytes:
    """The open deadlines that this person may see, for a calendar application.

    It is in the person's language, as mails are.
    """
    seen = Deadline.objects.open().visible_to(person).order_by("due_at", "pk")
    # Days in court and what is ours: what the other side owes is shown on the site.
    deadlines = seen.exclude(whose=Deadline.Whose.OPPONENT)
    with translation.override(known_language(person.language)):
        return calendar_of(deadlines.filter(due_at__gte=now - PAST_SHOWN))


def calendar_of(deadlines: Iterable[Deadline]) -> bytes:
    """The same deadlines give the same bytes."""
    feed = Calendar()
    feed.add("prodid", "-//Watchbrief//Deadlines//EN")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("x-wr-calname", _("Watchbrief deadlines"))
    for deadline in deadlines:
        feed.add_component(_event(deadline))
    written: bytes = feed.to_ical()
    return written


def _event(deadline: Deadline) -> Event:
    event = Event()
    event.add("uid", f"{deadline.public_id}@watchbrief")
    # Not the present: an unchanged deadline must not look changed.
    event.add("dtstamp", deadline.created_at.astimezone(UTC).replace(microsecond=0))
    # A day without an hour is a day, and not its last minute.
    has_hour = deadline.due_time != END_OF_DAY
    moment, day = working_moment(deadline), working_day(deadline)
    event.add("dtstart", moment.replace(microsecond=0) if has_hour else day)
    event.add("summary", _(_WORDS[deadline.whose]) % {"code": deadline.code})
    event.add("sequence", deadline.due_rev)
    event.add("transp", "TRANSPARENT")
    return event
