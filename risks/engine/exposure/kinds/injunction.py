"""Injunction threat: what a court's order would cost the business, not damages."""

from dataclasses import dataclass

import numpy as np

from risks.engine.exposure.kinds.risk import Priceable
from risks.engine.exposure.sampling.distributions import Distribution, is_constant
from risks.engine.exposure.sampling.draws import Mask, Reading, mean_of
from risks.engine.exposure.sampling.losses import Amounts
from risks.engine.exposure.sampling.terms import MONTHS_PER_YEAR, Terms
from risks.engine.money import Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Injunction(Priceable):
    """A linked one is permanent: it needs a judgment of liability in its suit."""

    linked_suit: str | None
    years_until: Distribution
    p_sought: Distribution
    p_granted: Distribution
    revenue_per_year: Distribution  # of the segment, currency units
    share: Distribution  # of the segment's revenue that is affected
    margin: Distribution  # contribution margin of the segment
    months: Distribution  # that the order bites
    retention_years: Distribution  # customers lost for good, in years of revenue
    filter_once: Distribution  # currency units
    filter_monthly: Distribution  # currency units a month
    filter_built: float | None  # share of the effect that a built filter spares

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

    def expected_loss(self, terms: Terms, *, p_liable: float | None) -> float | None:
        """Closed while the numbers in which the loss is not linear are certain."""
        linear = is_constant(self.years_until, self.months) or not terms.discount_rate
        if p_liable is None or not linear:
            return None
        p_enjoined = p_liable * self.p_sought.mean * self.p_granted.mean
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
