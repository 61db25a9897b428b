"""The quick quantile of a PERT against the inverse incomplete beta function."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaincinv, ndtr

from risks.engine.exposure.sampling.pert import fraction
from tests.fuzz import examples

NORMAL = np.concatenate(
    [np.linspace(-5, 5, 2001), np.random.default_rng(1).standard_normal(2000)]
)
modes = st.floats(min_value=0, max_value=1)


@given(modes)
@examples(60)
def test_it_is_the_inverse_to_nine_digits(mode: float) -> None:
    exact = betaincinv(1 + 4 * mode, 5 - 4 * mode, ndtr(NORMAL))

    assert fraction(NORMAL, mode=mode) == pytest.approx(exact, rel=1e-9, abs=0)


@given(modes)
@examples(30)
def test_its_upper_end_is_the_lower_end_of_the_mirrored_shape(mode: float) -> None:
    upper = np.linspace(1, 5, 101)

    below = fraction(-upper, mode=1 - mode)

    assert 1 - fraction(upper, mode=mode) == pytest.approx(below, rel=0, abs=1e-9)


def test_the_far_tail_of_a_power_law_is_exact() -> None:
    """With its mode at the low end the quantile is 1 − (1 − u)^(1/5)."""
    far = np.linspace(-8.3, 0, 500)
    exact = -np.expm1(np.log1p(-ndtr(far)) / 5)

    assert fraction(far, mode=0.0) == pytest.approx(exact, rel=1e-9, abs=0)


@given(modes)
@examples(30)
def test_more_luck_never_draws_less_and_nothing_leaves_the_range(mode: float) -> None:
    drawn = fraction(np.linspace(-9, 9, 5001), mode=mode)

    assert np.all(np.diff(drawn) >= 0)
    assert drawn[0] > 0
    assert drawn[-1] <= 1


def test_what_was_asked_before_changes_no_bit() -> None:
    alone = fraction(NORMAL, mode=0.3)
    for mode in np.linspace(0, 1, 100):
        fraction(NORMAL[:1], mode=float(mode))

    assert fraction(NORMAL, mode=0.3).tolist() == alone.tolist()
