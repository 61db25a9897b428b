"""A person subscribes to a type of event, or unsubscribes."""

from datetime import datetime

from risks.access.models import Person
from risks.alerts.models import Subscription
from risks.cases.models import Case


def subscribe(
    person: Person, *, event_kind: str, case: Case | None, now: datetime
) -> Subscription:
    """Of what is recorded from now on; twice is once."""
    row, _ = Subscription.objects.get_or_create(
        person=person, event_kind=event_kind, case=case, defaults={"created_at": now}
    )
    return row


def unsubscribe(row: Subscription) -> None:
    """A wish, and no record: it goes."""
    row.delete()
