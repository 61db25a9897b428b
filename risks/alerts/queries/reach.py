"""Whom a deadline's reminders can reach."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from risks.access.models import Person
from risks.alerts.queries.duties import Ask, deadline_duty
from risks.alerts.queries.people import Sight
from risks.alerts.queries.policy import policies
from risks.cases.models import Deadline

# A critical deadline with fewer is shown red and alarmed.
ENOUGH = 2


def with_address(people: Iterable[Person]) -> list[Person]:
    return [person for person in people if has_address(person)]


def has_address(person: Person) -> bool:
    try:
        validate_email(person.email)
    except ValidationError:
        return False
    return True


def reachable(deadline: Deadline) -> list[Person]:
    """Active, allowed to see it, named by the policy, and with an address."""
    # No clock: who is reached does not depend on the time.
    ask = Ask(policies=policies(), sight=Sight(), now=deadline.created_at)
    return with_address(person for _, person in deadline_duty(deadline, ask).people)
