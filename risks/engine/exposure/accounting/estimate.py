"""Estimate the liability of a suit: the figures that both standards assess.

The figures are not discounted at the register's rate, have no horizon and exclude our
own fees: with these an outflow would be probable in every suit. They are in the suit's
own currency.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.exposure.suit.outcomes import Outcome, outcomes
from risks.engine.exposure.suit.paths import liability_by_trial
from risks.engine.money import LARGEST_AMOUNT, Vector

PLACES = 9
RANGE = (0.05, 0.95)  # the range that holds nine in ten of the trials with an outflow


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """One way in which the suit can end, with its expected cost in currency units."""

    name: str
    probability: float
    amount: float  # undiscounted
    present_value: float  # at the liability's own pre-tax rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The endings of a suit with their probabilities, and the range of the outflow."""

    endings: tuple[Ending, ...]  # the most likely first
    low: float  # of the range of the liability, given an outflow
    high: float

    @property
    def p_outflow(self) -> float:
        """Return the probability of any outflow."""
        paid = math.fsum(each.probability for each in self.endings if each.amount > 0)
        # The error of the integral over drivers must not move 50 % across a threshold.
        return round(paid, PLACES)

    @property
    def expected(self) -> float:
        """Return the expected outflow, undiscounted."""
        return math.fsum(each.probability * each.amount for each in self.endings)

    @property
    def present_share(self) -> float:
        """Return the present value, at the pre-tax rate, per unit of outflow."""
        present = math.fsum(
            each.probability * each.present_value for each in self.endings
        )
        return present / self.expected if self.expected else 1.0

    @property
    def likeliest(self) -> Ending | None:
        """Return the most likely ending with an outflow, or None."""
        return next((each for each in self.endings if each.amount > 0), None)

    def beside(self, amount: float) -> tuple[float, float]:
        """Return the probabilities of endings that cost less and that cost more."""
        less = [each.probability for each in self.endings if each.amount < amount]
        more = [each.probability for each in self.endings if each.amount > amount]
        return math.fsum(less), math.fsum(more)


def estimate(suit: CopyrightSuit, terms: Terms, *, pre_tax_rate: float) -> Estimate:
    """Estimate a suit's liability: exact endings, and the range of the trials.

    Raises RegisterError where an amount is too large to be counted in cents.
    """
    suit = suit.without_fees()
    nominal = outcomes(suit, replace(terms, discount_rate=0.0))
    present = outcomes(suit, replace(terms, discount_rate=pre_tax_rate))
    endings = _merged(nominal, present)
    with np.errstate(over="ignore", invalid="ignore"):
        low, high = _range(liability_by_trial(suit, terms))
    central = Estimate(endings=endings, low=low, high=high)
    best = central.likeliest.amount if central.likeliest else 0.0
    for amount in (high, *(each.amount for each in endings)):
        if not amount <= LARGEST_AMOUNT:
            problem = f"can exceed {LARGEST_AMOUNT:,}, and cannot be accounted for"
            raise RegisterError(problem, risk=suit.id, field="loss")
    # With a long tail the mean, or a rare ending's amount, can exceed the 95 % point.
    return replace(central, high=max(high, central.expected, best))


def _merged(
    nominal: tuple[Outcome, ...], present: tuple[Outcome, ...]
) -> tuple[Ending, ...]:
    """Merge the leaves with the same name into one ending."""
    names: dict[str, list[tuple[float, float, float]]] = {}
    for leaf, discounted in zip(nominal, present, strict=True):
        figures = leaf.probability, leaf.cost, discounted.cost
        names.setdefault(leaf.ending, []).append(figures)
    endings = [_ending(name, leaves) for name, leaves in names.items()]
    return tuple(sorted(endings, key=lambda each: (-each.probability, each.name)))


def _ending(name: str, leaves: list[tuple[float, float, float]]) -> Ending:
    chances, amounts, present = (list(column) for column in zip(*leaves, strict=True))
    return Ending(
        name=name,
        probability=math.fsum(chances),
        amount=_mean(amounts, chances),
        present_value=_mean(present, chances),
    )


def _mean(amounts: list[float], chances: list[float]) -> float:
    """Return the weighted mean, exact where all amounts are equal."""
    first = amounts[0]
    beyond = math.fsum(
        chance * (amount - first)
        for chance, amount in zip(chances, amounts, strict=True)
    )
    return first + beyond / math.fsum(chances)


def _range(liability: Vector) -> tuple[float, float]:
    """Return the lower empirical quantiles, or 0 if there is no outflow."""
    paid = np.sort(liability[liability > 0])
    if not paid.size:
        return 0.0, 0.0
    low, high = (paid[math.ceil(level * paid.size) - 1] for level in RANGE)
    return float(low), float(high)
