"""Record events that a source states or that are recognised in an entry's text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from simple_history.utils import bulk_create_with_history

from risks.cases.models import Case, DocketEntry, Event
from risks.cases.sources.docket import Entry, StatedEvent
from risks.engine.words.events import Recognised, recognise

# The days of filing and of entry of one entry; or the old and the new one of these.
Days = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A stored entry and the same entry as a file states it."""

    row: DocketEntry
    entry: Entry
    is_new_text: bool
    # What was recognised in a new text whose file states no events.
    found: tuple[Recognised, ...] = ()
    # The days of filing and of entry that were corrected, each with the new one.
    moved: frozenset[Days] = frozenset()


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
    for read in entries:
        events = known[read.row.pk]
        _record_entry(read, _stated(read, events), events, recorded)
    for event, _ in recorded.created:
        event.recorded_at = now
    bulk_create_with_history(
        [event for event, _ in recorded.created], Event, batch_size=500
    )
    for event, _ in recorded.advanced:
        event.save()
    return recorded


def days_of(row: DocketEntry) -> Days:
    """Return the days of filing and of entry, from which events are dated."""
    return row.filed_date, row.entered_date or row.filed_date


def moved_days(old: Days, new: Days) -> frozenset[Days]:
    """Return each day of the old ones that changed, with the new one."""
    return frozenset(pair for pair in zip(old, new, strict=True) if pair[0] != pair[1])


def _stated(read: Read, known: Sequence[Event]) -> Sequence[StatedEvent]:
    """Return the events of an entry that the file states or that its text says.

    Where only its days changed, the events that were read in its text follow them, and
    nothing else is read anew.
    """
    if read.entry.events is None and read.is_new_text:
        return _as_stated(read.found)
    follows = [
        one
        for one in (_as_stated(recognised(read.row)) if read.moved else ())
        if any(_is_moved(event, one) for event in known)
    ]
    return [*(read.entry.events or ()), *follows]


def recognised(row: DocketEntry) -> tuple[Recognised, ...]:
    """Return what is recognised in the text of an entry."""
    return recognise(row.text, filed_date=row.filed_date, entered_date=row.entered_date)


def _as_stated(found: Iterable[Recognised]) -> list[StatedEvent]:
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
            period=event.period,
        )
        for event in found
    ]


def _record_entry(
    read: Read,
    stated: Sequence[StatedEvent],
    known: Sequence[Event],
    recorded: Recorded,
) -> None:
    """Record the events of one entry, without those that a person rejected."""
    leftover, taken = [], set()
    for one in stated:
        same = [event for event in known if _is_same(event, one)]
        live = next((event for event in same if not event.is_rejected), None)
        if live is not None:
            recorded.stated.append((live, one))
            taken.add(live.pk)
        elif not same and not _is_decided(one, known, read):
            leftover.append(one)
    gone = [
        event for event in known if not event.corrected_by_id and event.pk not in taken
    ]
    leftover = _once(leftover)
    for one in leftover:
        rivals = [other for other in leftover if _meaning(other) == _meaning(one)]
        before = _before(one, gone, read, alone=len(rivals) == 1)
        _record_event(read.row, one, before, recorded)


def _is_decided(one: StatedEvent, known: Sequence[Event], read: Read) -> bool:
    """Say whether a person corrected what was read on the day before it moved."""
    return any(
        event.corrected_by_id and _is_moved(event, one) and _follows(event, one, read)
        for event in known
    )


def _before(
    one: StatedEvent, gone: Sequence[Event], read: Read, *, alone: bool
) -> Event | None:
    """Return the event of which this is a new day, if there is just one."""
    moved = [event for event in gone if _is_moved(event, one)]
    followed = [event for event in moved if _follows(event, one, read)]
    if len(followed) == 1:
        return followed[0]
    return moved[0] if alone and len(moved) == 1 else None


def _record_event(
    row: DocketEntry, one: StatedEvent, before: Event | None, recorded: Recorded
) -> None:
    """Record an event, or move a known one to an earlier day.

    A later day is stored as a second event beside the first, so that both send
    reminders until a second person confirms.
    """
    if before is not None and one.date < before.date:
        before.earlier_dates = [*before.earlier_dates, before.date.isoformat()]
        before.date, before.clock = one.date, one.clock
        before.words, before.confidence = one.words, one.confidence
        pair = (before, one)
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
            period=one.period,
        )
        if before is not None:
            recorded.restated.append((before, event))
        pair = (event, one)
        recorded.created.append(pair)
    recorded.stated.append(pair)


def _is_same(event: Event, one: StatedEvent) -> bool:
    unsaid = not event.subject or not one.subject
    subjects = unsaid or event.subject == one.subject
    days = {event.date.isoformat()}
    if not event.words and not one.words:
        # A file that states again what another has since advanced says nothing new.
        days.update(event.earlier_dates)
    return event.kind == one.kind and one.date.isoformat() in days and subjects


def _is_moved(event: Event, one: StatedEvent) -> bool:
    return _meaning(event) == _meaning(one)


def _meaning(one: Event | StatedEvent) -> tuple[str, str, bool]:
    """Return what an event says but for its day, and whether it was read in words."""
    return one.kind, one.subject, bool(one.words)


def _follows(event: Event, one: StatedEvent, read: Read) -> bool:
    return (event.date, one.date) in read.moved


def _once(stated: Iterable[StatedEvent]) -> list[StatedEvent]:
    """Drop events that an entry states twice."""
    return list({(one.kind, one.date, one.subject): one for one in stated}.values())
