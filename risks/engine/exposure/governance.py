"""VIE and governance: events of a yearly rate that end in one of several tiers."""

from dataclasses import dataclass

import numpy as np

from risks.engine.exposure.distributions import Distribution
from risks.engine.exposure.events import Frequency
from risks.engine.exposure.field import layers
from risks.engine.exposure.risk import Priceable
from risks.engine.exposure.terms import Terms
from risks.engine.money import Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    name: str
    q: float  # probability of this tier, given an event
    loss: Distribution  # currency units


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernanceRisk(Priceable):
    frequency: Frequency
    tiers: tuple[Tier, ...]

    def losses(self, terms: Terms) -> Vector:
        """Currency units by trial."""
        draws = self.draws(terms)
        rate = self.frequency.intensity(draws, terms.horizon_years)
        total = np.zeros(terms.trials)
        for number, events in layers(draws, rate):
            luck = draws.stream(f"tiers.{number}").random(events.mark.size)
            kept = events.below(rate)
            amounts = self._amounts(luck[kept], events.normal[kept])
            np.add.at(total, events.trial[kept], amounts)
        return terms.mean_factor * total

    def expected_loss(self, terms: Terms) -> float | None:
        events = self.frequency.expected_events(terms.horizon_years)
        if events is None:
            return None
        loss = sum(tier.q * tier.loss.mean for tier in self.tiers)
        return events * loss * terms.mean_factor

    def _amounts(self, luck: Vector, normal: Vector) -> Vector:
        bounds = np.cumsum([tier.q for tier in self.tiers])[:-1]
        chosen = np.searchsorted(bounds, luck, side="right")
        amounts = np.empty(luck.size)
        for index, tier in enumerate(self.tiers):
            amounts[chosen == index] = tier.loss.at(normal[chosen == index])
        return amounts
