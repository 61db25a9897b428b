"""Sums of parts, and sums day by day."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from risks.access.models import Role, Scope
from risks.exposure.models import CellLosses, PortfolioRun
from risks.exposure.operations import recalculate_stale
from risks.exposure.queries import (
    exposure_by_day,
    latest_parts,
    latest_run,
    nature_runs,
    risk_by_day,
)
from risks.register.models import Company, Risk
from tests.exposure.examples import FIRE, SUIT, assume
from tests.factories import (
    NOW,
    TODAY,
    make_company,
    make_entity,
    make_person,
    make_restricted_matter,
    make_risk,
)

pytestmark = pytest.mark.django_db

AMOUNTS = ["expected", "p50", "p90", "p95", "p99", "tvar95", "tvar99", "score"]


@pytest.fixture
def company() -> Company:
    return make_company()


@pytest.fixture
def viewer() -> Scope:
    return Scope.of(make_person())


VIE: dict[str, Any] = {
    "rate_per_year": 0.2,
    "tiers": [
        {"name": "fine", "q": 0.5, "loss": 100_000, "nature": "liability"},
        {"name": "delisting", "q": 0.5, "loss": 90_000_000, "nature": "value"},
    ],
}


def price_all(*, days: int = 0) -> None:
    recalculate_stale(now=NOW + timedelta(days=days))


def parts_of(company: Company, scope: Scope) -> dict[tuple[str, str], PortfolioRun]:
    runs = latest_parts(company, scope=scope)
    return {(run.dimension, run.part): run for run in runs}


def test_each_entity_and_each_category_has_its_sum(
    company: Company, viewer: Scope
) -> None:
    wfoe = make_entity(company, "WFOE")
    assume(make_risk(company=company, entity=wfoe))
    assume(make_risk(company=company))
    suit = make_risk(company=company, kind=Risk.Kind.COPYRIGHT_SUIT, entity=wfoe)
    assume(suit, SUIT)

    price_all()

    parts = parts_of(company, viewer)
    sizes = {key: run.risks for key, run in parts.items()}
    whole = latest_run(company, scope=viewer)
    assert whole
    assert sizes == {
        ("entity", "WFOE"): 2,
        ("category", "copyright_suit"): 1,
        ("category", "event"): 2,
        ("nature", "liability"): 1,
        ("nature", "lost_profit"): 2,
    }
    assert whole.expected == (
        parts["category", "copyright_suit"].expected
        + parts["category", "event"].expected
    )


def test_liability_and_lost_profit_have_subtotals_and_value_is_in_no_total(
    company: Company, viewer: Scope
) -> None:
    assume(make_risk(company=company))
    vie = make_risk(company=company, kind=Risk.Kind.GOVERNANCE)
    assume(vie, VIE)

    price_all()

    parts = parts_of(company, viewer)
    liability, lost, value = (
        parts["nature", nature].expected
        for nature in ("liability", "lost_profit", "value")
    )
    whole = latest_run(company, scope=viewer)
    assert whole
    assert liability + lost == whole.expected
    assert vie.snapshots.get().expected == liability
    assert value > 10 * whole.expected
    assert whole.p99 < 90_000_000
    assert [run.part for run in nature_runs(whole, scope=viewer)] == [
        "liability",
        "lost_profit",
        "value",
    ]


def test_a_tier_that_becomes_the_shareholders_leaves_the_total(
    company: Company, viewer: Scope
) -> None:
    assume(make_risk(company=company))
    vie = make_risk(company=company, kind=Risk.Kind.GOVERNANCE)
    cash = {**VIE, "tiers": [{**tier, "nature": "liability"} for tier in VIE["tiers"]]}
    assume(vie, cash)
    price_all()
    assume(vie, VIE)

    price_all(days=0)

    moved = {key: run.loss_hash for key, run in parts_of(company, viewer).items()}
    CellLosses.objects.all().delete()
    PortfolioRun.objects.all().delete()
    price_all()
    anew = {key: run.loss_hash for key, run in parts_of(company, viewer).items()}
    assert moved == anew
    assert ("nature", "value") in moved


def test_the_sum_of_one_risk_is_that_risk(company: Company, viewer: Scope) -> None:
    risk = make_risk(company=company)
    assume(risk, FIRE | {"severity": {"lognormal90": [100_000, 1_000_000]}})

    price_all()

    part, snapshot = (
        parts_of(company, viewer)["category", "event"],
        risk.snapshots.get(),
    )
    assert part.loss_hash == snapshot.loss_hash
    assert [getattr(part, name) for name in AMOUNTS] == [
        getattr(snapshot, name) for name in AMOUNTS
    ]
    assert snapshot.tvar99 == Decimal("1053863.54")
    whole = latest_run(company, scope=viewer)
    assert whole
    (only,) = whole.largest
    assert only["tvar95"] == float(whole.tvar95) == float(snapshot.tvar95)
    assert only["p95"] == float(snapshot.p95)


def test_a_walled_risk_is_in_no_part_of_those_outside(
    company: Company, viewer: Scope
) -> None:
    wfoe = make_entity(company, "WFOE")
    wall = make_restricted_matter()
    assume(make_risk(company=company, entity=wfoe, restricted_matter=wall))
    assume(make_risk(company=company))

    price_all()

    assert set(parts_of(company, viewer)) == {
        ("category", "event"),
        ("nature", "lost_profit"),
    }
    assert parts_of(company, viewer)["category", "event"].expected == Decimal(
        "372103.42"
    )


def test_shares_of_the_tail_and_of_the_quantile_add_up(
    company: Company, viewer: Scope
) -> None:
    for number in range(3):
        assume(
            make_risk(company=company),
            {**FIRE, "severity": {"lognormal90": [100_000, 900_000 * (number + 1)]}},
        )
    price_all()

    run = latest_run(company, scope=viewer)

    assert run
    for measure in ("tvar95", "p95"):
        shares = [Decimal(str(member[measure])) for member in run.largest]
        assert sum(shares) == getattr(run, measure)


def test_a_new_entity_is_no_new_price_but_a_new_sum(
    company: Company, viewer: Scope
) -> None:
    risk = make_risk(company=company)
    assume(risk)
    price_all()
    risk.entity = make_entity(company, "WFOE")
    risk.save()

    done = recalculate_stale(now=NOW + timedelta(minutes=1))

    assert (done.snapshots, done.runs) == (0, 1)
    assert ("entity", "WFOE") in parts_of(company, viewer)


def test_the_last_run_of_each_day_ascending_in_one_query(
    company: Company, viewer: Scope, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    risk = make_risk(company=company)
    assume(risk)
    price_all()
    price_all(days=1)
    assume(risk, {**FIRE, "probability_horizon": 0.3})
    recalculate_stale(now=NOW + timedelta(days=1, minutes=1))

    with django_assert_num_queries(1):
        days = list(exposure_by_day(company, scope=viewer))
        figures = [(run.valuation_date, run.expected) for run in days]

    assert figures == [
        (TODAY, Decimal("372103.42")),
        (TODAY + timedelta(days=1), Decimal("1116310.25")),
    ]


def test_a_part_has_its_days_too(company: Company, viewer: Scope) -> None:
    assume(make_risk(company=company))
    price_all()
    price_all(days=1)

    of_events = exposure_by_day(
        company, scope=viewer, dimension="category", part="event"
    )
    of_suits = exposure_by_day(
        company, scope=viewer, dimension="category", part="copyright_suit"
    )

    assert (of_events.count(), of_suits.count()) == (2, 0)


def test_nobody_reads_the_days_of_another_scope(company: Company) -> None:
    assume(make_risk(company=company, privileged=True))
    counsel, viewer = make_person(roles=[Role.IN_HOUSE_LAWYER]), make_person()
    price_all()

    assert exposure_by_day(company, scope=Scope.of(counsel)).count() == 1
    assert not exposure_by_day(company, scope=Scope.of(viewer)).exists()


def test_a_risk_s_days_are_its_last_snapshots_in_one_query(
    company: Company, viewer: Scope, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    risk = make_risk(company=company, privileged=True)
    assume(risk)
    price_all()
    assume(risk, {**FIRE, "probability_horizon": 0.3})
    recalculate_stale(now=NOW + timedelta(minutes=1))
    price_all(days=1)

    with django_assert_num_queries(1):
        days = [(each.valuation_date, each.expected) for each in risk_by_day(risk)]

    assert days == [
        (TODAY, Decimal("1116310.25")),
        (TODAY + timedelta(days=1), Decimal("1116310.25")),
    ]
    assert not risk_by_day(risk).within(viewer).exists()
