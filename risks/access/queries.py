"""Permissions by role, and queries for who may see what."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser
from django.db import models

from risks.access.models import Person, Role, Scope

LOOK = frozenset({"view"})
ENTER = frozenset({"view", "add"})
WORK = frozenset({"view", "add", "change"})
RULE = frozenset({"view", "add", "change", "delete"})
SIGN = frozenset({"view", "change", "approve"})

CASE_RECORDS = (
    "case", "party", "counsel", "docketentry", "event", "deadline", "deadlinechange",
    "closure", "closurerow",
    "casefact", "document",
    "discoveryrequest", "crossborderreview", "protectiveorder", "insurernotice",
    "serviceattempt", "docketquestion",
)  # fmt: skip
REGISTER = (
    "company", "entity", "driver", "exchangerate", "fact", "risk", "appetite",
    "listingprofile",
)  # fmt: skip
# Treatment, review and acceptance of a risk.
RISK_RESPONSES = ("treatment", "review", "riskacceptance")
ASSESSMENTS = ("assumptions", "proposal", *RISK_RESPONSES)
RESULTS = (
    "basis",
    "snapshot",
    "currentexposure",
    "appetiteexcess",
    "portfoliorun",
    "report",
)
# Licences, filings, agreements, pledges and policies that must be renewed.
OBLIGATIONS = ("complianceobligation", "obligationperiod")
# Lawyers issue and release holds; everyone on the case sees them.
HOLDS = ("legalhold", "holdacknowledgement")
# What lawyers offer, spend and note; most of it is also privileged.
COUNSEL_RECORDS = (
    "settlementoffer",
    "budgetphase",
    "spend",
    "casenote",
    "privilegelogentry",
)
# Rules that people enter: some enter them, and lawyers and administrators confirm.
RULES = ("enteredrule",)
# Few people may see the accounting of a suit before the accounts are published.
ACCOUNTS = (
    "contingency",
    "accountingpolicy",
    "authorisationforissue",
    "subsequentassumptions",
)
LEDGERS = (
    "notification", "attempt", "alarm", "disclosure", "heartbeat", "digest",
    "recalculation", "recalculationlease", "runview", "runmembers", "currentsum",
    "celllosses", "docketsource",
    "delivery", "sweep", "plan", "reminderpolicy", "subscription",
)  # fmt: skip
LAWYERS_WORK = (
    *CASE_RECORDS, *OBLIGATIONS, *HOLDS, *RULES, *COUNSEL_RECORDS, *REGISTER,
    *ASSESSMENTS, *ACCOUNTS,
)  # fmt: skip
EVERYTHING = (
    *CASE_RECORDS, *OBLIGATIONS, *HOLDS, *RULES, *REGISTER, *ASSESSMENTS, *RESULTS,
)  # fmt: skip


def _grant(models_: Iterable[str], verbs: frozenset[str]) -> dict[str, frozenset[str]]:
    return dict.fromkeys(models_, verbs)


# By role and model: the verbs. In code and not in the database, so that the auditor
# reads it in the history and no installation differs.
PERMISSIONS: dict[str, dict[str, frozenset[str]]] = {
    Role.VIEWER: _grant(EVERYTHING, LOOK),
    Role.CONTRIBUTOR: _grant(EVERYTHING, LOOK)
    | _grant((*CASE_RECORDS, *OBLIGATIONS), WORK)
    | _grant(RULES, ENTER),
    Role.RISK_OWNER: _grant(EVERYTHING, LOOK)
    | _grant(("risk", "fact", *ASSESSMENTS), WORK),
    Role.IN_HOUSE_LAWYER: _grant(EVERYTHING, LOOK)
    | _grant(LAWYERS_WORK, WORK)
    | _grant(("notification",), LOOK),
    Role.COMPLIANCE_ADMINISTRATOR: _grant((*EVERYTHING, *LEDGERS), LOOK)
    | _grant(LAWYERS_WORK, WORK)
    | _grant(("person", "restrictedmatter", "feedtoken"), RULE)
    | _grant(("recalculation", "docketsource", "delivery", "reminderpolicy"), WORK),
    Role.FINANCE_CONTROLLER: _grant(EVERYTHING, LOOK) | _grant(ACCOUNTS, SIGN),
    Role.AUDITOR: _grant((*EVERYTHING, *LEDGERS, *ACCOUNTS), LOOK),
    Role.EXTERNAL_LAWYER: _grant((*CASE_RECORDS, *HOLDS, *COUNSEL_RECORDS), LOOK),
}


def granted(roles: Iterable[str]) -> frozenset[str]:
    """Return the permissions of these roles together, in Django's notation."""
    return frozenset(
        f"risks.{verb}_{model}"
        for role in roles
        for model, verbs in PERMISSIONS.get(role, {}).items()
        for verb in verbs
    )


class RoleBackend(BaseBackend):
    """An authentication backend that grants permissions by role.

    Groups only carry the names of roles; `PERMISSIONS` says what each may do.
    """

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
        # Cached on the person, as Django's backend does: a page asks a hundred times.
        kept: dict[str, Any] = person.__dict__
        if "_granted_by_roles" not in kept:
            roles = person.groups.values_list("name", flat=True)
            kept["_granted_by_roles"] = granted(roles)
        granted_by_roles: frozenset[str] = kept["_granted_by_roles"]
        return granted_by_roles


def people_by_scope() -> dict[Scope, list[Person]]:
    """Return active people grouped by scope; each group sees the same sums."""
    people = list(Person.objects.filter(is_active=True).order_by("pk"))
    scopes = Scope.of_each(people)
    groups: dict[Scope, list[Person]] = {}
    for person in people:
        groups.setdefault(scopes[person.pk], []).append(person)
    return groups


def who_see(restricted_matter: int | None) -> models.QuerySet[Person]:
    """Return active people who may see this restricted matter.

    None stands for what is not restricted.
    """
    scopes = Scope.of_each(Person.objects.filter(is_active=True))
    keys = [key for key, scope in scopes.items() if scope.admits(restricted_matter)]
    people: models.QuerySet[Person] = Person.objects.filter(pk__in=keys)
    return people.order_by("first_name", "username", "pk")


def sees(person: Person, row: models.Model) -> bool:
    """Say whether a person may see a row, as the database is now."""
    manager: Any = type(row)._default_manager
    return bool(manager.visible_to(person).filter(pk=row.pk).exists())
