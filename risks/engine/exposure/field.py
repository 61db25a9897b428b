"""The field of events: one Poisson process on trials × marks, drawn in layers.

Events of rate p are those with a mark below p, so that the events of a smaller
rate are a subset of those of a larger one. Layers double in width, so that the
cost follows the events and not the trials.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risks.engine.exposure.draws import Draws, Mask
from risks.engine.money import Vector

FIRST_LAYER = 2.0**-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Parallel columns, one row for each event."""

    trial: NDArray[np.uint16]
    mark: Vector
    normal: Vector

    def only(self, chosen: Mask) -> "Events":
        return Events(
            trial=self.trial[chosen],
            mark=self.mark[chosen],
            normal=self.normal[chosen],
        )

    def below(self, rate: Vector) -> Mask:
        """Which events happen at a rate, one for all trials or one for each."""
        return self.mark < (rate if rate.size == 1 else rate[self.trial])


def layer(draws: Draws, number: int) -> Events:
    stream = draws.stream(f"events.{number}")
    width = FIRST_LAYER * 2**number
    count = stream.poisson(width * draws.trials)
    return Events(
        trial=stream.integers(0, draws.trials, size=count, dtype=np.uint16),
        mark=_start(number) + width * stream.random(count),
        normal=stream.standard_normal(count),
    )


def layers(draws: Draws, rate: Vector) -> Iterator[tuple[int, Events]]:
    """The numbered layers that hold every event of a rate, and some beyond it."""
    number, highest = 0, rate.max()
    while _start(number) < highest:
        yield number, layer(draws, number)
        number += 1


def all_events(draws: Draws, rate: Vector) -> Events:
    return _joined([drawn.only(drawn.below(rate)) for _, drawn in layers(draws, rate)])


def first_events(draws: Draws, rate: Vector) -> Events:
    """In each trial the event with the lowest mark, if it is below the rate.

    At most once means the lowest, not any: only so do smaller rates stay subsets.
    An infinite rate is one event in every trial: layers until each has its own.
    """
    lowest = np.full(draws.trials, np.inf)
    drawn: list[Events] = []
    while _is_open(rate, lowest, start=_start(len(drawn))):
        events = layer(draws, len(drawn))
        events = events.only(events.below(rate))
        np.minimum.at(lowest, events.trial, events.mark)
        drawn.append(events)
    events = _joined(drawn)
    return events.only(events.mark == lowest[events.trial])


def _is_open(rate: Vector, lowest: Vector, *, start: float) -> bool:
    """Whether a layer that starts there may hold a first event.

    A finite rate ends of itself; drawing on costs less than looking.
    """
    highest = rate.max()
    if highest <= start or np.isfinite(highest):
        return bool(highest > start)
    return bool(np.any((rate > start) & np.isinf(lowest)))


def _start(number: int) -> float:
    return FIRST_LAYER * (2.0**number - 1)


def _joined(drawn: Sequence[Events]) -> Events:
    if not drawn:
        return Events(
            trial=np.empty(0, dtype=np.uint16), mark=np.empty(0), normal=np.empty(0)
        )
    return Events(
        trial=np.concatenate([events.trial for events in drawn]),
        mark=np.concatenate([events.mark for events in drawn]),
        normal=np.concatenate([events.normal for events in drawn]),
    )
