"""When a suit's payments fall due: by stage, and later after an appeal."""

from dataclasses import dataclass, field

import numpy as np

from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.proceedings import Stage
from risks.engine.exposure.sampling.distributions import Constant
from risks.engine.exposure.sampling.draws import Draws, Index
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.money import Vector

Years = float | Vector
"""One number for all trials, or one by trial."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuitTimes:
    """Draws the years of each stage once, and only where they are uncertain."""

    suit: CopyrightSuit
    terms: Terms
    draws: Draws
    known: dict[str, Vector] = field(default_factory=dict)  # by stage

    def worth(self, stage: int, where: Index, *, appealed: bool = False) -> Vector:
        """Return the discount factor of each chosen trial."""
        if not self.terms.discount_rate:
            return np.broadcast_to(1.0, where.shape)
        years = _at(self._years(self.suit.stages[stage]), where)
        if appealed:
            years = years + _at(self._delay, where)
        if isinstance(years, float):
            return np.broadcast_to(self.terms.factor(years), where.shape)
        return self.terms.factor(years)

    def interest(self, where: Index) -> Vector:
        """Return what a judgment of 1 grows to by the end of the appeal.

        28 U.S.C. 1961.
        """
        rate = self.suit.judgment_interest
        if not rate:
            return np.broadcast_to(1.0, where.shape)
        grown = np.asarray((1.0 + rate) ** _at(self._delay, where))
        return np.broadcast_to(grown, where.shape)

    @property
    def _delay(self) -> Years:
        """Return the years from judgment to the end of the appeal, at least 0."""
        trial = self._years(self.suit.stages[-1])
        late = self._years(self.suit.appeal_stage) - trial
        if isinstance(late, float):
            return max(late, 0.0)
        return np.maximum(late, 0.0)

    def _years(self, stage: Stage) -> Years:
        if isinstance(stage.years, Constant):
            return stage.years.value
        if stage.name not in self.known:
            everywhere = self.draws.everywhere()
            self.known[stage.name] = self.draws.values(
                f"years {stage.name}", stage.years, where=everywhere
            )
        return self.known[stage.name]


def _at(years: Years, where: Index) -> Years:
    return years if isinstance(years, float) else years[where]
