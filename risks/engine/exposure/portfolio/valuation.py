"""What a risk or a sum is worth: its losses, their mean and what they measure."""

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
    """`linked` is an injunction's suit; `drawn` are losses that are known already."""
    losses = drawn or price_risk(risk, terms=terms, linked=linked)
    mean = mean_loss(risk, losses, terms=terms, linked=linked)
    return measured(losses, mean, terms=terms)


def value_sum(
    members: Iterable[str], valued: Mapping[str, Valuation], *, terms: Terms
) -> Valuation:
    """Of some risks, by id; of none it is nought."""
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
    """A sum once some members are worth what comes second in their pair.

    Whole cents are exact, so taking out and adding in leaves no trace: the losses equal
    to the bit those of all members added up anew. The mean has no error of its own.
    """
    total, cents = together.losses.dense(), together.mean.cents
    for before, after in moves:
        before.losses.take_from(total)
        after.losses.add_to(total)
        cents += after.mean.cents - before.mean.cents
    return measured(Losses.of(countable(total)), Mean(cents=cents), terms=terms)


def nought(terms: Terms) -> Valuation:
    """What is not there costs nothing in every trial."""
    losses = Losses.of(np.zeros(terms.trials))
    return measured(losses, Mean(cents=0.0), terms=terms)


def measured(losses: Losses, mean: Mean, *, terms: Terms) -> Valuation:
    metrics = measure(
        losses, capacity=terms.capacity, appetite=terms.tolerated, mean=mean
    )
    return Valuation(losses=losses, mean=mean, metrics=metrics)
