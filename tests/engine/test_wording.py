"""Money and moves as a person reads them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.wording import (
    CurrentExposure,
    because,
    change,
    difference,
    money,
    points,
)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "US$0"),
        (999, "US$999"),
        (999.5, "US$1.0 k"),
        (1_000, "US$1.0 k"),
        (999_949, "US$999.9 k"),
        (999_950, "US$1.0 m"),
        (75_000_000, "US$75.0 m"),
        (Decimal("1050000000.00"), "US$1.0 bn"),
        (-465_000_000, "−US$465.0 m"),
    ],
)
def test_money_has_one_decimal_and_a_scale(amount: Decimal, words: str) -> None:
    assert money(amount, "USD") == words


@given(st.integers(min_value=0, max_value=10**14))
def test_no_money_is_read_as_a_thousand_of_a_smaller_scale(amount: int) -> None:
    words = money(amount, "USD")

    assert not words.startswith("US$1,000") or words.endswith("bn")


def current_exposure(expected: int, score: float) -> CurrentExposure:
    return CurrentExposure(expected=Decimal(expected), score=score)


def test_a_rise_names_the_size_and_both_ends() -> None:
    before, after = current_exposure(4_100_000, 71.2), current_exposure(5_300_000, 73.9)

    words = change(before, after, currency="USD")

    assert words == (
        "Expected loss up US$1.2 m (US$4.1 m → US$5.3 m), score 71.2 → 73.9"
    )


def test_a_fall_is_down_and_an_equal_score_is_named_once() -> None:
    words = change(
        current_exposure(2_000, 50.0), current_exposure(1_000, 50.0), currency="EUR"
    )

    assert words == "Expected loss down €1.0 k (€2.0 k → €1.0 k), score 50.0"


def test_causes_are_joined_and_end_with_one_full_stop() -> None:
    assert because("Moved", ["One.", "two"]) == "Moved: One; two."


def test_a_difference_carries_its_sign() -> None:
    assert difference(1_250_000, "USD") == "+US$1.2 m"
    assert difference(-1_250_000, "USD") == "−US$1.2 m"
    assert difference(0.0, "USD") == "none"


def test_points_carry_their_sign() -> None:
    assert points(0.5) == "+0.5"
    assert points(-0.5) == "−0.5"
    assert points(0.0) == "none"
