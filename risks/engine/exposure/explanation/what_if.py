"""Value a change: price a register before and after it, on the same streams.

Every trial keeps its random numbers, so that the difference shows the change and no
noise (common random numbers: Glasserman and Yao, Management Science 38 (1992) 884).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from risks.engine.exposure.explanation.figures import ZERO
from risks.engine.exposure.explanation.shifts import Shift, doubt_of, shift
from risks.engine.exposure.kinds.price_war import PriceWar, least_loss_pass_through
from risks.engine.exposure.portfolio.groups import groups_of
from risks.engine.exposure.portfolio.portfolio import law_of
from risks.engine.exposure.portfolio.register import (
    Priced,
    Register,
    input_hash,
    price_register,
)
from risks.engine.exposure.portfolio.valuation import (
    Valuation,
    nought,
    on_one_route,
    value_risk,
    value_sum,
)
from risks.engine.exposure.sampling.distributions import Constant
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.money import units


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What a change saves the portfolio and what it costs, in currency units."""

    cost: float
    expected_saved: float
    tvar95_saved: float

    def as_json(self) -> dict[str, float | None]:
        """Return it as JSON; the ratios are None where it costs nothing."""
        return {
            "cost": self.cost,
            "expected_saved": self.expected_saved,
            "tvar95_saved": self.tvar95_saved,
            "expected_saved_per_cost": self.per_cost(self.expected_saved),
            "tvar95_saved_per_cost": self.per_cost(self.tvar95_saved),
        }

    def per_cost(self, saved: float) -> float | None:
        return round(saved / self.cost, 4) if self.cost else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastLoss:
    """The pass-through of a competitor's price cut at which the loss is least."""

    pass_through: float
    saved: float  # of the expected loss, against the stated pass-through

    def as_json(self) -> dict[str, float]:
        return {"pass_through": self.pass_through, "saved": self.saved}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The effect of a change on the portfolio, its groups and its risks."""

    name: str | None
    risks: dict[str, Shift]  # risks that changed, were added or removed
    groups: dict[str, dict[str, Shift]]  # by grouping and label, where one changed
    portfolio: Shift
    treatment: Treatment
    price_wars: dict[str, LeastLoss]  # of the register after the change

    def as_json(self) -> dict[str, object]:
        shown: dict[str, object] = {"name": self.name} if self.name else {}
        shown["risks"] = {name: each.as_json() for name, each in self.risks.items()}
        if self.groups:
            shown["groups"] = {
                grouping: {label: each.as_json() for label, each in labels.items()}
                for grouping, labels in self.groups.items()
            }
        shown["portfolio"] = self.portfolio.as_json()
        shown["treatment"] = self.treatment.as_json()
        if self.price_wars:
            shown["price_wars"] = {
                name: each.as_json() for name, each in self.price_wars.items()
            }
        return shown


def what_if(
    before: Register,
    after: Register,
    *,
    name: str | None = None,
    cost: float = 0.0,
    prior: Priced | None = None,
) -> WhatIf:
    """Return the effect of a change; `prior` is the priced register before.

    `cost` is the change's, in currency units. Only affected risks are priced again.
    Where one side of a risk has no closed form, both are taken from the trials.
    Both registers must have the same trials and currency.
    """
    prior = prior or price_register(before)
    old = _known(before, prior)
    new = _revalued(before, after, prior=prior, old=old)
    price_wars = _price_wars(after, new)
    _put_on_one_route(old, new)
    sums = _Sums(before=before.terms, after=after.terms, old=old, new=new)
    portfolio = sums.shift(tuple(old), tuple(new))
    saved = ZERO - portfolio.difference
    return WhatIf(
        name=name,
        risks={risk_id: sums.shift((risk_id,), (risk_id,)) for risk_id in sums.touched},
        groups=_group_shifts(before, after, sums=sums),
        portfolio=portfolio,
        treatment=Treatment(
            cost=cost,
            expected_saved=saved.expected,
            tvar95_saved=saved.tvar95,
        ),
        price_wars=price_wars,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sums:
    """The valuations before and after by risk, and sums of them."""

    before: Terms
    after: Terms
    old: Mapping[str, Valuation]
    new: Mapping[str, Valuation]

    @property
    def touched(self) -> tuple[str, ...]:
        return tuple(
            risk_id
            for risk_id in {**self.old, **self.new}
            if self.old.get(risk_id) is not self.new.get(risk_id)
        )

    def shift(self, left: Iterable[str], right: Iterable[str]) -> Shift:
        """Return the shift of a sum with these members before and after."""
        was = {name: self.old[name] for name in left if name in self.old}
        now = {name: self.new[name] for name in right if name in self.new}
        none = nought(self.after)
        doubt = np.zeros(self.after.trials)
        for name in {**was, **now}:
            if was.get(name) is not now.get(name):
                doubt += doubt_of(was.get(name, none), now.get(name, none))
        return shift(
            value_sum(was, was, terms=self.before),
            value_sum(now, now, terms=self.after),
            doubt=doubt,
        )


def _known(before: Register, prior: Priced) -> dict[str, Valuation]:
    return {
        risk.id: Valuation(
            losses=prior.losses[risk.id],
            mean=prior.means[risk.id],
            metrics=prior.risks[risk.id],
            terms=before.terms,
            law=law_of(risk, terms=before.terms),
        )
        for risk in before.risks
    }


def _put_on_one_route(old: dict[str, Valuation], new: dict[str, Valuation]) -> None:
    """Let each risk that changed be valued in one way before and after."""
    for risk_id in old.keys() & new.keys():
        if old[risk_id] is not new[risk_id]:
            several = [old[risk_id], new[risk_id]]
            old[risk_id], new[risk_id] = on_one_route(several)


def _revalued(
    before: Register, after: Register, *, prior: Priced, old: Mapping[str, Valuation]
) -> dict[str, Valuation]:
    """Return the valuation, the same object for risks that did not change."""
    earlier = {risk.id: (risk, before.suit_of(risk)) for risk in before.risks}
    same_terms, valued = before.terms == after.terms, {}
    for risk in after.risks:
        suit = after.suit_of(risk)
        if same_terms and earlier.get(risk.id) == (risk, suit):
            valued[risk.id] = old[risk.id]
            continue
        known = prior.inputs.get(risk.id) == input_hash(
            risk, terms=after.terms, linked=suit
        )
        drawn = prior.losses[risk.id] if known else None
        valued[risk.id] = value_risk(risk, terms=after.terms, linked=suit, drawn=drawn)
    return valued


def _group_shifts(
    before: Register, after: Register, *, sums: _Sums
) -> dict[str, dict[str, Shift]]:
    """Return the shifts of groups with a changed, added or removed member."""
    was, now = groups_of(before.risks), groups_of(after.risks)
    touched, found = set(sums.touched), {}
    for grouping in {**was, **now}:
        left, right = was.get(grouping, {}), now.get(grouping, {})
        found[grouping] = {
            label: sums.shift(left.get(label, ()), right.get(label, ()))
            for label in {**left, **right}
            if touched & {*left.get(label, ()), *right.get(label, ())}
        }
    return found


def _price_wars(
    register: Register, valued: Mapping[str, Valuation]
) -> dict[str, LeastLoss]:
    return {
        risk.id: _least_loss(risk, valued[risk.id])
        for risk in register.risks
        if isinstance(risk, PriceWar)
    }


def _least_loss(war: PriceWar, stated: Valuation) -> LeastLoss:
    """Return the pass-through with the least loss at the mean inputs."""
    follow, _ = least_loss_pass_through(war)
    least = war.model_copy(update={"pass_through": Constant(value=follow)})
    now, best = on_one_route([stated, value_risk(least, terms=stated.terms)])
    return LeastLoss(
        pass_through=round(follow, 3), saved=units(now.mean.cents - best.mean.cents)
    )
