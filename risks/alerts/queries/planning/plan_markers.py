"""Whether anything that a plan rests on has changed, as short hashes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from risks.access.models import Person, RestrictedMatter
from risks.alerts.queries.policy import Policies

LENGTH = 16


def mark(parts: Iterable[object]) -> str:
    text = "\n".join(map(repr, parts))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Of everything that all plans rest on, as it is in this sweep."""

    policies: str
    people: str


def present_marks(chosen: Policies) -> Marks:
    return Marks(policies=mark(sorted(chosen.items())), people=_people_mark())


def _people_mark() -> str:
    """Of everything in people and walls that decides who is reminded, and when."""
    person = (
        "pk", "is_active", "email", "supervisor_id", "time_zone", "quiet_from",
        "quiet_until", "groups",
    )  # fmt: skip
    sides = ("members", "member_groups", "denied", "denied_groups")
    walls = (
        row
        for side in sides
        for row in RestrictedMatter.objects.order_by("pk", side).values_list("pk", side)
    )
    people = Person.objects.order_by("pk", "groups").values_list(*person)
    return mark([*people, *walls])
