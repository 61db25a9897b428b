"""What a suit may cost as a liability: the figures that both standards judge.

Undiscounted by the register's rate, over no horizon, and without one's own fees:
with them an outflow would be probable in every suit. In the suit's own currency.
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
RANGE = (0.05, 0.95)  # of the trials with an outflow: where nine in ten of them fall


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """One way the suit can end. Money in currency units, expected if it ends so."""

    name: str
    probability: float
    amount: float  # undiscounted
    present_value: float  # at the liability's own pre-tax rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    endings: tuple[Ending, ...]  # the likeliest first
    low: float  # of the range of the liability, given an outflow
    high: float

    @property
    def p_outflow(self) -> float:
        paid = math.fsum(each.probability for each in self.endings if each.amount > 0)
        # An integral over drivers must not carry 50% over a threshold by its error.
        return round(paid, PLACES)

    @property
    def expected(self) -> float:
        return math.fsum(each.probability * each.amount for each in self.endings)

    @property
    def present_share(self) -> float:
        """What a unit of the expected outflow is worth at the pre-tax rate."""
        present = math.fsum(
            each.probability * each.present_value for each in self.endings
        )
        return present / self.expected if self.expected else 1.0

    @property
    def likeliest(self) -> Ending | None:
        """Of the endings with an outflow; None where there is none."""
        return next((each for each in self.endings if each.amount > 0), None)

    def beside(self, amount: float) -> tuple[float, float]:
        """P(an ending that costs less), P(one that costs more)."""
        less = [each.probability for each in self.endings if each.amount < amount]
        more = [each.probability for each in self.endings if each.amount > amount]
        return math.fsum(less), math.fsum(more)


def estimate(suit: CopyrightSuit, terms: Terms, *, pre_tax_rate: float) -> Estimate:
    """Endings are exact, by enumeration; the range is that of the trials.

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
    # A long tail can put the mean, and a rare ending its amount, beyond the 95 %.
    return replace(central, high=max(high, central.expected, best))


def _merged(
    nominal: tuple[Outcome, ...], present: tuple[Outcome, ...]
) -> tuple[Ending, ...]:
    """Leaves of one name are one ending; the two trees have the same leaves."""
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
    """Weighted; of equal amounts exactly that amount."""
    first = amounts[0]
    beyond = math.fsum(
        chance * (amount - first)
        for chance, amount in zip(chances, amounts, strict=True)
    )
    return first + beyond / math.fsum(chances)


def _range(liability: Vector) -> tuple[float, float]:
    """The lower empirical quantiles where there is an outflow, else nought."""
    paid = np.sort(liability[liability > 0])
    if not paid.size:
        return 0.0, 0.0
    low, high = (paid[math.ceil(level * paid.size) - 1] for level in RANGE)
    return float(low), float(high)
