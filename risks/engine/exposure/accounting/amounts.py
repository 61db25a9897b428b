"""The possible amounts of an outflow, however the suit comes to them.

Endings that cost the same are one amount: how stages are cut, or an award of one
dollar more, changes nothing. A table is taken value by value, because its mean is no
possible amount; a continuous range is represented by its mean.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from risks.engine.exposure.accounting.spreads import Spread, minima, spreads
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.exposure.suit.outcomes import Outcome, outcomes

SAME_AMOUNT = 0.05  # house practice: amounts this close to the lowest are one
REFERENCE_RATE = 0.1  # any rate above 0 tells when a leaf pays
INTEGRAL_ERROR = 1e-4
PLACES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When an outflow is expected: shares of it that add up to 1, by years from now."""

    shares: tuple[tuple[float, float], ...]  # years, share

    def present(self, rate: float) -> float:
        """Return the present value of one unit of outflow at a yearly rate."""
        return math.fsum(share * (1 + rate) ** -years for years, share in self.shares)

    @property
    def mean_years(self) -> float:
        return math.fsum(share * years for years, share in self.shares)


AT_ONCE = Timing(shares=((0.0, 1.0),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One possible amount of the outflow, in currency units."""

    amount: float  # undiscounted; the likeliest of those that count as one
    probability: float
    timing: Timing
    endings: tuple[str, ...]  # their names, the likeliest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What one leaf pays with one value of its tables."""

    ending: str
    probability: float
    amount: float  # currency units, to the cent
    years: float


def payments(suit: CopyrightSuit, terms: Terms) -> list[Payment]:
    """Return what a suit without own fees can pay, undiscounted, and when."""
    nominal = outcomes(suit, replace(terms, discount_rate=0.0))
    dated = outcomes(suit, replace(terms, discount_rate=REFERENCE_RATE))
    return list(_payments(spreads(suit), nominal, dated))


def timing(paid: Sequence[Payment]) -> Timing:
    """Return when an average unit of the payments flows out."""
    weights: defaultdict[float, float] = defaultdict(float)
    for each in paid:
        weights[each.years] += each.probability * each.amount
    total = math.fsum(weights.values())
    if not total:
        return AT_ONCE
    return Timing(
        shares=tuple((years, part / total) for years, part in sorted(weights.items()))
    )


def possible_amounts(payments: Sequence[Payment]) -> tuple[Amount, ...]:
    """Return the amounts that can flow out, likeliest first; nothing is one of them."""
    nothing = [each for each in payments if not each.amount]
    paid = [each for each in payments if each.amount]
    groups = [*([nothing] if nothing else []), *_groups(paid)]
    found = [_amount(group) for group in groups]
    return tuple(
        sorted(found, key=lambda each: (-round(each.probability, PLACES), each.amount))
    )


def _payments(
    spreads: Mapping[str, Spread],
    nominal: Sequence[Outcome],
    dated: Sequence[Outcome],
) -> Iterator[Payment]:
    for leaf, discounted in zip(nominal, dated, strict=True):
        spread = spreads.get(leaf.ending, [(leaf.cost, 1.0)])
        mean = math.fsum(value * chance for value, chance in spread)
        # Above 1 where the judgment bore interest; the rest is of the integral.
        scale = leaf.cost / mean if mean else 0.0
        scale = 1.0 if abs(scale - 1) < INTEGRAL_ERROR else scale
        # A leaf pays once, without own fees: its factor tells when.
        factor = discounted.cost / leaf.cost if leaf.cost else 1.0
        years = round(-math.log(factor) / math.log1p(REFERENCE_RATE), PLACES)
        for value, chance in spread:
            yield Payment(
                ending=leaf.ending,
                probability=leaf.probability * chance,
                amount=round(value * scale, 2),
                years=max(years, 0.0),
            )


def _groups(payments: Iterable[Payment]) -> Iterator[list[Payment]]:
    """Yield the payments that count as one amount, the likeliest amount first."""
    rest = sorted(payments, key=lambda each: each.amount)
    while rest:
        amounts = [each.amount for each in rest]
        sums = [0.0, *accumulate(each.probability for each in rest)]
        ends = [bisect_right(amounts, low * (1 + SAME_AMOUNT)) for low in amounts]
        first = max(
            range(len(rest)),
            key=lambda place: (round(sums[ends[place]] - sums[place], PLACES), -place),
        )
        yield rest[first : ends[first]]
        rest = rest[:first] + rest[ends[first] :]


def _amount(group: Sequence[Payment]) -> Amount:
    chances: defaultdict[float, float] = defaultdict(float)
    names: defaultdict[str, float] = defaultdict(float)
    for each in group:
        chances[each.amount] += each.probability
        names[each.ending] += each.probability
    likeliest = max(chances, key=lambda one: (round(chances[one], PLACES), -one))
    return Amount(
        amount=likeliest,
        probability=math.fsum(chances.values()),
        timing=timing(group),
        endings=tuple(sorted(names, key=lambda name: (-names[name], name))),
    )


def least_amount(suit: CopyrightSuit, paid: Sequence[Payment]) -> float | None:
    """Return the minimum of the range of outflows, or None where none is stated.

    A lognormal amount has no stated minimum.
    """
    least = minima(suit)
    possible = {each.ending for each in paid if each.amount}
    found = [least[name] for name in possible]
    if not found or None in found:
        return None
    return min(each for each in found if each is not None)
