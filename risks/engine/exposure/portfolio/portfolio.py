"""From risks to vectors of whole cents, and from vectors to their exact sum."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

import numpy as np

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.injunction import Injunction
from risks.engine.exposure.kinds.parsing import RiskModel
from risks.engine.exposure.portfolio.metrics import Mean, simulated_mean
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
    """The trials in which the suit's liability holds to the end."""
    return LAST_WALKS.liable(suit, terms)


def price_risk(
    risk: RiskModel, *, terms: Terms, linked: CopyrightSuit | None = None
) -> Losses:
    """One loss for each trial, in whole cents; `linked` is an injunction's suit."""
    refuse_too_many_events(risk, terms=terms)
    with np.errstate(over="ignore", invalid="ignore"):
        amounts = _amounts(risk, terms=terms, linked=linked)
        cents = whole_cents(amounts.units * terms.rate_of(risk.currency))
    countable(cents, risk_id=risk.id)
    return Losses.at(amounts.trial, cents, trials=terms.trials)


def refuse_too_many_events(risk: RiskModel, *, terms: Terms) -> None:
    """Raises RegisterError before memory would run out."""
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
    """In currency units, by closed form or enumeration; None where there is none."""
    own = _expected_in_own_currency(risk, terms=terms, linked=linked)
    return None if own is None else own * terms.rate_of(risk.currency)


def _expected_in_own_currency(
    risk: RiskModel, *, terms: Terms, linked: CopyrightSuit | None
) -> float | None:
    if isinstance(risk, CopyrightSuit):
        return suit_outcomes.expected_loss(risk, terms)
    if isinstance(risk, Injunction):
        p_liable = suit_outcomes.p_liable(linked, terms) if linked else 1.0
        return risk.expected_loss(terms, p_liable=p_liable)
    return risk.expected_loss(terms)


def mean_loss(
    risk: RiskModel,
    losses: Losses,
    *,
    terms: Terms,
    linked: CopyrightSuit | None = None,
) -> Mean:
    """The exact mean where there is one, else that of the vector, in whole cents."""
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
    """The sum of some risks, equal to the bit in whatever order they come.

    Its mean is the sum of theirs; only the simulated ones bring an error.
    """
    error = 0.0
    simulated = [losses[risk_id] for risk_id in losses if means[risk_id].error]
    if simulated:
        error = simulated_mean(sum_of(simulated)).error
    cents = sum(means[risk_id].cents for risk_id in losses)
    return sum_of(losses.values()), Mean(cents=cents, error=error)


def sum_of(losses: Iterable[Losses]) -> Losses:
    """Of at least one; raises RegisterError where cents are too many to count."""
    several = list(losses)
    refuse_cancelling(several)
    total = total_of(several, trials=several[0].trials)
    return Losses.of(countable(total))


def refuse_cancelling(losses: Iterable[Losses]) -> None:
    """Raises RegisterError where gains might hide that a part sum is not exact.

    Of losses alone no part is larger than the whole, which is checked itself.
    """
    several = list(losses)
    if any(each.has_gains for each in several):
        countable(np.array([sum(each.largest for each in several)]))


def countable(cents: Vector, *, risk_id: str | None = None) -> Vector:
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
    """SHA-256 of the cents of each trial as little-endian int64."""
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
