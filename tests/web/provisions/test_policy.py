"""The page of a company's accounting policy."""

import pytest
from django.urls import reverse

from risks.access.models import Role
from risks.reports.models import AccountingPolicy
from tests.factories import make_company, make_person
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

TERMS = {
    "act": "propose",
    "valid_from": "2026-01-01",
    "ias_remote_below": "5",
    "asc_remote_below": "10",
    "asc_probable_from": "80",
    "material_discount": "5",
    "own_fees": "accrue",
    "reason": "As the audit committee resolved.",
}


def test_one_person_proposes_and_the_controller_approves() -> None:
    make_company("ACME")
    address = reverse("accounting_policy", args=["ACME"])
    lawyer = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    controller = client_of(make_person(roles=[Role.FINANCE_CONTROLLER]))

    proposed = lawyer.post(address, TERMS)
    own = lawyer.post(address, {"act": "approve"})
    approved = controller.post(address, {"act": "approve", "reason": ""})

    row = AccountingPolicy.objects.get()
    text = controller.get(address).content.decode()
    assert (proposed.status_code, own.status_code, approved.status_code) == (
        302,
        403,
        302,
    )
    assert (row.status, str(row.asc_probable_from)) == ("approved", "0.8000")
    assert "Accrued with the loss contingency" in text


def test_a_refused_proposal_keeps_what_was_typed() -> None:
    make_company("ACME")
    address = reverse("accounting_policy", args=["ACME"])
    lawyer = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))

    answer = lawyer.post(address, {**TERMS, "ias_remote_below": "60"})

    text = answer.content.decode()
    assert answer.status_code == 400
    assert "ACME, remote below, IAS 37: must be above 0 and below 50 %." in text
    assert 'value="60"' in text


def test_declining_needs_a_reason() -> None:
    make_company("ACME")
    address = reverse("accounting_policy", args=["ACME"])
    client_of(make_person(roles=[Role.IN_HOUSE_LAWYER])).post(address, TERMS)
    controller = client_of(make_person(roles=[Role.FINANCE_CONTROLLER]))

    bare = controller.post(address, {"act": "decline", "reason": ""})
    said = controller.post(address, {"act": "decline", "reason": "Too high."})
    late = controller.post(address, {"act": "decline", "reason": "Again."})

    assert [each.status_code for each in (bare, said, late)] == [400, 302, 400]
    assert AccountingPolicy.objects.get().decision_reason == "Too high."


def test_the_auditor_proposes_and_decides_nothing() -> None:
    make_company("ACME")
    address = reverse("accounting_policy", args=["ACME"])
    auditor = client_of(make_person(roles=[Role.AUDITOR]))

    answers = [auditor.post(address, {**TERMS, "act": act}) for act in TERMS_ACTS]

    assert {answer.status_code for answer in answers} == {403}
    assert auditor.get(address).status_code == 200


TERMS_ACTS = ("propose", "approve", "decline", "nonsense")
