"""Rows of the registers of a case with the dull fields filled in."""

from datetime import date
from decimal import Decimal
from typing import Any

from risks.cases.models import (
    BudgetPhase,
    Case,
    CaseNote,
    DiscoveryRequest,
    Document,
    LegalHold,
    ServiceAttempt,
    SettlementOffer,
)
from risks.cases.operations.records.discovery import record_request
from risks.cases.operations.records.service import record_service
from tests.factories import NOW


def new_offer(case: Case, **fields: Any) -> SettlementOffer:
    """Not stored: the operation stores it with its deadline."""
    fields.setdefault("offered_by", SettlementOffer.By.THEIRS)
    fields.setdefault("amount", Decimal(4_000_000))
    fields.setdefault("currency", "USD")
    fields.setdefault("made_on", date(2026, 5, 26))
    return SettlementOffer(case=case, **fields)


def make_offer(case: Case, **fields: Any) -> SettlementOffer:
    offer = new_offer(case, **fields)
    offer.save()
    return offer


def make_note(case: Case, **fields: Any) -> CaseNote:
    fields.setdefault("text", "Call the insurer.")
    fields.setdefault("written_at", NOW)
    fields.setdefault("author", case.owner)
    return CaseNote.objects.create(case=case, **fields)


def make_document(case: Case, **fields: Any) -> Document:
    fields.setdefault("name", "Licence.pdf")
    fields.setdefault("kind", Document.Kind.CONTRACT)
    fields.setdefault("sha256", "a" * 64)
    fields.setdefault("size", 2048)
    fields.setdefault("dated", date(2026, 5, 20))
    return Document.objects.create(case=case, **fields)


def make_phase(case: Case, **fields: Any) -> BudgetPhase:
    fields.setdefault("phase", BudgetPhase.Phase.L300)
    fields.setdefault("currency", "USD")
    fields.setdefault("budget", Decimal(100_000))
    return BudgetPhase.objects.create(case=case, **fields)


def make_hold(case: Case, **fields: Any) -> LegalHold:
    fields.setdefault("scope", "All mail about the training data since 2023.")
    fields.setdefault("issued_on", date(2026, 5, 20))
    fields.setdefault("issued_by", case.owner)
    return LegalHold.objects.create(case=case, **fields)


def make_request(case: Case, **fields: Any) -> DiscoveryRequest:
    """With its deadline and its cross-border reviews."""
    fields = {
        "kind": DiscoveryRequest.Kind.ADMISSION,
        "direction": "theirs",
        "title": "First set",
        "served_on": date(2026, 5, 4),
        "service": "electronic",
        **fields,
    }
    return record_request(DiscoveryRequest(case=case, **fields), now=NOW)


def make_service(case: Case, **fields: Any) -> ServiceAttempt:
    """A Hague request to China, with the deadlines that its dates start."""
    if "party" not in fields:
        fields["party"] = case.parties.create(name="Acme", role="Defendant")
    fields.setdefault("means", ServiceAttempt.Means.HAGUE)
    fields.setdefault("country", "CN")
    fields.setdefault("requested_on", date(2026, 1, 5))
    return record_service(ServiceAttempt(case=case, **fields), now=NOW)
