"""Totals of losses in whole cents, from which a risk can be subtracted exactly.

Cents are whole numbers below 2^53, so the order of additions does not matter: a total
that was updated equals to the bit one that was added up from all members.
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
from risks.exposure.models import CellLosses
from risks.exposure.operations.draw_cache import Drawn

CENT_BYTES = 8
FAST = 1  # the level of compression


@dataclass(slots=True, kw_only=True)
class Total:
    """Cents by trial; those of members with simulated means also separately."""

    cents: Vector
    simulated: Vector | None = None
    mean: float = 0.0  # in whole cents
    # The sum of the members' largest amounts, and how many can be a gain: gains could
    # hide that a partial sum is not exact.
    largest: float = 0.0
    gains: int = 0

    @classmethod
    def nought(cls, trials: int) -> "Total":
        """Return the total of no risks."""
        return cls(cents=np.zeros(trials))

    @classmethod
    def of(cls, parts: Iterable["Total"]) -> "Total":
        """Return the sum of at least one total."""
        first, *rest = parts
        total = cls.nought(first.cents.size)
        for each in (first, *rest):
            total.merge(each)
        return total

    def add(self, drawn: Drawn) -> None:
        """Add the losses of a risk."""
        drawn.losses.add_to(self.cents)
        if drawn.mean.error:
            drawn.losses.add_to(self._simulated())
        self._count(drawn, times=1)

    def take_out(self, drawn: Drawn) -> None:
        """Subtract the losses of a risk."""
        drawn.losses.take_from(self.cents)
        if drawn.mean.error:
            drawn.losses.take_from(self._simulated())
        self._count(drawn, times=-1)

    def merge(self, other: "Total") -> None:
        """Add another total."""
        self.cents += other.cents
        if other.simulated is not None:
            simulated = self._simulated()
            simulated += other.simulated
        self.mean += other.mean
        self.largest += other.largest
        self.gains += other.gains

    def as_drawn(self) -> Drawn:
        """Return the losses and mean; raises RegisterError if too large to count."""
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


def losses_row(total: Total) -> dict[str, Any]:
    """Return the total as columns of `CellLosses`."""
    return {
        "loss_hash": loss_hash(Losses.of(total.cents)),
        "cents": _packed(total.cents),
        "simulated": None if total.simulated is None else _packed(total.simulated),
        "mean": total.mean,
        "largest": total.largest,
        "gains": total.gains,
    }


def total_from(row: CellLosses) -> Total | None:
    """Return the stored total; None where it is damaged."""
    simulated = row.simulated
    total = Total(
        cents=_unpacked(row.cents),
        simulated=None if simulated is None else _unpacked(simulated),
        mean=row.mean,
        largest=row.largest,
        gains=row.gains,
    )
    return total if loss_hash(Losses.of(total.cents)) == row.loss_hash else None


def _packed(cents: Vector) -> bytes:
    """Compress all first bytes, then all second ones: the high ones are alike."""
    whole = cents.astype("<i8").view("u1").reshape(-1, CENT_BYTES)
    return zlib.compress(whole.T.tobytes(), FAST)


def _unpacked(content: bytes | memoryview) -> Vector:
    turned = np.frombuffer(zlib.decompress(content), dtype="u1")
    whole = np.ascontiguousarray(turned.reshape(CENT_BYTES, -1).T)
    return whole.view("<i8").ravel().astype(np.float64)
