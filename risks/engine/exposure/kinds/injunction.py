"""Injunction threat: what a court's order would cost the business, not damages."""

from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic_core import core_schema

from risks.engine.exposure.documents import bounds
from risks.engine.exposure.documents.numbers import (
    A_FLAG,
    A_NUMBER,
    Money,
    Months,
    Number,
    Probability,
    Share,
    Years,
    number,
)
from risks.engine.exposure.documents.values import Text, asks
from risks.engine.exposure.kinds.natures import LOST_PROFIT, asks_nature
from risks.engine.exposure.kinds.risk import Risk
from risks.engine.exposure.sampling.distributions import ZERO, is_constant
from risks.engine.exposure.sampling.draws import Mask, Reading, mean_of
from risks.engine.exposure.sampling.losses import Amounts
from risks.engine.exposure.sampling.terms import MONTHS_PER_YEAR, Terms
from risks.engine.foreign.documents import after
from risks.engine.money import Vector
from risks.engine.wording import gettext_noop as _


def _spared(given: float) -> float | None:
    """The share of the effect that a filter spares; None while it is not built."""
    if isinstance(given, bool):
        return 0.0 if given else None
    return given or None


def _flag_or_number(value: object) -> str:
    return A_FLAG if isinstance(value, bool) else A_NUMBER


FILTER_BUILT = Number(
    core=after(
        _spared,
        core_schema.tagged_union_schema(
            {A_FLAG: core_schema.bool_schema(), A_NUMBER: number(bounds.FROM_0_TO_1)},
            discriminator=_flag_or_number,
        ),
    ),
    shape={"anyOf": [{"type": "boolean"}, bounds.FROM_0_TO_1.shape]},
    words="plain share, from 0 to 1; `true` or `false`",
    bounds=bounds.FROM_0_TO_1,
)


class Injunction(Risk):
    """An order that cripples the product.

    A linked one is permanent: it needs a judgment of liability in its suit.
    """

    runs_to_its_end: ClassVar[bool] = True

    kind: Literal["injunction"]
    nature: Literal["lost_profit"] = asks_nature(LOST_PROFIT)
    linked_suit: Text | None = asks(
        _("Linked suit"),
        "the `id` of a copyright suit: the order falls only where that suit is lost to "
        "the end",
        example="copyright-suit",
        default=None,
    )
    years_until: Years = asks(
        _("Years until decided"), "until the order starts", example=2.5
    )
    p_sought: Probability = asks(
        _("Probability that it is sought"),
        "that the other side asks for it",
        example=0.9,
    )
    p_granted: Probability = asks(
        _("Probability that it is granted"), "that the court grants it", example=0.5
    )
    revenue_per_year: Money = asks(
        _("Revenue a year"), "of the segment", example=24_000_000
    )
    share: Share = asks(
        _("Share"), "of the segment's revenue that is affected", example=0.25
    )
    margin: Share = asks(
        _("Margin"),
        "contribution margin of the segment, never the company's blended one",
        example=0.5,
    )
    months: Months = asks(
        _("Months"), "for which the order applies", example={"pert": [3, 6, 18]}
    )
    retention_years: Years = asks(
        _("Customers lost for good, in years of revenue"),
        "customers lost for good, in years of the affected revenue",
        example=0.1,
        default=ZERO,
    )
    filter_once: Money = asks(
        _("Building a filter, once"),
        "cost of filtering, once",
        example=2_000_000,
        default=ZERO,
    )
    filter_monthly: Money = asks(
        _("Running a filter, a month"),
        "cost of filtering, a month",
        example=100_000,
        default=ZERO,
    )
    filter_built: Annotated[float | None, FILTER_BUILT] = asks(
        _("Filter built (yes, or the share of the effect it spares)"),
        "`false` or 0: not yet; 0.8: built, and it spares 80 % of the effect; `true`: "
        "built, and it spares none",
        example=False,
        default=None,
    )

    def losses(self, terms: Terms, *, liable: Mask | None) -> Amounts:
        """`liable` are the trials in which the suit is lost.

        Only an unlinked injunction goes without.
        """
        draws = self.draws(terms)
        where = draws.everywhere() if liable is None else liable
        where = draws.fires("sought", self.p_sought, where=where)
        where = draws.fires("granted", self.p_granted, where=where, loaded=True)
        trial = np.flatnonzero(where)
        return Amounts(trial=trial, units=self._cost(terms, draws.reading(trial)))

    def expected_loss(self, terms: Terms, *, p_granted: float | None) -> float | None:
        """Closed while the numbers in which the loss is not linear are certain.

        `p_granted` is the chance that it is granted if sought and, where the order is
        linked, that its suit is lost too.
        """
        linear = is_constant(self.years_until, self.months) or not terms.discount_rate
        if p_granted is None or not linear:
            return None
        p_enjoined = self.p_sought.mean * p_granted
        return p_enjoined * float(self._cost(terms, mean_of)[0])

    def _cost(self, terms: Terms, value: Reading) -> Vector:
        """d(t₀)·[(R/12)·s·g·a_M + R·s·g·ρ + F + f·a_M]; built: F = 0, s(1−e)."""
        share = value("share", self.share)
        once = value("filter_once", self.filter_once)
        if self.filter_built is not None:
            share, once = share * (1 - self.filter_built), np.zeros_like(once)
        at_stake = value("revenue_per_year", self.revenue_per_year) * share
        at_stake *= value("margin", self.margin)
        annuity = terms.annuity(value("months", self.months))
        retention = value("retention_years", self.retention_years)
        bite = at_stake * (annuity / MONTHS_PER_YEAR + retention)
        running = value("filter_monthly", self.filter_monthly) * annuity
        years = value("years_until", self.years_until)
        return terms.factor(years) * (bite + once + running)
