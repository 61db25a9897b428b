"""The accounting policy: one person proposes it, another decides."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from risks.access.models import Person
from risks.engine.exposure.accounting.standards import HOUSE
from risks.register.models import Company
from risks.reports.models import AccountingPolicy
from risks.reports.operations import (
    ContingencyRefused,
    PolicyTerms,
    decide_policy,
    propose_policy,
)
from risks.reports.queries.policies import house_policy
from tests.factories import NOW, make_company, make_person
from tests.reports.contingencies import QUARTER_END, YEAR_END, make_suit, prepared

pytestmark = pytest.mark.django_db

TERMS = PolicyTerms(
    valid_from=date(2026, 1, 1),
    ias_remote_below=Decimal("0.05"),
    asc_remote_below=Decimal("0.10"),
    asc_probable_from=Decimal("0.80"),
    material_discount=Decimal("0.05"),
    own_fees="accrue",
    reason="As the audit committee resolved.",
)


def proposed_policy(
    company: Company, *, by: Person | None = None, **terms: Any
) -> AccountingPolicy:
    said = replace(TERMS, **terms)
    return propose_policy(company, terms=said, by=by or make_person(), now=NOW)


def approved_policy_of(company: Company, **terms: Any) -> AccountingPolicy:
    row = proposed_policy(company, **terms)
    return decide_policy(row, is_approved=True, by=make_person(), now=NOW)


def refused(problem: str) -> Any:
    return pytest.raises(ContingencyRefused, match=problem)


def test_without_an_approved_policy_the_defaults_hold() -> None:
    company = make_company("ACME")
    proposed_policy(company)

    assert house_policy(company, on=QUARTER_END) == HOUSE


def test_an_approved_policy_holds_from_its_day() -> None:
    company = make_company("ACME")
    approved_policy_of(company)

    policies = [house_policy(company, on=day) for day in (YEAR_END, QUARTER_END)]

    assert [each.accrues_own_fees for each in policies] == [False, True]
    assert [each.asc_probable_from for each in policies] == [0.75, 0.8]


def test_who_proposes_a_policy_does_not_decide_it() -> None:
    ann = make_person("ann")
    row = proposed_policy(make_company("ACME"), by=ann)

    with refused("ACME: you proposed this policy"):
        decide_policy(row, is_approved=True, by=ann, now=NOW)
    decided = {"status": "approved", "decided_by": ann, "decided_at": NOW}
    with pytest.raises(IntegrityError, match="another"), transaction.atomic():
        AccountingPolicy.objects.update(**decided)


def test_a_policy_is_decided_once_and_declined_with_a_reason() -> None:
    company = make_company("ACME")
    row, controller = proposed_policy(company), make_person()

    with refused("ACME: enter the reason for declining"):
        decide_policy(row, is_approved=False, by=controller, now=NOW)
    declined = decide_policy(
        row, is_approved=False, by=controller, now=NOW, reason="Too high."
    )
    with refused("ACME: this policy is already decided"):
        decide_policy(row, is_approved=True, by=controller, now=NOW)

    assert declined.status == "declined"
    assert house_policy(company, on=QUARTER_END) == HOUSE


def test_one_policy_waits_at_a_time() -> None:
    company = make_company("ACME")
    proposed_policy(company)

    with refused("ACME: another policy waits"):
        proposed_policy(company)


@pytest.mark.parametrize(
    ("terms", "problem"),
    [
        ({"ias_remote_below": "0.5"}, "ACME, remote below, IAS 37: must be above 0"),
        ({"asc_remote_below": "0.9"}, "ACME, remote below, ASC 450-20: must be above"),
        ({"material_discount": "1.1"}, "ACME, discount material from: must be from"),
    ],
)
def test_thresholds_out_of_order_are_refused_by_name(
    terms: dict[str, str], problem: str
) -> None:
    company = make_company("ACME")
    shares: dict[str, Any] = {name: Decimal(share) for name, share in terms.items()}

    with refused(problem):
        proposed_policy(company, **shares)

    assert not AccountingPolicy.objects.exists()


def test_own_fees_are_accrued_by_the_policy_and_stay_out_of_class_and_provision() -> (
    None
):
    company = make_company("USCO", standard=Company.Standard.US_GAAP)
    suit = make_suit("R-1", company=company)
    incurred = prepared(suit, on=YEAR_END)
    approved_policy_of(company)

    accrued = prepared(suit)

    assert incurred.own_fees == 0
    assert accrued.own_fees > 0
    assert accrued.us_gaap_class == incurred.us_gaap_class
    assert accrued.closing == incurred.closing
    assert accrued.policy is not None


def test_under_ifrs_own_fees_are_never_accrued() -> None:
    suit = make_suit()
    approved_policy_of(suit.company)

    assert prepared(suit).own_fees == 0
