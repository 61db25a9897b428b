"""Estimate the liability of a suit: the figures that both standards assess.

The figures are not discounted at the register's rate, have no horizon and exclude our
own fees: with these an outflow would be probable in every suit. They are in the suit's
own currency.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from risks.engine.exposure.accounting.amounts import (
    AT_ONCE,
    PLACES,
    Amount,
    Payment,
    Timing,
    least_amount,
    payments,
    possible_amounts,
    timing,
)
from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.exposure.suit.outcomes import outcomes
from risks.engine.exposure.suit.paths import liability_by_trial
from risks.engine.money import LARGEST_AMOUNT, Vector

RANGE = (0.05, 0.95)  # the range that holds nine in ten of the trials with an outflow
NEARLY = 0.05  # house practice: so close, given an outflow, is as good as equal


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """One way in which the suit can end, with its expected cost in currency units."""

    name: str
    probability: float
    amount: float  # undiscounted


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """How a suit can end and what it can cost, and the range of the outflow."""

    low: float  # of the range of the liability, given an outflow
    high: float
    endings: tuple[Ending, ...] = ()  # the most likely first
    amounts: tuple[Amount, ...] = ()  # the most likely first
    timing: Timing = AT_ONCE  # of an average unit of outflow
    minimum: float | None = None  # that the inputs state; None where one has none

    @cached_property
    def p_outflow(self) -> float:
        """Return the probability of any outflow."""
        paid = math.fsum(each.probability for each in self.outflows)
        # The error of the integral over drivers must not move 50 % across a threshold.
        return round(paid, PLACES)

    @cached_property
    def expected(self) -> float:
        """Return the expected outflow, undiscounted."""
        return math.fsum(each.probability * each.amount for each in self.endings)

    @property
    def expected_outflow(self) -> float:
        """Return the expected amount where there is an outflow."""
        return self.expected / self.p_outflow if self.p_outflow else 0.0

    @property
    def outflows(self) -> tuple[Amount, ...]:
        """Return the possible amounts other than nothing, the most likely first."""
        return tuple(each for each in self.amounts if each.amount > 0)

    @property
    def likeliest(self) -> Amount | None:
        """Return the most likely outflow, or None."""
        return next(iter(self.outflows), None)

    @property
    def near_ties(self) -> tuple[Amount, ...]:
        """Return the other outflows that are nearly as likely as the most likely."""
        first, *others = self.outflows or (None,)
        if first is None:
            return ()
        gap = NEARLY * self.p_outflow + 10**-PLACES
        return tuple(
            each for each in others if first.probability - each.probability <= gap
        )

    def beside(self, amount: float) -> tuple[float, float]:
        """Return the probabilities of the outflows that are lower and higher.

        Whether there is an outflow at all is the question of the class, not of the
        amount: nothing is not among the lower ones.
        """
        less = [each.probability for each in self.outflows if each.amount < amount]
        more = [each.probability for each in self.outflows if each.amount > amount]
        return math.fsum(less), math.fsum(more)


def estimate(suit: CopyrightSuit, terms: Terms) -> Estimate:
    """Estimate a suit's liability: exact endings, and the range of the trials.

    Raises RegisterError where an amount is too large to be counted in cents.
    """
    suit = suit.without_fees()
    paid = payments(suit, terms)
    with np.errstate(over="ignore", invalid="ignore"):
        low, high = _range(liability_by_trial(suit, terms))
    for amount in (high, *(each.amount for each in paid)):
        if not amount <= LARGEST_AMOUNT:
            problem = f"can exceed {LARGEST_AMOUNT:,}, and cannot be accounted for"
            raise RegisterError(problem, risk=suit.id, field="loss")
    central = Estimate(
        endings=_endings(paid),
        amounts=possible_amounts(paid),
        timing=timing(paid),
        minimum=least_amount(suit, paid),
        low=low,
        high=high,
    )
    # With a long tail the mean, or a rare ending's amount, can exceed the 95 % point.
    best = central.likeliest.amount if central.likeliest else 0.0
    return replace(central, high=max(high, central.expected_outflow, best))


def own_fees(suit: CopyrightSuit, terms: Terms) -> float:
    """Return what one's own lawyers are expected to cost, undiscounted."""
    undiscounted = replace(terms, discount_rate=0.0)
    with_fees, without = (
        math.fsum(leaf.probability * leaf.cost for leaf in outcomes(each, undiscounted))
        for each in (suit, suit.without_fees())
    )
    return with_fees - without


def _endings(paid: Sequence[Payment]) -> tuple[Ending, ...]:
    """Merge the payments of the leaves with the same name into one ending."""
    names: defaultdict[str, list[Payment]] = defaultdict(list)
    for each in paid:
        names[each.ending].append(each)
    endings = [_ending(name, each) for name, each in names.items()]
    return tuple(sorted(endings, key=lambda each: (-each.probability, each.name)))


def _ending(name: str, paid: Sequence[Payment]) -> Ending:
    first, chance = paid[0].amount, math.fsum(each.probability for each in paid)
    # Exact where all amounts are equal.
    beyond = math.fsum(each.probability * (each.amount - first) for each in paid)
    return Ending(name=name, probability=chance, amount=first + beyond / chance)


def _range(liability: Vector) -> tuple[float, float]:
    """Return the lower empirical quantiles, or 0 if there is no outflow."""
    paid = np.sort(liability[liability > 0])
    if not paid.size:
        return 0.0, 0.0
    low, high = (paid[math.ceil(level * paid.size) - 1] for level in RANGE)
    return float(low), float(high)
