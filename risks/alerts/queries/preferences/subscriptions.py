"""A person's subscriptions."""

from django.db.models import Q, QuerySet

from risks.access.models import Person
from risks.alerts.models import Subscription
from risks.cases.models import Case


def subscriptions_of(person: Person) -> QuerySet[Subscription]:
    """Their own; one of a case that they see no longer is not shown, and tells nothing.

    An external lawyer's subscription to all cases is theirs too: none restricts it.
    """
    seen = Q(case__isnull=True) | Q(case__in=Case.objects.visible_to(person))
    return Subscription.objects.filter(seen, person=person).select_related("case")
