"""A suit is walked once for itself and for the injunctions that hang on it.

Who is liable in which trial depends on the suit and on the number of trials only:
discounting moves money, not verdicts.
"""

import numpy as np
from numpy.typing import NDArray

from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.sampling.draws import Mask
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.exposure.suit.last_suits import KEPT_IN_MEMORY, LastSuits
from risks.engine.exposure.suit.paths import SuitPaths, SuitWalk


class Walks:
    """The liable trials of the last suits walked: a bit for each, 8 kB at most."""

    def __init__(self, *, most: int = KEPT_IN_MEMORY) -> None:
        self._last: LastSuits[NDArray[np.uint8]] = LastSuits(most=most)

    def paths(self, suit: CopyrightSuit, terms: Terms) -> SuitPaths:
        paths = SuitWalk(suit, terms).paths()
        self._last.keep(suit, terms.trials, np.packbits(paths.liable))
        return paths

    def liable(self, suit: CopyrightSuit, terms: Terms) -> Mask:
        """The trials in which the suit's liability holds to the end."""
        packed = self._last.recall(suit, terms.trials)
        if packed is None:
            return self.paths(suit, terms).liable
        return np.unpackbits(packed, count=terms.trials).view(np.bool_)


LAST_WALKS = Walks()
