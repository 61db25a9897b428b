"""A register of risks: read from its file, checked as a whole, and priced."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256

from risks.engine.exposure.injunction import Injunction
from risks.engine.exposure.metrics import Mean, Metrics, measure
from risks.engine.exposure.parsing import RiskModel, parse_risk
from risks.engine.exposure.portfolio import (
    Losses,
    add_up,
    loss_hash,
    mean_loss,
    price_risk,
    refuse_too_many_events,
)
from risks.engine.exposure.pricewar import PriceWar
from risks.engine.exposure.reading import (
    CAPACITY,
    DISCOUNT_RATE,
    HORIZON,
    TRIALS,
    Fields,
    Place,
    RegisterError,
    shown,
)
from risks.engine.exposure.suit import CopyrightSuit
from risks.engine.exposure.terms import (
    DEFAULT_HORIZON_MONTHS,
    ENGINE_VERSION,
    MOST_TRIALS,
    Terms,
)
from risks.engine.money import Vector

__all__ = [
    "ENGINE_VERSION",
    "Priced",
    "Register",
    "RegisterError",
    "RiskModel",
    "Terms",
    "input_hash",
    "parse_register",
    "parse_risk",
    "price_register",
    "price_risk",
]

REGISTER_KEYS = (
    "currency",
    "horizon_months",
    "discount_rate",
    "capacity",
    "trials",
    "risks",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Refuses with RegisterError what no single risk can see."""

    terms: Terms
    risks: tuple[RiskModel, ...]
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
        if not isinstance(risk, Injunction) or risk.linked_suit is None:
            return
        if risk.linked_suit not in self.suits:
            raise RegisterError(
                f"no copyright_suit has the id {shown(risk.linked_suit)}",
                risk=risk.id,
                field="linked_suit",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """Money in the metrics is in currency units; vectors are in whole cents."""

    risks: dict[str, Metrics]
    portfolio: Metrics
    hash: str  # SHA-256 of the portfolio's loss vector
    engine: str
    inputs: dict[str, str]  # by risk, its input hash
    means: dict[str, Mean]
    losses: Mapping[str, Vector]  # by risk
    total: Vector
    cautions: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "risks": {risk: metrics.as_json() for risk, metrics in self.risks.items()},
            "portfolio": self.portfolio.as_json(),
            "engine": self.engine,
            "hash": self.hash,
        }


def parse_register(document: object) -> Register:
    """A register file, decoded. Raises RegisterError."""
    fields = Fields(document, place=Place(), known=REGISTER_KEYS, what="register")
    return Register(
        terms=Terms(
            currency=_currency(fields),
            capacity=fields.number("capacity", CAPACITY),
            discount_rate=fields.number("discount_rate", DISCOUNT_RATE),
            horizon_months=fields.whole(
                "horizon_months", HORIZON, default=DEFAULT_HORIZON_MONTHS
            ),
            trials=_trials(fields),
        ),
        risks=tuple(
            parse_risk(item, place=place) for item, place in fields.items("risks")
        ),
    )


def price_register(
    register: Register, *, prior: Mapping[str, Vector] | None = None
) -> Priced:
    """Prices every risk; `prior` holds vectors that are known, by input hash."""
    prior, terms = prior or {}, register.terms
    losses, metrics = Losses(terms.trials), {}
    means, inputs = {}, {}
    for risk in register.risks:
        suit = register.suit_of(risk)
        inputs[risk.id] = known = input_hash(risk, terms=terms, linked=suit)
        cents = prior.get(known)
        if cents is None:
            cents = price_risk(risk, terms=terms, linked=suit)
        losses.keep(risk.id, cents)
        means[risk.id] = mean = mean_loss(risk, cents, terms=terms, linked=suit)
        metrics[risk.id] = measure(cents, capacity=terms.capacity, mean=mean)
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
    """SHA-256 of everything that the risk's figures depend on."""
    inputs = {
        "engine": ENGINE_VERSION,
        "kind": type(risk).__name__,
        "risk": asdict(risk),
        "terms": asdict(terms),
        "linked": linked and asdict(linked),
    }
    canonical = json.dumps(inputs, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def _cautions(risks: Iterable[RiskModel]) -> Iterable[str]:
    for risk in risks:
        if isinstance(risk, PriceWar):
            yield from (f"risk {shown(risk.id)}: {text}" for text in risk.cautions)


def _currency(fields: Fields) -> str:
    currency = fields.text("currency")
    if not re.fullmatch("[A-Z]{3}", currency):
        raise fields.place.key("currency").error(
            f"must be three capital letters like USD, not {shown(currency)}"
        )
    return currency


def _trials(fields: Fields) -> int:
    trials = fields.whole("trials", TRIALS, default=MOST_TRIALS)
    if trials.bit_count() != 1:
        raise fields.place.key("trials").error(
            f"must be a power of two up to {MOST_TRIALS}, not {trials}"
        )
    return trials
