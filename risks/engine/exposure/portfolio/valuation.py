"""The value of a risk or a sum: its losses, their mean and their figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.parsing import RiskModel
from risks.engine.exposure.portfolio.metrics import (
    Mean,
    Metrics,
    measure,
    simulated_mean,
)
from risks.engine.exposure.portfolio.portfolio import (
    add_up,
    countable,
    law_of,
    mean_loss,
    price_risk,
)
from risks.engine.exposure.sampling.at_most_once import NEVER, AtMostOnce
from risks.engine.exposure.sampling.losses import Losses
from risks.engine.exposure.sampling.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Valuation:
    """Losses with their mean and figures."""

    losses: Losses  # whole cents
    mean: Mean
    metrics: Metrics  # currency units
    terms: Terms
    law: AtMostOnce | None = None  # what the tail is exact by, in currency units


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
    return measured(losses, mean, terms=terms, law=law_of(risk, terms=terms))


def value_sum(
    members: Iterable[str], valued: Mapping[str, Valuation], *, terms: Terms
) -> Valuation:
    """Value the sum of some risks by id; of one it is that risk, of none 0."""
    chosen = [(risk_id, valued[risk_id]) for risk_id in members]
    if not chosen:
        return nought(terms)
    if len(chosen) == 1:
        return chosen[0][1]
    total, mean = add_up(
        {risk_id: each.losses for risk_id, each in chosen},
        {risk_id: each.mean for risk_id, each in chosen},
    )
    return measured(total, mean, terms=terms)


def moved_sum(
    together: Valuation, moves: Iterable[Sequence[Valuation]], *, terms: Terms
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


def on_one_route(several: Sequence[Valuation]) -> list[Valuation]:
    """Return valuations whose differences are not between a formula and trials.

    Where one has no law, the tails of all are those of the trials, and where one mean
    is simulated, all are: the trials share their random numbers, so that their noise
    cancels.
    """
    exact = all(each.law for each in several)
    simulated = any(each.mean.error for each in several)
    return [_on_route(each, exact=exact, simulated=simulated) for each in several]


def _on_route(one: Valuation, *, exact: bool, simulated: bool) -> Valuation:
    if simulated and not one.mean.error:
        mean = simulated_mean(one.losses)
        one = measured(one.losses, mean, terms=one.terms, law=one.law)
    return one if exact else by_trials(one)


def by_trials(one: Valuation) -> Valuation:
    """Return the valuation with the tail of its trials, even where it has a law."""
    return measured(one.losses, one.mean, terms=one.terms) if one.law else one


def nought(terms: Terms) -> Valuation:
    """Return the valuation of no loss in any trial."""
    losses = Losses.of(np.zeros(terms.trials))
    return measured(losses, Mean(cents=0.0), terms=terms, law=NEVER)


def measured(
    losses: Losses, mean: Mean, *, terms: Terms, law: AtMostOnce | None = None
) -> Valuation:
    metrics = measure(
        losses, capacity=terms.capacity, appetite=terms.appetite, mean=mean, law=law
    )
    return Valuation(losses=losses, mean=mean, metrics=metrics, terms=terms, law=law)
