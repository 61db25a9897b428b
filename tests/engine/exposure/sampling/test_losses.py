"""Sparse losses: what they hold is what was put in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.sampling.losses import Losses, total_of
from risks.engine.money import Vector

vectors = st.lists(st.integers(min_value=-5, max_value=5), min_size=8, max_size=8).map(
    lambda cents: np.array(cents, dtype=np.float64)
)


@given(vectors)
def test_nothing_is_lost_by_keeping_only_the_trials_with_a_loss(cents: Vector) -> None:
    losses = Losses.of(cents)

    assert losses.dense().tolist() == cents.tolist()
    assert 0 not in losses.cents


@given(vectors, vectors)
def test_what_is_added_can_be_taken_out_again(one: Vector, other: Vector) -> None:
    total = one.copy()

    Losses.of(other).add_to(total)
    assert total.tolist() == (one + other).tolist()
    Losses.of(other).take_from(total)

    assert total.tolist() == one.tolist()


def test_the_sum_of_none_is_nought() -> None:
    assert total_of([], trials=4).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("cents", "nbytes"), [(1.0, 6), (2.0**32 - 1, 6), (2.0**32, 10), (-1.0, 10)]
)
def test_a_trial_takes_two_bytes_and_its_loss_four_where_they_hold_it(
    cents: float, nbytes: int
) -> None:
    losses = Losses.of(np.full(65_536, cents))

    assert losses.nbytes == nbytes * 65_536
    assert set(losses.cents.tolist()) == {cents}


@given(st.lists(st.sampled_from([0.0, 1.0, 2.0**32 - 1, 2.0**40, -3.0]), min_size=1))
def test_large_and_small_losses_are_kept_alike(cents: list[float]) -> None:
    padded = np.array(cents + [0.0] * (64 - len(cents) % 64))

    losses = Losses.of(padded)
    again = Losses(trials=losses.trials, trial=losses.trial, cents=losses.cents)

    assert losses.dense().tolist() == again.dense().tolist() == padded.tolist()
    assert losses.has_gains == (min(cents) < 0)
    assert losses.largest == max(map(abs, cents))


def test_losses_of_some_trials_leave_out_those_rounded_to_nought() -> None:
    losses = Losses.at(np.array([3, 5, 7]), np.array([10.0, 0.0, 20.0]), trials=8)

    assert losses.trial.tolist() == [3, 7]
    assert losses.dense().tolist() == [0, 0, 0, 10, 0, 0, 0, 20]
