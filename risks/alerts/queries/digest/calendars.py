"""Three calendars made in three ways: rows of reminders, the digest's SQL, the feed.

They can be compared only for whoever is responsible: a feed also holds what others own.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from risks.access.models import Person
from risks.alerts.models import Notification, State
from risks.alerts.queries.clock import known_zone
from risks.alerts.queries.digest.digest import digest_rows
from risks.alerts.queries.policies import Policies, policy_for
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Codes of what a person answers for and may see; of which reminders are due."""

    codes: frozenset[str]
    reminded: frozenset[str]


def own_codes(person: Person, *, chosen: Policies) -> Own:
    """A policy may leave the owner, or the backup, to the other calendars."""
    theirs = Deadline.objects.open().filter(Q(owner=person) | Q(backup=person))
    seen = list(theirs.visible_to(person).select_related("owner", "backup"))
    reminded = [one.code for one in seen if _is_meant(person, one, chosen=chosen)]
    return Own(codes=frozenset(one.code for one in seen), reminded=frozenset(reminded))


def _is_meant(person: Person, deadline: Deadline, *, chosen: Policies) -> bool:
    kind = Notification.Kind.DEADLINE
    policy = policy_for(chosen, kind=kind, severity=deadline.severity)
    as_owner = policy.owner and deadline.owner_id == person.pk
    as_backup = policy.backup and deadline.backup_id == person.pk
    return bool(policy.offsets) and (as_owner or as_backup)


def reminded(person: Person) -> set[Mark]:
    """By the rows for the present moment: what the last one of each speaks of."""
    rows = Notification.objects.filter(
        recipient=person,
        deadline__status=Deadline.Status.OPEN,
        revision=F("deadline__due_rev"),
    ).exclude(state=State.CANCELLED)
    told = rows.order_by("fire_at", "pk").values_list(
        "deadline__code", "due_at", "deadline__tz"
    )
    last = {code: _day(due_at, tz=tz) for code, due_at, tz in told}
    return {Mark(code=code, person_id=person.pk, day=day) for code, day in last.items()}


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
    own: Collection[str],
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
