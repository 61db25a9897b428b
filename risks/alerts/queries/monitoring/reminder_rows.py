"""Reminders as their page counts them, from due to escalated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, When
from django.utils.translation import gettext_lazy

from risks.access.models import Person, Scope
from risks.alerts.models import Notification, NotificationQuerySet, State
from risks.alerts.models.states import LOST, UNSENT
from risks.alerts.queries.sending.subject import next_people, present_revision

SEES_ALL = "risks.view_notification"
CALLED_OFF = (State.CANCELLED, State.SUPERSEDED)
DELIVERED = (State.SENT, State.ACKNOWLEDGED)

ESCALATED = Q(escalated_to__isnull=False) | Q(alarm__isnull=False)

STEPS = (
    gettext_lazy("the owner and the backup"),
    gettext_lazy("the owner and the backup again"),
    gettext_lazy("their supervisors"),
    gettext_lazy("the compliance list"),
)


def reminder_rows(person: Person, scope: Scope) -> NotificationQuerySet:
    """Return all that this person sees and may read; else the person's own."""
    rows = Notification.objects.within(scope)
    if person.has_perm(SEES_ALL):
        return rows
    return rows.filter(recipient=person)


def stages(*, now: datetime) -> Mapping[str, Q]:
    """The columns of the reminders page, by which its rows can be filtered."""
    due = Q(fire_at__lte=now) & ~Q(state__in=CALLED_OFF)
    return {
        "due": due,
        "unsent": due & Q(state__in=UNSENT),
        "sent": Q(sent_at__isnull=False),
        "delivered": Q(state__in=DELIVERED),
        "acknowledged": Q(state=State.ACKNOWLEDGED),
        "escalated": ESCALATED,
        "lost": Q(state__in=LOST),
        "planned": Q(state__in=UNSENT, fire_at__gt=now),
        "called_off": Q(state__in=CALLED_OFF),
    }


def by_thing(
    rows: NotificationQuerySet, *, now: datetime
) -> QuerySet[Notification, dict[str, Any]]:
    """One row for each deadline, review …: what is ahead first, the soonest first."""
    counted = rows.order_by().values("kind", "object_id")
    ahead = Case(When(last_due__gte=now, then=F("last_due")))
    groups: QuerySet[Notification, dict[str, Any]] = counted.annotate(
        # Of the address of its page: any of its rows names it.
        named_by=Min("public_id"),
        last_due=Max("due_at"),
        about_deadline=Max("deadline"),
        about_risk=Max("risk"),
        about_case=Max("case"),
        **_counts(now=now),
    )
    return groups.order_by(ahead.asc(nulls_last=True), "-last_due", "kind", "object_id")


def by_person(
    rows: NotificationQuerySet, *, now: datetime
) -> QuerySet[Notification, dict[str, Any]]:
    names = ("recipient__first_name", "recipient__username", "recipient")
    counted = rows.order_by().values("recipient", *names[:-1])
    people: QuerySet[Notification, dict[str, Any]]
    people = counted.annotate(**_counts(now=now))
    return people.order_by(*names)


def people_of(lines: Iterable[Mapping[str, Any]]) -> dict[int, Person]:
    """Of lines by person."""
    people: dict[int, Person] = Person.objects.in_bulk(
        [line["recipient"] for line in lines]
    )
    return people


def coming(row: Notification) -> NotificationQuerySet:
    """The next ones of the same thing to the same person."""
    rows = Notification.objects.filter(
        kind=row.kind,
        object_id=row.object_id,
        recipient=row.recipient_id,
        state=State.SCHEDULED,
    )
    return rows.order_by("fire_at", "pk")


def _counts(*, now: datetime) -> dict[str, Count]:
    asked = stages(now=now)
    return {
        "rows": Count("pk"),
        **{name: Count("pk", filter=asked[name]) for name in asked},
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """Who is asked when nobody answers."""

    words: str
    people: tuple[Person, ...]


def next_asked(row: Notification) -> Next | None:
    """None: an alarm is next, for there is nobody left."""
    found = next_people(row, again=True)
    if found is None:
        return None
    step, people = found
    return Next(words=str(STEPS[step]), people=tuple(people))


def is_present(row: Notification) -> bool:
    """Whether what it says is still so: neither closed nor at another time."""
    return present_revision(row) == row.revision
