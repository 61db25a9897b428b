"""Sparse losses: what they hold is what was put in."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.losses import Losses, total_of
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


def test_a_trial_takes_two_bytes_and_its_loss_eight() -> None:
    losses = Losses.of(np.ones(65_536))

    assert losses.nbytes == 10 * 65_536
