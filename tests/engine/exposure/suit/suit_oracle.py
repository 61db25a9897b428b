"""The worth of a suit by recursion over a register file: nothing in it is the engine's.

V_k = c_k·d_k + p_k·[s_k·S_k·d_k + (1 − s_k)·V_{k+1}], and at each loss the appeal.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from risks.engine.money import Vector
from tests.engine.exposure.registers import Json

Worth = Vector
"""What is still to come: (cost in currency units, chance that liability holds)."""


@dataclass(frozen=True, kw_only=True)
class SuitByRecursion:
    """Of a suit in a register file whose numbers are all plain, with its appeal."""

    suit: Json
    rate: float

    @property
    def worth(self) -> Worth:
        return self._stage(0, again=False)

    @cached_property
    def _stages(self) -> list[Json]:
        return list(self.suit["stages"][:-1])

    @cached_property
    def _appeal(self) -> Json:
        return dict(self.suit["stages"][-1])

    def _paid(self, amount: float, stage: Json, *, late: bool) -> Worth:
        trial = self._stages[-1]["years"]
        delay = max(self._appeal["years"] - trial, 0) if late else 0
        return np.array([amount * (1 + self.rate) ** -(stage["years"] + delay), 0])

    def _chance(self, node: str, stated: float, *, again: bool = False) -> float:
        """What has been decided holds until the case is tried again."""
        word = None if again else self.suit["decided"].get(node)
        if word is None:
            return stated
        return float(word in {"denied", "liable", "wilful", "taken", "reversed"})

    def _stage(self, index: int, *, again: bool) -> Worth:
        stage, last = self._stages[index], len(self._stages) - 1
        passes = self._chance(stage["name"], stage["p_continue"], again=again)
        settled = self._paid(stage["settlement"], stage, late=again)
        follows = (
            self._verdict(again=again)
            if index == last
            else self._stage(index + 1, again=again)
        )
        settles = stage["p_settle"]
        return np.asarray(
            self._paid(stage["fee"], stage, late=again)
            + passes * (settles * settled + (1 - settles) * follows)
            + (1 - passes) * self._lost_by_plaintiff(index, again=again)
        )

    def _verdict(self, *, again: bool) -> Worth:
        cleared = math.prod(
            1 - self._chance(claim["name"], claim["p_liable"], again=again)
            for claim in self.suit["claims"]
        )
        last = len(self._stages) - 1
        return cleared * self._lost_by_plaintiff(last, again=again) + (
            1 - cleared
        ) * self._lost_by_defendant(again=again)

    def _lost_by_plaintiff(self, index: int, *, again: bool) -> Worth:
        if again:
            return np.zeros(2)
        appeals = self._chance("appeal", self.suit["p_plaintiff_appeal"])
        onward = self._stage(min(index + 1, len(self._stages) - 1), again=True)
        return appeals * self._review(index, np.zeros(2), onward)

    def _lost_by_defendant(self, *, again: bool) -> Worth:
        if again:
            return self._damages(late=True, again=True)
        appeals = self._chance("appeal", self.suit["p_appeal"])
        last, anew = len(self._stages) - 1, np.zeros(2)
        if self.suit["on_reversal"] == "remand":
            anew = self._stage(last, again=True)
        current_exposure = self._damages(late=True, again=False)
        at_once = self._damages(late=False, again=False)
        return (1 - appeals) * at_once + appeals * self._review(
            last, current_exposure, anew
        )

    def _review(self, index: int, current_exposure: Worth, overturned: Worth) -> Worth:
        appeal, ruling = self._appeal, self._stages[index]
        settled = self._paid(appeal["settlement"], ruling, late=True)
        reversal = self._chance("reversal", self.suit["p_reversed"])
        decided = reversal * overturned + (1 - reversal) * current_exposure
        heard, settles = appeal["p_continue"], appeal["p_settle"]
        return np.asarray(
            self._paid(appeal["fee"], ruling, late=True)
            + (1 - heard) * current_exposure
            + heard * (settles * settled + (1 - settles) * decided)
        )

    def _damages(self, *, late: bool, again: bool) -> Worth:
        suit = self.suit
        wilful = self._chance("wilfulness", suit["p_wilful"], again=again)
        award = (1 - wilful) * suit["ordinary_award"] + wilful * suit["wilful_award"]
        works = suit["works"] * suit["share_registered"]
        holds = np.array([0.0, 1.0])
        return holds + self._paid(works * award, self._stages[-1], late=late)
