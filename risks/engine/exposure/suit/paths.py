"""Simulate a suit trial by trial, with one uniform per node and one draw per amount.

The walk follows the trials that are still pending. A trial's random numbers are fixed
by its position in each stream, so that a changed assumption leaves the other trials
unchanged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.proceedings import (
    APPEAL,
    FEE_AWARD,
    INNOCENCE,
    REMAND,
    REVERSAL,
    WILFULNESS,
    Stage,
)
from risks.engine.exposure.sampling.distributions import (
    SURELY,
    ZERO,
    Constant,
    Distribution,
)
from risks.engine.exposure.sampling.draws import Index, Mask
from risks.engine.exposure.sampling.drivers import conditional
from risks.engine.exposure.sampling.streams import SEPARATOR
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.exposure.suit.payment_times import SuitTimes
from risks.engine.money import Vector

FIRST = "first"
NOBODY: Index = np.empty(0, dtype=np.intp)


@dataclass(frozen=True, slots=True, kw_only=True)
class SuitPaths:
    """The cost and the liability of a suit by trial."""

    losses: Vector  # currency units by trial, discounted
    liable: Mask  # where liability is final


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One pass through the stages, before an appeal or after a remand."""

    fallen: tuple[Index, ...]  # by stage: where the plaintiff lost
    liable: Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The appeal, by either party that lost."""

    final: Index  # found liable, and no appeal taken
    upheld: Index  # found liable, and nothing changed by the appeal
    remanded: Mapping[int, Index]  # by the stage at which the case goes on


def liability_by_trial(suit: CopyrightSuit, terms: Terms) -> Vector:
    """Return what the other side receives, in currency units by trial.

    Settlements, damages, fee awards and interest, undiscounted, without our own fees.
    """
    undiscounted = replace(terms, discount_rate=0.0)
    return SuitWalk(suit.without_fees(), undiscounted).paths().losses


class SuitWalk:
    """Adds up the cost of every trial until its case ends."""

    def __init__(self, suit: CopyrightSuit, terms: Terms) -> None:
        self.suit = suit
        self.draws = suit.draws(terms)
        self.times = SuitTimes(suit=suit, terms=terms, draws=self.draws)
        self.cost = np.zeros(terms.trials)

    def paths(self) -> SuitPaths:
        everyone = np.arange(self.draws.trials)
        first = self._pass_stages({0: everyone}, round_=FIRST)
        review = self._appeal(first)
        second = self._pass_stages(review.remanded, round_=REMAND)
        self._judgments(review, second.liable)
        liable = self.draws.nowhere()
        liable[_joined(review.final, review.upheld, second.liable)] = True
        return SuitPaths(losses=self.cost, liable=liable)

    def _pass_stages(self, entering: Mapping[int, Index], *, round_: str) -> Passage:
        """Run the stages; a second round follows a remand."""
        alive, fallen = NOBODY, []
        for number, stage in enumerate(self.suit.stages):
            alive = _joined(alive, entering.get(number, NOBODY))
            worth = self.times.worth(number, alive, appealed=round_ == REMAND)
            fell, going = self._stage(stage, alive, worth, round_=round_)
            fallen.append(alive[fell])
            alive = alive[going]
        liable, escaped = _sides(self._verdict(alive, round_=round_))
        fallen[-1] = _joined(fallen[-1], alive[escaped])
        return Passage(fallen=tuple(fallen), liable=alive[liable])

    def _stage(
        self, stage: Stage, alive: Index, worth: Vector, *, round_: str
    ) -> tuple[Index, Index]:
        """Return positions where the plaintiff loses and where the case continues.

        The rest have settled.
        """
        self._pay(f"fee {stage.name}", stage.fee, alive, worth)
        passes = self._fires(stage.node, stage.p_continue, alive, round_=round_)
        passed, fell = _sides(passes)
        node = f"settled {stage.name}"
        settles = self._fires(node, stage.p_settle, alive[passed], round_=round_)
        settled, going = (passed[side] for side in _sides(settles))
        self._pay(
            f"settlement {stage.name}", stage.settlement, alive[settled], worth[settled]
        )
        return fell, going

    def _verdict(self, alive: Index, *, round_: str) -> Mask:
        liable = np.zeros(alive.size, dtype=np.bool_)
        for claim in self.suit.grounds:
            liable |= self._fires(claim.node, claim.p_liable, alive, round_=round_)
        return liable

    def _appeal(self, first: Passage) -> Review:
        """Decide the appeals of plaintiffs by stage, then of liable defendants."""
        suit = self.suit
        appeals = self._fires(APPEAL, suit.p_appeal, first.liable, round_=FIRST)
        taken, final = (first.liable[side] for side in _sides(appeals))
        segments = [*map(self._appealed, first.fallen), taken]
        appealed = np.concatenate(segments)
        worth = [
            self.times.worth(min(number, suit.trial), where, appealed=True)
            for number, where in enumerate(segments)
        ]
        unheard, heard = self._stage(
            suit.appeal_stage, appealed, np.concatenate(worth), round_=APPEAL
        )
        wins = self._fires(REVERSAL, suit.p_reversed, appealed[heard], round_=FIRST)
        won, lost = (heard[side] for side in _sides(wins))
        unchanged = _joined(unheard, lost)
        ends = np.cumsum([where.size for where in segments])[:-1]
        by_segment = np.split(won, np.searchsorted(won, ends))
        return Review(
            final=final,
            upheld=appealed[unchanged[unchanged >= ends[-1]]],
            remanded=self._remanded([appealed[where] for where in by_segment]),
        )

    def _appealed(self, fallen: Index) -> Index:
        """Return the trials appealed by the plaintiff who lost there."""
        chance = self.suit.p_plaintiff_appeal
        taken, _ = _sides(self._fires(APPEAL, chance, fallen, round_=FIRST))
        return fallen[taken]

    def _remanded(self, won: Sequence[Index]) -> dict[int, Index]:
        """Continue a case whose ruling was reversed, or try it again."""
        *plaintiffs, defendants = won
        if self.suit.on_reversal != REMAND:
            defendants = NOBODY
        earlier = {number + 1: where for number, where in enumerate(plaintiffs[:-2])}
        return earlier | {self.suit.trial: _joined(*plaintiffs[-2:], defendants)}

    def _judgments(self, review: Review, retried: Index) -> None:
        """Pay judgments; only one delayed by an appeal bears interest."""
        trial, worth = self.suit.trial, self.times.worth
        upheld = worth(trial, review.upheld, appealed=True)
        first = [
            worth(trial, review.final),
            upheld * self.times.interest(review.upheld),
        ]
        where = np.concatenate([review.final, review.upheld])
        self._judgment(where, np.concatenate(first), round_=FIRST)
        self._judgment(retried, worth(trial, retried, appealed=True), round_=REMAND)

    def _judgment(self, where: Index, worth: Vector, *, round_: str) -> None:
        if not where.size:
            return
        suit = self.suit
        wilful = self._fires(WILFULNESS, suit.p_wilful, where, round_=round_)
        mild = np.flatnonzero(~wilful)
        innocent = np.zeros_like(wilful)
        innocent[mild] = self._fires(
            INNOCENCE, suit.p_innocent, where[mild], round_=round_
        )
        self.cost[where] += self._damages(where, wilful, innocent) * worth
        shifts = self._fires(FEE_AWARD, suit.p_fees_shifted, where, round_=round_)
        shifted, _ = _sides(shifts)
        self._pay("fee award", suit.fee_award, where[shifted], worth[shifted])

    def _damages(self, where: Index, wilful: Mask, innocent: Mask) -> Vector:
        """Return works × (registered × max(award, damages) + the rest × damages).

        In currency units by trial chosen, 17 U.S.C. 504(b), (c) and 412.
        """
        suit, value = self.suit, self.draws.reading(where)
        award = np.empty(where.size)
        for name, number, found in (
            ("ordinary_award", suit.ordinary_award, ~(wilful | innocent)),
            ("wilful_award", suit.wilful_award, wilful),
            ("innocent_award", suit.innocent_award, innocent),
        ):
            if found.any():
                award[found] = self.draws.values(name, number, where=where[found])
        actual = value("actual_damages", suit.actual_damages)
        registered = value("registered", suit.share_registered)
        a_work = registered * np.maximum(award, actual) + (1 - registered) * actual
        return value("works", suit.works) * a_work

    def _pay(
        self, name: str, amount: Distribution, where: Index, worth: Vector
    ) -> None:
        if where.size and amount != ZERO:
            self.cost[where] += self.draws.values(name, amount, where=where) * worth

    def _fires(
        self, node: str, chance: Distribution, where: Index, *, round_: str
    ) -> Mask:
        """Return the chosen trials whose uniform is below their probability.

        What the court has decided applies in the first round only.
        """
        if round_ == FIRST:
            chance = self.suit.chance(node, chance)
        if not where.size or chance in (ZERO, SURELY):
            return np.full(where.shape, chance == SURELY)
        stream = SEPARATOR.join((node, round_))
        chances = self._chances(stream, chance, where, loaded=self.suit.is_loaded(node))
        return self.draws.happens(stream, chances, where=where)

    def _chances(
        self, stream: str, chance: Distribution, where: Index, *, loaded: bool
    ) -> float | Vector:
        stated: float | Vector
        if isinstance(chance, Constant):
            stated = chance.value
        else:
            stated = self.draws.values(f"{stream}.chance", chance, where=where)
        tilt = self.draws.tilt
        if not loaded or tilt is None:
            return stated
        return conditional(stated, tilt.by_trial[where], variance=tilt.variance)


def _joined(*parts: Index) -> Index:
    some = [part for part in parts if part.size]
    return some[0] if len(some) == 1 else np.concatenate([NOBODY, *some])


def _sides(mask: Mask) -> tuple[Index, Index]:
    """Return the positions where it holds and where not, for fast indexing."""
    return np.flatnonzero(mask), np.flatnonzero(~mask)
