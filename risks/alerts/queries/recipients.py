"""Who is reminded of something, in which order, and who of them may know of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models

from risks.access.models import Person, Role, Scope
from risks.alerts.queries.policy import Policy
from risks.register.models import Risk


class HasOwners(Protocol):
    """Something that people answer for: a deadline, a risk, a case."""

    @property
    def owner(self) -> Person | None: ...

    @property
    def backup(self) -> Person | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsible:
    """The people of a thing that does not name them itself, or of one with none."""

    owner: Person | None = None
    backup: Person | None = None


def with_owner_of(risk: Risk, owner: Person) -> Responsible:
    """Return the owner of a risk's row, with the risk's owner or backup behind them."""
    same = risk.owner_id == owner.pk
    return Responsible(owner=owner, backup=risk.backup if same else risk.owner)


class Audience:
    """Who may know of what, asked once in a sweep for all with the same access."""

    def __init__(self) -> None:
        self._scopes: dict[int, Scope] | None = None
        self._seen: dict[tuple[type[models.Model], Scope], frozenset[int]] = {}
        self._compliance: list[Person] | None = None

    def reaches(self, person: Person, thing: models.Model) -> bool:
        if not person.is_active:
            return False
        # Equal scopes see the same: asked once for all who have it.
        key = type(thing), self.scope_of(person)
        if key not in self._seen:
            visible = _reminded_of(type(thing)).within(key[1])
            self._seen[key] = frozenset(visible.values_list("pk", flat=True))
        return thing.pk in self._seen[key]

    def scope_of(self, person: Person) -> Scope:
        if self._scopes is None:
            # Six queries for all, and five for each person alone.
            self._scopes = Scope.of_each(Person.objects.filter(is_active=True))
        return self._scopes.get(person.pk) or Scope.of(person)

    def compliance_list(self) -> list[Person]:
        if self._compliance is None:
            self._compliance = compliance_list()
        return self._compliance


def _reminded_of(model: type[models.Model]) -> Any:
    """Of deadlines only the open ones: the closed are many."""
    manager: Any = model._default_manager
    return manager.open() if hasattr(manager, "open") else manager.all()


def compliance_list() -> list[Person]:
    role = Role.COMPLIANCE_ADMINISTRATOR
    people = Person.objects.filter(is_active=True, groups__name=role)
    return list(people.order_by("pk"))


def responsible(thing: HasOwners) -> list[Person]:
    return [person for person in (thing.owner, thing.backup) if person]


def supervisors(thing: HasOwners) -> list[Person]:
    """Of the owner and of the backup, each person once."""
    above = (person.supervisor for person in responsible(thing))
    return list({person.pk: person for person in above if person}.values())


# The steps: the responsible again, their supervisors, the compliance list.
LAST_STEP = 3


def people_at_step(
    step: int, thing: HasOwners | None, *, audience: Audience
) -> list[Person]:
    """Return the people of a step of the escalation, from 1; step 0 is planned."""
    if thing is None:
        return []
    if step == LAST_STEP:
        return audience.compliance_list()
    return responsible(thing) if step == 1 else supervisors(thing)


def named_people(
    thing: HasOwners, policy: Policy, *, audience: Audience
) -> list[Person]:
    """Return whom the policy names, each once, whether or not they may know."""
    named = [
        *([thing.owner] if policy.owner and thing.owner else []),
        *([thing.backup] if policy.backup and thing.backup else []),
        *(supervisors(thing) if policy.supervisor else []),
        *(audience.compliance_list() if policy.compliance else []),
    ]
    return list({person.pk: person for person in named}.values())


def recipients(
    thing: HasOwners, policy: Policy, *, audience: Audience, seen: models.Model
) -> list[tuple[int, Person]]:
    """Return who is reminded, each with a step: 0 by the policy, above in their place.

    Those above stand in only when nobody named may know of it (of `seen`).
    """
    for step, people in _in_order(thing, policy, audience=audience).items():
        reached = [
            (step, person) for person in people if audience.reaches(person, seen)
        ]
        if reached:
            return reached
    return []


def _in_order(
    thing: HasOwners, policy: Policy, *, audience: Audience
) -> Mapping[int, list[Person]]:
    above = {
        step: people_at_step(step, thing, audience=audience)
        for step in range(2, LAST_STEP + 1)
    }
    return {0: named_people(thing, policy, audience=audience), **above}
