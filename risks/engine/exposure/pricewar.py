"""Price war: a competitor cuts, and one follows as far as one chooses to."""

from dataclasses import dataclass

import numpy as np

from risks.engine.exposure.distributions import Distribution, is_constant
from risks.engine.exposure.draws import Reading, mean_of
from risks.engine.exposure.events import Frequency
from risks.engine.exposure.risk import Priceable
from risks.engine.exposure.terms import MONTHS_PER_YEAR, Terms
from risks.engine.money import Vector

DEEP_CUT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceWar(Priceable):
    frequency: Frequency
    cut: Distribution  # the competitor's, as a share of the price
    pass_through: Distribution  # the share of it that one's own price follows
    own_elasticity: Distribution  # below 0
    cross_elasticity: Distribution  # above 0
    revenue_per_year: Distribution  # of the segment, currency units
    margin: Distribution  # gross, of the segment
    months: Distribution

    def losses(self, terms: Terms) -> Vector:
        """Currency units by trial."""
        draws = self.draws(terms)
        trial = self.frequency.events(draws, terms.horizon_years).trial
        total = np.zeros(terms.trials)
        total[trial] = self._amounts(terms, draws.reading(trial))
        return total

    def expected_loss(self, terms: Terms) -> float | None:
        """Closed while only the revenue, in which the loss is linear, is uncertain."""
        events = self.frequency.expected_events(terms.horizon_years)
        if events is None or not self._is_linear:
            return None
        return events * float(self._amounts(terms, mean_of)[0])

    @property
    def cautions(self) -> tuple[str, ...]:
        """Where the constant-elasticity model is stretched beyond its evidence."""
        cut, follow, margin = self.cut.mean, self.pass_through.mean, self.margin.mean
        found = []
        if cut * follow > margin:
            found.append(
                f"pass_through × cut is {cut * follow:.0%}, above the margin of "
                f"{margin:.0%}: every sale would lose money"
            )
        if cut > DEEP_CUT:
            found.append(f"cut is {cut:.0%}: elasticities are not known so far out")
        return tuple(found)

    @property
    def _is_linear(self) -> bool:
        return is_constant(
            self.cut,
            self.pass_through,
            self.own_elasticity,
            self.cross_elasticity,
            self.margin,
            self.months,
        )

    def _amounts(self, terms: Terms, value: Reading) -> Vector:
        """Flows run from the trigger, whose time is uniform over the horizon."""
        lost = margin_lost(
            value("cut", self.cut),
            value("pass_through", self.pass_through),
            value("own_elasticity", self.own_elasticity),
            value("cross_elasticity", self.cross_elasticity),
            value("margin", self.margin),
        )
        monthly = value("revenue_per_year", self.revenue_per_year) / MONTHS_PER_YEAR
        months = terms.annuity(value("months", self.months))
        return terms.mean_factor * monthly * months * lost


def margin_lost(
    cut: Vector, follow: Vector, own: Vector, cross: Vector, margin: Vector
) -> Vector:
    """The share of former revenue that is lost as gross margin.

    At most the whole margin, because one can stop selling; never a gain.
    """
    price = 1 - follow * cut
    volume = price**own * (1 - cut) ** cross
    return np.clip(margin - volume * (price - (1 - margin)), 0.0, margin)
