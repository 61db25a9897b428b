"""Each risk's share of the TVaR95 and the P95 of a sum.

Risks are processed some after the others, so that a large register is never all in
memory, and one pass serves several sums. What a share is made of, a risk's cents added
up over some trials, is a whole number: so it is the same in any order.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from risks.engine.exposure.portfolio.metrics import TAIL
from risks.engine.exposure.portfolio.tail import Tail
from risks.engine.exposure.sampling.losses import Losses, total_of
from risks.engine.money import CENTS_LIMIT, Vector

WINDOW = 0.005
"""To each side of the rank of a quantile, as a share of the trials."""
HALF = 2.0**26
"""Splits cents in two where their sum could be no exact number."""
AT_ONCE = 256  # risks

Mask = NDArray[np.bool_]


class Shares(NamedTuple):
    """Shares by risk in currency units; they add up to the figure of the sum."""

    tvar95: dict[str, float]
    p95: dict[str, float]


class ShareTable:
    """Computes each risk's shares of several sums in one pass over the risks."""

    def __init__(self, totals: Sequence[Losses]) -> None:
        self._sums = [_SumTrials(total) for total in totals]
        masks = np.column_stack([mask for each in self._sums for mask in each.masks])
        self._inside: Mask = np.any(masks, axis=1)
        self._place = np.cumsum(self._inside, dtype=np.int32) - 1
        self._masks = masks[self._inside].astype(np.float64)
        self._first = np.cumsum([0, *(len(each.masks) for each in self._sums)])
        self._row: dict[str, int] = {}
        self._added: list[Vector] = []

    def take(self, losses_by_risk: Mapping[str, Losses]) -> None:
        """Add up what some risks cost in the trials that decide."""
        for risk in losses_by_risk:
            self._row[risk] = len(self._row)
        self._added.append(self._sums_of(list(losses_by_risk.values())))

    def shares(self, number: int, *, members: Sequence[str]) -> Shares:
        """Return the shares of the members of one of the sums."""
        first, end = self._first[number : number + 2]
        rows = [self._row[risk] for risk in members]
        added = np.concatenate([each[:, first:end] for each in self._added])[rows]
        order = np.empty(len(members), dtype=np.intp)
        order[np.argsort(np.array(members))] = np.arange(len(members))
        tvar95, p95 = (
            _to_the_cent(parts, whole=whole, order=order)
            for parts, whole in self._sums[number].parts(added)
        )
        return Shares(
            dict(zip(members, tvar95, strict=True)),
            dict(zip(members, p95, strict=True)),
        )

    def _sums_of(self, several: Sequence[Losses]) -> Vector:
        """Return the cents of each risk, added up over the trials of each mask."""
        inside = [self._inside.take(each.trial) for each in several]
        trials = [
            each.trial[chosen] for each, chosen in zip(several, inside, strict=True)
        ]
        cents = [
            each.kept[chosen] for each, chosen in zip(several, inside, strict=True)
        ]
        ends = np.cumsum([0, *(each.size for each in trials)])
        places = self._place.take(np.concatenate(trials))
        shape = (len(several), len(self._masks))

        def added(column: Vector) -> Vector:
            return np.asarray(
                csr_array((column, places, ends), shape=shape) @ self._masks
            )

        column = np.concatenate(cents).astype(np.float64)
        if np.abs(column).max(initial=0.0) * len(self._masks) < CENTS_LIMIT:
            return added(column)
        high = np.floor(column / HALF)
        return added(high) * HALF + added(column - high * HALF)


class _SumTrials:
    """The trials that decide the shares of one sum, and its figures in cents.

    Of the TVaR95 (Euler; Tasche, Capital Allocation to Business Units and
    Sub-Portfolios, 2008): the worst trials of the sum; those that tie at its quantile
    share their weight. Of the P95: the trials that rank within half a percent of it, or
    tie with one that does; the parts are scaled to the P95. Where gains may cancel
    losses, those at the P95 itself.
    """

    def __init__(self, total: Losses) -> None:
        tail, cents = Tail(total), total.dense()
        self._edge, self._size = tail.quantile(TAIL), (1 - TAIL) * total.trials
        self._whole = round(tail.mean_beyond(TAIL))
        low, high = tail.quantile(TAIL - WINDOW), tail.quantile(TAIL + WINDOW)
        beyond, tied = cents > self._edge, cents == self._edge
        self._tied = (self._size - np.count_nonzero(beyond)) / np.count_nonzero(tied)
        about = (low <= cents) & (cents <= high)
        self._counts = np.count_nonzero(about), np.count_nonzero(tied)
        self._may_cancel = low <= 0 <= high
        self.masks: tuple[Mask, ...] = (beyond, tied, about)

    def parts(self, added: Vector) -> tuple[tuple[Vector, int], tuple[Vector, int]]:
        """Return the parts of TVaR95 and P95 in cents, and what they add up to."""
        beyond, tied, about = added.T
        tails = (beyond + self._tied * tied) / self._size
        parts, whole = about / self._counts[0], math.fsum(about / self._counts[0])
        if self._may_cancel and whole * self._edge <= 0:
            parts, whole = tied / self._counts[1], self._edge
        scale = self._edge / whole if whole else 0.0
        return (tails, self._whole), (parts * scale, round(self._edge))


def attribution(
    losses_by_risk: Mapping[str, Losses], total: Losses | None = None
) -> dict[str, float]:
    """Return the tail shares of risks in memory; `total` is their sum, where known."""
    return _of_all(losses_by_risk, total).tvar95


def contribution_to_p95(
    losses_by_risk: Mapping[str, Losses], total: Losses | None = None
) -> dict[str, float]:
    """Return the P95 shares of risks in memory; `total` is their sum, where known."""
    return _of_all(losses_by_risk, total).p95


def _of_all(losses_by_risk: Mapping[str, Losses], total: Losses | None) -> Shares:
    table, risks = ShareTable([total or _sum(losses_by_risk)]), list(losses_by_risk)
    for first in range(0, len(risks), AT_ONCE):
        some = risks[first : first + AT_ONCE]
        table.take({risk: losses_by_risk[risk] for risk in some})
    return table.shares(0, members=risks)


def _sum(losses_by_risk: Mapping[str, Losses]) -> Losses:
    trials = next(iter(losses_by_risk.values())).trials
    return Losses.of(total_of(losses_by_risk.values(), trials=trials))


def _to_the_cent(parts: Vector, *, whole: int, order: NDArray[np.intp]) -> list[float]:
    """Return currency units, rounded so that the parts add up to the whole.

    What rounding leaves over goes to the largest remainders, then by id.
    """
    cents = np.floor(parts)
    left = whole - sum(int(each) for each in cents)
    by_remainder = np.lexsort((order, cents - parts))
    cents[by_remainder[:left]] += 1
    return [float(each) / 100 for each in cents]
