"""Whom a deadline's reminders can reach."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models

from risks.access.models import Person, Scope
from risks.alerts.queries.duties import Ask, deadline_duty
from risks.alerts.queries.people import Sight, responsible, supervisors
from risks.alerts.queries.policy import CRITICAL, policies
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


# What `thin` reads along with each deadline.
PEOPLE = ("owner__supervisor", "backup__supervisor", "case", "company")


class OneLook(Sight):
    """Of the people of one page's deadlines, asked about together."""

    def __init__(self, deadlines: Iterable[Deadline]) -> None:
        super().__init__()
        named = [
            person
            for deadline in deadlines
            for person in (*responsible(deadline), *supervisors(deadline))
        ]
        self._scopes = Scope.of_each([*named, *self.compliance_list()])

    def reaches(self, person: Person, thing: models.Model) -> bool:
        assert isinstance(thing, Deadline)
        scope = self._scopes.get(person.pk)
        wall = thing.case.compartment_id if thing.case else None
        return scope is not None and scope.admits(wall)


def reached(deadlines: Sequence[Deadline]) -> list[list[Person]]:
    """Active, allowed to see each, named by the policy, and with an address.

    Of drafts too; as many queries for fifty as for one.
    """
    if not deadlines:
        return []
    # No clock: who is reached does not depend on the time.
    now = deadlines[0].created_at
    ask = Ask(policies=policies(), sight=OneLook(deadlines), now=now)
    duties = (deadline_duty(deadline, ask) for deadline in deadlines)
    return [with_address(person for _, person in duty.people) for duty in duties]


def thin(deadlines: Iterable[Deadline]) -> frozenset[int]:
    """The keys of the open critical ones that remind fewer people than are enough."""
    critical = [
        deadline
        for deadline in deadlines
        if deadline.severity == CRITICAL and deadline.status == Deadline.Status.OPEN
    ]
    counted = zip(critical, reached(critical), strict=True)
    return frozenset(row.pk for row, people in counted if len(people) < ENOUGH)


def thin_words(people: Sequence[Person]) -> str:
    """Why a reason is asked for."""
    who = f"only {people[0]}" if people else "nobody"
    return (
        f"It is critical and would remind {who}: name an owner and a backup, each "
        "active, with an address and allowed to see it, or say why fewer are enough."
    )
