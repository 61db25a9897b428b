"""Each risk's share of the TVaR95 and the P95 of a sum.

Risks are processed one after the other, so that a large register is never all in memory
and one pass serves several sums.
"""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from risks.engine.exposure.portfolio.metrics import TAIL
from risks.engine.exposure.portfolio.tail import Tail
from risks.engine.exposure.sampling.losses import Losses, total_of
from risks.engine.money import Vector

WINDOW = 0.005
"""To each side of the rank of a quantile, as a share of the trials."""


class TailShares:
    """Computes each risk's part of the TVaR95 of a sum (Euler), in currency units.

    Tasche, Capital Allocation to Business Units and Sub-Portfolios (2008). The parts
    are means over the worst trials of the sum; trials tied at its quantile share
    their weight. They add up to the TVaR95 to the cent: what rounding leaves over
    goes to the largest remainders, then by id.
    """

    def __init__(self, total: Losses) -> None:
        self._whole = round(Tail(total).mean_beyond(TAIL))
        self._weights = _tail_weights(total)
        self._parts: dict[str, float] = {}

    def take(self, risk: str, losses: Losses) -> None:
        self._parts[risk] = _mean(losses, self._weights)

    def shares(self) -> dict[str, float]:
        return _to_the_cent(self._parts, whole=self._whole)


class QuantileShares:
    """Computes each risk's part of the P95 of a sum, in currency units.

    The parts are the risks' means over the trials whose sum ranks within half a
    percent of the P95, or ties with one that does, scaled to the P95; they add up to
    it as those of `TailShares` do.
    """

    def __init__(self, total: Losses) -> None:
        tail, cents = Tail(total), total.dense()
        low, high = tail.quantile(TAIL - WINDOW), tail.quantile(TAIL + WINDOW)
        self._edge = tail.quantile(TAIL)
        self._weights = _equal_weights((low <= cents) & (cents <= high))
        self._parts: dict[str, float] = {}
        # Where gains may cancel losses, only the trials at the P95 itself are used.
        may_cancel = low <= 0 <= high
        self._at_edge = _equal_weights(cents == self._edge) if may_cancel else None
        self._edge_parts: dict[str, float] = {}

    def take(self, risk: str, losses: Losses) -> None:
        self._parts[risk] = _mean(losses, self._weights)
        if self._at_edge is not None:
            self._edge_parts[risk] = _mean(losses, self._at_edge)

    def shares(self) -> dict[str, float]:
        parts, about = self._parts, math.fsum(self._parts.values())
        if about * self._edge <= 0:
            parts, about = self._edge_parts, self._edge
        scale = self._edge / about if about else 0.0
        scaled = {risk: part * scale for risk, part in parts.items()}
        return _to_the_cent(scaled, whole=round(self._edge))


def attribution(
    losses_by_risk: Mapping[str, Losses], total: Losses | None = None
) -> dict[str, float]:
    """Return the tail shares of risks in memory; `total` is their sum, where known."""
    return _of_all(losses_by_risk, TailShares(total or _sum(losses_by_risk)))


def contribution_to_p95(
    losses_by_risk: Mapping[str, Losses], total: Losses | None = None
) -> dict[str, float]:
    """Return the P95 shares of risks in memory; `total` is their sum, where known."""
    return _of_all(losses_by_risk, QuantileShares(total or _sum(losses_by_risk)))


def _of_all(
    losses_by_risk: Mapping[str, Losses], shares: TailShares | QuantileShares
) -> dict[str, float]:
    for risk, losses in losses_by_risk.items():
        shares.take(risk, losses)
    return shares.shares()


def _sum(losses_by_risk: Mapping[str, Losses]) -> Losses:
    trials = next(iter(losses_by_risk.values())).trials
    return Losses.of(total_of(losses_by_risk.values(), trials=trials))


def _mean(losses: Losses, weights: Vector) -> float:
    """Return the weighted mean, which does not depend on the other risks."""
    return float((weights.take(losses.trial) * losses.kept).sum())


def _tail_weights(total: Losses) -> Vector:
    edge, cents = Tail(total).quantile(TAIL), total.dense()
    beyond, tied = cents > edge, cents == edge
    size = (1 - TAIL) * total.trials
    share = (size - np.count_nonzero(beyond)) / np.count_nonzero(tied)
    return np.asarray((beyond + share * tied) / size)


def _equal_weights(chosen: NDArray[np.bool_]) -> Vector:
    return np.asarray(chosen / np.count_nonzero(chosen))


def _to_the_cent(parts: Mapping[str, float], *, whole: int) -> dict[str, float]:
    """Convert cents to currency units, rounded so that they add up to the total."""
    cents = {risk: math.floor(part) for risk, part in parts.items()}
    left = whole - sum(cents.values())
    by_remainder = sorted(parts, key=lambda risk: (cents[risk] - parts[risk], risk))
    for risk in by_remainder[:left]:
        cents[risk] += 1
    return {risk: amount / 100 for risk, amount in cents.items()}
