"""Simulate a suit once for itself and for the injunctions linked to it.

Who is liable in which trial depends only on the suit and on the number of trials:
discounting affects amounts, not verdicts.
"""

import numpy as np
from numpy.typing import NDArray

from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.sampling.draws import Mask
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.exposure.suit.last_suits import KEPT_IN_MEMORY, LastSuits
from risks.engine.exposure.suit.paths import SuitPaths, SuitWalk


class Walks:
    """The liable trials of the last suits simulated, a bit for each, at most 8 kB."""

    def __init__(self, *, most: int = KEPT_IN_MEMORY) -> None:
        self._last: LastSuits[NDArray[np.uint8]] = LastSuits(most=most)

    def paths(self, suit: CopyrightSuit, terms: Terms) -> SuitPaths:
        paths = SuitWalk(suit, terms).paths()
        self._last.keep(suit, terms.trials, np.packbits(paths.liable))
        return paths

    def liable(self, suit: CopyrightSuit, terms: Terms) -> Mask:
        """Return the trials in which the suit's liability is final."""
        packed = self._last.recall(suit, terms.trials)
        if packed is None:
            return self.paths(suit, terms).liable
        return np.unpackbits(packed, count=terms.trials).view(np.bool_)


LAST_WALKS = Walks()
