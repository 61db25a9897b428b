"""Request the withdrawal of deadlines that a later entry has superseded.

Nothing is postponed, closed or silenced here. Where a date is vacated, continued, read
differently, or set by the court in place of a rule's date, the earlier deadline keeps
sending reminders beside the new one until a second person confirms its withdrawal.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange, DocketEntry, Event
from risks.cases.operations.deadlines.appointments import is_named_alike
from risks.cases.operations.deadlines.change_requests import ask_all, asked, difference
from risks.cases.operations.deadlines.compute import Counted
from risks.cases.operations.deadlines.tolling import is_last
from risks.cases.operations.events import Recorded, recognised
from risks.engine.sentences import docket as words
from risks.engine.time.consequences import is_set_for
from risks.engine.time.rule_book import UnknownRule, rule, stands_among

# A deadline whose withdrawal is requested, and the reason.
Asked = tuple[Deadline, str]
# An order that extends the time for an act sets a day in place of an earlier one.
_EXTENDED = Event.Kind.TIME_EXTENDED.value
# With the decision on its motion a hearing is needed no more, or so it seems.
_DECIDED = (Event.Kind.MOTION_GRANTED.value, Event.Kind.MOTION_DENIED.value)
_APPOINTED = (*Event.DAYS_IN_COURT, Event.Kind.COURT_SET_DATE.value)


def ask_for_superseded(
    case: Case,
    recorded: Recorded,
    counted: Counted,
    *,
    now: datetime,
    by: Person | None = None,
) -> None:
    """Request the withdrawal or postponement of every superseded deadline.

    `by` is the person who typed the entry or stated the events, if one did.
    """
    vacated = [
        event for event, _ in recorded.created if event.kind == Event.Kind.DATE_VACATED
    ]
    decided = [event for event, _ in recorded.created if event.kind in _DECIDED]
    counted_now = [*counted.created, *counted.taken]
    fresh = [row for row in counted_now if row.status == Deadline.Status.OPEN]
    if not vacated and not decided and not fresh:
        return
    rows = case.deadlines.open().filter(event__isnull=False)
    known = list(rows.select_related("event__entry").order_by("due_at", "pk"))
    if not known:
        return
    let_go = [
        *_vacated(vacated, known),
        *_vacated(_on_file(case, (Event.Kind.DATE_VACATED,), vacated), fresh),
        *_decided_before_hearing(decided, known),
        *_decided_before_hearing(_on_file(case, _DECIDED, decided), fresh),
        *_moved(recorded, fresh, known),
        *_moved_before(fresh, known),
        *_restated(recorded, fresh, known),
        *_set_by_court(fresh, known),
        *_earliest(fresh, known),
        *_restarted(case, fresh, known),
    ]
    kind = DeadlineChange.Kind.WITHDRAWN
    changes = [asked(row, kind, reason=why, now=now, by=by) for row, why in let_go]
    ask_all([*changes, *_postponed(fresh, known, now=now, by=by)])


def _vacated(events: list[Event], known: list[Deadline]) -> Iterator[Asked]:
    """Yield the deadlines set for a vacated day, and those counted from it."""
    for event in events:
        for row in known:
            cause = row.event
            assert cause is not None
            earlier = _is_earlier(cause.entry, event.entry)
            if earlier and cause.kind in _APPOINTED and cause.date == event.date:
                entry, quote = _named(event.entry), _quoted(event)
                yield row, words.VACATED(entry=entry, day=event.date, words=quote)


def _decided_before_hearing(
    events: list[Event], known: list[Deadline]
) -> Iterator[Asked]:
    """Yield the hearing of a motion that was decided before it."""
    for event in events:
        for row in known:
            cause = row.event
            assert cause is not None
            if (
                row.whose == Deadline.Whose.COURT
                and event.subject
                and cause.subject == event.subject
                and cause.kind == Event.Kind.HEARING_SET
                and event.date < cause.date
                and _is_earlier(cause.entry, event.entry)
            ):
                entry = _named(event.entry)
                yield row, words.DECIDED(entry=entry, day=event.date)


def _on_file(case: Case, kinds: Collection[str], new: list[Event]) -> list[Event]:
    """Return the earlier events of these kinds: their dates may come in after them."""
    rows = case.events.filter(kind__in=kinds, is_rejected=False)
    on_file = rows.exclude(pk__in=[event.pk for event in new])
    return list(on_file.select_related("entry").order_by("pk"))


def _moved(
    recorded: Recorded, fresh: list[Deadline], known: list[Deadline]
) -> Iterator[Asked]:
    """Yield the earlier date that an entry with "continued to" replaces."""
    extending = {
        event.entry_id for event, _ in recorded.created if event.kind == _EXTENDED
    }
    moving = {
        event.pk
        for event, stated in recorded.created
        if stated.moves or event.entry_id in extending
    }
    for new in fresh:
        if new.event_id in moving and not new.rule_id:
            for old in _set_before(new, known):
                yield from _in_place(old, new, known)


def _moved_before(fresh: list[Deadline], known: list[Deadline]) -> Iterator[Asked]:
    """Yield the new dates that an entry on file has already moved to another day."""
    late = {row.pk for row in fresh}
    for new in known:
        event = new.event
        assert event is not None
        if new.pk in late or new.rule_id:
            continue
        if any(_may_be_moved(old, new) for old in fresh) and _moves(event):
            for old in _set_before(new, known):
                if old.pk in late:
                    yield from _in_place(old, new, known)


def _in_place(old: Deadline, new: Deadline, known: list[Deadline]) -> Iterator[Asked]:
    """Yield a moved day, and each date counted from it that is counted anew."""
    yield old, _replaced(old, new)
    anew = {row.rule_id: row for row in known if row.event_id == new.event_id}
    for row in known:
        if row.event_id == old.event_id and row.rule_id and row.rule_id in anew:
            yield row, _replaced(row, anew[row.rule_id])


def _moves(event: Event) -> bool:
    """Say whether an entry sets the day of an event in place of another day."""
    found = recognised(event.entry)
    extends = any(one.kind == _EXTENDED for one in found)
    return any(
        (one.moves or extends) and (one.kind, one.date) == (event.kind, event.date)
        for one in found
    )


def _set_before(new: Deadline, known: list[Deadline]) -> list[Deadline]:
    """Return what a moved date replaces, by its name or, if it has none, the only one.

    A clerk writes "Reset Hearings: Motion Hearing set for 7/6" and names no motion. Of
    several days that may be meant none is asked for.
    """
    fit = [old for old in known if _may_be_moved(old, new)]
    named = [old for old in fit if _subject(old) == _subject(new)]
    return named if named or len({old.due_date for old in fit}) != 1 else fit


def _may_be_moved(old: Deadline, new: Deadline) -> bool:
    before, after = old.event, new.event
    assert before is not None
    assert after is not None
    held = old.whose == Deadline.Whose.COURT and before.date < after.entry.filed_date
    return (
        not old.rule_id
        and not held
        and before.date != after.date
        and _is_earlier(before.entry, after.entry)
        and is_named_alike(before, after)
    )


def _subject(row: Deadline) -> str:
    assert row.event is not None
    return row.event.subject


def _restated(
    recorded: Recorded, fresh: list[Deadline], known: list[Deadline]
) -> Iterator[Asked]:
    """Yield the deadlines of an event whose text now gives a later day."""
    for before, after in recorded.restated:
        twins = {row.rule_id: row for row in fresh if row.event_id == after.pk}
        for old in known:
            if old.event_id == before.pk and old.rule_id in twins:
                yield old, _replaced(old, twins[old.rule_id])


def _set_by_court(fresh: list[Deadline], known: list[Deadline]) -> Iterator[Asked]:
    """Yield computed deadlines for which the court has set a date of its own."""
    new = {row.pk for row in fresh}
    court_s = [row for row in known if row.basis == Deadline.Basis.COURT_SET]
    for old in known:
        named = [row for row in court_s if _beats(row, old)]
        # A date in the same entry comes first: one summons has one answer.
        named.sort(key=lambda row: (_entry_of(row) != _entry_of(old), -row.pk))
        if named and (old.pk in new or named[0].pk in new):
            yield old, words.SET_BY_COURT(replaced=_replaced(old, named[0]))


def _beats(row: Deadline, old: Deadline) -> bool:
    cause, trigger = row.event, old.event
    assert cause is not None
    assert trigger is not None
    return (
        row.whose == old.whose
        and trigger.date <= cause.entry.filed_date
        and is_set_for(cause.subject, rule_id=old.rule_id)
    )


def _earliest(fresh: list[Deadline], known: list[Deadline]) -> Iterator[Asked]:
    """Yield the later deadline where rules say that the earlier date counts."""
    new = {row.pk for row in fresh}
    for old in known:
        others = _rule_of(old, "earlier_of")
        for row in known if others else ():
            either = old.pk in new or row.pk in new
            sooner = either and row.due_at < old.due_at and row.whose == old.whose
            if sooner and stands_among(row.rule_id, others):
                yield (
                    old,
                    words.EARLIER_COUNTS(
                        citation=old.citation,
                        code=row.code,
                        day=row.due_date,
                        moved=difference(old, row),
                    ),
                )


def _restarted(
    case: Case, fresh: list[Deadline], known: list[Deadline]
) -> Iterator[Asked]:
    """Yield the earlier time of an act whose time an order starts anew."""
    for new in fresh:
        others = _rule_of(new, "restarts")
        for old in known if others else ():
            later = new.due_at > old.due_at and new.whose == old.whose
            if later and stands_among(old.rule_id, others) and _is_last(case, new):
                yield (
                    old,
                    words.RUNS_ANEW(
                        citation=new.citation,
                        code=new.code,
                        day=new.due_date,
                        moved=difference(old, new),
                    ),
                )


def _is_last(case: Case, new: Deadline) -> bool:
    return new.event is not None and is_last(case, new.event)


def _latest(
    fresh: list[Deadline], known: list[Deadline]
) -> Iterator[tuple[Deadline, Deadline]]:
    """Yield a new deadline and the latest date that its rule lets count instead."""
    for row in fresh:
        others = _rule_of(row, "later_of")
        later = [
            one
            for one in (known if others else ())
            if stands_among(one.rule_id, others)
            and one.whose == row.whose
            and one.due_at > row.due_at
        ]
        if later:
            yield row, max(later, key=lambda one: one.due_at)


def _postponed(
    fresh: list[Deadline],
    known: list[Deadline],
    *,
    now: datetime,
    by: Person | None,
) -> Iterator[DeadlineChange]:
    for row, later in _latest(fresh, known):
        kind, why = DeadlineChange.Kind.POSTPONED, _latest_counts(row, later)
        yield asked(row, kind, due_date=later.due_date, reason=why, now=now, by=by)


def _latest_counts(row: Deadline, later: Deadline) -> str:
    return words.LATER_COUNTS(
        citation=row.citation,
        code=later.code,
        day=later.due_date,
        moved=difference(row, later),
    )


def _rule_of(row: Deadline, others: str) -> tuple[str, ...]:
    try:
        found: tuple[str, ...] = getattr(rule(row.rule_id), others)
    except UnknownRule:
        return ()
    return found


def _replaced(old: Deadline, new: Deadline) -> str:
    event = new.event
    assert event is not None
    return words.REPLACED(
        code=new.code,
        day=new.due_date,
        moved=difference(old, new),
        words=_quoted(event),
        entry=_named(event.entry),
    )


def _quoted(event: Event) -> str:
    return f"“{event.words[:200]}”." if event.words else f"{event}."


def _named(entry: DocketEntry) -> str:
    named = words.ENTRY if entry.number else words.AN_ENTRY
    return named(number=entry.number, day=entry.filed_date)


def _entry_of(row: Deadline) -> int:
    assert row.event is not None
    return row.event.entry_id


def _is_earlier(entry: DocketEntry, other: DocketEntry) -> bool:
    # Not by position, which only orders entries within one file.
    return (entry.filed_date, entry.pk) < (other.filed_date, other.pk)
