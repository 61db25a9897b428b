"""Short hashes of everything that plans depend on, to see whether it has changed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from risks.access.models import Person, RestrictedMatter
from risks.alerts.queries.policy import Policies

LENGTH = 16


def marker(parts: Iterable[object]) -> str:
    text = "\n".join(map(repr, parts))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMarkers:
    """Hashes of what all plans depend on, as it is in this sweep."""

    policies: str
    people: str


def present_markers(chosen: Policies) -> PlanMarkers:
    return PlanMarkers(policies=marker(sorted(chosen.items())), people=_people_marker())


def _people_marker() -> str:
    """Return the hash of the people and access lists that decide who is reminded."""
    person = (
        "pk", "is_active", "email", "supervisor_id", "time_zone", "quiet_from",
        "quiet_until", "groups",
    )  # fmt: skip
    sides = ("members", "member_groups", "denied", "denied_groups")
    access_lists = (
        row
        for side in sides
        for row in RestrictedMatter.objects.order_by("pk", side).values_list("pk", side)
    )
    people = Person.objects.order_by("pk", "groups").values_list(*person)
    return marker([*people, *access_lists])
