"""Intervals hold the true figure as often as they say."""

import math
from functools import cache

import pytest

from risks.engine.exposure.portfolio.intervals import (
    amount_interval,
    score_interval,
    score_margin,
)
from risks.engine.exposure.portfolio.metrics import Metrics, measure, simulated_mean
from tests.engine.exposure.registers import Json, event, price_war, priced, suit

KEYS = 200
SHARES = ["tvar95", "tvar99", "score"]
QUANTILES = ["p50", "p90", "p95", "p99"]
LEAST = 0.91  # four in a thousand of 200 runs at 95 % come out below
CAPACITY = 1e7

LIKELY = event(probability_horizon=0.6)
RARE = event(probability_horizon=0.005)
UNSURE = price_war(probability_horizon=0.3, cut={"pert": [0.1, 0.2, 0.4]})


@cache
def runs(kind: str) -> list[Metrics]:
    """The figures of the trials, whatever is known besides, under many keys."""
    risk = {"likely": LIKELY, "rare": RARE, "unsure": UNSURE}[kind]
    found = (priced(risk | {"id": f"{kind} {key}"}).total for key in range(KEYS))
    return [measure(losses, capacity=CAPACITY) for losses in found]


def coverage(kind: str, name: str, truth: float) -> float:
    held = 0
    for metrics in runs(kind):
        low, high = metrics.intervals[name]
        held += low <= truth <= high
    return held / KEYS


@pytest.mark.parametrize("name", [*QUANTILES, *SHARES])
@pytest.mark.parametrize(("kind", "risk"), [("likely", LIKELY), ("rare", RARE)])
def test_an_interval_holds_the_exact_figure_in_95_of_100_runs(
    kind: str, risk: Json, name: str
) -> None:
    exact = priced(risk).portfolio

    assert exact.is_exact
    assert coverage(kind, name, getattr(exact, name)) >= LEAST


@pytest.mark.parametrize("name", [*QUANTILES, *SHARES])
def test_an_interval_holds_the_mean_of_all_runs(name: str) -> None:
    truth = math.fsum(getattr(each, name) for each in runs("unsure")) / KEYS

    assert coverage("unsure", name, truth) >= LEAST


@pytest.mark.parametrize("kind", ["likely", "rare", "unsure"])
def test_a_simulated_mean_lies_within_two_standard_errors_in_95_of_100_runs(
    kind: str,
) -> None:
    means = [each.expected for each in runs(kind)]
    truth = math.fsum(means) / KEYS

    held = sum(
        abs(each.expected - truth) <= 1.96 * each.standard_error for each in runs(kind)
    )

    assert held / KEYS >= LEAST


@pytest.mark.parametrize("kind", ["likely", "unsure"])
def test_no_interval_is_wider_than_it_needs_to_be(kind: str) -> None:
    """The spread of the runs is what the standard error says."""
    found = [each.tvar95 for each in runs(kind)]
    mean = math.fsum(found) / KEYS
    spread = math.sqrt(math.fsum((each - mean) ** 2 for each in found) / KEYS)

    errors = math.fsum(each.tvar95_error for each in runs(kind)) / KEYS
    assert errors == pytest.approx(spread, rel=0.15)


def test_the_interval_of_the_score_is_that_of_the_money_behind_it() -> None:
    found = priced(suit(), capacity=1e9).portfolio

    low, high = found.intervals["score"]
    assert low < found.score < high
    assert high - low == pytest.approx(2 * found.score_margin, abs=0.11)


def test_an_exact_figure_has_no_interval() -> None:
    metrics = priced(event()).portfolio

    assert metrics.intervals == {}
    assert (metrics.tvar95_error, metrics.score_margin) == (0, 0)


def test_a_score_beyond_the_scale_has_an_interval_on_it() -> None:
    ends = score_interval(
        expected=3e7, tvar95=5e7, mean_error=0, tail_error=1e6, capacity=1e7
    )

    assert ends == (100, 100)


def test_an_interval_around_a_gain_goes_either_way() -> None:
    assert amount_interval(-100.0, error=10.0) == (-119.6, -80.4)
    assert amount_interval(0.0, error=0.0) == (0, 0)
    assert score_margin(expected=0, tvar95=0, mean_error=0, tail_error=0) == 0


def test_an_error_of_a_tail_of_gains_counts_the_trials_without_any() -> None:
    gains = priced(
        price_war(
            pass_through={"pert": [0.3, 0.5, 0.9]},
            own_elasticity=-8,
            cross_elasticity=0.1,
            gain_allowed=True,
            probability_horizon=0.98,
        )
    ).total

    metrics = measure(gains, capacity=CAPACITY)

    assert simulated_mean(gains).cents < 0
    low, high = metrics.intervals["tvar95"]
    assert low <= metrics.tvar95 <= high
