"""A suit trial by trial: one uniform for each node, one draw for each amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from risks.engine.exposure.distributions import Distribution
from risks.engine.exposure.draws import Mask
from risks.engine.exposure.streams import SEPARATOR
from risks.engine.exposure.suit import (
    APPEAL,
    REMAND,
    REVERSAL,
    WILFULNESS,
    CopyrightSuit,
    Stage,
)
from risks.engine.exposure.terms import Terms
from risks.engine.money import Vector

FIRST = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuitPaths:
    losses: Vector  # currency units by trial, discounted
    liable: Mask  # where liability holds to the end


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One way through the stages, before any appeal or after a remand."""

    fallen: tuple[Mask, ...]  # by stage: where the plaintiff lost
    liable: Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The one appeal, of either loser."""

    taken: Mask
    settled: Mask
    reversed: Mask


class SuitWalk:
    """Adds up the cost of every trial while its case runs to its conclusion."""

    def __init__(self, suit: CopyrightSuit, terms: Terms) -> None:
        self.suit = suit
        self.terms = terms
        self.draws = suit.draws(terms)
        self.cost = np.zeros(terms.trials)

    def paths(self) -> SuitPaths:
        first = self._first_passage()
        review = self._appeal(first)
        second = self._second_passage(first, review)
        standing = first.liable & ~review.settled & ~review.reversed
        self._damages(standing & ~review.taken, self.years[-1], round_=FIRST)
        self._damages(standing & review.taken, self._later[-1], round_=FIRST)
        self._damages(second.liable, self._later[-1], round_=REMAND)
        return SuitPaths(losses=self.cost, liable=standing | second.liable)

    @cached_property
    def years(self) -> list[Vector]:
        return [self._years(stage) for stage in self.suit.stages]

    @cached_property
    def _later(self) -> list[Vector]:
        """The same stages after an appeal, which puts all of them off alike."""
        appeal = self._years(self.suit.appeal_stage)
        delay = np.maximum(appeal - self.years[-1], 0.0)
        return [years + delay for years in self.years]

    def _first_passage(self) -> Passage:
        nowhere = self.draws.nowhere()
        entering = [self.draws.everywhere(), *[nowhere] * self.suit.trial]
        return self._pass_stages(entering, self.years, round_=FIRST)

    def _second_passage(self, first: Passage, review: Review) -> Passage:
        """A ruling reversed lets the case go on; a verdict reversed is tried anew."""
        entering = [self.draws.nowhere() for _ in self.suit.stages]
        for index, fallen in enumerate(first.fallen):
            entering[min(index + 1, self.suit.trial)] |= fallen & review.reversed
        if self.suit.on_reversal == REMAND:
            entering[self.suit.trial] |= first.liable & review.reversed
        return self._pass_stages(entering, self._later, round_=REMAND)

    def _pass_stages(
        self, entering: Sequence[Mask], years: Sequence[Vector], *, round_: str
    ) -> Passage:
        alive, fallen = self.draws.nowhere(), []
        for stage, enters, when in zip(self.suit.stages, entering, years, strict=True):
            alive = alive | enters
            passed, settled = self._stage(stage, alive, when, round_=round_)
            fallen.append(alive & ~passed)
            alive = passed & ~settled
        liable = self._verdict(alive, round_=round_)
        fallen[-1] = fallen[-1] | (alive & ~liable)
        return Passage(fallen=tuple(fallen), liable=liable)

    def _stage(
        self, stage: Stage, alive: Mask, when: Vector, *, round_: str
    ) -> tuple[Mask, Mask]:
        """Where the plaintiff gets past it, and where the case then settles."""
        self._pay(f"fee {stage.name}", stage.fee, alive, when)
        passed = self._fires(stage.node, stage.p_continue, alive, round_=round_)
        node = f"settled {stage.name}"
        settled = self._fires(node, stage.p_settle, passed, round_=round_)
        self._pay(f"settlement {stage.name}", stage.settlement, settled, when)
        return passed, settled

    def _verdict(self, alive: Mask, *, round_: str) -> Mask:
        liable = self.draws.nowhere()
        for claim in self.suit.claims:
            liable |= self._fires(claim.node, claim.p_liable, alive, round_=round_)
        return liable

    def _appeal(self, first: Passage) -> Review:
        suit = self.suit
        lost = np.logical_or.reduce(first.fallen)
        taken = self._fires(APPEAL, suit.p_appeal, first.liable, round_=FIRST)
        taken |= self._fires(APPEAL, suit.p_plaintiff_appeal, lost, round_=FIRST)
        when = self._later[-1].copy()
        for fallen, later in zip(first.fallen, self._later, strict=True):
            when[fallen] = later[fallen]
        heard, settled = self._stage(suit.appeal_stage, taken, when, round_=APPEAL)
        reversed_ = self._fires(
            REVERSAL, suit.p_reversed, heard & ~settled, round_=FIRST
        )
        return Review(taken=taken, settled=settled, reversed=reversed_)

    def _damages(self, where: Mask, when: Vector, *, round_: str) -> None:
        """Works × award; works registered too late bring no statutory damages."""
        suit, value = self.suit, self.draws.reading(where)
        wilful = self._fires(WILFULNESS, suit.p_wilful, where, round_=round_)
        award = value("ordinary_award", suit.ordinary_award)
        dear = self.draws.values("wilful_award", suit.wilful_award, where=wilful)
        award[wilful[where]] = dear
        works = value("works", suit.works) * value("registered", suit.share_registered)
        self.cost[where] += works * award * self.terms.factor(when[where])

    def _pay(self, name: str, amount: Distribution, where: Mask, when: Vector) -> None:
        paid = self.draws.values(name, amount, where=where)
        self.cost[where] += paid * self.terms.factor(when[where])

    def _fires(
        self, node: str, chance: Distribution, where: Mask, *, round_: str
    ) -> Mask:
        """What the court has decided holds in the first round, not in a second."""
        if round_ == FIRST:
            chance = self.suit.chance(node, chance)
        return self.draws.fires(
            SEPARATOR.join((node, round_)),
            chance,
            where=where,
            loaded=self.suit.is_loaded(node),
        )

    def _years(self, stage: Stage) -> Vector:
        everywhere = self.draws.everywhere()
        return self.draws.values(f"years {stage.name}", stage.years, where=everywhere)
