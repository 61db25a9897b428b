"""Compare the texts of entries, which sources cut short and clerks mark."""

import re
from difflib import SequenceMatcher

_CLERKS_MARKS = re.compile(
    r"\(Entered: [^)]*\)|\([a-z]{2,4},? ?\)|Modified (text )?on .*", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
# A text of fewer words must be equal, because similarity says too little.
_FEWEST_WORDS = 4
_SPELLED_ALIKE = 0.85


def words(text: str) -> list[str]:
    """Return the words of an entry without the clerk's marks, which may change."""
    return _WORD.findall(_CLERKS_MARKS.sub(" ", text).casefold())


def close(one: str, other: str) -> bool:
    """Say whether two texts are the same entry, cut short or misspelt.

    >>> close("ANSWER to Firs Complaint by Acme", "ANSWER to First Complaint by Acme")
    True
    >>> close("SUMMONS ISSUED as to Doe 1", "SUMMONS ISSUED as to Doe 2")
    False
    """
    here, there = words(one), words(other)
    shorter = min(len(here), len(there))
    if shorter < _FEWEST_WORDS:
        return here == there
    return all(map(_alike, here[:shorter], there[:shorter]))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if not (one.isalpha() and other.isalpha()):
        return False
    return SequenceMatcher(None, one, other).ratio() >= _SPELLED_ALIKE
