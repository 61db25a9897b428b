"""One risk priced anew within a request, beside what the reader's others cost."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from risks.access.models import Scope
from risks.engine.exposure.explanation.shifts import Shift, doubt_of, shift
from risks.engine.exposure.portfolio.metrics import Mean
from risks.engine.exposure.portfolio.portfolio import countable
from risks.engine.exposure.portfolio.valuation import (
    Valuation,
    measured,
    moved_sum,
    on_one_route,
    value_risk,
)
from risks.engine.exposure.sampling.losses import Losses
from risks.engine.exposure.sampling.terms import Terms
from risks.exposure.operations import (
    Drawn,
    NotPriced,
    Pricer,
    model_and_suit,
    stored_losses,
)
from risks.exposure.queries import Inputs, present_inputs, run_hash
from risks.register.models import Assumptions, Risk
from risks.register.operations import assumptions_hash

SUMS_KEPT = 8
RISKS_KEPT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """Inputs that are known by their hash, so that what they cost is kept by it."""

    hash: str
    inputs: Inputs = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    hash: str
    members: tuple[Inputs, ...] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Of a change of one risk: on itself, and on all that the reader sees."""

    risk: Shift
    portfolio: Shift


def inputs_in_sight(risk: Risk, *, scope: Scope, today: date) -> tuple[Inputs, ...]:
    """Of the company's risks whose figures the scope sees. Raises UnusableFact."""
    present = present_inputs(risk.company, today=today)
    return tuple(each for each in present if each.is_visible(scope))


def with_parameters(inputs: Inputs, parameters: Mapping[str, Any]) -> Inputs:
    """The same risk on other beliefs, which are stored nowhere."""
    stated = inputs.assumptions
    believed = Assumptions(
        risk=stated.risk,
        number=stated.number,
        parameters=dict(parameters),
        hash=assumptions_hash(stated.risk.kind, parameters),
        effective_date=stated.effective_date,
    )
    return replace(inputs, assumptions=believed)


def drawn_of(inputs: Inputs) -> Drawn:
    """From the draws that are kept, where they are. Raises RegisterError."""
    try:
        return Pricer().drawn(inputs)
    except NotPriced as refused:
        raise refused.problem from refused


def value_of(inputs: Inputs) -> Valuation:
    """Raises RegisterError."""
    return _value(Priced(hash=inputs.hash, inputs=inputs))


def effect_of(changed: Inputs, *, stated: Inputs, among: tuple[Inputs, ...]) -> Effect:
    """`among` are the members of the sum, the stated one too. Raises RegisterError.

    Injunctions that are linked to a changed suit follow it.
    """
    before, after = value_of(stated), _tried(changed)
    if len(among) == 1:  # the sum of one risk is that risk
        alone = _risk_shift(before, after)
        return Effect(risk=alone, portfolio=alone)
    follow = [
        (each, replace(each, linked=changed.assumptions))
        for each in among
        if each.linked and each.linked.risk_id == stated.risk.pk
    ]
    pairs = [(before, after), *((value_of(old), _tried(new)) for old, new in follow)]
    moved = [on_one_route(pair) for pair in pairs]
    return Effect(
        risk=_risk_shift(before, after),
        portfolio=_sum_shift(sum_of(among), moved, terms=stated.terms),
    )


def _risk_shift(before: Valuation, after: Valuation) -> Shift:
    before, after = on_one_route([before, after])
    return shift(before, after, doubt=doubt_of(before, after))


def _tried(inputs: Inputs) -> Valuation:
    """Drawn for this once: what is only tried leaves no draws behind."""
    risk, suit = model_and_suit(inputs)
    return value_risk(risk, terms=inputs.terms, linked=suit)


def sum_of(members: tuple[Inputs, ...]) -> Valuation:
    return _sum(Together(hash=run_hash(members), members=members))


def _sum_shift(
    together: Valuation,
    moved: list[list[Valuation]],
    *,
    terms: Terms,
) -> Shift:
    doubts = (doubt_of(before, after) for before, after in moved)
    after = moved_sum(together, moved, terms=terms)
    return shift(together, after, doubt=np.sum(list(doubts), axis=0))


@lru_cache(maxsize=RISKS_KEPT)
def _value(priced: Priced) -> Valuation:
    drawn = drawn_of(priced.inputs)
    terms = priced.inputs.terms
    return measured(drawn.losses, drawn.mean, terms=terms, law=drawn.law)


@lru_cache(maxsize=SUMS_KEPT)
def _sum(together: Together) -> Valuation:
    """As it is stored, else added up; one vector stays in memory, not the members'."""
    like = together.members[0]
    terms = like.terms
    stored = stored_losses(together.members, together.hash)
    if stored:
        return measured(stored.losses, Mean(cents=stored.mean.cents), terms=terms)
    total, cents = np.zeros(terms.trials), 0.0
    for inputs in together.members:
        drawn = drawn_of(inputs)
        drawn.losses.add_to(total)
        cents += drawn.mean.cents
    return measured(Losses.of(countable(total)), Mean(cents=cents), terms=terms)
