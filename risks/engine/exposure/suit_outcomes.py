"""A suit by enumeration: every way it can end, with its exact probability."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from risks.engine.exposure.distributions import Distribution
from risks.engine.exposure.suit import (
    APPEAL,
    REMAND,
    REVERSAL,
    WILFULNESS,
    CopyrightSuit,
    Stage,
)
from risks.engine.exposure.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    ending: str
    liable: bool  # whether liability holds to the end
    probability: float
    cost: float  # currency units, expected once the case ends so, discounted


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where the enumeration stands."""

    probability: float = 1.0
    cost: float = 0.0
    appealed: bool = False
    remanded: bool = False

    def on(self, chance: float) -> "Point":
        return replace(self, probability=self.probability * chance)

    def paying(self, amount: float) -> "Point":
        return replace(self, cost=self.cost + amount)

    def ends(self, ending: str, *, liable: bool = False) -> Outcome:
        return Outcome(
            ending=ending,
            liable=liable,
            probability=self.probability,
            cost=self.cost,
        )


def outcomes(suit: CopyrightSuit, terms: Terms) -> tuple[Outcome, ...]:
    """The leaves of the tree, with each uncertain number at its mean."""
    leaves = SuitTree(suit=suit, terms=terms).from_stage(0, Point())
    return tuple(leaf for leaf in leaves if leaf.probability > 0)


def expected_loss(suit: CopyrightSuit, terms: Terms) -> float | None:
    if not suit.is_exact(terms):
        return None
    leaves = outcomes(suit, terms)
    return math.fsum(leaf.probability * leaf.cost for leaf in leaves)


def p_liable(suit: CopyrightSuit, terms: Terms) -> float | None:
    if not suit.is_exact(terms):
        return None
    leaves = outcomes(suit, terms)
    return math.fsum(leaf.probability for leaf in leaves if leaf.liable)


@dataclass(frozen=True, slots=True, kw_only=True)
class SuitTree:
    suit: CopyrightSuit
    terms: Terms

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
        """Liable if any claim is."""
        escapes = math.prod(
            1 - self._chance(claim.node, claim.p_liable, at)
            for claim in self.suit.claims
        )
        yield from self._plaintiff_loses(self.suit.trial, at.on(escapes))
        yield from self._defendant_loses(at.on(1 - escapes))

    def _plaintiff_loses(self, index: int, at: Point) -> Iterator[Outcome]:
        ending = f"dismissed: {self.suit.stages[index].name}"
        appeals = self._appeals(self.suit.p_plaintiff_appeal, at)
        yield at.on(1 - appeals).ends(ending)
        if appeals:
            yield from self._appeal(index, at.on(appeals), liable=False)

    def _defendant_loses(self, at: Point) -> Iterator[Outcome]:
        appeals = self._appeals(self.suit.p_appeal, at)
        yield from self._damages(at.on(1 - appeals))
        if appeals:
            yield from self._appeal(self.suit.trial, at.on(appeals), liable=True)

    def _appeals(self, stated: Distribution, at: Point) -> float:
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
        standing = at.on(1 - heard + decided * (1 - reversal))
        if liable:
            yield from self._damages(standing)
        else:
            yield standing.ends(f"dismissed: {self.suit.stages[index].name}")

    def _reversed(self, index: int, at: Point, *, liable: bool) -> Iterator[Outcome]:
        if liable and self.suit.on_reversal != REMAND:
            yield at.ends("reversed on appeal")
            return
        anew = replace(at, remanded=True)
        yield from self.from_stage(min(index + 1, self.suit.trial), anew)

    def _settled(self, stage: Stage, at: Point, factor: float) -> Outcome:
        return at.paying(stage.settlement.mean * factor).ends(f"settled: {stage.name}")

    def _damages(self, at: Point) -> Iterator[Outcome]:
        suit = self.suit
        wilful = self._chance(WILFULNESS, suit.p_wilful, at)
        works = suit.works.mean * suit.share_registered.mean
        works *= self._factor(suit.trial, at)
        ordinary = at.on(1 - wilful).paying(works * suit.ordinary_award.mean)
        yield ordinary.ends("damages, ordinary", liable=True)
        dear = at.on(wilful).paying(works * suit.wilful_award.mean)
        yield dear.ends("damages, wilful", liable=True)

    def _chance(self, node: str, stated: Distribution, at: Point) -> float:
        """What the court has decided holds until a remand."""
        return stated.mean if at.remanded else self.suit.chance(node, stated).mean

    def _factor(self, index: int, at: Point) -> float:
        years = self.suit.stages[index].years.mean
        if at.appealed:
            trial = self.suit.stages[-1].years.mean
            years += max(self.suit.appeal_stage.years.mean - trial, 0.0)
        return self.terms.factor(years)
