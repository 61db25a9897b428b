"""VIE and governance: events of a yearly rate that end in one of several tiers."""

import math
from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import model_validator

from risks.engine.exposure.documents.numbers import Money, PlainShare, Rate
from risks.engine.exposure.documents.values import asks
from risks.engine.exposure.kinds.frequency import Frequency
from risks.engine.exposure.kinds.natures import (
    LIABILITY,
    VALUE,
    Nature,
    asks_nature,
    in_order,
)
from risks.engine.exposure.kinds.risk import Part, Risk
from risks.engine.exposure.sampling.distributions import ZERO, Distribution
from risks.engine.exposure.sampling.event_field import EventNumbers, Events
from risks.engine.exposure.sampling.losses import Amounts
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.foreign.documents import Several, refuse
from risks.engine.money import Vector
from risks.engine.wording import gettext_noop as _

Q_TOLERANCE = 1e-9


class Tier(Part):
    """One way in which an event may end."""

    noun: ClassVar[str] = "tier"

    q: PlainShare = asks(
        _("Share of events"), "the probability of this tier, once there is an event"
    )
    loss: Money = asks(_("Loss"), "what an event costs that ends so")
    nature: Nature = asks_nature(LIABILITY)

    @property
    def cost(self) -> Distribution:
        """What it costs the company: nothing where the shareholders bear it."""
        return ZERO if self.nature == VALUE else self.loss


class GovernanceRisk(Risk):
    """Action against the structure; each event ends in one of the tiers.

    A tier whose nature is an effect on shareholders' value costs the company nothing.
    """

    read_as: ClassVar[Mapping[str, tuple[str, ...]]] = {"rate_per_year": ("frequency",)}

    kind: Literal["governance"]
    rate_per_year: Rate = asks(
        _("Times a year"),
        "how many a year; there may be several, at most 100 expected over the horizon",
        example=0.15,
    )
    tiers: Several[Tier] = asks(
        _("Tiers"),
        "how an event may end; the `q` of all tiers add up to 1",
        example=[
            {"name": "fine", "q": 0.7, "loss": {"lognormal90": [100_000, 2_000_000]}},
            {
                "name": "suspension",
                "q": 0.3,
                "loss": {"pert": [1_000_000, 5_000_000, 20_000_000]},
            },
        ],
    )

    @model_validator(mode="after")
    def _tiers_are_all_there_is(self) -> Self:
        total = math.fsum(tier.q for tier in self.tiers)
        if abs(total - 1) > Q_TOLERANCE:
            problem = f"the q of all tiers must add up to 1, not {total:g}"
            raise refuse(problem, at=("tiers",))
        return self

    @property
    def natures(self) -> tuple[Nature, ...]:
        return in_order({tier.nature for tier in self.tiers})

    def of_nature(self, nature: Nature) -> Self | None:
        if nature not in self.natures:
            return None
        if self.natures == (nature,) != (VALUE,):
            return self
        tiers = tuple(
            tier.model_copy(
                update={"nature": LIABILITY}
                if tier.nature == nature
                else {"loss": ZERO, "nature": LIABILITY}
            )
            for tier in self.tiers
        )
        return self.model_copy(update={"tiers": tiers})

    @cached_property
    def frequency(self) -> Frequency:
        return Frequency(measure="rate_per_year", value=self.rate_per_year)

    def losses(self, terms: Terms) -> Amounts:
        def price(numbers: EventNumbers, events: Events) -> Vector:
            luck = numbers.uniform("tiers", events)
            normal = numbers.normal("severity", events)
            return terms.mean_factor * self._amounts(luck, normal)

        return self.frequency.amounts(self.draws(terms), terms.horizon_years, price)

    def expected_loss(self, terms: Terms) -> float | None:
        events = self.frequency.expected_events(terms.horizon_years)
        if events is None:
            return None
        loss = sum(tier.q * tier.cost.mean for tier in self.tiers)
        return events * loss * terms.mean_factor

    def _amounts(self, luck: Vector, normal: Vector) -> Vector:
        bounds = np.cumsum([tier.q for tier in self.tiers])[:-1]
        chosen = np.searchsorted(bounds, luck, side="right")
        amounts = np.empty(luck.size)
        for index, tier in enumerate(self.tiers):
            amounts[chosen == index] = tier.cost.at(normal[chosen == index])
        return amounts
