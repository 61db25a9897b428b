"""VIE and governance: events of a yearly rate that end in one of several tiers."""

from dataclasses import dataclass

import numpy as np

from risks.engine.exposure.kinds.events import Frequency
from risks.engine.exposure.kinds.risk import Priceable
from risks.engine.exposure.sampling.distributions import Distribution
from risks.engine.exposure.sampling.event_field import Events, Lucks
from risks.engine.exposure.sampling.losses import Amounts
from risks.engine.exposure.sampling.terms import Terms
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

    def losses(self, terms: Terms) -> Amounts:
        def price(lucks: Lucks, events: Events) -> Vector:
            luck = lucks.uniform("tiers", events)
            normal = lucks.normal("severity", events)
            return terms.mean_factor * self._amounts(luck, normal)

        return self.frequency.amounts(self.draws(terms), terms.horizon_years, price)

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
