"""The field of events: nested, at the right rate, the first one kept."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risks.engine.exposure.draws import Draws
from risks.engine.exposure.field import Events, all_events, first_events
from risks.engine.money import Vector

DRAWS = Draws(risk_id="event", trials=4096)
rates = st.floats(min_value=0, max_value=3)


def rate(value: float) -> Vector:
    return np.array([value])


def rows(events: Events) -> set[tuple[int, float, float]]:
    return set(
        zip(
            events.trial.tolist(),
            events.mark.tolist(),
            events.normal.tolist(),
            strict=True,
        )
    )


@given(rates, rates)
@settings(max_examples=40, deadline=None)
def test_the_events_of_a_smaller_rate_are_among_those_of_a_larger(
    one: float, other: float
) -> None:
    small, large = sorted((one, other))

    assert rows(all_events(DRAWS, rate(small))) <= rows(all_events(DRAWS, rate(large)))


@given(rates, rates)
@settings(max_examples=40, deadline=None)
def test_the_first_events_of_a_smaller_rate_are_among_those_of_a_larger(
    one: float, other: float
) -> None:
    small, large = sorted((one, other))

    few, many = first_events(DRAWS, rate(small)), first_events(DRAWS, rate(large))

    assert rows(few) <= rows(many)


@pytest.mark.parametrize("value", [0.001, 0.02, 0.5, 7.5])
def test_the_number_of_events_is_that_of_a_poisson_variable(value: float) -> None:
    draws = Draws(risk_id="count", trials=65_536)

    count = all_events(draws, rate(value)).trial.size

    assert abs(count - value * 65_536) < 4 * np.sqrt(value * 65_536)


def test_a_trial_keeps_the_event_with_the_lowest_mark() -> None:
    every, first = all_events(DRAWS, rate(2.0)), first_events(DRAWS, rate(2.0))
    lowest: dict[int, float] = {}
    for trial, mark in zip(every.trial.tolist(), every.mark.tolist(), strict=True):
        lowest[trial] = min(mark, lowest.get(trial, np.inf))

    kept = dict(zip(first.trial.tolist(), first.mark.tolist(), strict=True))

    assert kept == lowest
    assert len(set(first.trial.tolist())) == first.trial.size


def test_an_infinite_rate_is_one_event_in_every_trial() -> None:
    certain = first_events(DRAWS, rate(np.inf))

    assert sorted(certain.trial.tolist()) == list(range(4096))
    assert rows(first_events(DRAWS, rate(1.0))) <= rows(certain)


def test_no_rate_is_no_event() -> None:
    assert all_events(DRAWS, rate(0.0)).trial.size == 0
    assert first_events(DRAWS, rate(0.0)).trial.size == 0


def test_a_rate_may_differ_by_trial() -> None:
    by_trial = np.zeros(4096)
    by_trial[100] = 3.0
    by_trial[200] = np.inf

    first = first_events(DRAWS, by_trial)

    assert set(first.trial.tolist()) <= {100, 200}
    assert 200 in first.trial
