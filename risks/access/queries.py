"""Who may do what."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser
from django.db import models

from risks.access.models import Person, Role, Scope

LOOK = frozenset({"view"})
WORK = frozenset({"view", "add", "change"})
RULE = frozenset({"view", "add", "change", "delete"})
SIGN = frozenset({"view", "change", "approve"})

MATTERS = (
    "case", "party", "counsel", "docketentry", "event", "deadline", "deadlinechange",
    "casefact", "document",
    "discoveryrequest", "crossborderreview", "protectiveorder", "insurernotice",
    "serviceattempt",
)  # fmt: skip
REGISTER = (
    "company", "entity", "driver", "exchangerate", "fact", "risk", "appetite",
)  # fmt: skip
# What people do about a risk.
UPKEEP = ("treatment", "review", "riskacceptance")
ASSESSMENTS = ("assumptions", "proposal", *UPKEEP)
RESULTS = (
    "basis",
    "snapshot",
    "currentexposure",
    "appetiteexcess",
    "portfoliorun",
    "report",
)
# Counsel issues and releases them; whoever sees the case sees them.
HOLDS = ("legalhold", "holdacknowledgement")
# What counsel offers, spends and writes down; most of it is privileged besides.
COUNSEL_S = ("settlementoffer", "budgetphase", "spend", "casenote", "privilegelogentry")
# What a suit costs in the accounts is known to few until they are published.
ACCOUNTS = ("contingency",)
LEDGERS = (
    "notification", "attempt", "alarm", "disclosure", "heartbeat", "digest",
    "recalculation", "recalculationlease", "runview", "runlosses", "docketsource",
    "delivery", "sweep", "plan", "reminderpolicy", "subscription",
)  # fmt: skip
EVERYTHING = (*MATTERS, *HOLDS, *REGISTER, *ASSESSMENTS, *RESULTS)


def _grant(models_: Iterable[str], verbs: frozenset[str]) -> dict[str, frozenset[str]]:
    return dict.fromkeys(models_, verbs)


# Role -> model -> verbs. A table and not rows: the auditor reads it in the history of
# the code, and an installation cannot drift from it.
PERMISSIONS: dict[str, dict[str, frozenset[str]]] = {
    Role.VIEWER: _grant(EVERYTHING, LOOK),
    Role.CONTRIBUTOR: _grant(EVERYTHING, LOOK) | _grant(MATTERS, WORK),
    Role.RISK_OWNER: _grant(EVERYTHING, LOOK)
    | _grant(("risk", "fact", *ASSESSMENTS), WORK),
    Role.IN_HOUSE_LAWYER: _grant(EVERYTHING, LOOK)
    | _grant((*MATTERS, *HOLDS, *COUNSEL_S, *REGISTER, *ASSESSMENTS, *ACCOUNTS), WORK)
    | _grant(("notification",), LOOK),
    Role.COMPLIANCE_ADMINISTRATOR: _grant((*EVERYTHING, *LEDGERS), LOOK)
    | _grant((*MATTERS, *HOLDS, *COUNSEL_S, *REGISTER, *ASSESSMENTS, *ACCOUNTS), WORK)
    | _grant(("person", "restrictedmatter", "feedtoken"), RULE)
    | _grant(("recalculation", "docketsource", "delivery", "reminderpolicy"), WORK),
    Role.FINANCE_CONTROLLER: _grant(EVERYTHING, LOOK) | _grant(ACCOUNTS, SIGN),
    Role.AUDITOR: _grant((*EVERYTHING, *LEDGERS, *ACCOUNTS), LOOK),
    Role.EXTERNAL_LAWYER: _grant((*MATTERS, *HOLDS, *COUNSEL_S), LOOK),
}


def granted(roles: Iterable[str]) -> frozenset[str]:
    """The permissions of these roles together, as Django names them."""
    return frozenset(
        f"risks.{verb}_{model}"
        for role in roles
        for model, verbs in PERMISSIONS.get(role, {}).items()
        for verb in verbs
    )


class RoleBackend(BaseBackend):
    """Permissions by role. Groups are names; `PERMISSIONS` says what they may do."""

    def authenticate(self, *_args: object, **_credentials: object) -> None:
        return None

    def has_perm(
        self, user_obj: Person | AnonymousUser, perm: str, obj: object = None
    ) -> bool:
        return obj is None and perm in self._granted(user_obj)

    def has_module_perms(
        self, user_obj: Person | AnonymousUser, app_label: str
    ) -> bool:
        return app_label == "risks" and bool(self._granted(user_obj))

    def _granted(self, person: Person | AnonymousUser) -> frozenset[str]:
        if not isinstance(person, Person) or not person.is_active:
            return frozenset()
        # Kept on the person, as Django's own backend does: a page asks a hundred times.
        kept: dict[str, Any] = person.__dict__
        if "_granted_by_roles" not in kept:
            roles = person.groups.values_list("name", flat=True)
            kept["_granted_by_roles"] = granted(roles)
        granted_by_roles: frozenset[str] = kept["_granted_by_roles"]
        return granted_by_roles


def people_by_scope() -> dict[Scope, list[Person]]:
    """Active people grouped by what they may see: each group sees the same sums."""
    people = list(Person.objects.filter(is_active=True).order_by("pk"))
    scopes = Scope.of_each(people)
    groups: dict[Scope, list[Person]] = {}
    for person in people:
        groups.setdefault(scopes[person.pk], []).append(person)
    return groups


def who_see(wall: int | None) -> models.QuerySet[Person]:
    """Active people who see what stands behind this wall; None: behind none."""
    scopes = Scope.of_each(Person.objects.filter(is_active=True))
    keys = [key for key, scope in scopes.items() if scope.admits(wall)]
    people: models.QuerySet[Person] = Person.objects.filter(pk__in=keys)
    return people.order_by("first_name", "username", "pk")


def sees(person: Person, row: models.Model) -> bool:
    """Whether this person may see this row, asked of the database and not of memory."""
    manager: Any = type(row)._default_manager
    return bool(manager.visible_to(person).filter(pk=row.pk).exists())
