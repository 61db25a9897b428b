"""The general kind of risk: an event, how often and how dear."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from risks.engine.exposure.distributions import Constant, Distribution, reach
from risks.engine.exposure.draws import Draws
from risks.engine.exposure.field import Events, all_events, first_events
from risks.engine.exposure.risk import Priceable
from risks.engine.exposure.terms import Terms
from risks.engine.money import Vector

Measure = Literal["rate_per_year", "probability_per_year", "probability_horizon"]


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
        with np.errstate(divide="ignore"):  # a probability of 1 is an infinite rate
            rate = -np.log1p(-value) * years
        return tilt.rate(rate) if tilt else rate

    def events(self, draws: Draws, horizon_years: float) -> Events:
        rate = self.intensity(draws, horizon_years)
        return (
            first_events(draws, rate) if self.at_most_once else all_events(draws, rate)
        )

    def _values(self, draws: Draws) -> Vector:
        if isinstance(self.value, Constant):
            return np.array([self.value.value])
        return draws.values("frequency", self.value, where=draws.everywhere())


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRisk(Priceable):
    frequency: Frequency
    severity: Distribution

    def losses(self, terms: Terms) -> Vector:
        """Currency units by trial."""
        draws = self.draws(terms)
        events = self.frequency.events(draws, terms.horizon_years)
        amounts = terms.mean_factor * self.severity.at(events.normal)
        total = np.zeros(terms.trials)
        np.add.at(total, events.trial, amounts)
        return total

    def expected_loss(self, terms: Terms) -> float | None:
        events = self.frequency.expected_events(terms.horizon_years)
        if events is None:
            return None
        return events * self.severity.mean * terms.mean_factor
