"""Classify and measure a liability under IAS 37 and ASC 450-20.

The class is a proposal that the finance controller approves. IAS 37.23 defines probable
as more likely than not. No standard gives a number for remote, and ASC 450-20-20 gives
none for probable ("likely to occur"): those thresholds are the entity's own policy.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from risks.engine.exposure.accounting.estimate import Estimate
from risks.engine.exposure.accounting.measurement import (
    Best,
    best_by_asc450,
    best_by_ias37,
    precise,
)
from risks.engine.exposure.kinds.accounting_facts import AccountingFacts
from risks.engine.formats import number, percent
from risks.engine.money import units
from risks.engine.sentences import accounting as words

Standard = Literal["ifrs", "us_gaap"]
IFRS: Standard = "ifrs"
US_GAAP: Standard = "us_gaap"

Likelihood = Literal["remote", "possible", "reasonably possible", "probable"]
REMOTE: Likelihood = "remote"
REASONABLY_POSSIBLE: Likelihood = "reasonably possible"
PROBABLE: Likelihood = "probable"

IAS_PROBABLE_ABOVE = 0.5  # IAS 37.15 and .23


@dataclass(frozen=True, slots=True, kw_only=True)
class HousePolicy:
    """What the standards leave to the entity: thresholds, and own fees.

    IAS 37.28 and .86 give no number for remote, ASC 450-20-20 none for remote and
    probable, and IAS 37.45 none for a material discount.
    """

    ias_remote_below: float = 0.05
    asc_probable_from: float = 0.75
    asc_remote_below: float = 0.10
    material_discount: float = 0.05  # the share that discounting must take off
    accrues_own_fees: bool = False  # under ASC 450 alone; else expensed as incurred


HOUSE = HousePolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A liability's class and amounts under one standard, to the cent."""

    standard: Standard
    proposed_class: Likelihood
    best: float | None  # the estimate, recognised or not; None: none can be made
    provision: float  # what is recognised; under ASC 450-20 the accrual
    reimbursement: float  # a separate asset, never netted
    basis: tuple[str, ...]  # sentences that cite the paragraphs applied
    rate: float = 0.0  # at which it is discounted; 0 where it is not
    own_fees: float = 0.0  # accrued apart from the provision, by policy


def assess_ias37(
    estimate: Estimate, facts: AccountingFacts, policy: HousePolicy = HOUSE
) -> Assessment:
    """Assess a liability under IAS 37."""
    likelihood, because = _ias_class(estimate.p_outflow, facts, policy)
    if facts.cannot_be_estimated:
        return _not_estimated(IFRS, likelihood, because, facts)
    best = best_by_ias37(estimate, facts, material_discount=policy.material_discount)
    basis = [because, *best.basis]
    if likelihood != PROBABLE:
        basis.append(words.IAS_NO_PROVISION())
    return _assessment(IFRS, likelihood, best, facts, basis)


def assess_asc450(
    estimate: Estimate,
    facts: AccountingFacts,
    policy: HousePolicy = HOUSE,
    *,
    own_fees: float = 0.0,
) -> Assessment:
    """Assess a liability under ASC 450-20, without discounting.

    A suit's payments are neither fixed nor reliably timed. `own_fees` are what one's
    own lawyers are expected to cost; they are never in the class.
    """
    likelihood, because = _asc_class(estimate.p_outflow, facts, policy)
    if facts.cannot_be_estimated:
        assessed = _not_estimated(US_GAAP, likelihood, because, facts)
    else:
        best = best_by_asc450(estimate, facts)
        basis = [because, *best.basis]
        if likelihood != PROBABLE:
            basis.append(words.ASC_NO_ACCRUAL())
        assessed = _assessment(US_GAAP, likelihood, best, facts, basis)
    fees = units(100 * own_fees) if policy.accrues_own_fees else 0.0
    if not fees:
        return assessed
    said = words.FEES_ACCRUED(amount=number(fees, decimals=2))
    return replace(assessed, own_fees=fees, basis=(*assessed.basis, said))


def _ias_class(
    chance: float, facts: AccountingFacts, policy: HousePolicy
) -> tuple[Likelihood, str]:
    stated, is_class = precise(chance), _is_class(chance, facts)
    if chance < policy.ias_remote_below and not is_class:
        limit = percent(policy.ias_remote_below)
        return REMOTE, words.IAS_REMOTE(chance=stated, limit=limit)
    if facts.present_obligation is False:
        return "possible", words.IAS_NO_OBLIGATION(chance=stated)
    if is_class:
        return PROBABLE, words.IAS_CLASS(chance=stated)
    if chance <= IAS_PROBABLE_ABOVE:
        return "possible", words.IAS_POSSIBLE(chance=stated)
    if facts.present_obligation is None:
        return PROBABLE, words.IAS_DEEMED(chance=stated)
    return PROBABLE, words.IAS_PROBABLE(chance=stated)


def _asc_class(
    chance: float, facts: AccountingFacts, policy: HousePolicy
) -> tuple[Likelihood, str]:
    stated, is_class = precise(chance), _is_class(chance, facts)
    low, high = percent(policy.asc_remote_below), percent(policy.asc_probable_from)
    if chance < policy.asc_remote_below and not is_class:
        return REMOTE, words.ASC_REMOTE(chance=stated, limit=low)
    if facts.present_obligation is False:
        return REASONABLY_POSSIBLE, words.ASC_NOT_INCURRED(chance=stated)
    if is_class:
        return PROBABLE, words.ASC_CLASS(chance=stated)
    if chance >= policy.asc_probable_from:
        return PROBABLE, words.ASC_PROBABLE(chance=stated, limit=high)
    possible = words.ASC_POSSIBLE(chance=stated, low=low, high=high)
    return REASONABLY_POSSIBLE, possible


def _is_class(chance: float, facts: AccountingFacts) -> bool:
    """Say whether probability is judged over many obligations: IAS 37.24."""
    return facts.measurement == "population" and chance > 0


def _not_estimated(
    standard: Standard, likelihood: Likelihood, because: str, facts: AccountingFacts
) -> Assessment:
    """Return the outcome that no reliable estimate can be made: no figure leaves."""
    said = words.IAS_NOT_ESTIMATED if standard == IFRS else words.ASC_NOT_ESTIMATED
    disclosed = () if likelihood == REMOTE else (said(),)
    reason = words.CANNOT_BE_ESTIMATED(reason=facts.cannot_be_estimated)
    return Assessment(
        standard=standard,
        proposed_class=likelihood,
        best=None,
        provision=0.0,
        reimbursement=0.0,
        basis=(because, reason, *disclosed),
    )


def _assessment(
    standard: Standard,
    likelihood: Likelihood,
    measured: Best,
    facts: AccountingFacts,
    basis: Sequence[str],
) -> Assessment:
    best = units(100 * measured.amount)
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
        rate=measured.rate,
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
