"""Whole cents in float64, exact."""

import numpy as np
import pytest

from risks.engine.money import (
    CENTS_LIMIT,
    exact_sum,
    is_countable,
    units,
    whole_cents,
)


def test_amounts_become_whole_cents_with_halves_to_even() -> None:
    cents = whole_cents(np.array([1.004, 1.006, 0.125, 0.375]))

    assert cents.tolist() == [100, 101, 12, 38]


def test_cents_become_currency_units_to_the_cent() -> None:
    assert units(123456.4) == 1234.56


def test_the_sum_of_the_largest_amounts_does_not_overflow() -> None:
    largest = np.full(65_536, float(CENTS_LIMIT - 1))

    assert exact_sum(largest) == 65_536 * (CENTS_LIMIT - 1)


def test_the_sum_does_not_depend_on_the_order() -> None:
    rng = np.random.default_rng(1)
    cents = rng.integers(0, CENTS_LIMIT, 1000).astype(np.float64)

    assert exact_sum(cents) == exact_sum(cents[::-1]) == sum(map(int, cents))


@pytest.mark.parametrize("amount", [CENTS_LIMIT, -CENTS_LIMIT, np.inf, np.nan])
def test_what_float64_cannot_count_to_the_cent_is_not_countable(amount: float) -> None:
    assert is_countable(np.array([0.0, CENTS_LIMIT - 1]))
    assert not is_countable(np.array([0.0, amount]))
