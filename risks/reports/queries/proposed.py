"""What the engine proposes for a suit in the accounts, frozen as it says it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from risks.engine.exposure.accounting.standards import IFRS, US_GAAP, HousePolicy
from risks.engine.exposure.accounting.suit_accounting import Contingency as Account
from risks.engine.exposure.accounting.suit_accounting import account
from risks.engine.exposure.accounting.time_value import TimeValue, time_value
from risks.engine.exposure.documents.fact_multiples import Facts
from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.accounting_facts import AccountingFacts
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.parsing import parse_risk
from risks.engine.exposure.portfolio.rates import NoRate
from risks.engine.exposure.sampling.terms import ENGINE_VERSION, Terms
from risks.exposure.queries import digest, terms_of
from risks.register.models import Assumptions, Company, Risk
from risks.register.queries import (
    UnusableFact,
    fact_values,
)
from risks.reports.models import AccountingPolicy, Contingency
from risks.reports.queries.policies import approved_policy, house_policy
from risks.reports.queries.subsequent import counted_assumptions

CENT = Decimal("0.01")
DAYS_A_YEAR = 365.25


class NotAccountable(ValueError):
    """The suit cannot be proposed for the accounts; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """An account of a suit, its money in the company's currency and to the cent."""

    assumptions: Assumptions
    account: Account  # in the suit's own currency
    facts: AccountingFacts  # the same
    rate: Decimal  # units of the company's currency for one of the suit's
    valuation_date: date
    policy: AccountingPolicy | None  # approved; None: the defaults of the house

    @property
    def figures(self) -> dict[str, Any]:
        """All that the engine says, and what it rests on."""
        return {
            **self.account.as_json(),
            "rate": float(self.rate),
            "pre_tax_rate": self.facts.pre_tax_rate,
            "discount_rate": self.account.governing.rate,
            "valuation_date": self.valuation_date.isoformat(),
            "engine": ENGINE_VERSION,
            "assumptions": {
                "number": self.assumptions.number,
                "hash": self.assumptions.hash,
                "effective_date": self.assumptions.effective_date.isoformat(),
            },
        }

    @property
    def input_hash(self) -> str:
        """Equal inputs have equal hashes, and equal inputs equal figures."""
        return digest(
            [
                self.facts.cannot_be_estimated,
                self.facts.pre_tax_rate,
                self.policy and self.policy.public_id,
                self.assumptions.risk.kind,
                self.assumptions.number,
                self.assumptions.hash,
                self.account.standard,
                str(self.rate),
                self.valuation_date.isoformat(),
                ENGINE_VERSION,
            ]
        )

    @property
    def closing(self) -> Decimal:
        """The provision under the standard that governs."""
        return self.money(self.account.governing.provision)

    @property
    def best(self) -> Decimal | None:
        """The best estimate under the standard that governs; None: there is none."""
        best = self.account.governing.best
        return None if best is None else self.money(best)

    @property
    def low(self) -> Decimal | None:
        is_estimated = not self.account.not_estimated
        return self.money(self.account.estimate.low) if is_estimated else None

    @property
    def high(self) -> Decimal | None:
        is_estimated = not self.account.not_estimated
        return self.money(self.account.estimate.high) if is_estimated else None

    @property
    def own_fees(self) -> Decimal:
        return self.money(self.account.governing.own_fees)

    @property
    def expected_on(self) -> date | None:
        """When the outflow is expected: IAS 37.85(a)."""
        if self.account.not_estimated or not self.account.estimate.outflows:
            return None
        years = self.account.estimate.timing.mean_years
        return self.valuation_date + timedelta(days=round(years * DAYS_A_YEAR))

    def time_value(self, left: Decimal, *, since: Contingency) -> TimeValue:
        """What time and the rate did to what is left of an earlier row's closing."""
        days = (self.valuation_date - since.reporting_date).days
        return time_value(
            float(left),
            rate_before=since.figures.get("discount_rate", 0.0),
            rate_now=self.account.governing.rate,
            years=days / DAYS_A_YEAR,
            timing=self.account.estimate.timing,
        )

    def money(self, amount: float) -> Decimal:
        """An amount of the suit's currency in the company's."""
        return (Decimal(str(amount)) * self.rate).quantize(CENT)


def proposed(
    risk: Risk,
    *,
    on: date,
    cannot_be_estimated: str | None = None,
    pre_tax_rate: float | None = None,
) -> Proposed:
    """From the newest assumptions that count; raises `NotAccountable`.

    `cannot_be_estimated` is the preparer's reason, or "" that it can be; None leaves
    it to what the suit states; so does `pre_tax_rate`, a yearly share.
    """
    assumptions = counted_assumptions(risk, on=on)
    if assumptions is None:
        raise NotAccountable(
            _(
                "%(code)s, assumptions: none count at %(on)s. A finance controller "
                "marks those of after that date that show what existed at it."
            )
            % {"code": risk.code, "on": f"{on:%-d %B %Y}"}
        )
    suit = _suit(
        assumptions,
        facts=fact_values(risk.company, on=on),
        cannot_be_estimated=cannot_be_estimated,
        pre_tax_rate=pre_tax_rate,
    )
    terms = _terms(risk, on=on)
    return Proposed(
        assumptions=assumptions,
        account=_account(risk, suit, terms, policy=house_policy(risk.company, on=on)),
        policy=approved_policy(risk.company, on=on),
        facts=suit.accounting or AccountingFacts(),
        rate=_rate(risk, suit, terms),
        valuation_date=on,
    )


def _account(
    risk: Risk, suit: CopyrightSuit, terms: Terms, *, policy: HousePolicy
) -> Account:
    us_gaap = risk.company.standard == Company.Standard.US_GAAP
    standard = US_GAAP if us_gaap else IFRS
    try:
        return account(suit, terms=terms, standard=standard, policy=policy)
    except RegisterError as error:
        raise _refused(risk, error) from None


def _refused(risk: Risk, error: RegisterError) -> NotAccountable:
    named = ", ".join(filter(None, (risk.code, error.field)))
    return NotAccountable(f"{named}: {error.problem}")


def _suit(
    assumptions: Assumptions,
    *,
    facts: Facts,
    cannot_be_estimated: str | None,
    pre_tax_rate: float | None,
) -> CopyrightSuit:
    risk = assumptions.risk
    stated = {**assumptions.parameters, "id": str(risk.uuid), "kind": risk.kind}
    known = {**(stated.get("accounting") or {})}
    if cannot_be_estimated is not None:
        known.pop("cannot_be_estimated", None)
        if reason := cannot_be_estimated.strip():
            known["cannot_be_estimated"] = reason
    if pre_tax_rate is not None:
        known["pre_tax_rate"] = pre_tax_rate
    stated["accounting"] = known
    try:
        suit = parse_risk(stated, facts=facts, facts_currency=risk.company.currency)
    except RegisterError as error:
        raise _refused(risk, error) from None
    if not isinstance(suit, CopyrightSuit):
        raise NotAccountable(
            _("%(code)s is not a copyright suit.") % {"code": risk.code}
        )
    return suit


def _terms(risk: Risk, *, on: date) -> Terms:
    try:
        return terms_of(risk.company, on=on)
    except (UnusableFact, NoRate) as missing:
        raise NotAccountable(str(missing)) from None


def _rate(risk: Risk, suit: CopyrightSuit, terms: Terms) -> Decimal:
    try:
        return Decimal(str(terms.rate_of(suit.currency)))
    except KeyError:
        raise NotAccountable(
            _(
                "%(code)s, currency: the register has no rate from %(currency)s to "
                "%(target)s."
            )
            % {"code": risk.code, "currency": suit.currency, "target": terms.currency}
        ) from None
