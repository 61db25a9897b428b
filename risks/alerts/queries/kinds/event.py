"""New events of a type that somebody has subscribed to, for that person alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_noop

from risks.access.models import Person
from risks.alerts.models import Notification, Subscription
from risks.alerts.queries.obligation import (
    AlertKind,
    Obligation,
    Planning,
    Source,
    Words,
)
from risks.alerts.queries.policy import NORMAL, Policy, lead_times, policy_for
from risks.alerts.queries.recipients import Audience
from risks.cases.models import Event

KIND = Notification.Kind.EVENT
ONCE = 1

# Recorded longer ago, it is not news any more.
NEWS = timedelta(days=7)
# Filed longer before it was recorded, it is the history of a case taken in late.
HISTORY = timedelta(days=30)


def obligations(planning: Planning) -> Iterator[Obligation]:
    subscriptions = _subscriptions()
    if not subscriptions:
        return
    policy = policy_for(planning.policies, kind=KIND, severity=NORMAL)
    events = Event.objects.filter(
        is_rejected=False, recorded_at__gt=planning.now - NEWS, kind__in=subscriptions
    ).select_related("entry", "case__restricted_matter")
    for event in events.order_by("pk"):
        people = _subscribers(
            event, subscriptions[event.kind], audience=planning.audience
        )
        if people and event.recorded_at and not _is_history(event):
            yield Obligation(
                kind=KIND,
                object_id=event.pk,
                revision=ONCE,
                due_at=event.recorded_at,
                tz=None,
                severity=NORMAL,
                policy=policy,
                people=tuple((0, person) for person in people),
                case=event.case,
                about=_about(event),
            )


def _subscriptions() -> dict[str, list[Subscription]]:
    found = defaultdict(list)
    rows = Subscription.objects.filter(person__is_active=True).select_related("person")
    for subscription in rows.order_by("pk"):
        found[subscription.event_kind].append(subscription)
    return found


def _subscribers(
    event: Event, subscriptions: Iterable[Subscription], *, audience: Audience
) -> list[Person]:
    """Return each person once who subscribed to the case, to all cases or to both."""
    matching = (
        subscription for subscription in subscriptions if _matches(subscription, event)
    )
    people = {subscription.person_id: subscription.person for subscription in matching}
    return [
        person for person in people.values() if audience.reaches(person, event.case)
    ]


def _matches(subscription: Subscription, event: Event) -> bool:
    recorded_at: datetime | None = event.recorded_at
    here = subscription.case_id in (None, event.case_id)
    return here and recorded_at is not None and subscription.created_at <= recorded_at


def _is_history(event: Event) -> bool:
    assert event.recorded_at, "only what was recorded lately is looked at"
    return event.entry.filed_date < event.case.today(event.recorded_at - HISTORY)


def _about(event: Event) -> dict[str, object]:
    """By number and date: what an entry says stays behind the sign-in."""
    case, entry = event.case, event.entry
    facts = [
        [gettext_noop("Case"), f"{case.code} {case.caption}"],
        [gettext_noop("Entry"), entry.number or "–"],
        [gettext_noop("Type"), str(event.get_kind_display())],
        [gettext_noop("Filed"), entry.filed_date.isoformat()],
    ]
    if entry.illustrative:
        facts.append([gettext_noop("Note"), "Illustrative"])
    return {
        "title": f"{case.code} {case.caption}",
        "path": reverse("case", args=[case.public_id]),
        "facts": facts,
    }


def named(key: int, _policy: Policy, _audience: Audience) -> Collection[Person]:
    event = Event.objects.filter(pk=key).first()
    if event is None:
        return ()
    subscriptions = Subscription.objects.filter(event_kind=event.kind).select_related(
        "person"
    )
    return [
        subscription.person
        for subscription in subscriptions
        if _matches(subscription, event)
    ]


def nobody_else(_key: int) -> None:
    """A person's own wish: no other reader takes their place."""
    return


def revision(key: int) -> int | None:
    live = Event.objects.filter(pk=key, is_rejected=False)
    return ONCE if live.exists() else None


EVENT = AlertKind(
    kind=KIND,
    defaults={NORMAL: Policy(offsets=lead_times("PT0H"))},
    source=Source(
        obligations=obligations,
        revision=revision,
        responsible=nobody_else,
        named=named,
    ),
    words=Words(
        heading=gettext_noop("New docket entry"),
        line=gettext_noop(
            "%(name)s has a new docket entry of a type you subscribe to."
        ),
        opening=gettext_noop("Open timeline"),
    ),
)
