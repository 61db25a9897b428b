"""Set the deadlines of a scheduling order's table, all of them or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DocketEntry, Event
from risks.cases.operations.deadlines.compute import Counted, count_deadlines
from risks.cases.operations.deadlines.plan_dependents import plan_dependents
from risks.cases.operations.deadlines.supersede import ask_for_superseded
from risks.cases.operations.deadlines.update_dependents import update_dependents
from risks.cases.operations.events import Recorded
from risks.cases.operations.lock import locked_case
from risks.cases.sources.docket import StatedEvent
from risks.cases.sources.docket_number import Likeness, compare, numbers_in

SOURCE = "Scheduling order"


class ScheduleRefused(ValueError):
    """The table cannot be stored; each problem is one line, and nothing is stored."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledDate:
    """One row of the table as a person confirmed it."""

    line: int
    title: str
    day: date
    # On the court's clock; None where the order names no hour.
    clock: time | None = None
    # A value of Deadline.Whose.
    whose: str
    kind: str = Event.Kind.COURT_SET_DATE.value
    # What the date is for, as the dates of the docket are named; may be empty.
    subject: str = ""


def set_schedule(
    case: Case,
    dates: Sequence[ScheduledDate],
    *,
    entry: DocketEntry,
    text: str,
    by: Person,
    now: datetime,
) -> list[Deadline]:
    """Store the confirmed rows as dates of the docket entry and return their deadlines.

    `text` is the pasted table. Where a date replaces one that a rule counted, the
    withdrawal of the other is requested. Raises ScheduleRefused, with every problem.
    """
    with transaction.atomic():
        locked = locked_case(case.pk)
        problems = [*_other_cases(locked, text), *_unusable(locked, dates)]
        if problems:
            raise ScheduleRefused(problems)
        recorded = _record(locked, dates, entry=entry, by=by, now=now)
        counted = count_deadlines(locked, recorded, now=now, by=by)
        named = _name(counted, recorded, dates, entry=entry, by=by)
        plan_dependents(locked, [*counted.created, *counted.taken], now=now)
        ask_for_superseded(locked, recorded, counted, now=now, by=by)
        update_dependents(locked, now=now, by=by)
    return named


def already_there(case: Case, row: ScheduledDate) -> Deadline | None:
    """Return the open deadline that the row repeats, if any."""
    same_day = case.deadlines.open().filter(due_date=row.day).select_related("event")
    for deadline in same_day.order_by("pk"):
        subject = deadline.event.subject if deadline.event else ""
        if _plain(deadline.title) == _plain(row.title) or (
            subject and subject == row.subject
        ):
            return deadline
    return None


def _other_cases(case: Case, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        for named in numbers_in(line):
            # Without the letters of its kind it is more likely a date.
            if not any(map(str.isalpha, named)):
                continue
            if compare(named, case.docket_number) is Likeness.DIFFERENT:
                yield (
                    _("Line %(line)s names case %(named)s, and this is %(number)s.")
                    % {"line": number, "named": named, "number": case.docket_number}
                )


def _unusable(case: Case, dates: Sequence[ScheduledDate]) -> Iterator[str]:
    if not dates:
        yield _("Tick at least one row.")
    seen: set[tuple[date, str]] = set()
    for row in dates:
        key = (row.day, _plain(row.title))
        known = already_there(case, row)
        if not row.title.strip():
            yield _("Line %(line)s: enter what is due.") % {"line": row.line}
        elif key in seen:
            yield _("Line %(line)s repeats another row.") % {"line": row.line}
        elif known is not None:
            yield (
                _("Line %(line)s: %(code)s %(title)s is already on that day.")
                % {"line": row.line, "code": known.code, "title": known.title}
            )
        seen.add(key)


def _record(
    case: Case,
    dates: Sequence[ScheduledDate],
    *,
    entry: DocketEntry,
    by: Person,
    now: datetime,
) -> Recorded:
    recorded = Recorded()
    for row in dates:
        event = Event(
            case=case,
            entry=entry,
            kind=row.kind,
            date=row.day,
            clock=row.clock,
            subject=(row.subject or row.title)[:80],
            corrected_by=by,
            corrected_at=now,
            correction_reason=f"{SOURCE}, line {row.line}: {row.title}",
            recorded_at=now,
        )
        stated = StatedEvent(
            kind=row.kind,
            date=row.day,
            subject=event.subject,
            whose=row.whose,
            clock=row.clock,
        )
        recorded.created.append((event, stated))
    events = [event for event, _stated in recorded.created]
    bulk_create_with_history(events, Event, batch_size=500)
    return recorded


def _name(
    counted: Counted,
    recorded: Recorded,
    dates: Sequence[ScheduledDate],
    *,
    entry: DocketEntry,
    by: Person,
) -> list[Deadline]:
    """Title each date as its row, and say where it is from."""
    rows = {
        event.pk: row
        for (event, _stated), row in zip(recorded.created, dates, strict=True)
    }
    named = []
    for deadline in counted.created:
        row = rows.get(deadline.event_id or 0)
        if row is not None and not deadline.rule_id:
            deadline.title = " ".join(row.title.split())[:200]
            where = f"entry {entry.number}" if entry.number else "an entry"
            source = f"{SOURCE}, {where} of {entry.filed_date}; entered by {by}."
            deadline.steps = [*deadline.steps, source]
            deadline.save()
            named.append(deadline)
    return named


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
