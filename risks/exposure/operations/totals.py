"""Totals of losses: whole cents, so that what is added and taken out leaves no trace.

As cents are whole numbers below 2^53, neither the order of adding nor the way to a sum
matters: moved from the last one or added up from nothing, it is the same to the bit.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from risks.engine.exposure.portfolio.metrics import Mean, simulated_mean
from risks.engine.exposure.portfolio.portfolio import countable, loss_hash
from risks.engine.exposure.sampling.losses import Losses
from risks.engine.money import Vector
from risks.exposure.models import RunLosses
from risks.exposure.operations.draw_cache import Drawn
from risks.exposure.queries import Cell, Inputs

CENT_BYTES = 8
FAST = 1  # the level of compression


@dataclass(slots=True, kw_only=True)
class Total:
    """Dense cents by trial; those of simulated means apart, for their error."""

    cents: Vector
    simulated: Vector | None = None
    mean: float = 0.0  # in whole cents
    # The largest amounts of the members together, and how many can be a gain: gains
    # might hide that a part of the sum is not exact.
    largest: float = 0.0
    gains: int = 0

    @classmethod
    def nought(cls, trials: int) -> "Total":
        return cls(cents=np.zeros(trials))

    def add(self, drawn: Drawn) -> None:
        drawn.losses.add_to(self.cents)
        if drawn.mean.error:
            drawn.losses.add_to(self._simulated())
        self._count(drawn, times=1)

    def take_out(self, drawn: Drawn) -> None:
        drawn.losses.take_from(self.cents)
        if drawn.mean.error:
            drawn.losses.take_from(self._simulated())
        self._count(drawn, times=-1)

    def merge(self, other: "Total") -> None:
        self.cents += other.cents
        if other.simulated is not None:
            simulated = self._simulated()
            simulated += other.simulated
        self.mean += other.mean
        self.largest += other.largest
        self.gains += other.gains

    def as_drawn(self) -> Drawn:
        """Raises RegisterError where cents are too many to count."""
        if self.gains:
            countable(np.array([self.largest]))
        error = 0.0
        if self.simulated is not None:
            error = simulated_mean(Losses.of(countable(self.simulated))).error
        losses = Losses.of(countable(self.cents))
        return Drawn(losses=losses, mean=Mean(cents=self.mean, error=error))

    def _simulated(self) -> Vector:
        if self.simulated is None:
            self.simulated = np.zeros_like(self.cents)
        return self.simulated

    def _count(self, drawn: Drawn, *, times: int) -> None:
        self.mean += times * drawn.mean.cents
        self.largest += times * drawn.losses.largest
        self.gains += times * drawn.losses.has_gains


class Totals:
    """What the risks of each cell cost together, as far as they have been drawn."""

    def __init__(self) -> None:
        self._by_cell: dict[Cell, Total] = {}
        self._added: set[str] = set()

    def add(self, inputs: Inputs, drawn: Drawn) -> None:
        """Once, however often it is drawn."""
        if inputs.hash in self._added:
            return
        self._added.add(inputs.hash)
        if inputs.cell not in self._by_cell:
            self._by_cell[inputs.cell] = Total.nought(drawn.losses.trials)
        self._by_cell[inputs.cell].add(drawn)

    def lacking(self, members: Iterable[Inputs]) -> list[Inputs]:
        return [inputs for inputs in members if inputs.hash not in self._added]

    def of(self, cells: Iterable[Cell]) -> Total:
        """Of at least one, to which all of its risks have been added."""
        first, *rest = (self._by_cell[cell] for cell in cells)
        total = Total.nought(first.cents.size)
        for each in (first, *rest):
            total.merge(each)
        return total


def losses_row(total: Total) -> dict[str, Any]:
    """The columns of `RunLosses`."""
    return {
        "cents": _packed(total.cents),
        "simulated": None if total.simulated is None else _packed(total.simulated),
        "mean": total.mean,
        "largest": total.largest,
        "gains": total.gains,
    }


def total_from(row: RunLosses) -> Total | None:
    """None where it is not what the run's own figures were made of."""
    simulated = row.simulated
    total = Total(
        cents=_unpacked(row.cents),
        simulated=None if simulated is None else _unpacked(simulated),
        mean=row.mean,
        largest=row.largest,
        gains=row.gains,
    )
    return total if loss_hash(Losses.of(total.cents)) == row.run.loss_hash else None


def _packed(cents: Vector) -> bytes:
    """Byte by byte of all numbers: the high ones are alike, and take no room."""
    whole = cents.astype("<i8").view("u1").reshape(-1, CENT_BYTES)
    return zlib.compress(whole.T.tobytes(), FAST)


def _unpacked(content: bytes | memoryview) -> Vector:
    turned = np.frombuffer(zlib.decompress(content), dtype="u1")
    whole = np.ascontiguousarray(turned.reshape(CENT_BYTES, -1).T)
    return whole.view("<i8").ravel().astype(np.float64)
