"""Money, percentages and scores as every medium shows them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.formats import (
    CURRENCIES,
    LANGUAGES,
    SCALES,
    Language,
    booked,
    difference,
    money,
    number,
    percent,
    score,
    score_difference,
)

amounts = st.decimals(
    min_value=0, max_value=10**15, places=2, allow_nan=False, allow_infinity=False
)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "US$0"),
        (Decimal("0.50"), "US$0"),
        (Decimal("1.50"), "US$2"),
        (999, "US$999"),
        (999.5, "US$1.00 k"),
        (1_000, "US$1.00 k"),
        (1_005, "US$1.00 k"),
        (1_015, "US$1.02 k"),
        (999_499, "US$999 k"),
        (999_500, "US$1.00 m"),
        (999_950, "US$1.00 m"),
        (20_500_000, "US$20.5 m"),
        (75_000_000, "US$75.0 m"),
        (999_499_999, "US$999 m"),
        (999_500_000, "US$1.00 bn"),
        (1_045_000_000, "US$1.04 bn"),
        (Decimal("1050000000.00"), "US$1.05 bn"),
        (1_055_000_000, "US$1.06 bn"),
        (2_500_000_000_000, "US$2,500 bn"),
        (-465_000_000, "−US$465 m"),
    ],
)
def test_an_estimate_has_three_figures_and_a_scale(
    amount: Decimal | float, words: str
) -> None:
    assert money(amount, "USD") == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0美元"),
        (999.5, "1,000美元"),
        (53_412, "53,400美元"),
        (999_950, "1.00百萬美元"),
        (20_500_000, "20.5百萬美元"),
        (99_950_000, "100百萬美元"),
        (465_000_000, "465百萬美元"),
        (1_050_000_000, "10.5億美元"),
        (-20_500_000, "−20.5百萬美元"),
    ],
)
def test_chinese_counts_in_its_own_scales(amount: float, words: str) -> None:
    assert money(amount, "USD", language="zh-hant") == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "RMB 1,234,567.89"),
        ("zh-hant", "人民幣1,234,567.89元"),
    ],
)
def test_a_booked_amount_keeps_its_cents(language: Language, words: str) -> None:
    assert booked(Decimal("1234567.89"), "CNY", language=language) == words


def test_a_currency_without_a_sign_is_named_by_its_code() -> None:
    assert money(1_250, "SEK") == "SEK 1.25 k"
    assert money(1_250, "SEK", language="zh-hant") == "SEK 1,250"


@given(amount=amounts, language=st.sampled_from(LANGUAGES))
def test_a_stored_amount_and_its_frozen_copy_read_the_same(
    amount: Decimal, language: Language
) -> None:
    frozen = float(amount)

    assert money(frozen, "USD", language=language) == money(
        amount, "USD", language=language
    )


@given(amount=amounts)
def test_what_is_read_is_within_half_a_unit_of_the_third_figure(
    amount: Decimal,
) -> None:
    figure, _, scale = money(amount, "USD").removeprefix("US$").partition(" ")
    units = {each.name.strip(): each.unit for each in SCALES["en"]}

    read = Decimal(figure.replace(",", "")) * units.get(scale, 1)

    assert abs(read - amount) <= max(amount / 200, Decimal("0.5"))


def test_every_language_knows_the_same_currencies() -> None:
    known = {frozenset(CURRENCIES[language]) for language in LANGUAGES}

    assert len(known) == 1


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0 %"),
        (0.0004, "<0.1 %"),
        (0.0005, "0 %"),
        (0.004, "0.4 %"),
        (0.01, "1 %"),
        (0.0345, "3.4 %"),
        (0.0355, "3.6 %"),
        (0.0996, "10 %"),
        (0.125, "12 %"),
        (0.135, "14 %"),
        (1.19, "119 %"),
    ],
)
def test_a_percentage_has_a_decimal_below_ten(share: float, words: str) -> None:
    assert percent(share) == words


def test_chinese_sets_no_space_before_the_sign() -> None:
    assert percent(0.25, language="zh-hant") == "25%"


def test_a_difference_carries_its_sign() -> None:
    assert difference(1_250_000, "USD") == "+US$1.25 m"
    assert difference(-1_250_000, "USD") == "−US$1.25 m"
    assert difference(0.0, "USD") == "none"
    assert difference(0, "USD", language="zh-hant") == "無"


def test_the_largest_number_can_be_written() -> None:
    assert number(1.7e308).startswith("170,000,")


def test_nothing_is_not_written_as_less_than_nothing() -> None:
    assert (number(-0.2), score(-0.04)) == ("0", "0.0")


def test_a_score_is_rounded_to_even() -> None:
    assert (score(62.25), score(62.35)) == ("62.2", "62.4")


def test_a_difference_of_scores_carries_its_sign() -> None:
    assert score_difference(0.5) == "+0.5"
    assert score_difference(-0.5) == "−0.5"
    assert score_difference(0.0) == "none"
