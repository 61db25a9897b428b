"""Account for a suit under both standards, one of which governs."""

from dataclasses import asdict, dataclass

from risks.engine.exposure.accounting.amounts import Amount
from risks.engine.exposure.accounting.estimate import (
    Ending,
    Estimate,
    estimate,
    own_fees,
)
from risks.engine.exposure.accounting.standards import (
    HOUSE,
    IFRS,
    REMOTE,
    Assessment,
    HousePolicy,
    Standard,
    assess_asc450,
    assess_ias37,
)
from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.accounting_facts import (
    AccountingFacts,
    Exemption,
    Insurance,
)
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.money import units
from risks.engine.sentences.accounting import EXEMPT, NO_EXEMPTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """The movement of a provision between two reporting dates, in currency units.

    IAS 37.84: closing = opening + additions − used − reversed + fx + unwinding +
    rate_change.
    """

    opening: float
    additions: float
    used: float
    reversed: float
    fx: float
    unwinding: float
    rate_change: float
    closing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contingency:
    """One row of the contingency schedule, in the suit's own currency."""

    suit: str
    currency: str
    standard: Standard  # the standard that governs
    court: str | None
    counterparty: str | None
    claimed: float | None  # currency units
    estimate: Estimate
    ias37: Assessment
    asc450: Assessment
    movement: Movement
    insurance: Insurance | None
    exemption: Exemption | None
    cannot_be_estimated: str | None = None  # why
    public_statements: str | None = None

    @property
    def governing(self) -> Assessment:
        """Return the assessment under the governing standard."""
        return self.ias37 if self.standard == IFRS else self.asc450

    @property
    def excess(self) -> float:
        """Return the high end of the range above the amount accrued.

        It is disclosed unless remote: ASC 450-20-50-3 and -4, IAS 37.86(a). It is 0
        where no estimate can be made.
        """
        if self.governing.proposed_class == REMOTE or self.not_estimated:
            return 0.0
        beyond = round(100 * self.estimate.high) - round(100 * self.movement.closing)
        return units(max(0, beyond))

    @property
    def withheld(self) -> bool:
        """Say whether IAS 37.92 spares the figures; ASC 450 has no exemption."""
        return self.exemption is not None and self.standard == IFRS

    @property
    def disclosed(self) -> bool:
        """Say whether the figures must be disclosed: nothing is of a remote matter."""
        return self.governing.proposed_class != REMOTE and not self.withheld

    @property
    def note(self) -> str | None:
        """Return what an exemption from disclosure means under the standard."""
        if self.exemption is None or self.governing.proposed_class == REMOTE:
            return None
        return EXEMPT() if self.withheld else NO_EXEMPTION()

    @property
    def not_estimated(self) -> bool:
        """Say whether no reliable estimate can be made: IAS 37.26, ASC 450-20-50-4."""
        return self.governing.best is None

    def as_json(self) -> dict[str, object]:
        """Return the row as JSON, with money as numbers of currency units.

        Where no estimate can be made no figure leaves, only what is claimed.
        """
        return {
            "suit": self.suit,
            "currency": self.currency,
            "standard": self.standard,
            "court": self.court,
            "counterparty": self.counterparty,
            "claimed": self.claimed,
            "cannot_be_estimated": self.cannot_be_estimated,
            "public_statements": self.public_statements,
            **self._figures(),
            "ias37": asdict(self.ias37),
            "asc450": asdict(self.asc450),
            "movement": asdict(self.movement),
            "excess": self.excess,
            "insurance": self.insurance and self.insurance.model_dump(),
            "exemption": self.exemption and self.exemption.model_dump(),
            "disclosed": self.disclosed,
            "note": self.note,
        }

    def _figures(self) -> dict[str, object]:
        if self.not_estimated:
            nothing = ("p_outflow", "low", "best", "high", "expected", "years")
            return {**dict.fromkeys(nothing), "endings": [], "amounts": []}
        return {
            "p_outflow": self.estimate.p_outflow,
            "low": units(100 * self.estimate.low),
            "best": self.governing.best,
            "high": units(100 * self.estimate.high),
            "expected": units(100 * self.estimate.expected),
            "years": round(self.estimate.timing.mean_years, 2),
            "endings": [_ending(each) for each in self.estimate.endings],
            "amounts": [_amount(each) for each in self.estimate.amounts],
        }


def account(
    suit: CopyrightSuit,
    *,
    terms: Terms,
    standard: Standard,
    policy: HousePolicy = HOUSE,
) -> Contingency:
    """Return the suit's row from its accounting facts.

    Of the terms only the currency and the number of trials matter. Raises
    RegisterError where a fact contradicts the class.
    """
    facts = suit.accounting or AccountingFacts()
    figures = estimate(suit, terms)
    ias37 = assess_ias37(figures, facts, policy)
    fees = own_fees(suit, terms) if policy.accrues_own_fees else 0.0
    asc450 = assess_asc450(figures, facts, policy, own_fees=fees)
    governing = ias37 if standard == IFRS else asc450
    _refuse_contradictions(suit, facts, governing)
    return Contingency(
        suit=suit.id,
        currency=suit.currency or terms.currency,
        standard=standard,
        court=facts.court,
        counterparty=facts.counterparty,
        claimed=facts.claimed,
        estimate=figures,
        ias37=ias37,
        asc450=asc450,
        movement=movement(facts, provision=governing.provision),
        insurance=facts.insurance,
        exemption=facts.exemption,
        cannot_be_estimated=facts.cannot_be_estimated,
        public_statements=facts.public_statements,
    )


def _refuse_contradictions(
    suit: CopyrightSuit, facts: AccountingFacts, governing: Assessment
) -> None:
    if facts.exemption and governing.proposed_class == REMOTE:
        raise RegisterError(
            "contradicts the class: nothing of a remote matter is disclosed",
            risk=suit.id,
            field="accounting.exemption",
        )


def movement(facts: AccountingFacts, *, provision: float) -> Movement:
    """Return the movement; the difference to the provision is added or reversed."""
    opening, used, fx, unwinding, rate_change, closing = (
        round(100 * amount)
        for amount in (
            *(facts.opening, facts.used, facts.fx),
            *(facts.unwinding, facts.rate_change, provision),
        )
    )
    change = closing - (opening - used + fx + unwinding + rate_change)
    return Movement(
        opening=units(opening),
        additions=units(max(change, 0)),
        used=units(used),
        reversed=units(max(-change, 0)),
        fx=units(fx),
        unwinding=units(unwinding),
        rate_change=units(rate_change),
        closing=units(closing),
    )


def _ending(ending: Ending) -> dict[str, object]:
    return {
        "name": ending.name,
        "probability": ending.probability,
        "amount": units(100 * ending.amount),
    }


def _amount(amount: Amount) -> dict[str, object]:
    return {
        "amount": units(100 * amount.amount),
        "probability": amount.probability,
        "years": round(amount.timing.mean_years, 2),
        "endings": list(amount.endings),
    }
