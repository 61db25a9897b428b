"""The field of events: nested, at the right rate, the first one kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.sampling.draws import Draws
from risks.engine.exposure.sampling.event_field import (
    WIDEST_LAYER,
    EventNumbers,
    Events,
    all_events,
    first_events,
)
from risks.engine.money import Vector
from tests.fuzz import examples

DRAWS = Draws(risk_id="event", trials=4096)
rates = st.floats(min_value=0, max_value=3)


def rate(value: float) -> Vector:
    return np.array([value])


Row = tuple[int, float]


def rows(*lots: Events) -> list[Row]:
    """The trial and the luck of each event."""
    numbers = EventNumbers(DRAWS)
    return [
        row
        for events in lots
        for row in zip(
            events.trial.tolist(), numbers.normal("luck", events).tolist(), strict=True
        )
    ]


def every(value: float) -> list[Row]:
    return rows(*all_events(DRAWS, rate(value)))


def firsts(value: float) -> list[Row]:
    return rows(first_events(DRAWS, rate(value)))


def number_of(draws: Draws, by_trial: Vector) -> int:
    return sum(events.trial.size for events in all_events(draws, by_trial))


@given(rates, rates)
@examples(40)
def test_the_events_of_a_smaller_rate_are_among_those_of_a_larger(
    one: float, other: float
) -> None:
    small, large = sorted((one, other))

    assert set(every(small)) <= set(every(large))


@given(rates, rates)
@examples(40)
def test_the_first_events_of_a_smaller_rate_are_among_those_of_a_larger(
    one: float, other: float
) -> None:
    small, large = sorted((one, other))

    assert set(firsts(small)) <= set(firsts(large))


@pytest.mark.parametrize("value", [0.001, 0.02, 0.5, 7.5])
def test_the_number_of_events_is_that_of_a_poisson_variable(value: float) -> None:
    draws = Draws(risk_id="count", trials=65_536)

    count = number_of(draws, rate(value))

    assert abs(count - value * 65_536) < 4 * np.sqrt(value * 65_536)


def test_a_trial_keeps_the_event_with_the_lowest_mark() -> None:
    """Near marks rise from event to event, so the lowest is the first to come."""
    earliest: dict[int, float] = {}
    for trial, luck in every(0.9):
        earliest.setdefault(trial, luck)

    assert dict(firsts(0.9)) == earliest
    assert [trial for trial, _ in firsts(0.9)] == sorted(earliest)


def test_an_infinite_rate_is_one_event_in_every_trial() -> None:
    certain = firsts(np.inf)

    assert [trial for trial, _ in certain] == list(range(4096))
    assert set(firsts(1.0)) <= set(certain)


@pytest.mark.parametrize("value", [0.5, 1.5, 3.0])
def test_a_trial_has_an_event_with_the_probability_of_its_rate(value: float) -> None:
    draws = Draws(risk_id="chance", trials=65_536)

    happened = first_events(draws, rate(value)).trial.size / 65_536

    p = 1 - np.exp(-value)
    assert abs(happened - p) < 4 * np.sqrt(p * (1 - p) / 65_536)


def test_no_rate_is_no_event() -> None:
    assert every(0.0) == []
    assert firsts(0.0) == []


def test_a_rate_may_differ_by_trial() -> None:
    by_trial = np.zeros(4096)
    by_trial[100] = 3.0
    by_trial[200] = np.inf

    first = first_events(DRAWS, by_trial)

    assert set(first.trial.tolist()) <= {100, 200}
    assert 200 in first.trial


@pytest.mark.parametrize("value", [0.1, 0.984375, 5.3])
def test_the_same_rate_in_every_trial_brings_the_same_events(value: float) -> None:
    by_trial = np.full(4096, value)

    assert rows(*all_events(DRAWS, by_trial)) == every(value)
    assert rows(first_events(DRAWS, by_trial)) == firsts(value)


@given(st.lists(rates, min_size=8, max_size=8), st.floats(min_value=0, max_value=1))
@examples(30)
def test_the_events_of_rates_lowered_by_trial_are_among_the_others(
    some: list[float], factor: float
) -> None:
    large = np.tile(some, 512)

    assert set(rows(*all_events(DRAWS, factor * large))) <= set(
        rows(*all_events(DRAWS, large))
    )
    assert set(rows(first_events(DRAWS, factor * large))) <= set(
        rows(first_events(DRAWS, large))
    )


def test_a_hundred_events_under_a_strong_driver_come_in_bounded_lots() -> None:
    by_trial = np.full(4096, 10.0)
    by_trial[:4] = 1000.0

    lots = list(all_events(DRAWS, by_trial))

    assert max(events.drawn for events in lots) < 1.1 * WIDEST_LAYER * 4096
    count = sum(events.trial.size for events in lots)
    assert abs(count - by_trial.sum()) < 4 * np.sqrt(by_trial.sum())


@pytest.mark.parametrize("trials", [1, 2, 64])
def test_few_trials_have_events_too(trials: int) -> None:
    draws = Draws(risk_id="few", trials=trials)

    assert first_events(draws, rate(np.inf)).trial.tolist() == list(range(trials))
    assert {trial for lot in all_events(draws, rate(9)) for trial in lot.trial} <= set(
        range(trials)
    )


def test_events_fall_evenly_on_the_trials() -> None:
    draws = Draws(risk_id="even", trials=65_536)

    counts = np.zeros(64)
    for events in all_events(draws, rate(4.0)):
        counts += np.bincount(events.trial // 1024, minlength=64)

    assert np.all(np.abs(counts - 4096) < 5 * np.sqrt(4096))
