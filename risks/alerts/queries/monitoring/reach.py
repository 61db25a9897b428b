"""Whom a deadline's reminders can reach."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from risks.access.models import Person
from risks.alerts.queries.kinds.deadline import deadline_obligation
from risks.alerts.queries.monitoring.health import open_alarms
from risks.alerts.queries.obligation import Planning
from risks.alerts.queries.policies import policies
from risks.alerts.queries.recipients import Audience
from risks.cases.models import Deadline

# A critical deadline with fewer people is shown red and alarmed. The alarm's key is its
# code after `UNDERSTAFFED`.
ENOUGH = 2
UNDERSTAFFED = "understaffed "


def with_address(people: Iterable[Person]) -> list[Person]:
    return [person for person in people if has_address(person)]


def has_address(person: Person) -> bool:
    try:
        validate_email(person.email)
    except ValidationError:
        return False
    return True


class DraftAudience(Audience):
    """A draft is not stored yet: the access list of its case decides."""

    def reaches(self, person: Person, thing: models.Model) -> bool:
        assert isinstance(thing, Deadline)
        restricted = thing.case.restricted_matter_id if thing.case else None
        return person.is_active and self.scope_of(person).admits(restricted)


def reached(draft: Deadline) -> list[Person]:
    """Active, allowed to see it, named by the policy, and with an address."""
    # No clock: who is reached does not depend on the time.
    planning = Planning(
        policies=policies(), audience=DraftAudience(), now=draft.created_at
    )
    return with_address(
        person for _, person in deadline_obligation(draft, planning).people
    )


def understaffed(deadlines: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Return those whose reminders reach too few people, as planning found.

    One that was just entered, and not planned yet, counts where a reason says so.
    """
    alarm = open_alarms().filter(key=Concat(Value(UNDERSTAFFED), OuterRef("code")))
    entered = Q(plan__isnull=True) & ~Q(understaffed_reason="")
    return deadlines.filter(Exists(alarm) | entered)


def why_a_reason(people: Sequence[Person]) -> str:
    """Return the message that asks for a reason."""
    who = f"only {people[0]}" if people else "nobody"
    return (
        f"It is critical and would remind {who}: name an owner and a backup, each "
        "active, with an address and allowed to see it, or say why fewer are enough."
    )
