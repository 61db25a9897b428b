"""Price war: a competitor cuts, and one follows as far as one chooses to."""

import math
from typing import Literal

import numpy as np

from risks.engine.exposure.documents.numbers import (
    Money,
    Months,
    Negative,
    Positive,
    Share,
    ShareBelowOne,
)
from risks.engine.exposure.documents.values import asks
from risks.engine.exposure.kinds.frequency import TimedRisk
from risks.engine.exposure.kinds.natures import LOST_PROFIT, asks_nature
from risks.engine.exposure.sampling.at_most_once import AtMostOnce
from risks.engine.exposure.sampling.distributions import (
    ZERO,
    Constant,
    Distribution,
    is_constant,
)
from risks.engine.exposure.sampling.draws import Reading, mean_of
from risks.engine.exposure.sampling.event_field import EventNumbers, Events
from risks.engine.exposure.sampling.losses import Amounts
from risks.engine.exposure.sampling.terms import MONTHS_PER_YEAR, Terms
from risks.engine.formats import percent
from risks.engine.money import Vector
from risks.engine.wording import gettext_noop as _

DEEP_CUT = 0.5


class PriceWar(TimedRisk):
    """A competitor cuts its price."""

    kind: Literal["price_war"]
    nature: Literal["lost_profit"] = asks_nature(LOST_PROFIT)
    cut: ShareBelowOne = asks(
        _("The competitor's price cut"),
        "the competitor's price cut, as a share of the price",
        example=0.2,
    )
    pass_through: Share = asks(
        _("Own cut, as a share of the competitor's"),
        "the share of that cut by which one's own price is cut",
        example=0.5,
    )
    own_elasticity: Negative = asks(
        _("Own elasticity"), "of one's own volume to one's own price", example=-1.5
    )
    cross_elasticity: Positive = asks(
        _("Cross elasticity"),
        "of one's own volume to the competitor's price",
        example=0.8,
    )
    revenue_per_year: Money = asks(
        _("Revenue a year"), "of the segment", example=15_000_000
    )
    margin: Share = asks(_("Margin"), "gross margin of the segment", example=0.694)
    months: Months = asks(_("Months"), "that it lasts", example=12)
    gain_allowed: bool = asks(
        _("A war may be a gain (yes or no)"),
        "`true`: a war may end in a gain; `false`: what would be a gain counts as no "
        "loss",
        default=False,
    )

    def losses(self, terms: Terms) -> Amounts:
        def price(numbers: EventNumbers, events: Events) -> Vector:
            def value(name: str, number: Distribution) -> Vector:
                if isinstance(number, Constant):
                    return np.array([number.value])
                return number.at(numbers.normal(name, events))

            return np.broadcast_to(self._amounts(terms, value), events.trial.shape)

        return self.frequency.amounts(self.draws(terms), terms.horizon_years, price)

    def expected_loss(self, terms: Terms) -> float | None:
        """Closed while only the revenue, in which the loss is linear, is uncertain."""
        events = self.frequency.expected_events(terms.horizon_years)
        if events is None or not self._is_linear:
            return None
        return events * float(self._amounts(terms, mean_of)[0])

    def law(self, terms: Terms) -> AtMostOnce | None:
        """Closed where the mean is, and the war is no gain."""
        if not self._is_linear:
            return None
        lost = float(self._amounts(terms, _mean_of_one_a_year)[0])
        if lost < 0:
            return None
        return self.frequency.law(
            terms.horizon_years,
            severity=self.revenue_per_year if lost else ZERO,
            factor=lost or 1.0,
        )

    @property
    def cautions(self) -> tuple[str, ...]:
        """Where the constant-elasticity model is stretched beyond its evidence."""
        cut, follow, margin = self.cut.mean, self.pass_through.mean, self.margin.mean
        found = []
        if cut * follow > margin:
            found.append(
                f"pass_through × cut is {percent(cut * follow)}, above the margin of "
                f"{percent(margin)}: every sale would lose money"
            )
        if cut > DEEP_CUT:
            found.append(
                f"cut is {percent(cut)}: elasticities are not known so far out"
            )
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
            gain_allowed=self.gain_allowed,
        )
        monthly = value("revenue_per_year", self.revenue_per_year) / MONTHS_PER_YEAR
        months = terms.annuity(value("months", self.months))
        return terms.mean_factor * monthly * months * lost


def _mean_of_one_a_year(name: str, number: Distribution) -> Vector:
    """Read the inputs at their means, with one unit of revenue a year."""
    return np.ones(1) if name == "revenue_per_year" else mean_of(name, number)


def margin_lost(
    cut: Vector,
    follow: Vector,
    own: Vector,
    cross: Vector,
    margin: Vector,
    *,
    gain_allowed: bool = False,
) -> Vector:
    """The share of former revenue that is lost as gross margin.

    g − v·(a − (1−g)), a = 1 − φδ the new price and v = a^ε·(1−δ)^η the new volume.
    At most the whole margin, because one can stop selling; below 0, which is a gain,
    only where that is allowed.
    """
    price = 1 - follow * cut
    volume = np.exp(own * np.log(price) + cross * np.log(1 - cut))
    lost = np.minimum(margin - volume * (price - (1 - margin)), margin)
    return np.asarray(lost if gain_allowed else np.maximum(lost, 0.0))


def least_loss_pass_through(war: PriceWar) -> tuple[float, float]:
    """(the pass-through that loses least, the share of revenue then lost as margin).

    At the mean inputs. The margin kept, a^ε·(a − (1−g)), rises with the price a up
    to the mark-up of a monopolist, (1−g)·ε/(1+ε), and falls beyond it; if ε ≥ −1 it
    only rises. So the best price is that one, or the nearest to it within reach.
    """
    cut, own, margin = war.cut.mean, war.own_elasticity.mean, war.margin.mean
    best = (1 - margin) * own / (1 + own) if own < -1 else math.inf
    price = min(max(best, 1 - cut), 1.0)
    follow = min((1 - price) / cut, 1.0) if cut else 0.0
    numbers = (cut, follow, own, war.cross_elasticity.mean, margin)
    lost = margin_lost(
        *(np.array([number]) for number in numbers), gain_allowed=war.gain_allowed
    )
    return follow, float(lost[0])
