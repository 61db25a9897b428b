"""The general event against closed forms."""

import math

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from risks.engine.exposure.sampling.distributions import Lognormal90
from tests.engine.exposure.registers import (
    INTERVAL,
    Json,
    cents,
    event,
    is_near,
    priced,
)

SEVERITY = Lognormal90(low=1e5, high=1e6)
SEEDS = range(5)


def bernoulli_tvar(p: float, level: float) -> float:
    """p/(1−α)·e^{μ+σ²/2}·Φ(σ − z), z the normal quantile of 1 − (1−α)/p."""
    beyond = (1 - level) / p
    z = ndtri(1 - beyond) if beyond < 1 else -math.inf
    return float(p / (1 - level) * SEVERITY.mean * ndtr(SEVERITY.sigma - z))


def test_the_closed_form_of_the_tail_gives_the_published_figures() -> None:
    assert bernoulli_tvar(0.10, 0.95) == pytest.approx(612_479.21, abs=0.01)
    assert bernoulli_tvar(0.005, 0.99) == pytest.approx(202_000.64, abs=0.01)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_event_of_ten_percent_has_the_known_tail(seed: int) -> None:
    metrics = priced(event(f"event {seed}", probability_horizon=0.1)).portfolio

    assert metrics.expected == 40_400.13
    assert metrics.p_positive == pytest.approx(0.1, abs=4 * 0.3 / 256)
    assert metrics.p50 == 0
    assert metrics.p95 == pytest.approx(316_227.766, rel=0.05)
    assert metrics.p99 == pytest.approx(775_468.24, rel=0.08)
    assert metrics.tvar95 == pytest.approx(612_479.21, rel=0.05)


def test_a_rare_event_shows_in_the_tail_mean_though_not_in_the_quantile() -> None:
    metrics = priced(event(probability_horizon=0.005)).portfolio

    assert metrics.p99 == 0
    assert metrics.tvar99 == pytest.approx(202_000.64, rel=0.2)


def test_a_rate_brings_a_compound_poisson_loss() -> None:
    losses = cents(event(rate_per_year=0.5 / 3))

    assert is_near(losses, 202_000.641)
    assert np.std(losses) == pytest.approx(36_496_438.9, rel=0.03)
    assert (losses == 0).mean() == pytest.approx(0.60653066, abs=4 * 0.49 / 256)


def test_ten_percent_a_year_is_twenty_seven_over_thirty_six_months() -> None:
    yearly = cents(event(probability_per_year=0.1))
    over_horizon = cents(event(probability_horizon=1 - 0.9**3))

    assert (yearly > 0).mean() == pytest.approx(0.271, abs=0.007)
    assert np.array_equal(yearly > 0, over_horizon > 0)


def test_at_most_once_is_one_loss_at_most() -> None:
    losses = cents(event(probability_per_year=0.9, severity={"constant": 100}))

    assert set(losses.tolist()) == {0, 100_00}


def test_a_certain_event_happens_in_every_trial() -> None:
    losses = cents(event(probability_horizon=1, severity=1234.56), trials=1024)

    assert losses.tolist() == [123_456.0] * 1024


def test_an_impossible_event_never_costs_and_scores_nothing() -> None:
    metrics = priced(event(probability_horizon=0)).portfolio

    figures = metrics.as_json()
    assert figures.pop("exact") is True
    assert figures.pop("intervals") == {}
    assert set(figures.values()) == {0.0}


def test_a_loss_is_discounted_by_the_mean_factor_of_the_horizon() -> None:
    factor = (1 - 1.08**-3) / (3 * math.log(1.08))

    losses = cents(event(probability_horizon=1, severity=1000), discount_rate=0.08)

    assert losses[0] == round(1000_00 * factor)


@pytest.mark.parametrize(
    "frequency",
    [
        {"probability_horizon": {"pert": [0.05, 0.2, 0.5]}},
        {"rate_per_year": {"lognormal90": [0.05, 0.5]}},
    ],
)
def test_an_uncertain_frequency_keeps_a_closed_form(
    frequency: Json,
) -> None:
    result = priced(event(severity=INTERVAL, **frequency))

    assert result.portfolio.standard_error == 0
    assert is_near(result.total.dense(), result.portfolio.expected)


def test_an_uncertain_yearly_probability_is_averaged_with_its_error() -> None:
    result = priced(event(probability_per_year={"pert": [0.05, 0.2, 0.5]}))

    assert result.portfolio.standard_error > 0
    assert result.portfolio.expected == round(result.total.dense().mean()) / 100
