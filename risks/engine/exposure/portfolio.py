"""From risks to vectors of whole cents, and from vectors to their exact sum."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from risks.engine.exposure import suit_outcomes
from risks.engine.exposure.draws import Mask
from risks.engine.exposure.events import EventRisk
from risks.engine.exposure.governance import GovernanceRisk
from risks.engine.exposure.injunction import Injunction
from risks.engine.exposure.metrics import Mean, simulated_mean
from risks.engine.exposure.parsing import RiskModel
from risks.engine.exposure.reading import RegisterError
from risks.engine.exposure.suit import CopyrightSuit
from risks.engine.exposure.suit_paths import SuitWalk
from risks.engine.exposure.terms import Terms
from risks.engine.money import (
    LARGEST_AMOUNT,
    Vector,
    is_countable,
    total_of,
    whole_cents,
)

MOST_EVENTS = 100
"""Expected in a trial; more is a running cost, not a risk of events."""


class Losses(Mapping[str, Vector]):
    """Loss vectors by risk, most of whose trials are nought, in little memory."""

    def __init__(self, trials: int) -> None:
        self._trials = trials
        self._sparse: dict[str, tuple[NDArray[np.uint16], Vector]] = {}

    def keep(self, risk_id: str, losses: Vector) -> None:
        trial = np.flatnonzero(losses)
        self._sparse[risk_id] = (trial.astype(np.uint16), losses[trial])

    def __getitem__(self, risk_id: str) -> Vector:
        trial, cents = self._sparse[risk_id]
        losses = np.zeros(self._trials)
        losses[trial] = cents
        return losses

    def __iter__(self) -> Iterator[str]:
        return iter(self._sparse)

    def __len__(self) -> int:
        return len(self._sparse)


def liability(suit: CopyrightSuit, terms: Terms) -> Mask:
    """The trials in which the suit's liability holds to the end."""
    return SuitWalk(suit, terms).paths().liable


def price_risk(
    risk: RiskModel, *, terms: Terms, linked: CopyrightSuit | None = None
) -> Vector:
    """One loss for each trial, in whole cents; `linked` is an injunction's suit."""
    refuse_too_many_events(risk, terms=terms)
    with np.errstate(over="ignore", invalid="ignore"):
        losses = _losses(risk, terms=terms, linked=linked)
        cents = whole_cents(losses * terms.rate_of(risk.currency))
    return countable(cents, risk_id=risk.id)


def refuse_too_many_events(risk: RiskModel, *, terms: Terms) -> None:
    """Raises RegisterError before memory would run out."""
    if not isinstance(risk, EventRisk | GovernanceRisk):
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
    cents: Vector,
    *,
    terms: Terms,
    linked: CopyrightSuit | None = None,
) -> Mean:
    """The exact mean where there is one, else that of the vector, in whole cents."""
    exact = expected_loss(risk, terms=terms, linked=linked)
    if exact is None:
        return simulated_mean(cents)
    rounded = whole_cents(np.array([exact]))
    return Mean(cents=float(countable(rounded, risk_id=risk.id)[0]))


def add_up(
    losses: Mapping[str, Vector], means: Mapping[str, Mean]
) -> tuple[Vector, Mean]:
    """The sum of some risks, equal to the bit in whatever order they come.

    Its mean is the sum of theirs; only the simulated ones bring an error.
    """
    total = total_of(losses.values())
    simulated = [risk_id for risk_id in losses if means[risk_id].error]
    error = 0.0
    if simulated:
        error = simulated_mean(total_of(losses[each] for each in simulated)).error
    cents = sum(means[risk_id].cents for risk_id in losses)
    return countable(total), Mean(cents=cents, error=error)


def countable(cents: Vector, *, risk_id: str | None = None) -> Vector:
    if is_countable(cents):
        return cents
    raise RegisterError(
        f"can exceed {LARGEST_AMOUNT:,}, up to which cents are counted exactly",
        risk=risk_id,
        field="loss" if risk_id else "risks: the total loss",
    )


def loss_hash(total: Vector) -> str:
    """SHA-256 of the vector as little-endian int64 cents."""
    return sha256(total.astype("<i8").tobytes()).hexdigest()


def _losses(risk: RiskModel, *, terms: Terms, linked: CopyrightSuit | None) -> Vector:
    if isinstance(risk, CopyrightSuit):
        return SuitWalk(risk, terms).paths().losses
    if isinstance(risk, Injunction):
        if risk.linked_suit != (linked and linked.id):
            raise RegisterError(
                "is priced with its suit", risk=risk.id, field="linked_suit"
            )
        liable = liability(linked, terms) if linked else None
        return risk.losses(terms, liable=liable)
    return risk.losses(terms)
