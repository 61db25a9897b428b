"""Laws that hold for every register."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.portfolio.tail import Tail
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
from tests.fuzz import examples

TRIALS = 1024
chances = st.floats(min_value=0, max_value=1)
quick = examples(25)


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

    apart = sum(Tail(each).mean_beyond(0.95) for each in result.losses.values())
    assert result.portfolio.tvar95 <= apart / 100 + 0.01 * len(risks)
