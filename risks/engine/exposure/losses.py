"""The losses of one risk by trial: whole cents, most trials without one."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risks.engine.money import Vector

Trials = NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Losses:
    """Parallel columns: 10 bytes for each trial that has a loss."""

    trials: int  # of the run, a power of two up to 65,536
    trial: Trials  # ascending, each at most once
    cents: Vector  # whole, none nought; below 0 is a gain

    @classmethod
    def of(cls, cents: Vector) -> "Losses":
        """From one whole number of cents for each trial."""
        trial = np.flatnonzero(cents)
        narrow = np.min_scalar_type(cents.size - 1)  # uint16 for 65,536 trials
        return cls(trials=cents.size, trial=trial.astype(narrow), cents=cents[trial])

    def dense(self) -> Vector:
        cents = np.zeros(self.trials)
        cents[self.trial] = self.cents
        return cents

    def add_to(self, total: Vector) -> None:
        total[self.trial] += self.cents

    def take_from(self, total: Vector) -> None:
        total[self.trial] -= self.cents

    @property
    def nbytes(self) -> int:
        return self.trial.nbytes + self.cents.nbytes


def total_of(losses: Iterable[Losses], *, trials: int) -> Vector:
    """The sum, equal to the bit in whatever order they come; nought of none."""
    total = np.zeros(trials)
    for each in losses:
        each.add_to(total)
    return total
