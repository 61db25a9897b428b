"""The inputs of figures and their hash; equal inputs give equal figures."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from risks.access.models import Scope
from risks.engine.exposure.documents.fact_multiples import (
    FactValue,
    NoPeriod,
    facts_used,
)
from risks.engine.exposure.kinds.natures import VALUE, Nature
from risks.engine.exposure.kinds.parsing import natures_stated
from risks.engine.exposure.sampling.terms import ENGINE_VERSION, Terms
from risks.exposure.models import Snapshot
from risks.exposure.queries.cells import Cell, Compartment
from risks.register.models import Assumptions, Company, Risk
from risks.register.queries import appetite, fact_values, rates_to, risk_capacity

PRICED_STATUSES = (Risk.Status.OPEN, Risk.Status.WATCHING)


class NotReproducible(LookupError):
    """The snapshot is older than the storage of its terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything on which the figures of one risk depend."""

    assumptions: Assumptions
    linked: Assumptions | None
    terms: Terms
    valuation_date: date
    # The company's facts by name; figures depend on those that amounts refer to.
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    hash: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hash", digest(self._canonical()))

    @property
    def risk(self) -> Risk:
        return self.assumptions.risk

    @property
    def currency(self) -> str:
        """Return the currency of the risk's own amounts."""
        currency = self.assumptions.parameters.get("currency")
        return currency if isinstance(currency, str) else self.terms.currency

    @property
    def rate(self) -> float | None:
        """Return the rate to the company's currency, or None where there is none."""
        if self.currency == self.terms.currency:
            return 1.0
        return self.terms.rates.get(self.currency)

    @property
    def facts_named(self) -> dict[str, float]:
        """Return the facts to which the risk's amounts refer."""
        named = facts_used(self.assumptions.parameters)
        if self.linked:
            named |= facts_used(self.linked.parameters)
        return {
            name: value
            for name, value in sorted(self.facts.items())
            if name in named and not isinstance(value, NoPeriod)
        }

    @property
    def natures(self) -> tuple[Nature, ...]:
        return natures_stated(self.risk.kind, self.assumptions.parameters)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return its cell, and where its losses differ in nature one for each."""
        return (self.cell, *self.cell.parts(self.natures))

    @property
    def cell(self) -> Cell:
        risk, natures = self.risk, self.natures
        return Cell(
            compartment=Compartment(risk.restricted_matter_id, risk.privileged),
            entity=risk.entity.code if risk.entity else "",
            category=risk.kind,
            nature=natures[0] if len(natures) == 1 and natures != (VALUE,) else None,
        )

    def is_visible(self, scope: Scope) -> bool:
        return self.cell.compartment.is_visible(scope)

    def _canonical(self) -> list[object]:
        return [
            _version(self.assumptions),
            self.linked and _version(self.linked),
            {
                **own_terms(self),
                "currency": self.terms.currency,
                "trials": self.terms.trials,
                "engine": ENGINE_VERSION,
                "valuation_date": self.valuation_date.isoformat(),
            },
        ]


def own_terms(inputs: Inputs) -> dict[str, Any]:
    """Return the terms as `Basis` stores them, with the one rate that is needed."""
    terms, named = inputs.terms, inputs.facts_named
    return {
        "capacity": terms.capacity,
        "appetite": terms.appetite,
        "discount_rate": terms.discount_rate,
        "horizon_months": terms.horizon_months,
        "rate": inputs.rate,
        **({"facts": named} if named else {}),
    }


def digest(value: object) -> str:
    """Return the SHA-256 hash of a value's canonical JSON."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def terms_of(
    company: Company, *, on: date, currencies: Collection[str | None] = ()
) -> Terms:
    """Return the company's terms with the rates that exist.

    Raises `UnusableFact`.
    """
    tolerated = appetite(company, on=on)
    return Terms(
        currency=company.currency,
        capacity=float(risk_capacity(company, on=on)),
        appetite=None if tolerated is None else float(tolerated),
        discount_rate=float(company.discount_rate),
        horizon_months=company.horizon_months,
        rates=rates_to(company.currency, currencies, on=on),
    )


def present_inputs(company: Company, *, today: date) -> list[Inputs]:
    """Return the inputs of each open risk with assumptions.

    Raises `UnusableFact`.
    """
    latest = _latest_assumptions(company)
    _lead_to(company, latest)
    followed = [each for each in latest if each.risk.status in PRICED_STATUSES]
    suits = suits_by_name(latest)
    pairs = [(each, linked_suit(each, suits)) for each in followed]
    return inputs_from(company, pairs, on=today) if latest else []


def changed_inputs(company: Company, *, today: date, at_most: int) -> list[Inputs]:
    """Return the inputs of risks that have a newer version than figures, newest first.

    Raises `UnusableFact`.
    """
    stands = "risk__current_exposure__snapshot"
    newer = Assumptions.objects.filter(
        Q(risk__current_exposure__isnull=True)
        | Q(**{f"{stands}__assumptions__is_latest": False})
        | Q(**{f"{stands}__linked__is_latest": False}),
        risk__company=company,
        risk__status__in=PRICED_STATUSES,
        is_latest=True,
    )
    some = list(newer.select_related("risk__entity").order_by("-pk")[:at_most])
    suits = Assumptions.objects.none()
    if any(each.parameters.get("linked_suit") for each in some):
        suits = Assumptions.objects.filter(
            risk__company=company, risk__kind=Risk.Kind.COPYRIGHT_SUIT, is_latest=True
        ).select_related("risk__entity")
    _lead_to(company, [*some, *suits])
    by_name = suits_by_name(suits)
    pairs = [(each, linked_suit(each, by_name)) for each in some]
    return inputs_from(company, pairs, on=today) if some else []


def inputs_from(
    company: Company,
    pairs: Collection[tuple[Assumptions, Assumptions | None]],
    *,
    on: date,
) -> list[Inputs]:
    """Return the inputs for assumptions and the suits to which they are linked."""
    currencies = {stated.parameters.get("currency") for stated, _ in pairs}
    terms = terms_of(company, on=on, currencies=currencies)
    facts = fact_values(company, on=on)
    return [
        Inputs(
            assumptions=stated,
            linked=linked,
            terms=terms,
            valuation_date=on,
            facts=facts,
        )
        for stated, linked in pairs
    ]


def inputs_of(snapshot: Snapshot) -> Inputs:
    """Return the inputs of a stored snapshot; raises `NotReproducible`.

    Raises `UnusableFact`.
    """
    kept: dict[str, Any] = dict(snapshot.terms)
    if not kept:
        raise NotReproducible(f"{snapshot}: its terms were not kept.")
    stated, rate = snapshot.assumptions, kept.pop("rate")
    facts = kept.pop("facts", {})
    currency = stated.parameters.get("currency")
    terms = Terms(
        **kept,
        currency=snapshot.currency,
        trials=snapshot.trials,
        rates={} if currency in (None, snapshot.currency) else {currency: rate},
    )
    return Inputs(
        assumptions=stated,
        linked=snapshot.linked,
        terms=terms,
        valuation_date=snapshot.valuation_date,
        facts=facts,
    )


def suits_by_name(among: Iterable[Assumptions]) -> Mapping[str, Assumptions]:
    """Return the suits by their code and by their uuid."""
    suits = [each for each in among if each.risk.kind == Risk.Kind.COPYRIGHT_SUIT]
    by_uuid = {str(each.risk.uuid): each for each in suits}
    return by_uuid | {each.risk.code: each for each in suits}


def linked_suit(
    assumptions: Assumptions, suits: Mapping[str, Assumptions]
) -> Assumptions | None:
    """Return the suit that an injunction names by code or uuid."""
    name = assumptions.parameters.get("linked_suit")
    return suits.get(name) if isinstance(name, str) else None


def run_hash(members: Iterable[Inputs]) -> str:
    """Return the hash of the inputs of all members of a sum, in any order."""
    return hash_of(added_hashes(members))


def added_hashes(members: Iterable[Inputs]) -> int:
    """Return the sum of the hashes of some members; those of cells can be added."""
    return sum(int(member.hash, 16) for member in members)


def hash_of(added: int) -> str:
    """Return the hash of members whose hashes add up to this."""
    return digest(f"{added:x}")


def _latest_assumptions(company: Company) -> list[Assumptions]:
    rows = Assumptions.objects.filter(risk__company=company, is_latest=True)
    return list(rows.select_related("risk__entity").order_by("risk__code"))


def _lead_to(company: Company, assumptions: Iterable[Assumptions]) -> None:
    """Let the risks know their company, which is not read for each of them."""
    for each in assumptions:
        each.risk.company = company


def _version(assumptions: Assumptions) -> Mapping[str, object]:
    """Return the version, because a snapshot names it even where contents are equal."""
    return {
        "risk": str(assumptions.risk.uuid),
        "number": assumptions.number,
        "hash": assumptions.hash,
    }
