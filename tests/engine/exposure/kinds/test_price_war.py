"""A price war against its formula."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.kinds.parsing import parse_risk
from risks.engine.exposure.kinds.price_war import (
    PriceWar,
    least_loss_pass_through,
    margin_lost,
)
from tests.engine.exposure.registers import Json, cents, is_near, price_war, priced

shares = st.floats(min_value=0, max_value=0.99)


@pytest.mark.parametrize(
    ("pass_through", "expected"), [(0, 6_539_534.32), (1, 16_618_788.80)]
)
def test_the_loss_is_the_published_one(pass_through: float, expected: float) -> None:
    metrics = priced(price_war(pass_through=pass_through)).portfolio

    assert metrics.expected == metrics.p50 == expected


def test_one_can_stop_selling_so_that_the_margin_is_the_most_to_lose() -> None:
    assert cents(price_war(cut=0.7, pass_through=1), trials=1)[0] == 100 * 40e6


def test_a_war_never_gains() -> None:
    gaining = price_war(margin=0.1, own_elasticity=-5, pass_through=0.0, cut=0.0)

    assert cents(gaining, trials=1)[0] == 0


@given(shares, shares, shares)
def test_the_loss_stays_between_nought_and_the_margin(
    cut: float, follow: float, margin: float
) -> None:
    numbers = (np.array([number]) for number in (cut, follow, -1.5, 0.8, margin))

    assert 0 <= margin_lost(*numbers)[0] <= margin


def test_a_war_comes_at_most_once_with_its_probability() -> None:
    result = priced(price_war(probability_horizon=0.3))

    assert len(set(result.total.dense().tolist())) == 2
    assert is_near(result.total.dense(), 0.3 * 6_539_534.32)


def test_flows_are_discounted_from_a_trigger_within_the_horizon() -> None:
    monthly = 1.1 ** (1 / 12)
    annuity = (1 - monthly**-12) / (monthly - 1)
    trigger = (1 - 1.1**-3) / (3 * np.log(1.1))

    loss = cents(price_war(), trials=1, discount_rate=0.1)[0]

    assert loss == pytest.approx(653_953_432 * annuity / 12 * trigger, rel=1e-8)


def test_an_uncertain_revenue_keeps_the_closed_form_and_an_uncertain_cut_does_not() -> (
    None
):
    revenue = priced(price_war(revenue_per_year={"pert": [5e7, 1e8, 3e8]}))
    cut = priced(price_war(cut={"pert": [0.1, 0.2, 0.5]}))

    assert revenue.portfolio.standard_error == 0
    assert is_near(revenue.total.dense(), revenue.portfolio.expected)
    assert cut.portfolio.standard_error > 0


def test_a_cut_beyond_the_margin_or_the_evidence_is_cautioned() -> None:
    beyond = priced(price_war(cut=0.6, pass_through=1)).cautions

    assert priced(price_war()).cautions == ()
    assert len(beyond) == 2
    assert "pass_through × cut is 60 %, above the margin of 40 %" in beyond[0]
    assert beyond[1].startswith('risk "price-war": cut is 60 %')


GAINING: Json = {"margin": 0.5, "own_elasticity": -4, "cut": 0.2, "pass_through": 1}


def parsed_war(**fields: Any) -> PriceWar:
    war = parse_risk(price_war(**fields))
    assert isinstance(war, PriceWar)
    return war


def test_a_gain_counts_only_where_it_is_allowed() -> None:
    """a = 0.8, v = 0.8^-4·0.8^0.8: more is sold than the lower price gives away."""
    gained = 0.5 - 0.8**-4 * 0.8**0.8 * (0.8 - 0.5)

    floored = priced(price_war(**GAINING)).portfolio
    allowed = priced(price_war(**GAINING, gain_allowed=True)).portfolio

    assert floored.expected == floored.p50 == 0
    assert gained < 0
    assert allowed.expected == allowed.p50 == allowed.tvar95 == round(1e8 * gained, 2)
    assert (allowed.p_positive, allowed.score) == (0, 0)


def test_a_gain_sets_off_the_losses_of_other_risks() -> None:
    gain = price_war(**GAINING, gain_allowed=True)
    loss = price_war("other")

    total = priced(gain, loss).total.dense()

    assert np.array_equal(total, cents(gain) + cents(loss))


def test_a_possible_gain_keeps_the_closed_form() -> None:
    gain: Json = GAINING | {"revenue_per_year": {"pert": [5e7, 1e8, 3e8]}}

    result = priced(price_war(probability_horizon=0.3, gain_allowed=True, **gain))

    assert result.portfolio.standard_error == 0
    assert result.portfolio.expected < 0
    assert is_near(result.total.dense(), result.portfolio.expected)


@given(
    st.floats(min_value=0.01, max_value=0.9),
    st.floats(min_value=-6, max_value=-0.1),
    st.floats(min_value=0.05, max_value=0.95),
)
def test_no_pass_through_loses_less_than_the_best(
    cut: float, own: float, margin: float
) -> None:
    war = parsed_war(cut=cut, own_elasticity=own, margin=margin, gain_allowed=True)
    follow = np.linspace(0, 1, 1001)
    each = (np.full(1001, number) for number in (own, 0.8, margin))

    best, lost = least_loss_pass_through(war)

    lost_by_follow = margin_lost(np.full(1001, cut), follow, *each, gain_allowed=True)
    assert 0 <= best <= 1
    assert lost <= lost_by_follow.min() + 1e-9


def test_the_best_pass_through_meets_the_mark_up_of_a_monopolist() -> None:
    """Elasticity −3 at a unit cost of 0.6: the best price is 0.6·3/2 = 0.9."""
    best, lost = least_loss_pass_through(parsed_war(own_elasticity=-3))

    assert best == pytest.approx(0.5)
    assert lost == pytest.approx(0.4 - 0.9**-3 * 0.8**0.8 * 0.3)


def test_without_a_cut_there_is_nothing_to_follow() -> None:
    assert least_loss_pass_through(parsed_war(cut=0))[0] == 0


def test_a_war_may_come_several_times() -> None:
    often = price_war(rate_per_year=1)
    del often["probability_horizon"]

    losses = cents(often)

    assert is_near(losses, 3 * 6_539_534.32)
    assert losses.max() >= 8 * 653_953_432
