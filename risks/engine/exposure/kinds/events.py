"""The general kind of risk: an event, how often and how dear."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from risks.engine.exposure.kinds.risk import Priceable
from risks.engine.exposure.sampling.distributions import Constant, Distribution, reach
from risks.engine.exposure.sampling.draws import Draws
from risks.engine.exposure.sampling.event_field import (
    Events,
    Lucks,
    all_events,
    first_events,
)
from risks.engine.exposure.sampling.losses import Amounts
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.money import Vector

Measure = Literal["rate_per_year", "probability_per_year", "probability_horizon"]
Pricing = Callable[[Lucks, Events], Vector]
"""What each event costs, in currency units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """A rate may bring several events; a probability brings at most one."""

    measure: Measure
    value: Distribution

    @property
    def at_most_once(self) -> bool:
        return self.measure != "rate_per_year"

    def expected_events(self, horizon_years: float) -> float | None:
        """None where an uncertain value leaves no closed form."""
        if self.measure == "rate_per_year":
            return self.value.mean * horizon_years
        if self.measure == "probability_horizon":
            return self.value.mean
        if not isinstance(self.value, Constant):
            return None
        return float(1 - (1 - self.value.value) ** horizon_years)

    def most_events(self, horizon_years: float) -> float:
        return 1.0 if self.at_most_once else reach(self.value) * horizon_years

    def intensity(self, draws: Draws, horizon_years: float) -> Vector:
        """The Poisson rate over the horizon: one for all trials or one for each."""
        value, tilt = self._values(draws), draws.tilt
        if self.measure == "rate_per_year":
            rate = value * horizon_years
            return rate * tilt.relative_rate if tilt else rate
        years = horizon_years if self.measure == "probability_per_year" else 1.0
        rate = years * rate_of(value)
        return tilt.rate(rate) if tilt else rate

    def amounts(self, draws: Draws, horizon_years: float, price: Pricing) -> Amounts:
        """What the events cost in each trial that has one."""
        rate, lucks = self.intensity(draws, horizon_years), Lucks(draws)
        if self.at_most_once:
            events = first_events(draws, rate)
            return Amounts(trial=events.trial, units=price(lucks, events))
        total = np.zeros(draws.trials)
        for events in all_events(draws, rate):
            units = price(lucks, events)
            total += np.bincount(events.trial, units, minlength=draws.trials)
        return Amounts.of(total)

    def _values(self, draws: Draws) -> Vector:
        if isinstance(self.value, Constant):
            return np.array([self.value.value])
        return draws.values("frequency", self.value, where=draws.everywhere())


def rate_of(probability: Vector) -> Vector:
    """Of the Poisson process that brings at least one; infinite if that is certain."""
    if probability.size == 1:
        certain = probability[0] == 1
        return np.array([math.inf if certain else -math.log1p(-probability[0])])
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log1p(-probability))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRisk(Priceable):
    frequency: Frequency
    severity: Distribution

    def losses(self, terms: Terms) -> Amounts:
        def price(lucks: Lucks, events: Events) -> Vector:
            units = self.severity.at(lucks.normal("severity", events))
            units *= terms.mean_factor
            return units

        return self.frequency.amounts(self.draws(terms), terms.horizon_years, price)

    def expected_loss(self, terms: Terms) -> float | None:
        events = self.frequency.expected_events(terms.horizon_years)
        if events is None:
            return None
        return events * self.severity.mean * terms.mean_factor
