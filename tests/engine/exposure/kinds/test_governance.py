"""Governance events and their tiers."""

import numpy as np
import pytest

from tests.engine.exposure.registers import cents, governance, is_near, priced


def tier(name: str, q: float, loss: object) -> dict[str, object]:
    return {"name": name, "q": q, "loss": loss}


def test_the_expected_loss_is_rate_times_horizon_times_the_mean_tier() -> None:
    tiers = [tier("fine", 0.7, 1e6), tier("delisting", 0.3, 1e8)]

    result = priced(governance(rate_per_year=0.2, tiers=tiers))

    assert result.portfolio.expected == 0.6 * (0.7e6 + 30e6)
    assert is_near(result.total.dense(), result.portfolio.expected)


def test_uncertain_losses_keep_the_closed_form() -> None:
    result = priced(governance(), discount_rate=0.08)

    assert result.portfolio.standard_error == 0
    assert is_near(result.total.dense(), result.portfolio.expected)


def test_each_tier_falls_in_its_share_of_the_events() -> None:
    tiers = [tier("fine", 0.9, 1), tier("delisting", 0.1, 1000)]

    losses = cents(governance(rate_per_year=0.5, tiers=tiers))

    severe = np.sum(losses // 1000_00)
    small = np.sum(losses % 1000_00) / 100
    assert severe / (severe + small) == pytest.approx(0.1, abs=0.005)


def test_several_events_may_fall_in_one_trial() -> None:
    losses = cents(governance(rate_per_year=1, tiers=[tier("fine", 1, 1)]))

    assert losses.max() >= 8_00
    assert np.var(losses / 100) == pytest.approx(3, rel=0.05)


def test_a_larger_rate_adds_events_and_moves_none() -> None:
    few, many = cents(governance()), cents(governance(rate_per_year=0.25))

    assert np.all(many >= few)
    assert many.sum() > few.sum()


def test_a_dearer_tier_leaves_the_others_alone() -> None:
    tiers = [tier("fine", 0.5, 1), tier("suspension", 0.5, 10)]
    dearer = [tiers[0], tier("suspension", 0.5, 20)]

    before, after = cents(governance(tiers=tiers)), cents(governance(tiers=dearer))

    assert np.array_equal((after - before) % 10_00, np.zeros(before.size))
    assert np.all(after >= before)
