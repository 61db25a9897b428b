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
        basis.append("No provision is recognised (IAS 37.14, .27).")
    return _assessment(IFRS, likelihood, best, facts, basis)


def assess_asc450(estimate: Estimate, facts: AccountingFacts) -> Assessment:
    """Assess a liability under ASC 450-20, without discounting.

    A suit's payments are neither fixed nor reliably timed.
    """
    likelihood, because = _asc_class(estimate.p_outflow)
    best, measured = _asc_best(estimate, facts)
    basis = [because, *measured]
    if likelihood != PROBABLE:
        basis.append("Nothing is accrued (ASC 450-20-25-2).")
    return _assessment(US_GAAP, likelihood, best, facts, basis)


def _precise(share: float) -> str:
    """Round a percentage to a tenth, so that 50.3 % shows as above 50 %."""
    return percent(share, decimals=1)


def _ias_class(chance: float, facts: AccountingFacts) -> tuple[Likelihood, str]:
    stated = f"P(outflow) is {_precise(chance)}"
    if chance < IAS_REMOTE_BELOW:
        return REMOTE, (
            f"{stated}, below the house threshold of {percent(IAS_REMOTE_BELOW)}: "
            "nothing is disclosed (IAS 37.28, .86)."
        )
    if facts.present_obligation is False:
        return "possible", (
            f"{stated}, but no present obligation exists, more likely than not: "
            "a contingent liability (IAS 37.10, .16(b))."
        )
    if chance <= IAS_PROBABLE_ABOVE:
        return "possible", (
            f"{stated}, not above 50 %: a contingent liability (IAS 37.23, .27)."
        )
    if facts.present_obligation is None:
        return PROBABLE, (
            f"{stated}: a present obligation is deemed to exist, more likely than "
            "not, and an outflow is probable (IAS 37.15, .16(a), .23)."
        )
    return PROBABLE, (
        f"There is a present obligation, and P(outflow) is {_precise(chance)}, "
        "above 50 %: an outflow is probable (IAS 37.14, .23)."
    )


def _asc_class(chance: float) -> tuple[Likelihood, str]:
    stated, source = f"P(loss) is {_precise(chance)}", "ASC 450-20-20"
    if chance >= ASC_PROBABLE_FROM:
        return PROBABLE, (
            f"{stated}, from the house threshold of {percent(ASC_PROBABLE_FROM)}: "
            f"likely to occur, and estimable ({source}, 450-20-25-2)."
        )
    if chance < ASC_REMOTE_BELOW:
        return REMOTE, (
            f"{stated}, below the house threshold of {percent(ASC_REMOTE_BELOW)}: the "
            f"chance is slight ({source})."
        )
    return "reasonably possible", (
        f"{stated}, between the house thresholds of {percent(ASC_REMOTE_BELOW)} and "
        f"{percent(ASC_PROBABLE_FROM)} ({source}): disclosed (450-20-50-3)."
    )


def _ias_best(
    estimate: Estimate, facts: AccountingFacts
) -> tuple[float, tuple[str, ...]]:
    """Return the best estimate, at present value where that is material, and why."""
    likeliest, share = estimate.likeliest, estimate.present_share
    if likeliest is None:
        return 0.0, ()
    if facts.measurement == "population":
        amount, present = estimate.expected, estimate.expected * share
        measured = "Expected value of a large population (IAS 37.39)."
    elif facts.measurement == "range":
        amount = (estimate.low + estimate.high) / 2
        present = amount * share
        measured = "Midpoint of a range in which each point is as likely (IAS 37.39)."
    else:
        amount, present = likeliest.amount, likeliest.present_value
        measured = _beside(likeliest, estimate)
    if 1 - share < MATERIAL_DISCOUNT:
        return amount, (measured,)
    discounted = (
        f"Discounted at {percent(facts.pre_tax_rate, decimals=2)} a year before tax, "
        f"which takes off {_precise(1 - share)}: material (IAS 37.45, .47)."
    )
    return present, (measured, discounted)


def _beside(likeliest: Ending, estimate: Estimate) -> str:
    """Return the most likely outcome adjusted for the others, as IAS 37.40 requires."""
    less, more = estimate.beside(likeliest.amount)
    others = "as often higher as lower"
    if less != more:
        others = "mostly lower" if less > more else "mostly higher"
    return (
        f'Most likely outflow of a single obligation, "{likeliest.name}" at '
        f"{_precise(likeliest.probability)}; the other outcomes are {others} "
        f"({_precise(less)} lower, {_precise(more)} higher), their expected value is "
        f"{number(estimate.expected, decimals=2)} (IAS 37.40)."
    )


def _asc_best(
    estimate: Estimate, facts: AccountingFacts
) -> tuple[float, tuple[str, ...]]:
    likeliest, source = estimate.likeliest, "ASC 450-20-30-1"
    if likeliest is None:
        return 0.0, ()
    if facts.measurement == "range":
        amount = estimate.low
        measured = (
            f"No amount in the range is a better estimate: its low end ({source})."
        )
    elif facts.measurement == "population":
        amount = estimate.expected
        measured = f"Best estimate: expected value of a large population ({source})."
    else:
        amount = likeliest.amount
        measured = (
            f'Best estimate: the most likely outflow, "{likeliest.name}" at '
            f"{_precise(likeliest.probability)} ({source})."
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
    source = "IAS 37.53" if standard == IFRS else "ASC 410-30-35-8 by analogy"
    if reimbursement:
        yield (
            "Reimbursement is virtually certain: an asset of its own, at most the "
            f"amount provided ({source})."
        )
    else:
        yield f"Insurance is not recognised: not virtually certain ({source})."
