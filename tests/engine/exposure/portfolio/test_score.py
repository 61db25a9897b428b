"""The score and its bands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.portfolio.score import Band, amount, band, score

money = st.floats(min_value=0, max_value=1e12)


def of(loss: float) -> float:
    return score(expected=loss, tvar95=loss, capacity=1e6)


def test_a_loss_of_the_capacity_scores_a_hundred() -> None:
    assert of(1e6) == 100


@pytest.mark.parametrize("halvings", range(1, 10))
def test_ten_points_are_twice_the_money(halvings: int) -> None:
    assert of(1e6 / 2**halvings) == 100 - 10 * halvings


def test_the_score_ends_at_nought_and_a_hundred() -> None:
    assert of(1e9) == 100
    assert of(1) == of(0) == 0


def test_half_of_it_is_the_mean_and_half_the_tail() -> None:
    assert amount(expected=1e5, tvar95=9e5) == 5e5
    assert score(expected=1e5, tvar95=9e5, capacity=1e6) == 90


@given(money, money, money)
def test_more_money_never_scores_less(mean: float, tail: float, more: float) -> None:
    before = score(expected=mean, tvar95=tail, capacity=1e6)

    assert score(expected=mean + more, tvar95=tail, capacity=1e6) >= before
    assert score(expected=mean, tvar95=tail + more, capacity=1e6) >= before


@pytest.mark.parametrize(
    ("points", "name"),
    [
        (100, "critical"),
        (80, "critical"),
        (79.9, "high"),
        (65, "high"),
        (64.9, "moderate"),
        (50, "moderate"),
        (49.9, "low"),
        (30, "low"),
        (29.9, "minimal"),
        (0, "minimal"),
    ],
)
def test_the_bands_are_by_money(points: float, name: Band) -> None:
    assert band(points) == name
