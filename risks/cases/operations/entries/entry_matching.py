"""Find the stored entry that an entry of another file repeats.

The criteria, surest first: PACER sequence number, document id, number on one day, the
same text on one day, similar text on one day. Each row is matched once. An id that is
not unique is no criterion; see `entry_ids`.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from risks.cases.models import DocketEntry
from risks.cases.operations.entries.entry_ids import IDS, days_agree
from risks.cases.operations.entries.entry_texts import close, words
from risks.cases.operations.entries.field_sources import origin
from risks.cases.sources.docket import Entry, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One way to recognise an entry: a key to compare by and a test."""

    # What both must share to be compared; None: this criterion does not apply.
    key: Callable[[Entry | DocketEntry], Hashable]
    same: Callable[[Entry, DocketEntry], bool]


def match_entries(
    entries: Sequence[Entry], known: Sequence[DocketEntry], *, source: Source
) -> list[DocketEntry | None]:
    """Return, for each entry of a file, the row that it already is, or None.

    The entries come without placeholders, from `entry_ids.with_true_ids`.
    """
    found: list[DocketEntry | None] = [None] * len(entries)
    unmatched = {row.pk: row for row in known}
    for criterion in _CRITERIA:
        _match(criterion, entries, unmatched, found)
    # Two entries of a docket page with one text, filed on two days and entered on one,
    # are two: so only the day of a feed may be that of entry.
    fed = {
        pk: row
        for pk, row in unmatched.items()
        if source is Source.RSS or origin(row, "filed_date")[1] == Source.RSS
    }
    for criterion in _BY_DAY_OF_ENTRY:
        _match(criterion, entries, fed, found)
    return found


def _match(
    criterion: Criterion,
    entries: Sequence[Entry],
    unmatched: dict[int, DocketEntry],
    found: list[DocketEntry | None],
) -> None:
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


def _take(
    rows: list[DocketEntry], entry: Entry, criterion: Criterion
) -> DocketEntry | None:
    """Take out the row that differs least, so that a part of a file finds its own."""
    same = [row for row in rows if criterion.same(entry, row)]
    if not same:
        return None
    nearest = min(same, key=lambda row: _differences(entry, row))
    rows.remove(nearest)
    return nearest


def _differences(entry: Entry, row: DocketEntry) -> int:
    names = (*IDS, "number", "filed_date", "entered_date")
    texts = (row.text, *row.earlier_texts)
    differ = [getattr(entry, name) != getattr(row, name) for name in names]
    return sum([*differ, entry.text not in texts])


def _no_conflict(entry: Entry, row: DocketEntry) -> bool:
    pairs = ((getattr(entry, name), getattr(row, name)) for name in (*IDS, "number"))
    return not any(one and other and one != other for one, other in pairs)


def _same_sequence(entry: Entry, row: DocketEntry) -> bool:
    return not (entry.pacer_seq_no and row.pacer_seq_no) or (
        entry.pacer_seq_no == row.pacer_seq_no
    )


def _same_document(entry: Entry, row: DocketEntry) -> bool:
    """An entry may have been stored with a placeholder that was once in its file."""
    return _no_conflict(entry, row) or (
        _same_sequence(entry, row) and close(entry.text, row.text)
    )


def _is_close(entry: Entry, row: DocketEntry) -> bool:
    return _no_conflict(entry, row) and close(entry.text, row.text)


def _same_words_of(
    day: Callable[[Entry | DocketEntry], date],
) -> tuple[Criterion, ...]:
    return (
        Criterion(key=lambda it: (day(it), *words(it.text)), same=_no_conflict),
        Criterion(key=day, same=_is_close),
    )


_CRITERIA = (
    Criterion(key=lambda it: it.pacer_seq_no or None, same=lambda _entry, _row: True),
    Criterion(key=lambda it: it.pacer_doc_id or None, same=_same_sequence),
    Criterion(
        key=lambda it: (
            (it.filed_date, it.number, *words(it.text)) if it.number else None
        ),
        same=_no_conflict,
    ),
    Criterion(
        key=lambda it: (it.filed_date, it.number) if it.number else None,
        same=_same_document,
    ),
    Criterion(
        key=lambda it: it.number or None,
        same=lambda entry, row: days_agree(entry, row) and _same_document(entry, row),
    ),
    *_same_words_of(lambda it: it.filed_date),
)
_BY_DAY_OF_ENTRY = _same_words_of(lambda it: it.entered_date or it.filed_date)
