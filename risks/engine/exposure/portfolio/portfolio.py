"""Price risks as vectors of whole cents and add vectors up exactly."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

import numpy as np

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.event import EventRisk
from risks.engine.exposure.kinds.injunction import Injunction
from risks.engine.exposure.kinds.parsing import RiskModel
from risks.engine.exposure.kinds.price_war import PriceWar
from risks.engine.exposure.portfolio.metrics import Mean, simulated_mean
from risks.engine.exposure.sampling.at_most_once import AtMostOnce
from risks.engine.exposure.sampling.draws import Mask
from risks.engine.exposure.sampling.losses import Amounts, Losses, total_of
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.exposure.suit import outcomes as suit_outcomes
from risks.engine.exposure.suit.walks import LAST_WALKS
from risks.engine.money import (
    CENTS_LIMIT,
    LARGEST_AMOUNT,
    Vector,
    is_countable,
    whole_cents,
)

MOST_EVENTS = 100
"""Expected in a trial; more is a running cost, not a risk of events."""


def liability(suit: CopyrightSuit, terms: Terms) -> Mask:
    """Return the trials in which the suit's liability is final."""
    return LAST_WALKS.liable(suit, terms)


def price_risk(
    risk: RiskModel, *, terms: Terms, linked: CopyrightSuit | None = None
) -> Losses:
    """Return one loss for each trial in whole cents.

    `linked` is the suit of an injunction.
    """
    refuse_too_many_events(risk, terms=terms)
    with np.errstate(over="ignore", invalid="ignore"):
        amounts = _amounts(risk, terms=terms, linked=linked)
        cents = whole_cents(amounts.units * terms.rate_of(risk.currency))
    countable(cents, risk_id=risk.id)
    return Losses.at(amounts.trial, cents, trials=terms.trials)


def refuse_too_many_events(risk: RiskModel, *, terms: Terms) -> None:
    """Raise RegisterError before memory would run out."""
    if isinstance(risk, CopyrightSuit | Injunction):
        return
    if risk.frequency.most_events(terms.horizon_years) > MOST_EVENTS:
        raise RegisterError(
            f"may bring more than {MOST_EVENTS} events over the horizon",
            risk=risk.id,
            field=risk.frequency.measure,
        )


def expected_loss(
    risk: RiskModel, *, terms: Terms, linked: CopyrightSuit | None = None
) -> float | None:
    """Return the exact expected loss in currency units, or None if unknown.

    It is a closed form or an enumeration.
    """
    own = _expected_in_own_currency(risk, terms=terms, linked=linked)
    return None if own is None else own * terms.rate_of(risk.currency)


def _expected_in_own_currency(
    risk: RiskModel, *, terms: Terms, linked: CopyrightSuit | None
) -> float | None:
    if isinstance(risk, CopyrightSuit):
        return suit_outcomes.expected_loss(risk, terms)
    if isinstance(risk, Injunction):
        p_granted: float | None = risk.p_granted.mean
        if linked:
            p_granted = suit_outcomes.p_lost_and_granted(linked, risk, terms)
        return risk.expected_loss(terms, p_granted=p_granted)
    return risk.expected_loss(terms)


def law_of(risk: RiskModel, *, terms: Terms) -> AtMostOnce | None:
    """Return the law of the loss in the register's currency, where it has a closed one.

    That is where something happens at most once, with one uncertain amount.
    """
    if not isinstance(risk, EventRisk | PriceWar):
        return None
    law = risk.law(terms)
    return law and law.times(terms.rate_of(risk.currency))


def mean_loss(
    risk: RiskModel,
    losses: Losses,
    *,
    terms: Terms,
    linked: CopyrightSuit | None = None,
) -> Mean:
    """Return the exact mean where there is one, else the vector's, in whole cents."""
    exact = expected_loss(risk, terms=terms, linked=linked)
    if exact is None:
        return simulated_mean(losses)
    cents = float(np.rint(100.0 * exact))
    if not abs(cents) < CENTS_LIMIT:
        raise _uncountable(risk.id)
    return Mean(cents=cents)


def add_up(
    losses: Mapping[str, Losses], means: Mapping[str, Mean]
) -> tuple[Losses, Mean]:
    """Return the sum of some risks, equal to the bit in any order.

    Its mean is the sum of theirs; only simulated means add an error.
    """
    error = 0.0
    simulated = [losses[risk_id] for risk_id in losses if means[risk_id].error]
    if simulated:
        error = simulated_mean(sum_of(simulated)).error
    cents = sum(means[risk_id].cents for risk_id in losses)
    return sum_of(losses.values()), Mean(cents=cents, error=error)


def sum_of(losses: Iterable[Losses]) -> Losses:
    """Return the sum of at least one vector; raises RegisterError if too large.

    That is where the cents exceed what a float counts exactly.
    """
    several = list(losses)
    refuse_cancelling(several)
    total = total_of(several, trials=several[0].trials)
    return Losses.of(countable(total))


def refuse_cancelling(losses: Iterable[Losses]) -> None:
    """Raise RegisterError where gains could hide an inexact partial sum.

    With losses alone no partial sum exceeds the total, which is checked itself.
    """
    several = list(losses)
    if any(each.has_gains for each in several):
        countable(np.array([sum(each.largest for each in several)]))


def countable(cents: Vector, *, risk_id: str | None = None) -> Vector:
    """Return the cents; raises RegisterError if they are too large to be exact."""
    if is_countable(cents):
        return cents
    raise _uncountable(risk_id)


def _uncountable(risk_id: str | None) -> RegisterError:
    return RegisterError(
        f"can exceed {LARGEST_AMOUNT:,}, up to which cents are counted exactly",
        risk=risk_id,
        field="loss" if risk_id else "risks: the total loss",
    )


def loss_hash(losses: Losses) -> str:
    """Return the SHA-256 of the cents of each trial as little-endian int64."""
    return sha256(losses.dense().astype("<i8").tobytes()).hexdigest()


def _amounts(risk: RiskModel, *, terms: Terms, linked: CopyrightSuit | None) -> Amounts:
    if isinstance(risk, CopyrightSuit):
        return Amounts.of(LAST_WALKS.paths(risk, terms).losses)
    if isinstance(risk, Injunction):
        if risk.linked_suit != (linked and linked.id):
            raise RegisterError(
                "is priced with its suit", risk=risk.id, field="linked_suit"
            )
        liable = liability(linked, terms) if linked else None
        return risk.losses(terms, liable=liable)
    return risk.losses(terms)
