"""A priced register whose sum follows each change of a risk."""

from collections.abc import Mapping
from typing import Self

import numpy as np

from risks.engine.exposure.losses import Losses
from risks.engine.exposure.metrics import Mean, simulated_mean
from risks.engine.exposure.portfolio import countable, refuse_cancelling
from risks.engine.money import Vector


class Book:
    """Sums of whole cents are exact, so taking out and adding in leaves no trace.

    After any changes the sum equals to the bit that of the risks added up anew.
    """

    def __init__(self, *, trials: int) -> None:
        self._losses: dict[str, Losses] = {}
        self._means: dict[str, Mean] = {}
        self._total = np.zeros(trials)
        self._simulated = np.zeros(trials)  # of the risks whose mean is simulated

    @classmethod
    def of(cls, losses: Mapping[str, Losses], means: Mapping[str, Mean]) -> Self:
        """Of at least one risk."""
        book = cls(trials=next(iter(losses.values())).trials)
        refuse_cancelling(losses.values())
        for risk_id, each in losses.items():
            book._enter(risk_id, each, means[risk_id])
        countable(book._total)
        return book

    @property
    def losses(self) -> Mapping[str, Losses]:
        return self._losses

    @property
    def means(self) -> Mapping[str, Mean]:
        return self._means

    def replace(self, risk_id: str, losses: Losses, mean: Mean) -> None:
        """Enters a risk, in the place of its former losses if it has some.

        Raises RegisterError where cents are too many to count, and changes nothing.
        """
        after = self._total.copy()
        if risk_id in self._losses:
            self._losses[risk_id].take_from(after)
        losses.add_to(after)
        countable(after)
        refuse_cancelling((self._losses | {risk_id: losses}).values())
        if risk_id in self._losses:
            self.remove(risk_id)
        self._enter(risk_id, losses, mean)

    def remove(self, risk_id: str) -> None:
        """Raises KeyError if there is no such risk."""
        losses, mean = self._losses.pop(risk_id), self._means.pop(risk_id)
        for total in self._totals(mean):
            losses.take_from(total)

    def total(self) -> Losses:
        return Losses.of(self._total)

    def mean(self) -> Mean:
        """The sum of the means; only the simulated ones bring an error."""
        cents = sum(mean.cents for mean in self._means.values())
        return Mean(cents=cents, error=simulated_mean(Losses.of(self._simulated)).error)

    def _enter(self, risk_id: str, losses: Losses, mean: Mean) -> None:
        self._losses[risk_id], self._means[risk_id] = losses, mean
        for total in self._totals(mean):
            losses.add_to(total)

    def _totals(self, mean: Mean) -> tuple[Vector, ...]:
        return (self._total, self._simulated) if mean.error else (self._total,)
