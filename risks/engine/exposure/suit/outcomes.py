"""Enumerate every way a suit can end, with its exact probability.

The tree is walked once. Where drivers move the suit, each probability is a vector over
the points of a Gauss-Hermite quadrature, and a leaf's is their weighted sum.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.injunction import Injunction
from risks.engine.exposure.kinds.proceedings import (
    APPEAL,
    FEE_AWARD,
    INNOCENCE,
    REMAND,
    REVERSAL,
    WILFULNESS,
    Stage,
)
from risks.engine.exposure.sampling.distributions import Distribution, is_constant
from risks.engine.exposure.sampling.drivers import (
    conditional,
    covariance_of,
    quadrature,
    variance_of,
)
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.exposure.suit.last_suits import LastSuits
from risks.engine.money import Vector
from risks.engine.sentences.accounting import (
    DAMAGES,
    DAMAGES_AND_FEES,
    DISMISSED,
    INNOCENT,
    ORDINARY,
    REVERSED,
    SETTLED,
    WILFUL,
)

GRID = np.linspace(-8.0, 8.0, 1025)  # standard deviations; beyond is 1e-15
DENSITY = np.exp(-(GRID**2) / 2) / np.exp(-(GRID**2) / 2).sum()
LAST_SUMS: LastSuits["Sums"] = LastSuits()
"""By suit and discount rate, all of the terms that a leaf depends on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One way the suit can end: its probability, liability and cost."""

    ending: str
    liable: bool  # whether liability is final
    probability: float
    cost: float  # currency units, expected once the case ends so, discounted
    by_tilt: Vector = field(compare=False, repr=False)
    """Its probability at each point of the quadrature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What the leaves of one tree add up to."""

    expected: float  # currency units, discounted
    liable: Vector  # the probability of final liability, by point of the quadrature


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A position in the enumeration: probability, cost and time so far."""

    probability: Vector  # by point of the quadrature
    weights: Vector  # of these points
    cost: float = 0.0
    appealed: bool = False
    remanded: bool = False

    def on(self, chance: float | Vector) -> "Point":
        return self._moved(self.probability * chance, self.cost)

    def paying(self, amount: float) -> "Point":
        return self._moved(self.probability, self.cost + amount)

    def ends(self, ending: str, *, liable: bool = False) -> Outcome:
        return Outcome(
            ending=ending,
            liable=liable,
            probability=float(self.weights @ self.probability),
            cost=self.cost,
            by_tilt=self.probability,
        )

    def _moved(self, probability: Vector, cost: float) -> "Point":
        """Return a changed copy in a third of the time of `replace`."""
        return Point(
            probability=probability,
            weights=self.weights,
            cost=cost,
            appealed=self.appealed,
            remanded=self.remanded,
        )


def outcomes(suit: CopyrightSuit, terms: Terms) -> tuple[Outcome, ...]:
    """Return the leaves of the tree, with each uncertain number at its mean."""
    variance = variance_of(suit.loadings)
    weights, tilts = np.array(quadrature(variance)).T
    tree = SuitTree(suit=suit, terms=terms, variance=variance, tilts=tilts)
    root = Point(probability=np.ones_like(weights), weights=weights)
    return tuple(leaf for leaf in tree.from_stage(0, root) if leaf.probability > 0)


def expected_loss(suit: CopyrightSuit, terms: Terms) -> float | None:
    return _sums(suit, terms).expected if suit.is_exact(terms) else None


def p_lost_and_granted(
    suit: CopyrightSuit, order: Injunction, terms: Terms
) -> float | None:
    """Return how likely the suit is lost to the end and the order, if sought, granted.

    Drivers that move both make this more than the product of the two. Given the suit's
    tilt t the order's is normal, with mean t·c/v and variance w − c²/v (c the
    covariance of the tilts, v and w their variances), so that one integral over t
    suffices. None where that takes an uncertain probability.
    """
    if not suit.is_exact(terms):
        return None
    variance = variance_of(suit.loadings)
    shared = covariance_of(suit.loadings, order.loadings)
    if shared and not is_constant(order.p_granted):
        return None
    weights, tilts = np.array(quadrature(variance)).T
    stated: float | Vector = order.p_granted.mean
    if shared:
        part = shared / variance
        stated = conditional(stated, part * tilts, variance=part * shared)
    return float(weights @ (_sums(suit, terms).liable * stated))


def _sums(suit: CopyrightSuit, terms: Terms) -> Sums:
    """Return what one enumeration adds up to."""
    known = LAST_SUMS.recall(suit, terms.discount_rate)
    if known is None:
        leaves = outcomes(suit, terms)
        lost = [leaf.by_tilt for leaf in leaves if leaf.liable]
        known = Sums(
            expected=math.fsum(leaf.probability * leaf.cost for leaf in leaves),
            liable=np.sum(lost, axis=0) if lost else np.zeros(1),
        )
        LAST_SUMS.keep(suit, terms.discount_rate, known)
    return known


@dataclass(frozen=True, slots=True, kw_only=True)
class SuitTree:
    """The tree of a suit, which yields its leaves."""

    suit: CopyrightSuit
    terms: Terms
    variance: float  # weights of the drivers' tilts
    tilts: Vector  # the tilts, by point of the quadrature

    def from_stage(self, index: int, at: Point) -> Iterator[Outcome]:
        """V_k = c_k·d_k + p_k·[s_k·S_k·d_k + (1 − s_k)·V_{k+1}]."""
        stage = self.suit.stages[index]
        factor = self._factor(index, at)
        at = at.paying(stage.fee.mean * factor)
        passes = self._chance(stage.node, stage.p_continue, at)
        settles = stage.p_settle.mean
        yield from self._plaintiff_loses(index, at.on(1 - passes))
        yield self._settled(stage, at.on(passes * settles), factor)
        going_on = at.on(passes * (1 - settles))
        if index < self.suit.trial:
            yield from self.from_stage(index + 1, going_on)
        else:
            yield from self._verdict(going_on)

    def _verdict(self, at: Point) -> Iterator[Outcome]:
        """Yield the outcomes of a verdict, which is liable if any claim is."""
        escapes: float | Vector = 1.0
        for claim in self.suit.grounds:
            escapes = escapes * (1 - self._chance(claim.node, claim.p_liable, at))
        yield from self._plaintiff_loses(self.suit.trial, at.on(escapes))
        yield from self._defendant_loses(at.on(1 - escapes))

    def _plaintiff_loses(self, index: int, at: Point) -> Iterator[Outcome]:
        ending = DISMISSED(stage=self.suit.stages[index].name)
        appeals = self._appeals(self.suit.p_plaintiff_appeal, at)
        yield at.on(1 - appeals).ends(ending)
        if _is_possible(appeals):
            yield from self._appeal(index, at.on(appeals), liable=False)

    def _defendant_loses(self, at: Point) -> Iterator[Outcome]:
        appeals = self._appeals(self.suit.p_appeal, at)
        yield from self._judgment(at.on(1 - appeals))
        if _is_possible(appeals):
            yield from self._appeal(self.suit.trial, at.on(appeals), liable=True)

    def _appeals(self, stated: Distribution, at: Point) -> float | Vector:
        return 0.0 if at.appealed else self._chance(APPEAL, stated, at)

    def _appeal(self, index: int, at: Point, *, liable: bool) -> Iterator[Outcome]:
        stage = self.suit.appeal_stage
        reversal = self._chance(REVERSAL, self.suit.p_reversed, at)
        at = replace(at, appealed=True)
        factor = self._factor(index, at)
        at = at.paying(stage.fee.mean * factor)
        heard, settles = stage.p_continue.mean, stage.p_settle.mean
        decided = heard * (1 - settles)
        yield self._settled(stage, at.on(heard * settles), factor)
        yield from self._reversed(index, at.on(decided * reversal), liable=liable)
        current_exposure = at.on(1 - heard + decided * (1 - reversal))
        if liable:
            yield from self._judgment(current_exposure)
        else:
            name = self.suit.stages[index].name
            yield current_exposure.ends(DISMISSED(stage=name))

    def _reversed(self, index: int, at: Point, *, liable: bool) -> Iterator[Outcome]:
        if liable and self.suit.on_reversal != REMAND:
            yield at.ends(REVERSED())
            return
        second = replace(at, remanded=True)
        yield from self.from_stage(min(index + 1, self.suit.trial), second)

    def _settled(self, stage: Stage, at: Point, factor: float) -> Outcome:
        paid = at.paying(stage.settlement.mean * factor)
        return paid.ends(SETTLED(stage=stage.name))

    def _judgment(self, at: Point) -> Iterator[Outcome]:
        """Return the damages: wilful first, then innocent among the rest."""
        suit = self.suit
        wilful = self._chance(WILFULNESS, suit.p_wilful, at)
        innocent = self._chance(INNOCENCE, suit.p_innocent, at)
        plain = (1 - wilful) * (1 - innocent)
        yield from self._damages(ORDINARY, suit.ordinary_award, at.on(plain))
        yield from self._damages(WILFUL, suit.wilful_award, at.on(wilful))
        mild = (1 - wilful) * innocent
        if _is_possible(mild):
            yield from self._damages(INNOCENT, suit.innocent_award, at.on(mild))

    def _damages(self, found: str, award: Distribution, at: Point) -> Iterator[Outcome]:
        suit, worth = self.suit, self._worth_of_judgment(at)
        shifted = self._chance(FEE_AWARD, suit.p_fees_shifted, at)
        at = at.paying(worth * suit.works.mean * self._mean_a_work(award))
        yield at.on(1 - shifted).ends(DAMAGES(found=found), liable=True)
        if _is_possible(shifted):
            dearer = at.on(shifted).paying(worth * suit.fee_award.mean)
            yield dearer.ends(DAMAGES_AND_FEES(found=found), liable=True)

    def _mean_a_work(self, award: Distribution) -> float:
        """Return the mean per work: the larger of award and actual damages.

        For a work that is not registered, actual damages alone.
        """
        actual, registered = self.suit.actual_damages, self.suit.share_registered.mean
        larger = mean_of_larger(award, actual)
        return registered * larger + (1 - registered) * actual.mean

    def _worth_of_judgment(self, at: Point) -> float:
        """Return its present value; interest runs only during an appeal."""
        worth = self._factor(self.suit.trial, at)
        if at.remanded or not at.appealed:
            return worth
        return worth * float((1 + self.suit.judgment_interest) ** self._delay)

    def _chance(self, node: str, stated: Distribution, at: Point) -> float | Vector:
        """Return a probability, or what the court decided until a remand."""
        if not at.remanded:
            stated = self.suit.chance(node, stated)
        if not self.variance or not self.suit.is_loaded(node):
            return stated.mean
        return conditional(stated.mean, self.tilts, variance=self.variance)

    def _factor(self, index: int, at: Point) -> float:
        years = self.suit.stages[index].years.mean
        return self.terms.factor(years + self._delay if at.appealed else years)

    @property
    def _delay(self) -> float:
        """Return the years from the judgment to the end of the appeal."""
        trial = self.suit.stages[-1].years.mean
        return max(self.suit.appeal_stage.years.mean - trial, 0.0)


def _is_possible(chance: float | Vector) -> bool:
    return bool(chance.any()) if isinstance(chance, np.ndarray) else chance > 0


@lru_cache(maxsize=64)
def mean_of_larger(award: Distribution, actual: Distribution) -> float:
    """Return E[max(A, B)] of two independent numbers, within about 1e-5.

    It is exact where one is certainly the larger. Otherwise it is E[A] + E[(B − A)⁺] by
    the trapezoidal rule over the normal scores of both.
    """
    if actual.highest <= award.lowest:
        return award.mean
    if award.highest <= actual.lowest:
        return actual.mean
    others = actual.at(GRID) if not is_constant(actual) else np.array([actual.mean])
    shortfall = np.maximum(others[:, None] - award.at(GRID), 0.0) @ DENSITY
    weights = DENSITY if others.size > 1 else np.ones(1)
    return award.mean + float(weights @ shortfall)
