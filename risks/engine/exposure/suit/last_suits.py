"""A cache of results for the suits that were used last."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit

KEPT_IN_MEMORY = 512
"""Suits; injunctions follow theirs in a register, most often at once."""

Known = TypeVar("Known")


class LastSuits(Generic[Known]):
    """A cache with one value for each suit and term, such as a discount rate.

    A suit is known by its identity and is kept, so that no other can have the same.
    """

    def __init__(self, *, most: int = KEPT_IN_MEMORY) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[tuple[int, float], tuple[CopyrightSuit, Known]] = (
            OrderedDict()
        )

    def keep(self, suit: CopyrightSuit, term: float, known: Known) -> None:
        """Store a value, and drop the oldest suit if there are too many."""
        with self._lock:
            self._kept[id(suit), term] = suit, known
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def recall(self, suit: CopyrightSuit, term: float) -> Known | None:
        """Return the value of a suit, or None."""
        with self._lock:
            kept = self._kept.get((id(suit), term))
        return kept and kept[1]
