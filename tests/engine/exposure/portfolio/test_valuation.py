"""A sum of which a part moves equals the sum made anew."""

import numpy as np
import pytest

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.portfolio.metrics import Mean
from risks.engine.exposure.portfolio.portfolio import add_up, loss_hash
from risks.engine.exposure.portfolio.valuation import (
    measured,
    moved_sum,
    value_risk,
    value_sum,
)
from risks.engine.exposure.sampling.losses import Losses
from risks.engine.money import CENTS_LIMIT
from tests.engine.exposure.registers import event, parsed, price_war, suit

REGISTER = parsed(event("a"), suit(), price_war(probability_horizon=0.4))


def test_a_moved_sum_is_the_full_sum_to_the_bit() -> None:
    terms = REGISTER.terms
    old = {risk.id: value_risk(risk, terms=terms) for risk in REGISTER.risks}
    likelier = parsed(event("a", probability_horizon=0.2)).risk("a")
    new = old | {"a": value_risk(likelier, terms=terms)}

    moved = moved_sum(
        value_sum(old, old, terms=terms), [(old["a"], new["a"])], terms=terms
    )

    anew = value_sum(new, new, terms=terms)
    assert loss_hash(moved.losses) == loss_hash(anew.losses)
    assert moved.mean.cents == anew.mean.cents
    assert moved.metrics.tvar95 == anew.metrics.tvar95


def test_a_move_that_cannot_be_counted_is_refused() -> None:
    large = measured(
        Losses.of(np.array([CENTS_LIMIT - 2.0, 0.0])),
        Mean(cents=1),
        terms=REGISTER.terms,
    )
    nothing = measured(Losses.of(np.zeros(2)), Mean(cents=0), terms=REGISTER.terms)

    with pytest.raises(RegisterError, match="the total loss: can exceed"):
        moved_sum(large, [(nothing, large)], terms=REGISTER.terms)


def test_a_gain_may_not_hide_that_a_part_of_the_sum_is_too_large() -> None:
    large = Losses.of(np.array([CENTS_LIMIT - 2.0]))
    gain = Losses.of(np.array([-(CENTS_LIMIT - 2.0)]))
    means = {"a": Mean(cents=1), "b": Mean(cents=1)}

    with pytest.raises(RegisterError, match="the total loss: can exceed"):
        add_up({"a": large, "b": gain}, means)
