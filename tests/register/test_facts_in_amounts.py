"""An amount stated as a multiple of a company's fact."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from risks.exposure.models import Snapshot
from risks.exposure.operations import Pricer, recalculate_stale
from risks.exposure.queries import inputs_of, present_inputs
from risks.register.models import Fact, Risk
from risks.register.operations import AssumptionsRefused
from risks.register.queries import fact_values
from tests.exposure.examples import assume
from tests.factories import NOW, TODAY, make_fact, make_rate, make_risk

pytestmark = pytest.mark.django_db

FINE = {
    "probability_horizon": 0.1,
    "severity": {"fact": "revenue", "times": {"constant": 0.04}},
}


def revenue(risk: Risk, amount: int, *, as_of: date) -> Fact:
    return make_fact(
        company=risk.company, kind=Fact.Kind.REVENUE, amount=amount, as_of=as_of
    )


@pytest.fixture
def risk() -> Risk:
    risk = make_risk()
    revenue(risk, 100_000_000, as_of=date(2025, 12, 31))
    return risk


def test_one_update_of_a_fact_moves_every_risk_that_uses_it(risk: Risk) -> None:
    assume(risk, FINE)
    recalculate_stale(now=NOW)
    revenue(risk, 200_000_000, as_of=TODAY)

    recalculate_stale(now=NOW + timedelta(minutes=1))

    new, old = Snapshot.objects.filter(risk=risk).order_by("-computed_at")
    assert new.expected == pytest.approx(2 * old.expected, abs=Decimal("0.02"))
    assert new.change


def test_a_fact_without_a_period_is_refused_by_risk_and_field(risk: Risk) -> None:
    make_fact(risk.company, amount=7, as_of=TODAY, period_start=None)

    with pytest.raises(AssumptionsRefused) as refused:
        assume(risk, FINE)

    assert str(refused.value) == (
        f'{risk.code}, severity.fact: "revenue" of {TODAY} has no period: '
        "enter its first day"
    )


def test_a_stored_figure_stays_until_its_fact_has_a_period(risk: Risk) -> None:
    assume(risk, FINE)
    recalculate_stale(now=NOW)
    make_fact(risk.company, amount=7, as_of=TODAY, period_start=None)

    done = recalculate_stale(now=NOW + timedelta(minutes=1))

    assert done.failed == 1
    assert "has no period" in done.findings[0]["text"]
    assert Snapshot.objects.filter(risk=risk).count() == 1


def test_a_fact_that_no_amount_names_makes_nothing_stale(risk: Risk) -> None:
    assume(risk, FINE)
    recalculate_stale(now=NOW)
    make_fact(company=risk.company, kind=Fact.Kind.CASH, amount=7, as_of=TODAY)

    recalculate_stale(now=NOW + timedelta(minutes=1))

    assert Snapshot.objects.filter(risk=risk).count() == 1


def test_a_snapshot_keeps_the_facts_it_rests_on(risk: Risk) -> None:
    assume(risk, FINE)
    recalculate_stale(now=NOW)
    revenue(risk, 999_000_000, as_of=TODAY)
    snapshot = Snapshot.objects.get(risk=risk)

    inputs = inputs_of(snapshot)

    assert inputs.hash == snapshot.input_hash
    assert Pricer().drawn(inputs).mean.cents == 100 * snapshot.expected
    assert present_inputs(risk.company, today=TODAY)[0].hash != snapshot.input_hash


def test_an_unknown_fact_is_refused_by_name(risk: Risk) -> None:
    unknown = {**FINE, "severity": {"fact": "profit", "times": 0.1}}

    with pytest.raises(AssumptionsRefused) as refused:
        assume(risk, unknown)

    assert f'{risk.code}, severity.fact: no fact is called "profit"' in str(
        refused.value
    )


def test_a_fact_is_not_read_as_an_amount_of_another_currency(risk: Risk) -> None:
    make_rate("EUR", risk.company.currency, date=TODAY)

    with pytest.raises(AssumptionsRefused) as refused:
        assume(risk, {**FINE, "currency": "EUR"})

    assert str(refused.value) == (
        f'{risk.code}, currency: must be USD, because its amounts use "revenue"'
    )


def test_a_segment_s_fact_has_its_name_and_the_newest_counts(risk: Risk) -> None:
    for amount, day in ((5, date(2025, 3, 31)), (6, date(2026, 3, 31))):
        make_fact(
            company=risk.company,
            kind=Fact.Kind.REVENUE,
            segment="API",
            amount=amount,
            as_of=day,
        )

    facts = fact_values(risk.company, on=TODAY)

    assert facts["revenue: API"] == 6
    assert facts["revenue"] == 100_000_000
    assert fact_values(risk.company, on=date(2025, 6, 1))["revenue: API"] == 5
