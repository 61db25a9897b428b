"""A register of risks: checked as a whole, and priced."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256

from risks.engine.exposure.injunction import Injunction
from risks.engine.exposure.losses import Losses
from risks.engine.exposure.metrics import Mean, Metrics, measure
from risks.engine.exposure.parsing import RiskModel
from risks.engine.exposure.portfolio import (
    add_up,
    loss_hash,
    mean_loss,
    price_risk,
    refuse_too_many_events,
)
from risks.engine.exposure.pricewar import PriceWar
from risks.engine.exposure.reading import RegisterError, shown
from risks.engine.exposure.risk import LABELS
from risks.engine.exposure.suit import CopyrightSuit
from risks.engine.exposure.terms import ENGINE_VERSION, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Refuses with RegisterError what no single risk can see."""

    terms: Terms
    risks: tuple[RiskModel, ...]
    drivers: tuple[str, ...] = ()
    valuation_date: date | None = None
    suits: Mapping[str, CopyrightSuit] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.risks:
            raise RegisterError("must hold at least one", field="risks")
        (risk_id, times), *_ = Counter(risk.id for risk in self.risks).most_common(1)
        if times > 1:
            raise RegisterError("is there twice", risk=risk_id, field="id")
        suits = {
            risk.id: risk for risk in self.risks if isinstance(risk, CopyrightSuit)
        }
        object.__setattr__(self, "suits", suits)
        for risk in self.risks:
            self._check(risk)

    def suit_of(self, risk: RiskModel) -> CopyrightSuit | None:
        if not isinstance(risk, Injunction) or risk.linked_suit is None:
            return None
        return self.suits[risk.linked_suit]

    def _check(self, risk: RiskModel) -> None:
        refuse_too_many_events(risk, terms=self.terms)
        self._check_currency(risk)
        self._check_drivers(risk)
        if not isinstance(risk, Injunction) or risk.linked_suit is None:
            return
        if risk.linked_suit not in self.suits:
            raise RegisterError(
                f"no copyright_suit has the id {shown(risk.linked_suit)}",
                risk=risk.id,
                field="linked_suit",
            )

    def _check_currency(self, risk: RiskModel) -> None:
        try:
            self.terms.rate_of(risk.currency)
        except KeyError as error:
            on = f" on {self.valuation_date}" if self.valuation_date else ""
            raise RegisterError(
                f"no rate {risk.currency} to {self.terms.currency}{on}",
                risk=risk.id,
                field="currency",
            ) from error

    def _check_drivers(self, risk: RiskModel) -> None:
        for each in risk.loadings:
            if each.driver not in self.drivers:
                known = ", ".join(self.drivers) or "none"
                raise RegisterError(
                    f"no driver of the register is called {shown(each.driver)}; "
                    f"known are {known}",
                    risk=risk.id,
                    field="loadings",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """Money in the metrics is in currency units; losses are in whole cents."""

    risks: dict[str, Metrics]
    portfolio: Metrics
    hash: str  # SHA-256 of the portfolio's loss vector
    engine: str
    inputs: dict[str, str]  # by risk, its input hash
    means: dict[str, Mean]
    losses: Mapping[str, Losses]  # by risk
    total: Losses
    cautions: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "risks": {risk: metrics.as_json() for risk, metrics in self.risks.items()},
            "portfolio": self.portfolio.as_json(),
            "engine": self.engine,
            "hash": self.hash,
        }


def price_register(
    register: Register, *, prior: Mapping[str, Losses] | None = None
) -> Priced:
    """Prices every risk; `prior` holds losses that are known, by input hash."""
    prior, terms = prior or {}, register.terms
    losses, metrics, means, inputs = {}, {}, {}, {}
    for risk in register.risks:
        suit = register.suit_of(risk)
        inputs[risk.id] = known = input_hash(risk, terms=terms, linked=suit)
        drawn = prior.get(known) or price_risk(risk, terms=terms, linked=suit)
        losses[risk.id] = drawn
        means[risk.id] = mean = mean_loss(risk, drawn, terms=terms, linked=suit)
        metrics[risk.id] = measure(drawn, capacity=terms.capacity, mean=mean)
    total, mean = add_up(losses, means)
    return Priced(
        risks=metrics,
        portfolio=measure(total, capacity=terms.capacity, mean=mean),
        hash=loss_hash(total),
        engine=ENGINE_VERSION,
        inputs=inputs,
        means=means,
        losses=losses,
        total=total,
        cautions=tuple(_cautions(register.risks)),
    )


def input_hash(
    risk: RiskModel, *, terms: Terms, linked: CopyrightSuit | None = None
) -> str:
    """SHA-256 of everything that the risk's losses depend on."""
    inputs = {
        "engine": ENGINE_VERSION,
        "kind": type(risk).__name__,
        "risk": _figures(risk),
        "discount_rate": terms.discount_rate,
        "horizon_months": terms.horizon_months,
        "trials": terms.trials,
        "rate": terms.rate_of(risk.currency),
        "linked": linked and _figures(linked),
    }
    canonical = json.dumps(inputs, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def _figures(risk: RiskModel) -> dict[str, object]:
    """Without the labels, which say where a risk belongs and not what it costs."""
    fields = asdict(risk)
    return {name: value for name, value in fields.items() if name not in LABELS}


def _cautions(risks: Iterable[RiskModel]) -> Iterable[str]:
    for risk in risks:
        if isinstance(risk, PriceWar):
            yield from (f"risk {shown(risk.id)}: {text}" for text in risk.cautions)
