"""Each night: do the three calendars say the same?"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from icalendar import Calendar

from risks.access.models import Person
from risks.alerts.documents import PAST_SHOWN, calendar
from risks.alerts.operations.monitoring.alarms import close_alarm, raise_alarm
from risks.alerts.operations.planning.plan import plan
from risks.alerts.queries.digest.calendars import (
    Mark,
    digested,
    fed,
    own_codes,
    reminded,
    responsible_people,
    zones,
)
from risks.alerts.queries.policies import Policies, policies

log = logging.getLogger(__name__)

DIFFER = "calendars differ"
REMINDERS = "reminders"
# An alarm names so many; the job's log names all.
MOST_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Difference:
    mark: Mark
    # Of reminders, digest and feed.
    missing_in: str

    def __str__(self) -> str:
        return f"{self.mark.code} on {self.mark.day} is not in the {self.missing_in}"


def compare_calendars(*, now: datetime) -> list[Difference]:
    """Raise one alarm that names the codes; equal closes it.

    What differs is looked at twice: a deadline that somebody enters between two of the
    readings is no difference.
    """
    found = _differences(now=now)
    if found:
        found &= _differences(now=now)
    if not found:
        close_alarm(DIFFER, now=now)
        return []
    named = sorted(found)
    for difference in named:
        log.error("person %s: %s", difference.mark.person_id, difference)
    with transaction.atomic():
        # Anew, with tonight's codes: the watchdog tells it again.
        close_alarm(DIFFER, now=now)
        raise_alarm(DIFFER, text=_text(named), now=now)
    return named


def _differences(*, now: datetime) -> set[Difference]:
    _plan(now=now)
    tz_of = zones(since=now - PAST_SHOWN)
    chosen = policies()
    return {
        difference
        for person in responsible_people()
        for difference in _of_person(person, chosen=chosen, tz_of=tz_of, now=now)
    }


def _plan(*, now: datetime) -> None:
    """A deadline of a minute ago has no row yet; a fault here is what we look for."""
    try:
        plan(now=now)
    except Exception:
        log.exception("comparing calendars: planning")


def _of_person(
    person: Person, *, chosen: Policies, tz_of: dict[str, str], now: datetime
) -> Iterator[Difference]:
    own = own_codes(person, chosen=chosen)
    moments = _moments(calendar(person, now=now))
    calendars = {
        # A row of somebody who was walled off since is asked again before it is sent.
        REMINDERS: {mark for mark in reminded(person) if mark.code in own.codes},
        "digest": digested(person),
        "calendar feed": fed(person, moments, own=own.codes, tz_of=tz_of),
    }
    known = {mark for marks in calendars.values() for mark in marks}
    for name, marks in calendars.items():
        for mark in known - marks:
            expected = own.reminded if name == REMINDERS else tz_of
            if mark.code in tz_of and mark.code in expected:
                yield Difference(mark=mark, missing_in=name)


def _moments(feed: bytes) -> Iterator[tuple[str, datetime]]:
    """Read back what a calendar application would read."""
    for event in Calendar.from_ical(feed).walk("VEVENT"):
        moment: datetime = event.decoded("DTSTART")
        yield str(event["SUMMARY"]).removesuffix(" due"), moment


def _text(differences: list[Difference]) -> str:
    told = [str(difference) for difference in differences[:MOST_NAMED]]
    rest = len(differences) - len(told)
    more = f"; and {rest} more" if rest else ""
    return f"The three calendars differ: {'; '.join(told)}{more}."
