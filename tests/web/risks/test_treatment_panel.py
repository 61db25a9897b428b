"""The panel of what is done about a risk, for whom it is meant."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from risks.access.models import Role
from risks.register.models import Risk, RiskAcceptance
from tests.factories import (
    make_acceptance,
    make_appetite,
    make_appetite_excess,
    make_current_exposure,
    make_person,
    make_review,
    make_risk,
    make_treatment,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


def page_of(risk: Risk, *roles: Role) -> str:
    client = client_of(make_person(roles=roles or [Role.IN_HOUSE_LAWYER]))
    return client.get(reverse("risk", args=[risk.public_id])).content.decode()


def make_kept(*, privileged: bool = False) -> Risk:
    risk = make_risk(privileged=privileged)
    make_current_exposure(risk)
    make_treatment(risk, title="Build the filter", due_date=date(2026, 5, 1))
    make_review(risk, due_date=date(2026, 5, 2))
    make_acceptance(
        risk, until=date(2026, 11, 30), expected=Decimal(3_000_000), rationale="Cheap."
    )
    make_appetite_excess(
        risk, appetite=make_appetite(risk.company, limit=Decimal(1_500_000))
    )
    return risk


def test_all_that_is_done_about_a_risk_stands_on_its_page() -> None:
    page = page_of(make_kept())

    for said in ("Build the filter", "due 2 May 2026", "until 30 Nov 2026", "Cheap."):
        assert said in page
    assert page.count("Overdue") == 2
    assert "Above appetite since" in page


def test_of_a_privileged_risk_who_is_no_counsel_reads_the_treatments_alone() -> None:
    page = page_of(make_kept(privileged=True), Role.RISK_OWNER)

    assert "Build the filter" in page
    for hidden in ("Next review", "until 30 Nov", "up to", "Cheap.", "Over appetite"):
        assert hidden not in page


def test_who_only_looks_is_offered_no_change() -> None:
    page = page_of(make_kept(), Role.VIEWER)

    assert "New treatment" not in page
    assert "?risk=" not in page
    assert f"/acceptance/{RiskAcceptance.objects.get().pk}/" not in page


def test_the_risk_s_own_appetite_is_shown_before_the_company_s() -> None:
    risk = make_risk()
    make_appetite(risk.company, limit=Decimal(1_000_000))
    make_appetite(risk.company, risk=risk, limit=Decimal(9_000_000))

    page = page_of(risk)

    assert "for this risk" in page
    assert "for every risk" not in page
