"""Three calendars made in three ways: rows of reminders, the digest's SQL, the feed.

They can be compared only for whoever is responsible: a feed also holds what others own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from risks.access.models import Person
from risks.alerts.models import Notification
from risks.alerts.queries.clock import known_zone
from risks.alerts.queries.digest import digest_rows
from risks.cases.models import Deadline


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """A person is to know of a deadline on a day, at the court."""

    code: str
    person_id: int
    day: date


def responsible_people() -> list[Person]:
    """Who is active and has an open deadline of their own."""
    owners = Deadline.objects.open().values("owner")
    backups = Deadline.objects.open().exclude(backup=None).values("backup")
    people = Person.objects.filter(Q(pk__in=owners) | Q(pk__in=backups))
    return list(people.filter(is_active=True).order_by("pk"))


def zones(*, since: datetime) -> dict[str, str]:
    """Code -> time zone of each open deadline that calendars still show."""
    shown = Deadline.objects.open().filter(due_at__gte=since)
    return dict(shown.values_list("code", "tz"))


def own_codes(person: Person) -> set[str]:
    """Of the deadlines that this person answers for and may see."""
    theirs = Deadline.objects.open().filter(Q(owner=person) | Q(backup=person))
    return set(theirs.visible_to(person).values_list("code", flat=True))


def reminded(person: Person) -> set[Mark]:
    """By the rows: one that lives or was sent, for the present moment of each."""
    rows = Notification.objects.filter(
        recipient=person,
        deadline__status=Deadline.Status.OPEN,
        revision=F("deadline__due_rev"),
    ).exclude(state=Notification.State.CANCELLED)
    return {
        Mark(code=code, person_id=person.pk, day=_day(due_at, tz=tz))
        for code, due_at, tz in rows.values_list(
            "deadline__code", "due_at", "deadline__tz"
        )
    }


def digested(person: Person) -> set[Mark]:
    rows = digest_rows(person.pk, until=date.max)
    return {
        Mark(code=row.code, person_id=person.pk, day=row.day)
        for row in rows
        if person.pk in row.responsible
    }


def fed(
    person: Person,
    moments: Iterable[tuple[str, datetime]],
    *,
    own: set[str],
    tz_of: Mapping[str, str],
) -> set[Mark]:
    """By the moments that stand in the feed's own text."""
    return {
        Mark(code=code, person_id=person.pk, day=_day(moment, tz=tz_of[code]))
        for code, moment in moments
        if code in own and code in tz_of
    }


def _day(moment: datetime, *, tz: str) -> date:
    return moment.astimezone(ZoneInfo(known_zone(tz, otherwise="UTC"))).date()
