"""What moved, and why, as a person reads it."""

from decimal import Decimal

from risks.engine.sentences.change import CurrentExposure, because, change


def current_exposure(expected: int, score: float) -> CurrentExposure:
    return CurrentExposure(expected=Decimal(expected), score=score)


def test_a_rise_names_the_size_and_both_ends() -> None:
    before, after = current_exposure(4_100_000, 71.2), current_exposure(5_300_000, 73.9)

    words = change(before, after, currency="USD")

    assert words == (
        "Expected loss up US$1.20 m (US$4.10 m → US$5.30 m), score 71.2 → 73.9"
    )


def test_a_fall_is_down_and_an_equal_score_is_named_once() -> None:
    words = change(
        current_exposure(2_000, 50.0), current_exposure(1_000, 50.0), currency="EUR"
    )

    assert words == "Expected loss down €1.00 k (€2.00 k → €1.00 k), score 50.0"


def test_causes_are_joined_and_end_with_one_full_stop() -> None:
    assert because("Moved", ["One.", "two"]) == "Moved: One; two."
