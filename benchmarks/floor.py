"""The least that any engine must do: draw each event, price it, and add it up.

Timed in the same process and run as what is compared with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.clock import cpu_seconds
from risks.engine.exposure.sampling.streams import stream
from risks.engine.exposure.sampling.terms import MOST_TRIALS

BATCH = 6554  # events of one risk of 10 % in 65,536 trials
ROUNDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """CPU seconds of each primitive for one event, and of one stream."""

    primitives: Mapping[str, float]
    per_stream: float

    @property
    def per_event(self) -> float:
        return sum(self.primitives.values())

    def seconds(self, *, events: float, risks: int) -> float:
        return events * self.per_event + risks * self.per_stream


def measured_floor() -> Floor:
    return Floor(
        primitives={
            name: _each(work, times=BATCH) for name, work in _primitives().items()
        },
        per_stream=_each(lambda: stream("a risk", "events.0")),
    )


def _primitives() -> Mapping[str, Callable[[], object]]:
    drawn = np.random.Generator(np.random.SFC64(1))
    trial = drawn.integers(0, MOST_TRIALS, size=BATCH, dtype=np.uint16)
    normal = drawn.standard_normal(BATCH)
    power = 12.0 + 0.7 * normal
    total = np.zeros(MOST_TRIALS)
    return {
        "integer": lambda: drawn.integers(0, MOST_TRIALS, size=BATCH, dtype=np.uint16),
        "normal": lambda: drawn.standard_normal(BATCH),
        "multiply-add": lambda: 12.0 + 0.7 * normal,
        "exp": lambda: np.exp(power),
        "scatter": lambda: np.add.at(total, trial.astype(np.intp), power),
    }


def _each(work: Callable[[], object], *, times: int = 1) -> float:
    def rounds() -> None:
        for _ in range(ROUNDS):
            work()

    return cpu_seconds(rounds, times=5) / (ROUNDS * times)
