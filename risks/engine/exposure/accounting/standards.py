"""Classify and measure a liability under IAS 37 and ASC 450-20.

The class is a proposal that the finance controller approves. IAS 37.23 defines probable
as more likely than not. No standard gives a number for remote, and ASC 450-20-20 gives
none for probable ("likely to occur"): those thresholds are house practice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from risks.engine.exposure.accounting.estimate import Ending, Estimate
from risks.engine.exposure.kinds.accounting_facts import AccountingFacts
from risks.engine.formats import number, percent
from risks.engine.money import units
from risks.engine.sentences import accounting as words

Standard = Literal["ifrs", "us_gaap"]
IFRS: Standard = "ifrs"
US_GAAP: Standard = "us_gaap"

Likelihood = Literal["remote", "possible", "reasonably possible", "probable"]
REMOTE: Likelihood = "remote"
PROBABLE: Likelihood = "probable"

IAS_PROBABLE_ABOVE = 0.5  # IAS 37.15 and .23
IAS_REMOTE_BELOW = 0.05  # house practice; IAS 37.28 and .86 give no number
ASC_PROBABLE_FROM = 0.75  # house practice; ASC 450-20-20 gives no number
ASC_REMOTE_BELOW = 0.10  # house practice; ASC 450-20-20 gives no number
MATERIAL_DISCOUNT = 0.05  # house practice: the share that discounting must take off


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A liability's class and amounts under one standard, to the cent."""

    standard: Standard
    proposed_class: Likelihood
    best: float  # the estimate, whether or not it is recognised
    provision: float  # what is recognised; under ASC 450-20 the accrual
    reimbursement: float  # a separate asset, never netted
    basis: tuple[str, ...]  # sentences that cite the paragraphs applied


def assess_ias37(estimate: Estimate, facts: AccountingFacts) -> Assessment:
    """Assess a liability under IAS 37."""
    likelihood, because = _ias_class(estimate.p_outflow, facts)
    best, measured = _ias_best(estimate, facts)
    basis = [because, *measured]
    if likelihood != PROBABLE:
        basis.append(words.IAS_NO_PROVISION())
    return _assessment(IFRS, likelihood, best, facts, basis)


def assess_asc450(estimate: Estimate, facts: AccountingFacts) -> Assessment:
    """Assess a liability under ASC 450-20, without discounting.

    A suit's payments are neither fixed nor reliably timed.
    """
    likelihood, because = _asc_class(estimate.p_outflow)
    best, measured = _asc_best(estimate, facts)
    basis = [because, *measured]
    if likelihood != PROBABLE:
        basis.append(words.ASC_NO_ACCRUAL())
    return _assessment(US_GAAP, likelihood, best, facts, basis)


def _precise(share: float) -> str:
    """Round a percentage to a tenth, so that 50.3 % shows as above 50 %."""
    return percent(share, decimals=1)


def _ias_class(chance: float, facts: AccountingFacts) -> tuple[Likelihood, str]:
    stated = _precise(chance)
    if chance < IAS_REMOTE_BELOW:
        limit = percent(IAS_REMOTE_BELOW)
        return REMOTE, words.IAS_REMOTE(chance=stated, limit=limit)
    if facts.present_obligation is False:
        return "possible", words.IAS_NO_OBLIGATION(chance=stated)
    if chance <= IAS_PROBABLE_ABOVE:
        return "possible", words.IAS_POSSIBLE(chance=stated)
    if facts.present_obligation is None:
        return PROBABLE, words.IAS_DEEMED(chance=stated)
    return PROBABLE, words.IAS_PROBABLE(chance=stated)


def _asc_class(chance: float) -> tuple[Likelihood, str]:
    stated = _precise(chance)
    low, high = percent(ASC_REMOTE_BELOW), percent(ASC_PROBABLE_FROM)
    if chance >= ASC_PROBABLE_FROM:
        return PROBABLE, words.ASC_PROBABLE(chance=stated, limit=high)
    if chance < ASC_REMOTE_BELOW:
        return REMOTE, words.ASC_REMOTE(chance=stated, limit=low)
    possible = words.ASC_POSSIBLE(chance=stated, low=low, high=high)
    return "reasonably possible", possible


def _ias_best(
    estimate: Estimate, facts: AccountingFacts
) -> tuple[float, tuple[str, ...]]:
    """Return the best estimate, at present value where that is material, and why."""
    likeliest, share = estimate.likeliest, estimate.present_share
    if likeliest is None:
        return 0.0, ()
    if facts.measurement == "population":
        amount, present = estimate.expected, estimate.expected * share
        measured = words.LARGE_POPULATION()
    elif facts.measurement == "range":
        amount = (estimate.low + estimate.high) / 2
        present = amount * share
        measured = words.MIDPOINT()
    else:
        amount, present = likeliest.amount, likeliest.present_value
        measured = _beside(likeliest, estimate)
    if 1 - share < MATERIAL_DISCOUNT:
        return amount, (measured,)
    discounted = words.DISCOUNTED(
        rate=percent(facts.pre_tax_rate, decimals=2), share=_precise(1 - share)
    )
    return present, (measured, discounted)


def _beside(likeliest: Ending, estimate: Estimate) -> str:
    """Return the most likely outcome adjusted for the others, as IAS 37.40 requires."""
    less, more = estimate.beside(likeliest.amount)
    beside = words.MOST_LIKELY
    if less != more:
        beside = words.MOSTLY_LOWER if less > more else words.MOSTLY_HIGHER
    return beside(
        ending=likeliest.name,
        chance=_precise(likeliest.probability),
        less=_precise(less),
        more=_precise(more),
        expected=number(estimate.expected, decimals=2),
    )


def _asc_best(
    estimate: Estimate, facts: AccountingFacts
) -> tuple[float, tuple[str, ...]]:
    likeliest = estimate.likeliest
    if likeliest is None:
        return 0.0, ()
    if facts.measurement == "range":
        amount = estimate.low
        measured = words.ASC_LOW_END()
    elif facts.measurement == "population":
        amount = estimate.expected
        measured = words.ASC_LARGE_POPULATION()
    else:
        amount = likeliest.amount
        measured = words.ASC_MOST_LIKELY(
            ending=likeliest.name, chance=_precise(likeliest.probability)
        )
    return amount, (measured,)


def _assessment(
    standard: Standard,
    likelihood: Likelihood,
    best: float,
    facts: AccountingFacts,
    basis: Sequence[str],
) -> Assessment:
    best = units(100 * best)
    provision = best if likelihood == PROBABLE else 0.0
    reimbursement = _reimbursement(provision, facts)
    insured = _insured(reimbursement, provision, facts, standard)
    return Assessment(
        standard=standard,
        proposed_class=likelihood,
        best=best,
        provision=provision,
        reimbursement=reimbursement,
        basis=(*basis, *insured),
    )


def _reimbursement(provision: float, facts: AccountingFacts) -> float:
    """Return it only when virtually certain, and never above the provision."""
    insurance = facts.insurance
    if insurance is None or not insurance.virtually_certain:
        return 0.0
    return min(units(100 * insurance.amount), provision)


def _insured(
    reimbursement: float, provision: float, facts: AccountingFacts, standard: Standard
) -> Iterator[str]:
    if facts.insurance is None or not provision:
        return
    source = words.IAS_INSURANCE if standard == IFRS else words.ASC_INSURANCE
    said = words.REIMBURSED if reimbursement else words.NOT_REIMBURSED
    yield said(source=source())
