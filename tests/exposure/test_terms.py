"""What figures rest on is kept with them, and makes them again."""

import logging
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from risks.engine.exposure.portfolio.environment import environment
from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.exposure.models import CurrentExposure, PortfolioRun, Snapshot
from risks.exposure.operations import Pricer, recalculate_stale
from risks.exposure.queries import (
    Inputs,
    NotReproducible,
    inputs_of,
    own_terms,
    present_inputs,
)
from risks.register.models import Company, Fact, Risk
from tests.exposure.examples import FIRE, INJUNCTION, SUIT, assume
from tests.factories import (
    NOW,
    TODAY,
    make_basis,
    make_company,
    make_current_exposure,
    make_driver,
    make_fact,
    make_person,
    make_rate,
    make_risk,
)

pytestmark = pytest.mark.django_db
IN_EUROS = {**FIRE, "currency": "EUR"}


@pytest.fixture
def company() -> Company:
    make_person()
    return make_company()


def priced(risk: Risk) -> Snapshot:
    recalculate_stale(now=NOW)
    return CurrentExposure.objects.get(risk=risk).snapshot


def test_a_snapshot_says_what_it_rests_on(company: Company) -> None:
    risk = make_risk(company=company)
    assume(risk)
    make_fact(company, kind=Fact.Kind.APPETITE, amount=Decimal(10**6), as_of=TODAY)

    snapshot = priced(risk)

    assert snapshot.terms == {
        "capacity": 100_000_000,
        "appetite": 1_000_000,
        "discount_rate": 0.05,
        "horizon_months": 36,
        "rate": 1,
    }
    assert snapshot.processor == environment()["processor"]
    assert snapshot.numpy_version == environment()["numpy"]
    assert snapshot.seed.startswith(f"{risk.uuid}, streams ")
    assert PortfolioRun.objects.all()[0].seed == "each member's own"


def test_the_appetite_decides_what_is_over_it(company: Company) -> None:
    risk = make_risk(company=company)
    assume(risk)
    tolerant = priced(risk)
    make_fact(company, kind=Fact.Kind.APPETITE, amount=Decimal(10**6), as_of=TODAY)

    careful = priced(risk)

    assert tolerant.p_over_appetite is None
    assert careful.p_over_appetite == careful.p_positive
    assert careful.p_positive > 0.09
    assert careful.loss_hash == tolerant.loss_hash


def test_a_standing_has_the_curve_and_the_intervals(company: Company) -> None:
    suit = make_risk(company=company, kind=Risk.Kind.COPYRIGHT_SUIT)
    assume(suit, SUIT)
    snapshot = priced(suit)

    current_exposure = CurrentExposure.objects.get(risk=suit)
    low, high = current_exposure.intervals["p95"]
    assert low <= float(snapshot.p95) <= high
    assert current_exposure.exceedance[0][1] <= 1


def test_pricing_from_the_row_alone_gives_the_same_losses(company: Company) -> None:
    make_driver(company, "precedent")
    make_rate("EUR", "USD")
    suit = make_risk(company=company, kind=Risk.Kind.COPYRIGHT_SUIT)
    threat = make_risk(company=company, kind=Risk.Kind.INJUNCTION)
    foreign = make_risk(company=company)
    assume(suit, {**SUIT, "loadings": {"precedent": "strong"}})
    assume(threat, {**INJUNCTION, "linked_suit": suit.code})
    assume(foreign, IN_EUROS)
    recalculate_stale(now=NOW)
    changed(company, suit)

    again = [(row, inputs_of(row)) for row in Snapshot.objects.all()]

    assert len(again) == 3
    for row, inputs in again:
        drawn = Pricer(redraw=True).drawn(inputs)
        assert inputs.hash == row.input_hash
        assert loss_hash(drawn.losses) == row.loss_hash


def changed(company: Company, suit: Risk) -> None:
    """The present moves on: a row that leaned on it would come out otherwise."""
    assume(suit, {**SUIT, "works": 9})
    company.discount_rate = Decimal("0.2")
    company.save()
    make_rate("EUR", "USD", date=TODAY + timedelta(days=1), rate=Decimal(3))


def test_a_row_of_before_its_terms_were_kept_says_so() -> None:
    current_exposure = make_current_exposure(make_risk(), basis=make_basis(terms={}))

    with pytest.raises(NotReproducible, match="not kept"):
        inputs_of(current_exposure.snapshot)


def test_money_in_another_currency_is_worth_its_rate(company: Company) -> None:
    make_rate("EUR", "USD", rate=Decimal(2))
    risk, foreign = make_risk(company=company), make_risk(company=company)
    assume(risk)
    assume(foreign, IN_EUROS)
    recalculate_stale(now=NOW)

    own, theirs = risk.snapshots.get(), foreign.snapshots.get()

    assert theirs.expected == 2 * own.expected
    assert theirs.terms["rate"] == 2


def test_a_new_rate_reprices_those_whose_money_it_is(company: Company) -> None:
    make_rate("EUR", "USD", rate=Decimal(2), date=TODAY - timedelta(days=1))
    risk, foreign = make_risk(company=company), make_risk(company=company)
    assume(risk)
    assume(foreign, IN_EUROS)
    recalculate_stale(now=NOW)
    make_rate("EUR", "USD", rate=Decimal("2.5"))

    done = recalculate_stale(now=NOW + timedelta(minutes=1))

    change = CurrentExposure.objects.get(risk=foreign).snapshot.change
    assert done.snapshots == 1
    assert change.endswith(": exchange rate EUR to USD 2 → 2.5.")


def test_a_currency_without_a_rate_stops_its_risk_and_the_sums_that_need_it(
    company: Company, caplog: pytest.LogCaptureFixture
) -> None:
    rate = make_rate("EUR", "USD")
    foreign = make_risk("R-EU", company=company, privileged=True)
    assume(foreign, IN_EUROS)
    rate.delete()
    assume(make_risk(company=company))

    with caplog.at_level(logging.ERROR):
        done = recalculate_stale(now=NOW)

    lines = [line for line in caplog.text.splitlines() if "R-EU" in line]
    assert done.failed == 1
    assert not foreign.snapshots.exists()
    assert PortfolioRun.objects.filter(dimension="portfolio").exists()
    assert len(lines) == 1
    assert lines[0].endswith("R-EU, currency: no rate EUR to USD on 2026-05-27")


def test_other_terms_are_other_inputs(company: Company) -> None:
    assume(make_risk(company=company))
    (inputs,) = present_inputs(company, today=TODAY)

    def hash_with(**terms: float) -> str:
        return replace(inputs, terms=replace(inputs.terms, **terms)).hash  # type: ignore[arg-type]

    changed = [hash_with(capacity=1.0), hash_with(appetite=1.0)]
    assert len({inputs.hash, *changed}) == 3
    assert rate_of_another(inputs) == inputs.hash


def rate_of_another(inputs: Inputs) -> str:
    """A currency that the risk does not use moves nothing."""
    other = replace(inputs, terms=replace(inputs.terms, rates={"EUR": 2.0}))
    assert own_terms(other) == own_terms(inputs)
    return other.hash
