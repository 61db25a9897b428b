"""How often something happens: a rate, or the probability that it does at all."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self, get_args

import numpy as np
from pydantic import ConfigDict, model_validator

from risks.engine.exposure.documents.numbers import PROBABILITY, RATE
from risks.engine.exposure.documents.values import asks
from risks.engine.exposure.kinds.risk import Risk
from risks.engine.exposure.sampling.at_most_once import AtMostOnce
from risks.engine.exposure.sampling.distributions import Constant, Distribution, reach
from risks.engine.exposure.sampling.draws import Draws
from risks.engine.exposure.sampling.event_field import (
    EventNumbers,
    Events,
    all_events,
    first_events,
)
from risks.engine.exposure.sampling.losses import Amounts
from risks.engine.foreign.documents import refuse
from risks.engine.money import Vector
from risks.engine.wording import gettext_noop as _

Measure = Literal["rate_per_year", "probability_per_year", "probability_horizon"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
Pricing = Callable[[EventNumbers, Events], Vector]
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

    def law(
        self, horizon_years: float, *, severity: Distribution, factor: float
    ) -> AtMostOnce | None:
        """Return the law of the loss; None where several events may add up.

        Drivers keep the probability, and move no severity.
        """
        probability = self.expected_events(horizon_years)
        if not self.at_most_once or probability is None:
            return None
        return AtMostOnce(probability=probability, severity=severity, factor=factor)

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
        rate, numbers = self.intensity(draws, horizon_years), EventNumbers(draws)
        if self.at_most_once:
            events = first_events(draws, rate)
            return Amounts(trial=events.trial, units=price(numbers, events))
        total = np.zeros(draws.trials)
        for events in all_events(draws, rate):
            units = price(numbers, events)
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


class TimedRisk(Risk):
    """A risk of events, which says once how often they come."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [each]} for each in MEASURES]}
    )
    read_as: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "rate_per_year": ("frequency",),
        "probability_per_year": (),
        "probability_horizon": (),
    }

    rate_per_year: Annotated[Distribution | None, RATE] = asks(
        _("Times a year"),
        "how many a year; there may be several, at most 100 expected over the horizon",
        default=None,
    )
    probability_per_year: Annotated[Distribution | None, PROBABILITY] = asks(
        _("Probability per year"),
        "that it happens at least once in a year; it is counted at most once: 0.1 a "
        "year is 0.271 over 36 months",
        default=None,
    )
    probability_horizon: Annotated[Distribution | None, PROBABILITY] = asks(
        _("Probability within the horizon"),
        "that it happens within the horizon; at most once",
        example=0.1,
        default=None,
    )

    @model_validator(mode="after")
    def _says_once_how_often(self) -> Self:
        given = self._measures
        if len(given) != 1:
            names = " and ".join(given) or MEASURES[-1]
            raise refuse(f"give exactly one of {', '.join(MEASURES)}", at=(names,))
        return self

    @property
    def _measures(self) -> list[Measure]:
        return [each for each in MEASURES if getattr(self, each) is not None]

    @cached_property
    def frequency(self) -> Frequency:
        (measure,) = self._measures
        return Frequency(measure=measure, value=getattr(self, measure))
