"""Compare a valuation before and after a change, with the error of the difference."""

import math
from dataclasses import asdict, dataclass

import numpy as np

from risks.engine.exposure.explanation.figures import Figures
from risks.engine.exposure.portfolio.metrics import TAIL, Metrics
from risks.engine.exposure.portfolio.valuation import Valuation, by_trials
from risks.engine.exposure.sampling.losses import Losses
from risks.engine.money import Vector, units

BATCHES = 32
LEAST_BATCH = 64
"""Trials; in fewer the worst twentieth would be two or three of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """Standard errors of the differences, in currency units."""

    expected: float
    p95: float
    tvar95: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Figures before and after a change, and the errors of the difference."""

    before: Metrics
    after: Metrics
    errors: Errors | None  # None where the trials are too few

    @property
    def difference(self) -> Figures:
        return Figures.of(self.after) - Figures.of(self.before)

    def as_json(self) -> dict[str, object]:
        return {
            "before": asdict(Figures.of(self.before)),
            "after": asdict(Figures.of(self.after)),
            "difference": asdict(self.difference),
            "standard_error": self.errors and asdict(self.errors),
        }


def shift(before: Valuation, after: Valuation, *, doubt: Vector) -> Shift:
    """Return the shift; `doubt` is from `doubt_of`, for a sum its members' total.

    Where only one side's tail is exact, both are those of the trials.
    """
    if (before.law is None) != (after.law is None):
        before, after = by_trials(before), by_trials(after)
    errors = None
    if before.law:
        errors = Errors(expected=0.0, p95=0.0, tvar95=0.0)
    elif doubt.size >= BATCHES * LEAST_BATCH:
        errors = _errors(before.losses, after.losses, doubt)
    return Shift(before=before.metrics, after=after.metrics, errors=errors)


def doubt_of(before: Valuation, after: Valuation) -> Vector:
    """Return by trial, in cents, what the means' difference was simulated from.

    A mean in closed form has no error and contributes nothing.
    """
    doubt = np.zeros(after.losses.trials)
    if after.mean.error:
        after.losses.add_to(doubt)
    if before.mean.error:
        before.losses.take_from(doubt)
    return doubt


def _errors(before: Losses, after: Losses, doubt: Vector) -> Errors:
    """Return the errors from paired batches: 32 runs of consecutive trials.

    The spread of 32 independent differences, over √32, is the standard error of their
    mean, for a tail as for a mean (sectioning: Asmussen and Glynn, Stochastic
    Simulation, 2007, III.5). For a quantile on an atom it may be 0.
    """
    old, new = _tails(before), _tails(after)
    return Errors(
        expected=_error(doubt.reshape(BATCHES, -1).mean(axis=1)),
        p95=_error(new[0] - old[0]),
        tvar95=_error(new[1] - old[1]),
    )


def _tails(losses: Losses) -> tuple[Vector, Vector]:
    """Return P95 and TVaR95 of each batch in cents, defined as in `Tail`."""
    batches = losses.dense().reshape(BATCHES, -1)
    trials = batches.shape[1]
    rank = math.ceil(TAIL * trials) - 1
    ordered = np.partition(batches, rank, axis=1)
    edge, size = ordered[:, rank], (1 - TAIL) * trials
    beyond = ordered[:, rank + 1 :]
    tail = beyond.sum(axis=1) + edge * (size - beyond.shape[1])
    return edge, tail / size


def _error(differences: Vector) -> float:
    return units(float(np.std(differences, ddof=1)) / math.sqrt(BATCHES))
