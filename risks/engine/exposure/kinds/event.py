"""The general kind of risk: an event, how often and how dear."""

from typing import Literal

from risks.engine.exposure.documents.numbers import Money
from risks.engine.exposure.documents.values import asks
from risks.engine.exposure.kinds.frequency import TimedRisk
from risks.engine.exposure.kinds.natures import LOST_PROFIT, asks_nature
from risks.engine.exposure.sampling.at_most_once import AtMostOnce
from risks.engine.exposure.sampling.event_field import EventNumbers, Events
from risks.engine.exposure.sampling.losses import Amounts
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.money import Vector
from risks.engine.wording import gettext_noop as _


class EventRisk(TimedRisk):
    """Anything that happens or does not."""

    kind: Literal["event"]
    nature: Literal["lost_profit", "liability"] = asks_nature(LOST_PROFIT)
    severity: Money = asks(
        _("Severity"),
        "the loss, in money of the day it happens; that day is uniform over the "
        "horizon, and discounted for",
        example={"lognormal90": [100_000, 1_000_000]},
    )

    def losses(self, terms: Terms) -> Amounts:
        def price(numbers: EventNumbers, events: Events) -> Vector:
            units = self.severity.at(numbers.normal("severity", events))
            units *= terms.mean_factor
            return units

        return self.frequency.amounts(self.draws(terms), terms.horizon_years, price)

    def expected_loss(self, terms: Terms) -> float | None:
        events = self.frequency.expected_events(terms.horizon_years)
        if events is None:
            return None
        return events * self.severity.mean * terms.mean_factor

    def law(self, terms: Terms) -> AtMostOnce | None:
        return self.frequency.law(
            terms.horizon_years, severity=self.severity, factor=terms.mean_factor
        )
