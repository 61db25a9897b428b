"""Decide which ids of an entry identify it; a placeholder does not.

A bankruptcy court's page gives every entry the same document id. An id counts for an
entry only where nothing speaks against it: it is once in the file, it is at most one
stored entry's, and that entry has the same number or text. Where one of them is a stub,
the same day is enough.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from risks.cases.models import DocketEntry
from risks.cases.operations.entries.entry_texts import close
from risks.cases.sources.docket import Entry, Source

IDS = ("pacer_seq_no", "pacer_doc_id")
# A number, or the hexadecimal groups of newer appellate systems; not a script's name.
_ID = re.compile(r"[0-9A-Za-z-]*[0-9][0-9A-Za-z-]*")
# Sources that may tell a few words first, of which the docket has others.
_STUBS = (Source.RSS, Source.COURTLISTENER)
# How long after its filing a paper may be entered.
_ENTERED_WITHIN = timedelta(days=14)


def with_true_ids(
    entries: Sequence[Entry], known: Sequence[DocketEntry], *, source: Source
) -> list[Entry]:
    """Return the entries without ids that cannot be their own."""
    sequences, documents = (_true(entries, known, name, source=source) for name in IDS)
    return [
        replace(entry, pacer_seq_no=sequence, pacer_doc_id=document)
        for entry, sequence, document in zip(entries, sequences, documents, strict=True)
    ]


def _true(
    entries: Sequence[Entry],
    known: Sequence[DocketEntry],
    name: str,
    *,
    source: Source,
) -> list[str]:
    """Return the id of each entry, or an empty one where it is a placeholder."""
    given: list[str] = [getattr(entry, name) for entry in entries]
    times, holders = Counter(given), defaultdict(list)
    for row in known:
        holders[getattr(row, name)].append(row)
    return [
        one
        if _ID.fullmatch(one)
        and times[one] == 1
        and _is_of(entry, holders[one], source=source)
        else ""
        for entry, one in zip(entries, given, strict=True)
    ]


def days_agree(entry: Entry, row: DocketEntry) -> bool:
    """Say whether both may be of one day, though a source confuses filing and entry.

    A feed gives the day of entry as the day of filing, and CourtListener gives no day
    of entry.
    """
    if _days(entry) & _days(row):
        return True
    return _entered_soon(entry, row) or _entered_soon(row, entry)


def _entered_soon(filed: Entry | DocketEntry, entered: Entry | DocketEntry) -> bool:
    """Say whether the second may be the entry of what the first says was filed."""
    if filed.entered_date or entered.entered_date is None:
        return False
    waited = entered.entered_date - filed.filed_date
    return timedelta(0) <= waited <= _ENTERED_WITHIN


def _days(one: Entry | DocketEntry) -> set[date]:
    return {one.filed_date, one.entered_date or one.filed_date}


def _is_of(entry: Entry, holders: Sequence[DocketEntry], *, source: Source) -> bool:
    if not holders:
        return True
    return len(holders) == 1 and _agrees(entry, holders[0], source=source)


def _agrees(entry: Entry, row: DocketEntry, *, source: Source) -> bool:
    if entry.number and row.number:
        return entry.number == row.number
    is_stub = source in _STUBS or row.source in _STUBS
    may_differ = is_stub or _is_empty(entry) or _is_empty(row)
    return (may_differ and days_agree(entry, row)) or close(entry.text, row.text)


def _is_empty(one: Entry | DocketEntry) -> bool:
    # As the readers say it: "(no text on the docket)".
    return one.text.startswith("(no text")
