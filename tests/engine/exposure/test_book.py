"""A sum that follows each change equals the sum made anew."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risks.engine.exposure.book import Book
from risks.engine.exposure.losses import Losses
from risks.engine.exposure.metrics import Mean, measure, simulated_mean
from risks.engine.exposure.portfolio import add_up, loss_hash
from risks.engine.exposure.reading import RegisterError
from risks.engine.money import CENTS_LIMIT
from tests.engine.exposure.registers import event, parsed, price_war, priced, suit

changes = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 2**40), st.booleans()),
    min_size=1,
    max_size=12,
)


def losses(seed: int, *, sign: int = 1) -> Losses:
    rng = np.random.default_rng(seed)
    cents = rng.integers(0, 2**40, 64).astype(np.float64)
    cents[rng.random(64) < 0.5] = 0
    return Losses.of(sign * cents)


def mean(drawn: Losses, *, simulated: bool) -> Mean:
    found = simulated_mean(drawn)
    return found if simulated else Mean(cents=found.cents)


@given(changes)
@settings(max_examples=60, deadline=None)
def test_after_any_changes_it_is_the_full_sum_to_the_bit(
    changes: list[tuple[str, int, bool]],
) -> None:
    first = losses(0)
    book = Book.of({"a": first}, {"a": mean(first, simulated=True)})

    for risk_id, seed, simulated in changes:
        drawn = losses(seed, sign=1 if seed % 3 else -1)
        book.replace(risk_id, drawn, mean(drawn, simulated=simulated))

    total, average = add_up(book.losses, book.means)
    assert loss_hash(book.total()) == loss_hash(total)
    assert book.mean() == average


def test_a_changed_risk_gives_the_figures_of_a_register_priced_anew() -> None:
    war = price_war(probability_horizon=0.4, cut={"pert": [0.1, 0.2, 0.5]})
    before = priced(event("a"), suit(), war)
    after = priced(event("a", probability_horizon=0.2), suit(), war)
    book = Book.of(before.losses, before.means)

    book.replace("a", after.losses["a"], after.means["a"])

    assert loss_hash(book.total()) == after.hash
    capacity = parsed(event()).terms.capacity
    assert measure(book.total(), capacity=capacity, mean=book.mean()) == after.portfolio


def test_a_risk_can_leave_and_an_unknown_one_cannot() -> None:
    one, other = losses(1), losses(2)
    book = Book.of({"a": one, "b": other}, {"a": Mean(cents=1), "b": Mean(cents=2)})

    book.remove("b")

    assert loss_hash(book.total()) == loss_hash(one)
    assert book.mean() == Mean(cents=1)
    with pytest.raises(KeyError):
        book.remove("b")


def test_a_change_too_large_to_count_is_refused_and_changes_nothing() -> None:
    large = Losses.of(np.array([CENTS_LIMIT - 2.0, 0.0]))
    book = Book.of({"a": large}, {"a": Mean(cents=1)})

    with pytest.raises(RegisterError, match="the total loss: can exceed"):
        book.replace("b", large, Mean(cents=1))

    assert loss_hash(book.total()) == loss_hash(large)
    assert list(book.losses) == ["a"]


def test_a_gain_may_not_hide_that_a_part_of_the_sum_is_too_large() -> None:
    large = Losses.of(np.array([CENTS_LIMIT - 2.0]))
    gain = Losses.of(np.array([-(CENTS_LIMIT - 2.0)]))
    means = {"a": Mean(cents=1), "b": Mean(cents=1)}

    with pytest.raises(RegisterError, match="the total loss: can exceed"):
        add_up({"a": large, "b": gain}, means)
    with pytest.raises(RegisterError, match="the total loss: can exceed"):
        Book.of({"a": large, "b": gain}, means)
