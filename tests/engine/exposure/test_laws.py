"""Laws that hold for every register."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risks.engine.exposure.metrics import attribution
from tests.engine.exposure.registers import (
    Json,
    cents,
    contested_suit,
    event,
    governance,
    injunction,
    price_war,
    priced,
    suit,
)

TRIALS = 1024
chances = st.floats(min_value=0, max_value=1)
amounts = st.floats(min_value=1, max_value=1e8)
quick = settings(max_examples=25, deadline=None)


@given(
    chances, chances, st.sampled_from(["probability_horizon", "probability_per_year"])
)
@quick
def test_a_likelier_event_costs_no_less_in_any_trial(
    one: float, other: float, measure: str
) -> None:
    lower, higher = sorted((one, other))
    lesser: Json = {measure: lower}
    greater: Json = {measure: higher}

    less = cents(event(**lesser), trials=TRIALS)
    more = cents(event(**greater), trials=TRIALS)

    assert np.all(less <= more)


@given(chances, chances)
@quick
def test_a_larger_rate_costs_no_less_in_any_trial(one: float, other: float) -> None:
    lower, higher = sorted((one, other))

    less = cents(event(rate_per_year=lower), trials=TRIALS)
    more = cents(event(rate_per_year=higher), trials=TRIALS)

    assert np.all(less <= more)


@given(st.lists(amounts, min_size=4, max_size=4))
@quick
def test_a_dearer_event_costs_no_less_in_any_trial(drawn: list[float]) -> None:
    low, high, higher = sorted(drawn)[:3]

    less = cents(event(severity={"lognormal90": [low, high]}), trials=TRIALS)
    more = cents(event(severity={"lognormal90": [high, higher]}), trials=TRIALS)

    assert less.sum() <= more.sum()
    assert np.array_equal(less > 0, more > 0)


@given(chances)
@quick
def test_the_chance_of_loss_is_the_stated_one(probability: float) -> None:
    losses = cents(event(probability_horizon=probability, severity=1), trials=4096)

    error = np.sqrt(probability * (1 - probability) / 4096)
    assert abs((losses > 0).mean() - probability) <= 5 * error + 1e-3


@pytest.mark.parametrize("field", ["p_appeal", "p_reversed", "p_wilful"])
def test_a_node_of_a_suit_moves_the_cost_one_way(field: str) -> None:
    low, high = (
        priced(suit() | {field: chance}).portfolio.expected for chance in (0.2, 0.6)
    )

    assert (high > low) == (field == "p_wilful")


def scaled(value: Any, factor: float, *, key: str = "") -> Any:
    """A risk with all its money multiplied."""
    if isinstance(value, dict):
        return {name: scaled(item, factor, key=name) for name, item in value.items()}
    if isinstance(value, list) and key in {"pert", "lognormal90"}:
        return [item * factor for item in value]
    if isinstance(value, list):
        return [scaled(item, factor) for item in value]
    return value * factor if key in MONEY else value


MONEY = {"severity", "fee", "settlement", "ordinary_award", "wilful_award", "loss"} | {
    "revenue_per_year",
    "filter_once",
    "filter_monthly",
}


@pytest.mark.parametrize(
    "risk",
    [
        event(),
        contested_suit(),
        injunction(),
        governance(),
        price_war(probability_horizon=0.3),
    ],
    ids=lambda risk: str(risk["kind"]),
)
def test_ten_times_the_money_is_ten_times_the_loss_and_the_same_score(
    risk: Json,
) -> None:
    terms = {"trials": TRIALS, "discount_rate": 0.08}
    before = priced(risk, capacity=1e8, **terms)
    after = priced(scaled(risk, 10), capacity=1e9, **terms)

    assert after.total.dense() == pytest.approx(10 * before.total.dense(), abs=6)
    assert after.portfolio.score == pytest.approx(before.portfolio.score, abs=0.11)
    assert after.portfolio.p_positive == before.portfolio.p_positive


@given(st.lists(chances, min_size=2, max_size=5))
@quick
def test_the_tail_of_a_sum_is_no_larger_than_the_sum_of_the_tails(
    drawn: list[float],
) -> None:
    risks = [
        event(f"risk {index}", probability_horizon=p) for index, p in enumerate(drawn)
    ]

    result = priced(*risks, trials=TRIALS)

    apart = sum(metrics.tvar95 for metrics in result.risks.values())
    assert result.portfolio.tvar95 <= apart + 0.01 * len(risks)


@given(st.lists(chances, min_size=1, max_size=4))
@quick
def test_attribution_adds_up_to_the_tail_of_the_portfolio(drawn: list[float]) -> None:
    risks = [
        event(f"risk {index}", probability_horizon=p) for index, p in enumerate(drawn)
    ]
    result = priced(*risks, trials=TRIALS)

    parts = attribution(result.losses)

    assert list(parts) == list(result.losses)
    assert round(100 * sum(parts.values())) == round(100 * result.portfolio.tvar95)
    assert all(part >= 0 for part in parts.values())
