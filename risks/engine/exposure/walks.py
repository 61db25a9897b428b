"""A suit is walked once for itself and for the injunctions that hang on it.

Who is liable in which trial depends on the suit and on the number of trials only:
discounting moves money, not verdicts.
"""

from collections import OrderedDict
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from risks.engine.exposure.draws import Mask
from risks.engine.exposure.suit import CopyrightSuit
from risks.engine.exposure.suit_paths import SuitPaths, SuitWalk
from risks.engine.exposure.terms import Terms

KEPT_IN_MEMORY = 512
"""Walks; each takes a bit for each trial, 8 kB at most."""

Key = tuple[int, int]


class Walks:
    """The liable trials of the last suits walked.

    A suit is known by its identity, and kept, so that no other can have the same.
    """

    def __init__(self, *, most: int = KEPT_IN_MEMORY) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Key, tuple[CopyrightSuit, NDArray[np.uint8]]] = (
            OrderedDict()
        )

    def paths(self, suit: CopyrightSuit, terms: Terms) -> SuitPaths:
        paths = SuitWalk(suit, terms).paths()
        with self._lock:
            self._kept[id(suit), terms.trials] = suit, np.packbits(paths.liable)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return paths

    def liable(self, suit: CopyrightSuit, terms: Terms) -> Mask:
        """The trials in which the suit's liability holds to the end."""
        with self._lock:
            _, packed = self._kept.get((id(suit), terms.trials), (suit, None))
        if packed is None:
            return self.paths(suit, terms).liable
        return np.unpackbits(packed, count=terms.trials).view(np.bool_)


LAST_WALKS = Walks()
