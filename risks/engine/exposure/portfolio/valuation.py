"""The value of a risk or a sum: its losses, their mean and their figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.parsing import RiskModel
from risks.engine.exposure.portfolio.metrics import Mean, Metrics, measure
from risks.engine.exposure.portfolio.portfolio import (
    add_up,
    countable,
    mean_loss,
    price_risk,
)
from risks.engine.exposure.sampling.losses import Losses
from risks.engine.exposure.sampling.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Valuation:
    """Losses with their mean and figures."""

    losses: Losses  # whole cents
    mean: Mean
    metrics: Metrics  # currency units


def value_risk(
    risk: RiskModel,
    *,
    terms: Terms,
    linked: CopyrightSuit | None = None,
    drawn: Losses | None = None,
) -> Valuation:
    """Value a risk; `linked` is an injunction's suit, `drawn` are known losses."""
    losses = drawn or price_risk(risk, terms=terms, linked=linked)
    mean = mean_loss(risk, losses, terms=terms, linked=linked)
    return measured(losses, mean, terms=terms)


def value_sum(
    members: Iterable[str], valued: Mapping[str, Valuation], *, terms: Terms
) -> Valuation:
    """Value the sum of some risks by id; the sum of none is 0."""
    chosen = [(risk_id, valued[risk_id]) for risk_id in members]
    if not chosen:
        return nought(terms)
    total, mean = add_up(
        {risk_id: each.losses for risk_id, each in chosen},
        {risk_id: each.mean for risk_id, each in chosen},
    )
    return measured(total, mean, terms=terms)


def moved_sum(
    together: Valuation, moves: Iterable[tuple[Valuation, Valuation]], *, terms: Terms
) -> Valuation:
    """Return a sum after some members change from the first to the second of a pair.

    Whole cents are exact, so that the losses equal to the bit those added up from all
    members. The mean has no error of its own.
    """
    total, cents = together.losses.dense(), together.mean.cents
    for before, after in moves:
        before.losses.take_from(total)
        after.losses.add_to(total)
        cents += after.mean.cents - before.mean.cents
    return measured(Losses.of(countable(total)), Mean(cents=cents), terms=terms)


def nought(terms: Terms) -> Valuation:
    """Return the valuation of no loss in any trial."""
    losses = Losses.of(np.zeros(terms.trials))
    return measured(losses, Mean(cents=0.0), terms=terms)


def measured(losses: Losses, mean: Mean, *, terms: Terms) -> Valuation:
    metrics = measure(
        losses, capacity=terms.capacity, appetite=terms.appetite, mean=mean
    )
    return Valuation(losses=losses, mean=mean, metrics=metrics)
