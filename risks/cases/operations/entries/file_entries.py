"""File entries from any source, then update events, deadlines and proposals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from simple_history.utils import (
    bulk_create_with_history,
    bulk_update_with_history,
)

from risks.access.models import Person
from risks.cases.models import Case, DocketEntry
from risks.cases.operations.closing.ended import propose_ended
from risks.cases.operations.closing.propose import propose_closures
from risks.cases.operations.deadlines.close import close_what_is_met
from risks.cases.operations.deadlines.compute import count_deadlines
from risks.cases.operations.deadlines.needless import close_what_is_needless
from risks.cases.operations.deadlines.plan_dependents import plan_dependents
from risks.cases.operations.deadlines.supersede import ask_for_superseded
from risks.cases.operations.deadlines.update_dependents import update_dependents
from risks.cases.operations.entries.entry_ids import with_true_ids
from risks.cases.operations.entries.entry_matching import match_entries
from risks.cases.operations.entries.field_sources import CHANGING, merge
from risks.cases.operations.entries.proposals import propose_changes
from risks.cases.operations.entries.questions import ask_about
from risks.cases.operations.events import (
    Days,
    Read,
    days_of,
    moved_days,
    recognised,
    record_events,
)
from risks.cases.operations.lock import locked_case
from risks.cases.sources.docket import Entry, Source, StatedEvent
from risks.engine.words.events import Recognised
from risks.register.models import Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """The rows of the filed entries and how many were created or changed."""

    # One row for each entry passed in, in the same order.
    rows: tuple[DocketEntry, ...]
    created: int
    updated: int
    # Deadlines created or advanced, without their dependents.
    deadlines: int


def file_entry(
    case: Case,
    *,
    filed_date: date,
    text: str,
    now: datetime,
    number: str = "",
    source_detail: str = "",
    tier: Tier = Tier.DOCKET,
    events: Sequence[StatedEvent] | None = None,
    by: Person | None = None,
) -> DocketEntry:
    """File an entry that a person typed, or return the row that it already is.

    Without `events` they are recognised in the text. Changes of deadlines that follow
    are requested by the person, who therefore cannot confirm them. Raises ValueError
    without a text.
    """
    if not text.strip():
        raise ValueError("text: say what was filed.")
    entry = Entry(
        filed_date=filed_date,
        text=text.strip(),
        number=number,
        source_detail=source_detail,
        tier=tier.value,
        events=None if events is None else tuple(events),
    )
    with transaction.atomic():
        locked = locked_case(case.pk)
        filed = file_entries(locked, [entry], source=Source.FORM, now=now, by=by)
    return filed.rows[0]


def file_entries(
    case: Case,
    entries: Sequence[Entry],
    *,
    source: Source,
    now: datetime,
    by: Person | None = None,
) -> Filed:
    """File entries inside the caller's transaction, with the case locked.

    `by` is the person who typed them, and None where a source delivered them.
    """
    known = list(case.entries.order_by("filed_date", "position", "pk"))
    entries = with_true_ids(entries, known, source=source)
    found = match_entries(entries, known, source=source)
    rows, new, changed, read = [], [], [], []
    for position, (entry, row) in enumerate(zip(entries, found, strict=True)):
        before = (row.text, days_of(row)) if row else None
        if row is None:
            row = _row(case, entry, source=source, position=position, now=now)
            new.append(row)
        elif merge(row, entry, source=source):
            changed.append(row)
        rows.append(row)
        read.append(_read(row, entry, before))
    bulk_create_with_history(new, DocketEntry, batch_size=500)
    bulk_update_with_history(changed, DocketEntry, CHANGING, batch_size=500)
    recorded = record_events(case, read, now=now)
    deadlines = count_deadlines(case, recorded, now=now, by=by)
    plan_dependents(case, [*deadlines.created, *deadlines.taken], now=now)
    ask_for_superseded(case, recorded, deadlines, now=now, by=by)
    close_what_is_met(case, recorded, deadlines, now=now, by=by)
    fresh = [event for event, _ in recorded.created]
    close_what_is_needless(case, fresh, now=now, by=by)
    update_dependents(case, now=now, by=by)
    propose_closures(case, fresh, now=now, by=by)
    propose_ended(case, [*deadlines.created, *deadlines.taken], now=now, by=by)
    propose_changes(case, recorded.stated, now=now)
    touched = {row.pk for row in changed} | recorded.touched_entries
    return Filed(
        rows=tuple(rows),
        created=len(new),
        updated=len(touched - {row.pk for row in new}),
        deadlines=len(deadlines.created) + len(deadlines.taken) + deadlines.advanced,
    )


def _read(row: DocketEntry, entry: Entry, before: tuple[str, Days] | None) -> Read:
    """Read an entry, given its text and days before, and ask about what is unclear."""
    text, days = before or ("", days_of(row))
    is_new_text = text != row.text
    found: tuple[Recognised, ...] = ()
    if is_new_text and entry.events is None:
        found = recognised(row)
        ask_about(row, found)
    return Read(
        row=row,
        entry=entry,
        is_new_text=is_new_text,
        found=found,
        moved=moved_days(days, days_of(row)),
    )


def _row(
    case: Case, entry: Entry, *, source: Source, position: int, now: datetime
) -> DocketEntry:
    return DocketEntry(
        case=case,
        filed_date=entry.filed_date,
        entered_date=entry.entered_date,
        number=entry.number,
        pacer_doc_id=entry.pacer_doc_id,
        pacer_seq_no=entry.pacer_seq_no,
        text=entry.text,
        source=source.value,
        source_detail=entry.source_detail,
        tier=entry.tier,
        illustrative=entry.illustrative,
        position=position,
        created_at=now,
    )
