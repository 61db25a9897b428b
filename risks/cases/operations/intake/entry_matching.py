"""Find the stored entry that an entry of another file repeats.

The criteria, surest first: PACER sequence number, document id, date and number, the
same text on one date, similar text on one date. Each row is matched once.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from risks.cases.models import DocketEntry
from risks.cases.sources.docket import Entry

_CLERKS_MARKS = re.compile(
    r"\(Entered: [^)]*\)|\([a-z]{2,4},? ?\)|Modified (text )?on .*", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
# A text of fewer words must be equal, because similarity says too little.
_FEWEST_WORDS = 4
_SPELLED_ALIKE = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One way to recognise an entry: a key to compare by and a test."""

    # What both must share to be compared; None: this criterion does not apply.
    key: Callable[[Entry | DocketEntry], Hashable]
    same: Callable[[Entry, DocketEntry], bool]


def match_entries(
    entries: Sequence[Entry], known: Sequence[DocketEntry]
) -> list[DocketEntry | None]:
    """Return, for each entry of a file, the row that it already is, or None."""
    found: list[DocketEntry | None] = [None] * len(entries)
    unmatched = {row.pk: row for row in known}
    for criterion in _CRITERIA:
        rows = defaultdict(list)
        for row in unmatched.values():
            rows[criterion.key(row)].append(row)
        for index, entry in enumerate(entries):
            key = criterion.key(entry)
            if found[index] is not None or key is None:
                continue
            found[index] = match = _take(rows[key], entry, criterion)
            if match is not None:
                del unmatched[match.pk]
    return found


def _take(
    rows: list[DocketEntry], entry: Entry, criterion: Criterion
) -> DocketEntry | None:
    for at, row in enumerate(rows):
        if criterion.same(entry, row):
            return rows.pop(at)
    return None


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


def _no_conflict(entry: Entry, row: DocketEntry) -> bool:
    pairs = (
        (entry.pacer_seq_no, row.pacer_seq_no),
        (entry.pacer_doc_id, row.pacer_doc_id),
        (entry.number, row.number),
    )
    return not any(one and other and one != other for one, other in pairs)


def _same_sequence(entry: Entry, row: DocketEntry) -> bool:
    return not (entry.pacer_seq_no and row.pacer_seq_no) or (
        entry.pacer_seq_no == row.pacer_seq_no
    )


_CRITERIA = (
    Criterion(key=lambda it: it.pacer_seq_no or None, same=lambda _entry, _row: True),
    Criterion(key=lambda it: it.pacer_doc_id or None, same=_same_sequence),
    Criterion(
        key=lambda it: (it.filed_date, it.number) if it.number else None,
        same=_no_conflict,
    ),
    Criterion(key=lambda it: (it.filed_date, *words(it.text)), same=_no_conflict),
    Criterion(
        key=lambda it: it.filed_date,
        same=lambda entry, row: (
            _no_conflict(entry, row) and close(entry.text, row.text)
        ),
    ),
)
