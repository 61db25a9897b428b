"""Record events that a source states or that are recognised in an entry's text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from simple_history.utils import bulk_create_with_history

from risks.cases.models import Case, DocketEntry, Event
from risks.cases.sources.docket import Entry, StatedEvent
from risks.engine.words.events import recognise

# A stored entry, the same entry in the file, and whether its text is new.
Read = tuple[DocketEntry, Entry, bool]


@dataclass(slots=True, kw_only=True)
class Recorded:
    """The events that an import created, changed or found again."""

    created: list[tuple[Event, StatedEvent]] = field(default_factory=list)
    # Events that are now on an earlier day than before.
    advanced: list[tuple[Event, StatedEvent]] = field(default_factory=list)
    # Events now read with a later day: the earlier event and the new one beside it.
    restated: list[tuple[Event, Event]] = field(default_factory=list)
    # Events stored before, without those that a person rejected.
    known: list[Event] = field(default_factory=list)
    # Every event of the file, new or known.
    stated: list[tuple[Event, StatedEvent]] = field(default_factory=list)

    @property
    def touched_entries(self) -> set[int]:
        return {event.entry_id for event, _ in (*self.created, *self.advanced)}


def record_events(case: Case, entries: Sequence[Read], *, now: datetime) -> Recorded:
    """Store new events; events that a person has corrected stay as they are."""
    known: dict[int, list[Event]] = defaultdict(list)
    for event in case.events.order_by("pk"):
        known[event.entry_id].append(event)
    recorded = Recorded(
        known=[e for events in known.values() for e in events if not e.is_rejected]
    )
    for row, entry, is_new_text in entries:
        stated = _read(row, entry, is_new_text=is_new_text)
        _record_entry(row, stated, known[row.pk], recorded)
    for event, _ in recorded.created:
        event.recorded_at = now
    bulk_create_with_history(
        [event for event, _ in recorded.created], Event, batch_size=500
    )
    for event, _ in recorded.advanced:
        event.save()
    return recorded


def _read(
    row: DocketEntry, entry: Entry, *, is_new_text: bool
) -> Sequence[StatedEvent]:
    if entry.events is not None:
        return entry.events
    if not is_new_text:
        return ()
    found = recognise(
        row.text, filed_date=row.filed_date, entered_date=row.entered_date
    )
    return [
        StatedEvent(
            kind=event.kind,
            date=event.date,
            subject=event.subject[:80],
            whose=event.whose,
            words=event.words,
            clock=event.clock,
            confidence=event.confidence,
            moves=event.moves,
        )
        for event in found
    ]


def _record_entry(
    row: DocketEntry,
    stated: Sequence[StatedEvent],
    known: Sequence[Event],
    recorded: Recorded,
) -> None:
    """Record the events of one entry, without those that a person rejected."""
    leftover, taken = [], set()
    for one in stated:
        same = [event for event in known if _is_same(event, one)]
        live = next((event for event in same if not event.is_rejected), None)
        if not same:
            leftover.append(one)
        elif live is not None:
            recorded.stated.append((live, one))
            taken.add(live.pk)
    gone = [
        event for event in known if not event.corrected_by_id and event.pk not in taken
    ]
    for one in _once(leftover):
        _record_event(row, one, gone, recorded, alone=len(leftover) == 1)


def _record_event(
    row: DocketEntry,
    one: StatedEvent,
    gone: Sequence[Event],
    recorded: Recorded,
    *,
    alone: bool,
) -> None:
    """Record an event, or move a known one to an earlier day.

    A later day is stored as a second event beside the first, so that both send
    reminders until a second person confirms.
    """
    moved = [event for event in gone if _is_moved(event, one)]
    if alone and len(moved) == 1 and one.date < moved[0].date:
        moved[0].date, moved[0].clock = one.date, one.clock
        moved[0].words, moved[0].confidence = one.words, one.confidence
        pair = (moved[0], one)
        recorded.advanced.append(pair)
    else:
        event = Event(
            case_id=row.case_id,
            entry=row,
            kind=one.kind,
            date=one.date,
            subject=one.subject,
            words=one.words,
            clock=one.clock,
            confidence=one.confidence,
        )
        if alone and len(moved) == 1:
            recorded.restated.append((moved[0], event))
        pair = (event, one)
        recorded.created.append(pair)
    recorded.stated.append(pair)


def _is_same(event: Event, one: StatedEvent) -> bool:
    unsaid = not event.subject or not one.subject
    subjects = unsaid or event.subject == one.subject
    return (event.kind, event.date) == (one.kind, one.date) and subjects


def _is_moved(event: Event, one: StatedEvent) -> bool:
    origin = bool(event.words) == bool(one.words)
    return origin and (event.kind, event.subject) == (one.kind, one.subject)


def _once(stated: Iterable[StatedEvent]) -> list[StatedEvent]:
    """Drop events that an entry states twice."""
    return list({(one.kind, one.date, one.subject): one for one in stated}.values())
