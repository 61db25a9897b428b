"""The losses of one risk by trial in whole cents; most trials have none."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risks.engine.money import Vector

Trials = NDArray[np.unsignedinteger]
Cents = NDArray[np.float64] | NDArray[np.uint32]
NARROW = np.uint32
NARROW_LIMIT = 2**32  # cents, some 43 million currency units


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Amounts in some trials, in currency units before rounding to cents."""

    trial: NDArray[np.integer]  # ascending, each at most once
    units: Vector

    @classmethod
    def of(cls, units: Vector) -> "Amounts":
        """Return the amounts from one for each trial."""
        costly = units != 0
        if costly.all():  # as in most suits, which always cost a fee
            trial = np.arange(units.size, dtype=np.min_scalar_type(units.size - 1))
            return cls(trial=trial, units=units)
        chosen = np.flatnonzero(costly)
        return cls(trial=chosen, units=units.take(chosen))


class Losses:
    """Parallel columns: 6 bytes for each trial that has a loss, 10 if one is large."""

    __slots__ = ("kept", "trial", "trials")

    def __init__(self, *, trials: int, trial: Trials, cents: Vector) -> None:
        """Store whole cents other than 0; below 0 is a gain."""
        self.trials = trials  # of the run, a power of two up to 65,536
        self.trial = trial  # ascending, each at most once
        self.kept: Cents = _narrowed(cents)

    @classmethod
    def of(cls, cents: Vector) -> "Losses":
        """Return the losses from one whole number of cents for each trial."""
        trial = np.flatnonzero(cents != 0)
        narrow = np.min_scalar_type(cents.size - 1)  # uint16 for 65,536 trials
        return cls(trials=cents.size, trial=trial.astype(narrow), cents=cents[trial])

    @classmethod
    def at(cls, trial: NDArray[np.integer], cents: Vector, *, trials: int) -> "Losses":
        """Return the losses from whole cents for some trials, ascending."""
        narrow = np.min_scalar_type(trials - 1)
        costly = cents != 0
        if not costly.all():
            trial, cents = trial[costly], cents[costly]
        return cls(trials=trials, trial=trial.astype(narrow, copy=False), cents=cents)

    @property
    def cents(self) -> Vector:
        return self.kept.astype(np.float64, copy=False)

    def dense(self) -> Vector:
        cents = np.zeros(self.trials)
        cents[self.trial] = self.kept
        return cents

    def add_to(self, total: Vector) -> None:
        np.add.at(total, self.trial.astype(np.intp), self.cents)

    def take_from(self, total: Vector) -> None:
        np.subtract.at(total, self.trial.astype(np.intp), self.cents)

    @property
    def largest(self) -> float:
        """Return the largest absolute amount in any trial."""
        return float(np.abs(self.cents).max(initial=0.0))

    @property
    def has_gains(self) -> bool:
        return self.kept.dtype != NARROW and bool((self.kept < 0).any())

    @property
    def nbytes(self) -> int:
        return self.trial.nbytes + self.kept.nbytes


def total_of(losses: Iterable[Losses], *, trials: int) -> Vector:
    """Return the sum, equal to the bit in any order; 0 for no risks."""
    total = np.zeros(trials)
    for each in losses:
        each.add_to(total)
    return total


def _narrowed(cents: Vector) -> Cents:
    """Return the cents in four bytes each where that keeps every cent."""
    if cents.size and not (cents.min() >= 0 and cents.max() < NARROW_LIMIT):
        return cents
    return cents.astype(NARROW)
