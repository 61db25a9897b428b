"""What stands behind a risk's figures, as its page tells it."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from risks.access.models import Role
from risks.exposure.operations import recalculate_stale
from risks.register.models import Risk
from tests.factories import (
    EVENT_PARAMETERS,
    NOW,
    make_assumptions,
    make_driver,
    make_person,
    make_risk,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

WAR: dict[str, Any] = {
    "probability_horizon": 0.5,
    "cut": 0.2,
    "pass_through": 1,
    "own_elasticity": -1.5,
    "cross_elasticity": 0.8,
    "revenue_per_year": 100_000_000,
    "margin": 0.4,
    "months": 12,
}
SUIT: dict[str, Any] = {
    "works": 10,
    "ordinary_award": 5_000,
    "wilful_award": {"pert": [750, 50_000, 150_000]},
    "p_wilful": 0.3,
    "claims": [{"name": "direct", "p_liable": 0.5}],
    "stages": [{"name": "trial", "years": 2, "fee": {"pert": [1e6, 2e6, 4e6]}}],
}
ORDER: dict[str, Any] = {
    "years_until": 1,
    "p_sought": 0.9,
    "p_granted": 0.5,
    "revenue_per_year": 24_000_000,
    "share": 0.25,
    "margin": 0.5,
    "months": 6,
}


def page_of(risk: Risk) -> str:
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    return client.get(reverse("risk", args=[risk.public_id])).content.decode()


def believed(parameters: dict[str, Any], *, kind: Risk.Kind = Risk.Kind.EVENT) -> Risk:
    risk = make_risk(kind=kind)
    make_assumptions(risk, parameters=parameters)
    return risk


def test_the_widest_input_stands_first() -> None:
    page = page_of(believed(SUIT, kind=Risk.Kind.COPYRIGHT_SUIT))

    assert "Trial: fee" in page
    assert page.index("Trial: fee") < page.index("Award per work, wilful")
    assert "entered as exact, varied by 10 %" in page


def test_confidence_is_a_grade_with_its_reasons() -> None:
    sources = [{"source": "Docket", "date": "2026-05-20"}]

    page = page_of(believed({**EVENT_PARAMETERS, "evidence": sources}))

    assert "Grade C" in page
    assert "newest evidence 7 days old; 1 independent source" in page


def test_a_price_war_says_which_answer_loses_least() -> None:
    page = page_of(believed(WAR, kind=Risk.Kind.PRICE_WAR))

    assert "Matching 0 % of the price cut loses least" in page
    assert "Entered: 100 %" in page


def test_a_model_beyond_its_evidence_is_said_to_be() -> None:
    page = page_of(believed({**WAR, "cut": 0.6}, kind=Risk.Kind.PRICE_WAR))

    assert "Cut is 60 %: elasticities are not known so far out." in page


@pytest.mark.parametrize(
    ("kind", "parameters", "told"),
    [
        (Risk.Kind.EVENT, EVENT_PARAMETERS, "its probability of 20 % becomes 41 %"),
        (Risk.Kind.EVENT, {"rate_per_year": 1, "severity": 5}, "2.2 times as often"),
        (Risk.Kind.COPYRIGHT_SUIT, SUIT, "probability of 50 % becomes 89 %"),
        (Risk.Kind.INJUNCTION, ORDER, "50 % that it is granted becomes 89 %"),
    ],
)
def test_a_loading_says_what_it_implies(
    kind: Risk.Kind, parameters: dict[str, Any], told: str
) -> None:
    risk = make_risk(kind=kind)
    make_driver(risk.company, "US fair-use precedent")
    loadings = {"US fair-use precedent": "strong"}
    make_assumptions(risk, parameters={**parameters, "loadings": loadings})

    page = page_of(risk)

    assert "strong (0.6): in a bad 1-in-20 scenario, " in page
    assert told in page


def test_the_last_change_is_split_over_its_inputs() -> None:
    risk = believed(EVENT_PARAMETERS)
    recalculate_stale(now=NOW)
    changed = {**EVENT_PARAMETERS, "probability_horizon": 0.4}
    make_assumptions(risk, parameters=changed, reason="After the audit.")
    recalculate_stale(now=NOW + timedelta(days=1))
    recalculate_stale(now=NOW + timedelta(days=2))

    page = page_of(risk)

    assert "Probability within the horizon 0.2 → 0.4" in page
    assert "After the audit." in page


def test_what_has_no_price_says_why_in_one_line() -> None:
    page = page_of(believed({**EVENT_PARAMETERS, "currency": "XAU"}))

    assert "The exposure cannot be computed." in page
    assert "no rate XAU to USD" in page
