"""What a vector of losses says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.losses import Losses
from risks.engine.exposure.metrics import (
    Mean,
    Tail,
    attribution,
    exceedance,
    measure,
    simulated_mean,
)
from risks.engine.money import Vector

HUNDRED = np.arange(1, 101, dtype=np.float64)

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
    assert list(measure(Losses.of(HUNDRED), capacity=1.0).as_json()) == [
        "expected",
        "p_positive",
        "p50",
        "p90",
        "p95",
        "p99",
        "tvar95",
        "tvar99",
        "score",
    ]


def test_no_loss_at_all_measures_nought() -> None:
    metrics = measure(Losses.of(np.zeros(64)), capacity=1.0)

    assert set(metrics.as_json().values()) == {0.0}


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
