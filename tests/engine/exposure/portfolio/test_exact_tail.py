"""What happens at most once: its figures follow from its law, and from no trial."""

import math
from itertools import pairwise

import pytest
from scipy.special import ndtri

from risks.engine.exposure.portfolio.exact_tail import ExactTail
from risks.engine.exposure.portfolio.metrics import exceedance, measure
from risks.engine.exposure.portfolio.portfolio import law_of
from risks.engine.exposure.portfolio.register import price_register
from risks.engine.exposure.sampling.at_most_once import AtMostOnce
from risks.engine.exposure.sampling.distributions import (
    Constant,
    Distribution,
    Lognormal90,
    Pert,
)
from risks.engine.exposure.sampling.fixed_table import Table
from tests.engine.exposure.registers import (
    Json,
    event,
    parsed,
    price_war,
    priced,
    suit,
)

LOGNORMAL = Lognormal90(low=1e5, high=1e6)
SEVERITIES: list[Distribution] = [
    LOGNORMAL,
    Lognormal90(low=5e4, high=5e4),
    Pert(low=750, mode=5000, high=30000),
    Pert(low=750, mode=750, high=30000),
    Pert(low=0, mode=2e5, high=2e5),
    Pert(low=7, mode=7, high=7),
    Table(values=(0.0, 1e4, 5e5), chances=(0.2, 0.5, 0.3)),
    Constant(value=5e5),
]
EUROS: Json = {
    "valuation_date": "2026-05-27",
    "rates": [{"base": "EUR", "quote": "USD", "date": "2026-05-27", "rate": 1.1}],
}
LEVELS = [0.5, 0.9, 0.95, 0.99]


def tail(
    severity: Distribution, *, probability: float, factor: float = 1.0
) -> ExactTail:
    return ExactTail(
        AtMostOnce(probability=probability, severity=severity, factor=factor)
    )


def midpoints(severity: Distribution, *, probability: float) -> list[float]:
    """The loss at the middle of each of 200,000 equal shares of all outcomes."""
    count = 200_000
    ranks = (index + 0.5 for index in range(count))
    never = count * (1 - probability)
    return [
        0.0
        if rank < never
        else float(severity.upper_quantile(1 - (rank - never) / (count - never)))
        for rank in ranks
    ]


@pytest.mark.parametrize(
    ("probability", "level", "quantile", "mean"),
    [
        (0.1, 0.95, 316_227.77, 612_479.21),
        (0.1, 0.99, 775_468.24, 1_132_871.65),
        (0.005, 0.99, 0.00, 202_000.64),
        (1.0, 0.5, 316_227.77, 612_479.21),
        (0.0, 0.99, 0.00, 0.00),
    ],
)
def test_the_tail_of_a_lognormal_event_is_the_published_one(
    probability: float, level: float, quantile: float, mean: float
) -> None:
    exact = tail(LOGNORMAL, probability=probability)

    assert exact.quantile(level) == round(100 * quantile)
    assert exact.mean_beyond(level) == pytest.approx(100 * mean, abs=0.5)


@pytest.mark.parametrize("probability", [0.004, 0.05, 0.3, 1.0])
@pytest.mark.parametrize("severity", SEVERITIES, ids=repr)
def test_the_mean_beyond_is_that_of_the_worst_quantiles(
    severity: Distribution, probability: float
) -> None:
    losses = midpoints(severity, probability=probability)

    exact = tail(severity, probability=probability)

    for level in LEVELS:
        rank = round(level * len(losses))
        worst = losses[rank:]
        mean = math.fsum(worst) / len(worst)
        assert exact.mean_beyond(level) == pytest.approx(100 * mean, rel=2e-3, abs=0.5)
        assert exact.quantile(level) == pytest.approx(100 * losses[rank - 1], rel=2e-3)


@pytest.mark.parametrize("probability", [0.02, 0.3, 1.0])
@pytest.mark.parametrize("severity", SEVERITIES, ids=repr)
def test_the_chance_of_more_is_one_less_the_level_of_the_quantile(
    severity: Distribution, probability: float
) -> None:
    exact = tail(severity, probability=probability, factor=0.89)

    for level in LEVELS:
        edge = exact.quantile(level)
        assert exact.chance_over(edge) <= 1 - level + 1e-4
        assert edge == 0 or exact.chance_over(edge - 1) >= 1 - level - 1e-4
    assert exact.chance_over(-1) == 1
    assert exact.chance_over(0) == pytest.approx(
        probability * severity.survival(0.0), abs=1e-12
    )


@pytest.mark.parametrize("severity", SEVERITIES, ids=repr)
def test_the_curve_falls_and_each_point_is_the_chance_of_that_loss_or_more(
    severity: Distribution,
) -> None:
    law = AtMostOnce(probability=0.2, severity=severity, factor=1.0)

    curve = ExactTail(law).curve(50)

    assert 1 <= len(curve) <= 50
    for (loss, chance), (larger, rarer) in pairwise(curve):
        assert loss < larger
        assert chance >= rarer > 0
    assert all(chance == ExactTail(law).chance_over(loss - 1) for loss, chance in curve)


def test_two_amounts_of_a_table_are_two_steps_of_the_curve() -> None:
    table = Table(values=(1e4, 5e5), chances=(0.75, 0.25))

    curve = tail(table, probability=0.4).curve(50)

    assert curve == [(1e6, 0.4), (5e7, 0.1)]


@pytest.mark.parametrize("loadings", [{}, {"macro": "strong"}])
def test_the_figures_of_a_rare_event_do_not_depend_on_its_name(loadings: Json) -> None:
    found = {
        priced(
            event(f"event {seed}", probability_horizon=0.005, loadings=loadings),
            drivers=["macro"],
            trials=64,
        ).portfolio.tvar99
        for seed in range(200)
    }

    assert found == {202_000.64}


@pytest.mark.parametrize(
    "risk",
    [
        event(probability_horizon={"pert": [0.05, 0.1, 0.3]}),
        event(probability_per_year=0.1, severity={"pert": [1e3, 2e4, 9e5]}),
        event(severity={"table": [[1e4, 0.9], [5e5, 0.1]]}, currency="EUR"),
        price_war(
            probability_horizon=0.2, revenue_per_year={"lognormal90": [5e7, 2e8]}
        ),
    ],
    ids=["uncertain", "per year", "foreign", "price war"],
)
def test_the_trials_agree_with_the_law(risk: Json) -> None:
    register = parsed(risk, discount_rate=0.08, **EUROS)
    result = price_register(register)

    exact = result.portfolio
    trials = measure(result.total, capacity=1e7)

    assert exact.is_exact
    assert not trials.is_exact
    assert exact.p_positive == pytest.approx(trials.p_positive, abs=0.006)
    assert exact.tvar95 == pytest.approx(trials.tvar95, rel=0.05)
    low, high = trials.intervals["p99"]
    assert low <= exact.p99 <= high
    law = law_of(register.risks[0], terms=register.terms)
    curve = exceedance(result.total, law=law)
    assert curve[0][1] == pytest.approx(exact.p_positive, rel=0.05)


@pytest.mark.parametrize(
    "risk",
    [
        event(rate_per_year=0.1),
        event(probability_per_year={"pert": [0.05, 0.1, 0.3]}),
        price_war(cut={"pert": [0.1, 0.2, 0.3]}),
        price_war(
            pass_through=0.5,
            own_elasticity=-8,
            cross_elasticity=0.1,
            gain_allowed=True,
        ),
        suit(),
    ],
    ids=["rate", "per year", "uncertain cut", "gain", "suit"],
)
def test_what_has_no_law_is_of_the_trials(risk: Json) -> None:
    assert not priced(risk, trials=1024).portfolio.is_exact


def test_a_war_that_loses_nothing_is_exact_and_nought() -> None:
    harmless = price_war(cut=0, probability_horizon=0.5)

    metrics = priced(harmless, trials=1024).portfolio

    assert (metrics.is_exact, metrics.p_positive, metrics.score) == (True, 0, 0)


def test_a_portfolio_an_entity_and_a_category_of_one_risk_are_that_risk() -> None:
    alone = priced(event(entity="WFOE", category="cyber"), trials=4096)
    together = priced(event(entity="WFOE"), event("other"), trials=4096)

    only = alone.risks["event"]
    assert alone.portfolio == only
    assert alone.groups["entity"]["WFOE"] == alone.groups["category"]["cyber"] == only
    assert together.groups["entity"]["WFOE"] == only
    assert not together.portfolio.is_exact


def test_the_one_part_of_a_portfolio_of_one_risk_is_the_whole_of_it() -> None:
    alone = priced(event(), trials=4096)

    assert alone.shares() == {
        "tvar95": {"event": 612_479.21},
        "p95": {"event": 316_227.77},
    }


def test_the_parts_of_several_exact_risks_add_up_to_the_trials_of_the_sum() -> None:
    several = priced(event("a"), event("b", probability_horizon=0.3), trials=4096)

    for measured, parts in several.shares().items():
        whole = getattr(several.portfolio, measured)
        assert sum(round(100 * part) for part in parts.values()) == round(100 * whole)


def test_an_appetite_on_the_very_loss_is_not_exceeded() -> None:
    for severity in (0.29, 1e4 / 3, 98_765.43):
        fixed = event(severity=severity, probability_horizon=0.5)

        metrics = priced(fixed, trials=64, appetite=round(severity, 2)).portfolio

        assert metrics.p_over_appetite == 0


def test_a_quarter_of_a_lognormal_is_beyond_its_upper_quartile() -> None:
    quartile = math.exp(LOGNORMAL.mu + LOGNORMAL.sigma * float(ndtri(0.75)))

    assert LOGNORMAL.upper_quantile(0.25) == pytest.approx(quartile)
    assert LOGNORMAL.survival(quartile) == pytest.approx(0.25)
