"""What a vector of losses says."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import bdtr

from risks.engine.exposure.portfolio.metrics import (
    Mean,
    exceedance,
    measure,
    simulated_mean,
)
from risks.engine.exposure.portfolio.shares import attribution, contribution_to_p95
from risks.engine.exposure.portfolio.tail import Tail, interval_ranks
from risks.engine.exposure.sampling.losses import Losses, total_of
from risks.engine.money import Vector

HUNDRED = np.arange(1, 101, dtype=np.float64)

gains = st.lists(
    st.integers(min_value=-(10**9), max_value=10**9) | st.just(0),
    min_size=16,
    max_size=16,
).map(lambda cents: np.array(cents, dtype=np.float64))
vectors = st.lists(
    st.integers(min_value=0, max_value=10**9), min_size=16, max_size=16
).map(lambda cents: np.array(cents, dtype=np.float64))


@pytest.mark.parametrize(
    ("level", "rank"), [(0.5, 50), (0.9, 90), (0.95, 95), (0.991, 100), (0.001, 1)]
)
def test_a_quantile_is_the_value_at_its_rank(level: float, rank: int) -> None:
    assert Tail(Losses.of(HUNDRED[::-1])).quantile(level) == rank


def test_the_tail_mean_is_over_the_worst_part() -> None:
    assert Tail(Losses.of(HUNDRED)).mean_beyond(0.95) == pytest.approx(98)


def test_of_an_atom_only_the_part_inside_the_tail_counts() -> None:
    losses = np.array([0.0] * 98 + [100.0] * 2)

    assert Tail(Losses.of(losses)).quantile(0.95) == 0
    assert Tail(Losses.of(losses)).mean_beyond(0.95) == pytest.approx(40)
    assert Tail(Losses.of(losses)).mean_beyond(0.99) == pytest.approx(100)


def test_the_tail_mean_splits_an_atom_that_straddles_its_edge() -> None:
    losses = np.array([0.0] * 90 + [10.0] * 7 + [100.0] * 3)

    assert Tail(Losses.of(losses)).mean_beyond(0.95) == pytest.approx(
        (300 + 2 * 10) / 5
    )


@given(vectors)
def test_the_measures_are_ordered(losses: Vector) -> None:
    metrics = measure(Losses.of(losses), capacity=1e6)

    assert metrics.p50 <= metrics.p90 <= metrics.p95 <= metrics.p99
    assert metrics.p95 <= metrics.tvar95 + 0.01 <= metrics.tvar99 + 0.02
    assert metrics.expected <= metrics.tvar95 + 0.01


def test_measures_are_in_currency_units_to_the_cent() -> None:
    metrics = measure(Losses.of(100 * HUNDRED), capacity=98.0)

    assert (metrics.p50, metrics.p90, metrics.p99) == (50, 90, 99)
    assert metrics.expected == 50.5
    assert metrics.tvar95 == 98
    assert metrics.standard_error == pytest.approx(2.89, abs=0.01)
    assert metrics.score == 96.0


def test_a_mean_that_is_known_takes_the_place_of_the_simulated_one() -> None:
    metrics = measure(Losses.of(100 * HUNDRED), capacity=98.0, mean=Mean(cents=51_00.0))

    assert (metrics.expected, metrics.standard_error) == (51, 0)
    assert simulated_mean(Losses.of(100 * HUNDRED)).cents == 50_50


def test_the_json_has_the_documented_keys_and_no_others() -> None:
    measured = measure(Losses.of(HUNDRED), capacity=1.0, appetite=0.5)

    assert list(measured.as_json()) == [
        "expected",
        "p_positive",
        "p50",
        "p90",
        "p95",
        "p99",
        "tvar95",
        "tvar99",
        "score",
        "p_over_appetite",
        "intervals",
        "exact",
    ]


def test_no_loss_at_all_measures_nought() -> None:
    metrics = measure(Losses.of(np.zeros(64)), capacity=1.0)

    figures = metrics.as_json()
    assert set(metrics.intervals.values()) == {(0.0, 0.0)}
    del figures["intervals"]
    assert set(figures.values()) == {0.0}


def test_the_exceedance_curve_falls_from_the_chance_of_any_loss() -> None:
    losses = np.concatenate([np.zeros(900), 100 * HUNDRED])

    points = exceedance(Losses.of(losses))

    amounts, chances = zip(*points, strict=True)
    assert points[0] == (1, 0.1)
    assert points[-1] == (100, 0.001)
    assert list(amounts) == sorted(set(amounts))
    assert list(chances) == sorted(set(chances), reverse=True)


def test_a_point_of_the_curve_is_the_chance_of_that_loss_or_more() -> None:
    losses = np.array([0.0, 500.0, 500.0, 900.0])

    assert exceedance(Losses.of(losses)) == [(5, 0.75), (9, 0.25)]


def test_the_curve_has_no_more_points_than_asked_for() -> None:
    many = np.random.default_rng(1).integers(1, 10**9, 65_536).astype(np.float64)

    assert 30 < len(exceedance(Losses.of(many))) <= 50
    assert len(exceedance(Losses.of(many), points=10)) <= 10
    assert exceedance(Losses.of(np.zeros(8))) == []


@given(vectors, vectors, vectors)
def test_the_parts_of_the_tail_add_up_to_the_cent(
    one: Vector, two: Vector, three: Vector
) -> None:
    parts = attribution(
        {"one": Losses.of(one), "two": Losses.of(two), "three": Losses.of(three)}
    )

    whole = measure(Losses.of(one + two + three), capacity=1.0).tvar95
    assert round(100 * sum(parts.values())) == round(100 * whole)


def test_the_parts_do_not_depend_on_the_order() -> None:
    rng = np.random.default_rng(1)
    losses = {name: Losses.of(np.rint(rng.exponential(1e4, 1024))) for name in "abc"}
    turned = dict(reversed(losses.items()))

    assert attribution(losses) == attribution(turned)


def test_the_parts_of_normal_losses_are_the_published_ones() -> None:
    covariance = [[4, 1, 0], [1, 9, -2], [0, -2, 16]]
    rng = np.random.default_rng(20)
    drawn = rng.multivariate_normal([10, 20, 5], covariance, size=400_000)
    shifted = np.rint(100 * (drawn + 100)).T

    parts = attribution(dict(zip("abc", map(Losses.of, shifted), strict=True)))

    published = {"a": 11.984846, "b": 23.175754, "c": 10.557570}
    assert parts == pytest.approx(
        {name: part + 100 for name, part in published.items()}, abs=0.15
    )
    assert sum(published.values()) == pytest.approx(45.718170, abs=1e-6)


def test_trials_tied_at_the_edge_share_their_weight() -> None:
    first, second = np.zeros(100), np.zeros(100)
    first[:10], second[10:20] = 100, 100

    assert attribution({"a": Losses.of(first), "b": Losses.of(second)}) == {
        "a": 0.5,
        "b": 0.5,
    }


@given(gains, st.floats(min_value=0.01, max_value=1))
def test_a_quantile_among_gains_is_the_value_at_its_rank(
    cents: Vector, level: float
) -> None:
    rank = math.ceil(level * 16)

    assert Tail(Losses.of(cents)).quantile(level) == np.sort(cents)[rank - 1]


@given(gains, st.sampled_from([0.5, 0.75, 0.875]))
def test_the_tail_mean_among_gains_is_that_of_the_worst_trials(
    cents: Vector, level: float
) -> None:
    worst = np.sort(cents)[int(16 * level) :]

    mean = Tail(Losses.of(cents)).mean_beyond(level)

    assert mean == pytest.approx(worst.mean(), rel=1e-12, abs=1e-6)


@given(gains, st.integers(min_value=-(10**9), max_value=10**9) | st.just(0))
def test_trials_beyond_an_amount_are_counted_among_gains_too(
    cents: Vector, amount: int
) -> None:
    chance = Tail(Losses.of(cents)).chance_over(amount)

    assert chance == np.count_nonzero(cents > amount) / cents.size


@given(gains)
def test_measures_of_gains_and_losses_are_ordered(cents: Vector) -> None:
    metrics = measure(Losses.of(cents), capacity=1e6)

    assert metrics.p50 <= metrics.p90 <= metrics.p95 <= metrics.p99
    assert metrics.p95 <= metrics.tvar95 + 0.01 <= metrics.tvar99 + 0.02
    assert metrics.p_positive == np.count_nonzero(cents > 0) / 16
    assert metrics.score >= 0


def test_gains_alone_have_no_exceedance_curve_and_no_score() -> None:
    gain = Losses.of(-HUNDRED)

    assert exceedance(gain) == []
    assert measure(gain, capacity=1.0).score == 0


def test_what_exceeds_the_appetite_is_counted_to_the_cent() -> None:
    losses = Losses.of(HUNDRED)

    assert measure(losses, capacity=0.29, appetite=0.9).p_over_appetite == 0.10
    assert measure(losses, capacity=0.29, appetite=1.0).p_over_appetite == 0
    assert measure(losses, capacity=0.29, appetite=1e15).p_over_appetite == 0


def test_where_no_appetite_is_set_nothing_is_said_of_exceeding_it() -> None:
    measured = measure(Losses.of(HUNDRED), capacity=0.29)

    assert measured.p_over_appetite is None
    assert "p_over_appetite" not in measured.as_json()


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.99])
@pytest.mark.parametrize("trials", [1024, 65_536])
def test_two_order_statistics_hold_a_quantile_with_95_percent(
    level: float, trials: int
) -> None:
    """Exactly enough: one rank less to either side would be too little."""
    low, high = interval_ranks(level, trials)

    assert bdtr(low - 1, trials, level) <= 0.025 < bdtr(low, trials, level)
    assert bdtr(high - 2, trials, level) < 0.975 <= bdtr(high - 1, trials, level)


@pytest.mark.parametrize("trials", [1, 2, 16])
def test_few_trials_give_their_smallest_and_their_largest(trials: int) -> None:
    assert interval_ranks(0.99, trials)[1] == trials
    assert interval_ranks(0.5, 1) == (1, 1)


def test_intervals_hold_their_quantile_in_nineteen_of_twenty_samples() -> None:
    rng = np.random.default_rng(3)
    held = 0
    for _ in range(400):
        sample = Losses.of(np.rint(rng.exponential(1e6, 1024)))
        low, high = measure(sample, capacity=1.0).intervals["p90"]
        held += low <= 1e4 * math.log(10) <= high

    assert abs(held / 400 - 0.95) < 4 * math.sqrt(0.95 * 0.05 / 400)


@given(gains, gains, vectors)
def test_the_parts_of_both_figures_add_up_to_the_cent_with_gains(
    one: Vector, two: Vector, three: Vector
) -> None:
    parts = {"1": Losses.of(one), "2": Losses.of(two), "3": Losses.of(three)}
    whole = measure(Losses.of(one + two + three), capacity=1.0)

    tail, at_p95 = attribution(parts), contribution_to_p95(parts)

    assert round(100 * sum(tail.values())) == round(100 * whole.tvar95)
    assert round(100 * sum(at_p95.values())) == round(100 * whole.p95)


def test_a_total_that_is_known_need_not_be_made_again() -> None:
    rng = np.random.default_rng(1)
    losses = {name: Losses.of(np.rint(rng.exponential(1e4, 1024))) for name in "abc"}
    total = Losses.of(total_of(losses.values(), trials=1024))

    assert attribution(losses, total) == attribution(losses)
    assert contribution_to_p95(losses, total) == contribution_to_p95(losses)


def test_the_parts_of_the_p95_of_normal_losses_are_eulers() -> None:
    """E[X_i | X = q] = μ_i + cov(X_i, X) / var(X) · (q − μ)."""
    covariance = np.array([[4, 1, 0], [1, 9, -2], [0, -2, 16]])
    rng = np.random.default_rng(20)
    drawn = rng.multivariate_normal([10, 20, 5], covariance, size=400_000)
    shifted = np.rint(100 * (drawn + 100)).T

    parts = contribution_to_p95(dict(zip("abc", map(Losses.of, shifted), strict=True)))

    share = covariance.sum(axis=1) / math.sqrt(covariance.sum())
    by_hand = np.array([110, 120, 105]) + 1.6448536 * share
    assert list(parts.values()) == pytest.approx(by_hand.tolist(), abs=0.3)


def test_where_gains_cancel_losses_the_parts_are_those_at_the_p95_itself() -> None:
    up, down = np.zeros(100), np.zeros(100)
    up[:10], down[:10] = 500, -500
    up[10] = 300

    parts = contribution_to_p95({"up": Losses.of(up), "down": Losses.of(down)})

    assert sum(parts.values()) == 0
