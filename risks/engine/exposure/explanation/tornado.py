"""Sensitivity: move each input alone from its P10 to its P90."""

import math
from dataclasses import asdict, dataclass

import numpy as np

from risks.engine.exposure.explanation.inputs import Input, inputs_of, with_input
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.parsing import RiskModel
from risks.engine.exposure.portfolio.portfolio import MOST_EVENTS
from risks.engine.exposure.portfolio.register import Register
from risks.engine.exposure.portfolio.valuation import on_one_route, value_risk
from risks.engine.exposure.sampling.distributions import Constant
from risks.engine.exposure.sampling.terms import Terms

RATE = "rate_per_year"
Z90 = 1.2815515655446004
DOUBT = 0.1
"""How far a number that was stated as certain is moved either way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """An input at one end, with the figures that it gives."""

    value: float  # of the input, in its own unit
    expected: float  # of the risk, currency units
    tvar95: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The sensitivity of a risk to one input."""

    input: str  # path in a register file: stages[1].fee
    label: str  # summary_judgment fee
    assumed: bool  # stated as certain, so moved by DOUBT
    low: End
    high: End

    @property
    def swing(self) -> float:
        """Return the difference of the expected losses, in currency units."""
        return abs(_cents(self.high.expected) - _cents(self.low.expected)) / 100

    @property
    def tail_swing(self) -> float:
        """Return the difference of the TVaR95, in currency units."""
        return abs(_cents(self.high.tvar95) - _cents(self.low.tvar95)) / 100

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {"swing": self.swing, "tail_swing": self.tail_swing}


def tornado(register: Register, risk_id: str) -> tuple[Bar, ...]:
    """Return the bars of one risk's inputs, widest first.

    All use the same streams, so that a bar shows the input and no noise. An input
    stated as certain is moved by a tenth of itself; one from 0 to 1 by a tenth of
    itself or of its complement, whichever is less, so that it stays possible. A zero,
    and a probability of 1, are part of the case's structure and no estimate. Raises
    RegisterError for an unknown id.
    """
    risk = register.risk(risk_id)
    linked = register.suit_of(risk)
    bars = [
        _bar(risk, one, ends, terms=register.terms, linked=linked)
        for one in inputs_of(risk)
        if (ends := _ends(one, register.terms))[0] != ends[1]
    ]
    return tuple(sorted(bars, key=lambda bar: (-bar.swing, -bar.tail_swing, bar.input)))


def _bar(
    risk: RiskModel,
    one: Input,
    ends: tuple[float, float],
    *,
    terms: Terms,
    linked: CopyrightSuit | None,
) -> Bar:
    moved = (with_input(risk, one, Constant(value=value)) for value in ends)
    valued = [value_risk(each, terms=terms, linked=linked) for each in moved]
    low, high = (
        End(value=value, expected=each.metrics.expected, tvar95=each.metrics.tvar95)
        for value, each in zip(ends, on_one_route(valued), strict=True)
    )
    return Bar(
        input=one.path, label=one.label, assumed=one.is_certain, low=low, high=high
    )


def _ends(one: Input, terms: Terms) -> tuple[float, float]:
    if isinstance(one.number, Constant):
        stated = one.number.value
        step = DOUBT * (min(stated, 1 - stated) if one.is_share else abs(stated))
        return stated - step, min(stated + step, _highest(one, terms))
    low, high = one.number.at(np.array([-Z90, Z90]))
    return float(low), float(high)


def _highest(one: Input, terms: Terms) -> float:
    """Return the highest value; a rate may exceed 1."""
    return MOST_EVENTS / terms.horizon_years if one.name == RATE else math.inf


def _cents(amount: float) -> int:
    return round(100 * amount)
