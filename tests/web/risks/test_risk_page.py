"""One risk: its figures, what they rest on, and what waits to be decided."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Role
from risks.exposure.models import Basis, Snapshot
from risks.register.models import Risk
from tests.factories import (
    make_assumptions,
    make_current_exposure,
    make_fact,
    make_person,
    make_proposal,
    make_risk,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def risk() -> Risk:
    return make_risk("R-1", title="Copyright suit", title_zh="版權訴訟")


def page_of(risk: Risk, *roles: Role) -> str:
    client: Client = client_of(make_person(roles=roles or [Role.IN_HOUSE_LAWYER]))
    return client.get(reverse("risk", args=[risk.public_id])).content.decode()


def test_every_measure_is_shown(risk: Risk) -> None:
    make_current_exposure(risk)

    page = page_of(risk)

    for measure in ("Expected loss", "P50", "P90", "P95", "P99", "TVaR95", "TVaR99"):
        assert measure in page


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Risk.Kind.EVENT, "over the horizon of 36 months"),
        (Risk.Kind.COPYRIGHT_SUIT, "valued to its end, whatever the horizon"),
    ],
)
def test_the_score_says_over_which_time(risk: Risk, kind: str, words: str) -> None:
    Risk.objects.update(kind=kind)
    basis = make_current_exposure(risk).snapshot.basis
    Basis.objects.filter(pk=basis.pk).update(terms={"horizon_months": 36})

    assert words in page_of(risk)


def test_a_score_that_may_be_off_by_a_point_has_no_decimal(risk: Risk) -> None:
    row = make_current_exposure(risk, score=66.4, expected=0, tvar95=1_000_000)
    snapshots = Snapshot.objects.filter(pk=row.snapshot_id)

    snapshots.update(tvar95_error=10_000)
    close = page_of(risk)
    snapshots.update(tvar95_error=50_000)
    far = page_of(risk)

    assert ">66.4 <" in close
    assert ">66 <" in far


def test_a_band_is_words_and_not_colour_alone(risk: Risk) -> None:
    make_current_exposure(risk, score=66.0)

    page = page_of(risk)

    assert '<span class="wb-badge wb-band-high">High</span>' in page


def test_a_number_says_why(risk: Risk) -> None:
    make_current_exposure(
        risk, input_hash="ab" * 32, loss_hash="cd" * 32, trials=65_536
    )

    page = page_of(risk)

    assert "ab" * 32 in page
    assert "cd" * 32 in page
    assert "65,536" in page


def test_assumptions_are_read_as_words(risk: Risk) -> None:
    make_assumptions(risk, parameters={"works": 500, "p_wilful": 0.25})

    page = page_of(risk)

    assert "Works at issue" in page
    assert "25 %" in page
    assert "p_wilful" not in page


def test_a_multiple_of_a_fact_says_how_the_fact_became_a_year(risk: Risk) -> None:
    make_fact(risk.company, period_start=date(2025, 1, 1))
    fine = {"fact": "revenue", "times": 0.04}
    parameters = {"probability_horizon": 0.1, "severity": fine}
    make_assumptions(risk, parameters=parameters)

    page = page_of(risk)

    assert "9 months to 30 Sep 2025, annualised" in page
    assert "US$71.2 m" in page


def test_versions_name_author_and_reason(risk: Risk) -> None:
    make_assumptions(risk, reason="The opening view.")
    make_assumptions(risk, reason="After Cox v. Sony.")

    page = page_of(risk)

    assert page.index("After Cox v. Sony.") < page.index("The opening view.")
    assert "Assumptions, version 2" in page


def test_history_tells_each_change(risk: Risk) -> None:
    make_current_exposure(
        risk, change="Expected loss up US$1.2 m: the stage is passed."
    )

    assert "Expected loss up US$1.2 m" in page_of(risk)


def test_a_proposal_can_be_decided_by_those_who_may(risk: Risk) -> None:
    make_current_exposure(risk)
    decide = reverse("decide_proposal", args=[make_proposal(risk).public_id])

    assert decide in page_of(risk, Role.RISK_OWNER)
    assert decide not in page_of(risk, Role.VIEWER)


def test_an_unpriced_risk_says_what_to_do(risk: Risk) -> None:
    page = page_of(risk)

    assert "No estimate yet." in page
    assert reverse("admin:risks_assumptions_add") in page


def test_a_risk_with_assumptions_and_no_figures_is_being_computed(risk: Risk) -> None:
    make_assumptions(risk)

    assert "Computing the first figures." in page_of(risk)
