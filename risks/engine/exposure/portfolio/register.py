"""A register of risks, validated as a whole and priced."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from hashlib import sha256

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.injunction import Injunction
from risks.engine.exposure.kinds.natures import NATURES, VALUE, Nature
from risks.engine.exposure.kinds.parsing import RiskModel
from risks.engine.exposure.kinds.price_war import PriceWar
from risks.engine.exposure.portfolio.groups import groups_of
from risks.engine.exposure.portfolio.metrics import Mean, Metrics
from risks.engine.exposure.portfolio.portfolio import loss_hash, refuse_too_many_events
from risks.engine.exposure.portfolio.shares import attribution, contribution_to_p95
from risks.engine.exposure.portfolio.valuation import Valuation, value_risk, value_sum
from risks.engine.exposure.sampling.losses import Losses
from risks.engine.exposure.sampling.terms import ENGINE_VERSION, Terms
from risks.engine.foreign.shown import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Risks, drivers and terms; raises RegisterError if they contradict each other."""

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

    def risk(self, risk_id: str) -> RiskModel:
        """Return the risk with this id; raises RegisterError if there is none."""
        for risk in self.risks:
            if risk.id == risk_id:
                return risk
        raise no_risk(risk_id, known=[risk.id for risk in self.risks])

    def suit_of(self, risk: RiskModel) -> CopyrightSuit | None:
        if not isinstance(risk, Injunction) or risk.linked_suit is None:
            return None
        return self.suits[risk.linked_suit]

    def _check(self, risk: RiskModel) -> None:
        refuse_too_many_events(risk, terms=self.terms)
        self._check_currency(risk)
        self._check_drivers(risk)
        self._check_evidence(risk)
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

    def _check_evidence(self, risk: RiskModel) -> None:
        for index, each in enumerate(risk.evidence):
            if self.valuation_date and each.on > self.valuation_date:
                raise RegisterError(
                    f"is after the valuation date of {self.valuation_date}",
                    risk=risk.id,
                    field=f"evidence[{index}].date",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """A priced register; metrics are in currency units, losses in whole cents."""

    risks: dict[str, Metrics]
    groups: dict[str, dict[str, Metrics]]  # by grouping and label
    natures: dict[Nature, Metrics]
    """What the portfolio is by nature; an effect on value is in no other figure."""
    portfolio: Metrics
    hash: str  # SHA-256 of the portfolio's loss vector
    engine: str
    inputs: dict[str, str]  # by risk, its input hash
    means: dict[str, Mean]
    losses: Mapping[str, Losses]  # by risk
    total: Losses
    cautions: tuple[str, ...]

    def shares(self) -> dict[str, dict[str, float]]:
        """Return each risk's part of the portfolio's TVaR95 and P95.

        They are of the trials; a portfolio of one risk is that risk.
        """
        if len(self.risks) == 1:
            (only,) = self.risks
            whole = self.portfolio
            return {"tvar95": {only: whole.tvar95}, "p95": {only: whole.p95}}
        return {
            "tvar95": attribution(self.losses, total=self.total),
            "p95": contribution_to_p95(self.losses, total=self.total),
        }

    def as_json(self) -> dict[str, object]:
        groups = {
            grouping: {label: metrics.as_json() for label, metrics in labels.items()}
            for grouping, labels in self.groups.items()
        }
        return {
            "risks": {risk: metrics.as_json() for risk, metrics in self.risks.items()},
            **({"groups": groups} if groups else {}),
            "natures": {
                nature: _beside(metrics) if nature == VALUE else metrics.as_json()
                for nature, metrics in self.natures.items()
            },
            "portfolio": self.portfolio.as_json(),
            "engine": self.engine,
            "hash": self.hash,
        }


def price_register(
    register: Register, *, prior: Mapping[str, Losses] | None = None
) -> Priced:
    """Price every risk; `prior` has losses that are known by input hash."""
    prior, terms = prior or {}, register.terms
    inputs, valued = {}, {}
    for risk in register.risks:
        suit = register.suit_of(risk)
        inputs[risk.id] = known = input_hash(risk, terms=terms, linked=suit)
        valued[risk.id] = value_risk(
            risk, terms=terms, linked=suit, drawn=prior.get(known)
        )
    portfolio = value_sum(valued, valued, terms=terms)
    return Priced(
        risks={risk_id: each.metrics for risk_id, each in valued.items()},
        groups={
            grouping: {
                label: value_sum(members, valued, terms=terms).metrics
                for label, members in labels.items()
            }
            for grouping, labels in groups_of(register.risks).items()
        },
        natures={
            nature: portfolio.metrics
            if parts == valued
            else value_sum(parts, parts, terms=terms).metrics
            for nature in NATURES
            if (parts := _parts(register, valued, nature))
        },
        portfolio=portfolio.metrics,
        hash=loss_hash(portfolio.losses),
        engine=ENGINE_VERSION,
        inputs=inputs,
        means={risk_id: each.mean for risk_id, each in valued.items()},
        losses={risk_id: each.losses for risk_id, each in valued.items()},
        total=portfolio.losses,
        cautions=tuple(cautions_of(register.risks)),
    )


def _parts(
    register: Register, valued: Mapping[str, Valuation], nature: Nature
) -> dict[str, Valuation]:
    """Value what is of one nature of each risk that has it."""
    found = {}
    for risk in register.risks:
        part = risk.of_nature(nature)
        if part is risk:
            found[risk.id] = valued[risk.id]
        elif part:
            found[risk.id] = value_risk(part, terms=register.terms)
    return found


def _beside(metrics: Metrics) -> dict[str, object]:
    """Return figures without those that are measured against the company's cash."""
    figures = metrics.as_json()
    for name in ("score", "p_over_appetite"):
        figures.pop(name, None)
    intervals = metrics.intervals.items()
    figures["intervals"] = {key: [*ends] for key, ends in intervals if key != "score"}
    return figures


def input_hash(
    risk: RiskModel, *, terms: Terms, linked: CopyrightSuit | None = None
) -> str:
    """Return the SHA-256 of everything on which the risk's losses depend."""
    inputs = (
        ENGINE_VERSION,
        _figures(risk),
        ("discount_rate", terms.discount_rate),
        ("horizon_months", terms.horizon_months),
        ("trials", terms.trials),
        ("rate", terms.rate_of(risk.currency)),
        linked and _figures(linked),
    )
    # A float's repr is exact and the values are frozen, so slower JSON is not needed.
    return sha256(repr(inputs).encode()).hexdigest()


def _figures(risk: RiskModel) -> tuple[object, ...]:
    """Return the risk without its labels, which do not affect its cost."""
    moving = ((name, getattr(risk, name)) for name in risk.moving)
    return (type(risk).__name__, *moving)


def no_risk(risk_id: str, *, known: Sequence[str]) -> RegisterError:
    near = get_close_matches(risk_id, known, n=1)
    meant = f"; did you mean {shown(near[0])}?" if near else ""
    return RegisterError(f"is not in the register{meant}", risk=risk_id)


def cautions_of(risks: Iterable[RiskModel]) -> Iterable[str]:
    for risk in risks:
        if isinstance(risk, CopyrightSuit | PriceWar):
            yield from (f"risk {shown(risk.id)}: {text}" for text in risk.cautions)
