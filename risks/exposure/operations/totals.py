"""Totals of risks by cell: whole cents, so that the parts of a sum add up exactly.

A worker's totals travel as a row. As cents are whole numbers below 2^53, it does not
matter how risks were dealt to workers: the sum is the same to the bit.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import islice

import numpy as np

from risks.engine.exposure.portfolio.metrics import Mean, simulated_mean
from risks.engine.exposure.portfolio.portfolio import countable
from risks.engine.exposure.sampling.losses import Losses
from risks.engine.money import Vector
from risks.exposure.operations.draw_cache import Drawn
from risks.exposure.queries import Cell

SUMS_AT_ONCE = 32
FAST = 1  # the level of compression: the rows live for a minute


@dataclass(slots=True, kw_only=True)
class Total:
    """Dense cents by trial; those of simulated means apart, for their error."""

    cents: Vector
    simulated: Vector | None = None
    mean: float = 0.0  # in whole cents
    # The largest amounts of the members together, and whether one can be a gain:
    # gains might hide that a part of the sum is not exact.
    largest: float = 0.0
    has_gains: bool = False

    @classmethod
    def nought(cls, trials: int) -> "Total":
        return cls(cents=np.zeros(trials))

    def add(self, drawn: Drawn) -> None:
        drawn.losses.add_to(self.cents)
        if drawn.mean.error:
            if self.simulated is None:
                self.simulated = np.zeros_like(self.cents)
            drawn.losses.add_to(self.simulated)
        self.mean += drawn.mean.cents
        self.largest += drawn.losses.largest
        self.has_gains |= drawn.losses.has_gains

    def merge(self, other: "Total") -> None:
        self.cents += other.cents
        if other.simulated is not None:
            if self.simulated is None:
                self.simulated = np.zeros_like(self.cents)
            self.simulated += other.simulated
        self.mean += other.mean
        self.largest += other.largest
        self.has_gains |= other.has_gains

    def as_drawn(self) -> Drawn:
        """Raises RegisterError where cents are too many to count."""
        if self.has_gains:
            countable(np.array([self.largest]))
        error = 0.0
        if self.simulated is not None:
            error = simulated_mean(Losses.of(countable(self.simulated))).error
        losses = Losses.of(countable(self.cents))
        return Drawn(losses=losses, mean=Mean(cents=self.mean, error=error))


Parcel = dict[Cell, Total]


def add_to_parcel(parcel: Parcel, cell: Cell, drawn: Drawn) -> None:
    if cell not in parcel:
        parcel[cell] = Total.nought(drawn.losses.trials)
    parcel[cell].add(drawn)


def sums_of(
    wanted: Iterable[frozenset[Cell]], parcels: Callable[[], Iterable[Parcel]]
) -> Iterable[tuple[frozenset[Cell], Total]]:
    """The total of each set of cells; parcels are read anew for every few sums."""
    rest = iter(sorted(set(wanted), key=lambda cells: sorted(map(_order, cells))))
    while batch := list(islice(rest, SUMS_AT_ONCE)):
        totals: dict[frozenset[Cell], Total] = {}
        for parcel in parcels():
            for cell, total in parcel.items():
                _merge_into(totals, [cells for cells in batch if cell in cells], total)
        yield from totals.items()


def packed(parcel: Mapping[Cell, Total]) -> bytes:
    """Compressed: a line of JSON, then the columns as little-endian int64."""
    heads, columns = [], []
    for cell, total in parcel.items():
        heads.append(
            {
                "cell": asdict(cell),
                "trials": total.cents.size,
                "simulated": total.simulated is not None,
                "mean": total.mean,
                "largest": total.largest,
                "has_gains": total.has_gains,
            }
        )
        columns.append(total.cents)
        if total.simulated is not None:
            columns.append(total.simulated)
    content = b"".join(column.astype("<i8").tobytes() for column in columns)
    return zlib.compress(json.dumps(heads).encode() + b"\n" + content, FAST)


def unpacked(payload: bytes) -> Parcel:
    line, _, content = zlib.decompress(payload).partition(b"\n")
    columns, at = np.frombuffer(content, dtype="<i8").astype(np.float64), 0
    parcel: Parcel = {}
    for head in json.loads(line):
        width = head["trials"]
        total = Total(
            cents=columns[at : at + width],
            mean=head["mean"],
            largest=head["largest"],
            has_gains=head["has_gains"],
        )
        at += width
        if head["simulated"]:
            total.simulated = columns[at : at + width]
            at += width
        parcel[Cell(**head["cell"])] = total
    return parcel


def _merge_into(
    totals: dict[frozenset[Cell], Total],
    containing: list[frozenset[Cell]],
    total: Total,
) -> None:
    for cells in containing:
        if cells not in totals:
            totals[cells] = Total.nought(total.cents.size)
        totals[cells].merge(total)


def _order(cell: Cell) -> tuple[int, bool, str, str]:
    return (cell.restricted_matter or 0, cell.privileged, cell.entity, cell.category)
