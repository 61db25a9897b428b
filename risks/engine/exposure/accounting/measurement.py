"""Measure a liability: the best estimate under each standard, and why it is that.

IAS 37.36 to .47 and ASC 450-20-30-1.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from risks.engine.exposure.accounting.amounts import PLACES, Amount
from risks.engine.exposure.accounting.estimate import Estimate
from risks.engine.exposure.kinds.accounting_facts import AccountingFacts
from risks.engine.formats import number, percent
from risks.engine.sentences import accounting as words
from risks.engine.wording import Template


def precise(share: float) -> str:
    """Round a percentage to a tenth, so that 50.3 % shows as above 50 %."""
    return percent(share, decimals=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """The best estimate under a standard, in currency units, and why it is that."""

    amount: float = 0.0
    basis: tuple[str, ...] = ()
    rate: float = 0.0  # at which it is discounted; 0 where it is not


def best_by_ias37(
    estimate: Estimate, facts: AccountingFacts, *, material_discount: float
) -> Best:
    """Return the best estimate, at present value where that is material."""
    if estimate.likeliest is None:
        return Best()
    rate = facts.pre_tax_rate
    share = estimate.timing.present(rate)
    if facts.measurement == "population":
        amount, present = estimate.expected, estimate.expected * share
        measured: tuple[str, ...] = (words.LARGE_POPULATION(),)
    elif facts.measurement == "range":
        amount = (estimate.low + estimate.high) / 2
        present = amount * share
        measured = (words.MIDPOINT(),)
    else:
        amount, measured = _considering_others(estimate, estimate.likeliest)
        present = _present(estimate, estimate.likeliest, amount, rate)
    if 1 - share < material_discount:
        return Best(amount=amount, basis=measured)
    discounted = words.DISCOUNTED(
        rate=percent(rate, decimals=2), share=precise(1 - share)
    )
    return Best(amount=present, basis=(*measured, discounted), rate=rate)


def _considering_others(
    estimate: Estimate, likeliest: Amount
) -> tuple[float, tuple[str, ...]]:
    """Return the most likely outflow, moved as the others weigh: IAS 37.40.

    It moves towards the expected outflow by how far the others lie on one side: not at
    all where they are balanced, the whole way where all are higher or all lower.
    """
    amount, expected = likeliest.amount, estimate.expected_outflow
    less, more = estimate.beside(amount)
    lean = (more - less) / (more + less) if more + less else 0.0
    moves = lean * (expected - amount) > 0
    best = amount + abs(lean) * (expected - amount) if moves else amount
    said = _beside(lean, moves=moves)(
        amount=number(amount, decimals=2),
        chance=precise(likeliest.probability),
        less=precise(less),
        more=precise(more),
        expected=number(expected, decimals=2),
        best=number(best, decimals=2),
    )
    if not less + more:
        said = words.ONLY_OUTFLOW(
            amount=number(amount, decimals=2), chance=precise(likeliest.probability)
        )
    return best, (said, *_near_ties(estimate))


def _beside(lean: float, *, moves: bool) -> Template:
    if not round(lean, PLACES):
        return words.MOST_LIKELY
    if not moves:
        return words.NOT_MOVED
    return words.MOSTLY_HIGHER if lean > 0 else words.MOSTLY_LOWER


def _present(estimate: Estimate, likeliest: Amount, best: float, rate: float) -> float:
    """Return the present value of the best estimate between its two anchors."""
    amount, expected = likeliest.amount, estimate.expected_outflow
    way = (best - amount) / (expected - amount) if expected != amount else 0.0
    at_mode = amount * likeliest.timing.present(rate)
    return at_mode + way * (expected * estimate.timing.present(rate) - at_mode)


def _near_ties(estimate: Estimate) -> Iterator[str]:
    likeliest = estimate.likeliest
    for each in estimate.near_ties if likeliest else ():
        yield words.NEARLY_AS_LIKELY(
            first=number(likeliest.amount, decimals=2) if likeliest else "",
            amount=number(each.amount, decimals=2),
            chance=precise(each.probability),
        )


def best_by_asc450(estimate: Estimate, facts: AccountingFacts) -> Best:
    """Return the better estimate, or where there is none the minimum."""
    likeliest = estimate.likeliest
    if likeliest is None:
        return Best()
    if facts.measurement == "population":
        basis = (words.ASC_LARGE_POPULATION(),)
        return Best(amount=estimate.expected, basis=basis)
    if facts.measurement == "single" and not estimate.near_ties:
        measured = words.ASC_MOST_LIKELY(
            amount=number(likeliest.amount, decimals=2),
            chance=precise(likeliest.probability),
        )
        return Best(amount=likeliest.amount, basis=(measured,))
    ties = _near_ties(estimate) if facts.measurement == "single" else ()
    if estimate.minimum is None:
        least = words.ASC_NO_MINIMUM(amount=number(estimate.low, decimals=2))
        return Best(amount=estimate.low, basis=(*ties, least))
    least = words.ASC_MINIMUM(amount=number(estimate.minimum, decimals=2))
    return Best(amount=estimate.minimum, basis=(*ties, least))
