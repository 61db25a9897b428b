"""The registers of one case, each for those who may see it."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from risks.access.models import Person, Scope
from risks.cases.models import (
    Case,
    CaseNote,
    Document,
    LegalHold,
    PrivilegeLogEntry,
    SettlementOffer,
)
from risks.cases.queries import (
    Kind,
    Mark,
    budget_against_spend,
    conflicting_facts,
    deemed_admitted,
)
from risks.engine.formats import money
from risks.exposure.queries import version_snapshots
from risks.sentences import translated

# What of the timeline a role opens, by the model that it tells of.
OPENED_BY: dict[Kind, str] = {
    "service": "serviceattempt",
    "document": "document",
    "offer": "settlementoffer",
    "note": "casenote",
}


# What the page offers to add to a case: the words of the link, by model.
ADDED = {
    "casefact": gettext_lazy("Fact"),
    "serviceattempt": gettext_lazy("Service of process"),
    "discoveryrequest": gettext_lazy("Discovery request"),
    "privilegelogentry": gettext_lazy("Privilege log entry"),
    "protectiveorder": gettext_lazy("Protective order"),
    "insurernotice": gettext_lazy("Insurance notice"),
    "legalhold": gettext_lazy("Legal hold"),
    "settlementoffer": gettext_lazy("Settlement offer"),
    "budgetphase": gettext_lazy("Budget"),
    "document": gettext_lazy("Document"),
    "casenote": gettext_lazy("Note"),
}


def closed_kinds(person: Person) -> set[Kind]:
    """What the timeline does not show to this person's roles."""
    return {
        kind
        for kind, model in OPENED_BY.items()
        if not person.has_perm(f"risks.view_{model}")
    }


def exposure_marks(row: Case, person: Person, scope: Scope) -> list[Mark]:
    """One for each version of the assumptions about a risk of this case, as priced."""
    if not person.has_perm("risks.view_snapshot"):
        return []
    return [
        Mark(
            when=snapshot.valuation_date,
            title=_("%(risk)s: expected loss %(amount)s")
            % {
                "risk": snapshot.risk.title,
                "amount": money(snapshot.expected, snapshot.currency),
            },
            text=translated(snapshot.change),
        )
        for snapshot in version_snapshots(row, scope)
    ]


def registers(
    row: Case, person: Person, scope: Scope, *, today: date
) -> dict[str, Any]:
    """What the case page shows of its registers; without what the reader may not."""
    shown: dict[str, Any] = {
        "added": [
            (label, reverse(f"admin:risks_{model}_add", query={"case": row.pk}))
            for model, label in ADDED.items()
            if person.has_perm(f"risks.add_{model}")
        ]
    }
    if person.has_perm("risks.view_casefact"):
        shown["conflicts"] = conflicting_facts(row)
    if person.has_perm("risks.view_legalhold"):
        holds = LegalHold.objects.within(scope).filter(case=row)
        shown["holds"] = holds.select_related("issued_by").prefetch_related(
            "acknowledgements__person"
        )
        shown["reader"] = person
    if person.has_perm("risks.view_serviceattempt"):
        shown["service"] = row.service_attempts.select_related("party")
    if person.has_perm("risks.view_discoveryrequest"):
        shown |= _discovery(row, today=today)
    if person.has_perm("risks.view_privilegelogentry"):
        shown["privilege_log"] = PrivilegeLogEntry.objects.within(scope).filter(
            case=row
        )
    if person.has_perm("risks.view_settlementoffer"):
        shown["offers"] = SettlementOffer.objects.within(scope).filter(case=row)
    if person.has_perm("risks.view_budgetphase"):
        shown["budget"] = budget_against_spend(row, scope)
    if person.has_perm("risks.view_document"):
        documents = Document.objects.within(scope).filter(case=row)
        shown["documents"] = documents.select_related("entry")
    if person.has_perm("risks.view_casenote"):
        notes = CaseNote.objects.within(scope).filter(case=row)
        shown["notes"] = notes.select_related("author")
    return shown


def _discovery(row: Case, *, today: date) -> dict[str, Any]:
    requests = row.discovery_requests.select_related("deadline")
    return {
        "requests": requests.prefetch_related("deadline__cross_border_reviews"),
        "deemed": deemed_admitted(row, today=today),
        "orders": row.protective_orders.select_related("entry"),
        "notices": row.insurer_notices.all(),
    }
