"""The engine against the law of its sums, found without trials by other formulas."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from risks.engine.exposure.portfolio.metrics import Metrics
from tests.engine.exposure.oracle import (
    Cdf,
    Law,
    Peril,
    Vector,
    constant,
    law,
    lognormal,
    pert,
)
from tests.engine.exposure.registers import (
    INTERVAL,
    STANDARD_ERRORS,
    Json,
    event,
    priced,
)

SEEDS = range(20)
TRIALS = 65_536
STEP = 1000.0  # currency units
YEARS = 3
FACTOR = (1 - 1.08**-YEARS) / (YEARS * math.log(1.08))  # the mean of 1.08^-t

USUAL = lognormal(1e5, 1e6)
KINDS: tuple[Json, ...] = (
    {"severity": INTERVAL, "probability_horizon": 0.1},
    {"severity": INTERVAL, "probability_per_year": 0.03},
    {"severity": INTERVAL, "rate_per_year": 0.04},
    {"severity": {"lognormal90": [2e4, 8e5]}, "rate_per_year": 0.1},
    {"severity": {"lognormal90": [3e5, 4e6]}, "probability_horizon": 0.01},
    {"severity": {"pert": [5e4, 2e5, 1.5e6]}, "probability_per_year": 0.05},
    {"severity": {"pert": [1e5, 9e5, 1e6]}, "rate_per_year": 0.02},
    {"severity": {"pert": [3e5, 3e5, 4e6]}, "probability_horizon": 0.04},
    {"severity": {"constant": 250_000}, "probability_horizon": 0.2},
    {"severity": {"constant": 40_000}, "rate_per_year": 0.3},
)
COSTS: Mapping[str, Callable[..., Cdf]] = {
    "lognormal90": lognormal,
    "pert": pert,
    "constant": constant,
}


def peril(kind: Json) -> Peril:
    """A kind of event in the oracle's words."""
    ((way, numbers),) = kind["severity"].items()
    cdf = COSTS[way](*np.atleast_1d(numbers), factor=FACTOR)
    if "rate_per_year" in kind:
        return Peril(cdf=cdf, stated=YEARS * kind["rate_per_year"])
    yearly = kind.get("probability_per_year", 0.0)
    chance = kind.get("probability_horizon", 1 - (1 - yearly) ** YEARS)
    return Peril(cdf=cdf, stated=chance, at_most_once=True)


@cache
def answer(*, of_each: int, loading: float = 0.0) -> Law:
    perils = [replace(peril(kind), count=of_each, loading=loading) for kind in KINDS]
    return law(perils, step=STEP)


@cache
def simulated(seed: int, *, of_each: int, loading: float = 0.0) -> Metrics:
    """Of a register whose every name, and so every draw, is the seed's own."""
    driver = f"driver {seed}"
    loadings = {driver: loading} if loading else {}
    risks = [
        event(f"{seed}.{number}.{copy}", loadings=loadings, **kind)
        for number, kind in enumerate(KINDS)
        for copy in range(of_each)
    ]
    return priced(*risks, discount_rate=0.08, drivers=[driver]).portfolio


def p95_errors(*, of_each: int, loading: float = 0.0) -> Vector:
    """Relative to the oracle, by seed."""
    known = answer(of_each=of_each, loading=loading).quantile(0.95)
    found = [simulated(seed, of_each=of_each, loading=loading).p95 for seed in SEEDS]
    return np.array(found) / known - 1


def p95_standard_error(*, of_each: int, loading: float = 0.0) -> float:
    """Of the order statistic, √(α(1−α)/T) ÷ f, relative to the P95."""
    known = answer(of_each=of_each, loading=loading)
    p95 = known.quantile(0.95)
    return math.sqrt(0.95 * 0.05 / TRIALS) / known.density(p95) / p95


def test_the_oracle_knows_a_compound_poisson_loss() -> None:
    found = law([Peril(cdf=USUAL, stated=0.5)], step=STEP)

    assert found.mean == pytest.approx(202_000.641, rel=1e-5)
    assert found.deviation == pytest.approx(364_964.389, rel=1e-5)
    assert found.nought == pytest.approx(0.60653066, abs=1e-8)


def test_the_oracle_knows_an_event_of_ten_percent() -> None:
    found = law([Peril(cdf=USUAL, stated=0.1, at_most_once=True)], step=STEP)

    assert found.nought == pytest.approx(0.9)
    assert found.quantile(0.95) == pytest.approx(316_227.766, abs=1)
    assert found.quantile(0.99) == pytest.approx(775_468.24, abs=10)
    assert found.tail_mean(0.95) == pytest.approx(612_479.21, rel=1e-5)


def test_the_oracle_knows_an_event_of_half_a_percent() -> None:
    found = law([Peril(cdf=USUAL, stated=0.005, at_most_once=True)], step=STEP)

    assert found.quantile(0.99) < STEP
    assert found.tail_mean(0.99) == pytest.approx(202_000.64, rel=1e-5)


def test_the_oracle_knows_a_pert_with_its_moments() -> None:
    certain = Peril(cdf=pert(750, 5000, 30_000), stated=1, at_most_once=True)

    found = law([certain], step=10.0)

    assert found.mean == pytest.approx(8458.3333, abs=0.01)
    assert found.deviation**2 == pytest.approx(23_721_478.17, rel=1e-5)


@pytest.mark.parametrize("loading", [0.2, 0.6])
def test_in_the_oracle_a_driver_leaves_one_event_as_it_is(loading: float) -> None:
    once = Peril(cdf=USUAL, stated=0.1, at_most_once=True)

    alone = law([once], step=STEP)
    moved = law([replace(once, loading=loading)], step=STEP)

    assert moved.masses == pytest.approx(alone.masses, abs=1e-12)


def test_the_oracle_finds_the_published_weight_of_a_driver() -> None:
    """docs/decisions/0005: the P95 of 300 risks of 5 % grows by 48 %."""
    apart = Peril(cdf=USUAL, stated=0.05, at_most_once=True, count=300)
    together = replace(apart, loading=0.6)

    growth = law([together], step=STEP).quantile(0.95) / law(
        [apart], step=STEP
    ).quantile(0.95)

    assert growth == pytest.approx(1.48, abs=0.005)


@pytest.mark.parametrize("loading", [0.0, 0.4])
def test_engine_and_oracle_expect_the_same(loading: float) -> None:
    known = answer(of_each=3, loading=loading)

    found = simulated(0, of_each=3, loading=loading)

    assert found.expected == pytest.approx(known.mean, rel=1e-3)


@pytest.mark.parametrize(
    ("of_each", "loading"),
    [(2, 0.0), (10, 0.0), (3, 0.4), pytest.param(3, 0.6, marks=pytest.mark.proof)],
)
def test_the_p95_is_within_four_standard_errors_for_every_seed(
    of_each: int, loading: float
) -> None:
    errors = p95_errors(of_each=of_each, loading=loading)

    allowed = p95_standard_error(of_each=of_each, loading=loading)
    assert np.abs(errors).max() < STANDARD_ERRORS * allowed


def test_over_the_seeds_the_p95_of_a_hundred_risks_is_within_one_percent() -> None:
    errors = p95_errors(of_each=10)

    assert math.sqrt(np.mean(errors**2)) < 0.01
    assert abs(errors.mean()) < STANDARD_ERRORS * errors.std() / math.sqrt(errors.size)


@pytest.mark.parametrize("loading", [0.0, 0.6])
def test_the_chance_of_no_loss_and_the_mean_of_the_tail_agree(loading: float) -> None:
    known = answer(of_each=1, loading=loading)

    found = simulated(0, of_each=1, loading=loading)

    error = math.sqrt(known.nought * (1 - known.nought) / TRIALS)
    assert 1 - found.p_positive == pytest.approx(known.nought, abs=4 * error)
    assert found.tvar95 == pytest.approx(known.tail_mean(0.95), rel=0.02)
