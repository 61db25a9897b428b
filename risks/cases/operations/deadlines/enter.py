"""A person enters a deadline, or says who is responsible for one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from risks.access.models import Person
from risks.access.queries import sees
from risks.cases.models import Case, Deadline
from risks.cases.operations.deadlines.change_requests import DeadlineRefused
from risks.cases.operations.deadlines.decide_changes import open_deadline
from risks.engine.time.courts import UnknownCourt, court

# A day further away than this is a slip of the hand.
FURTHEST_AHEAD = timedelta(days=50 * 366)
FURTHEST_BACK = timedelta(days=366)
NO_COURT = "Counted on the company's clock: its court is not known here."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What a person says of a deadline."""

    title: str
    due_date: date
    # On the court's clock.
    due_time: time
    # What it rests on.
    reason: str
    whose: str
    severity: str
    owner: Person
    backup: Person | None
    # Why fewer than two people are reminded, where that is so.
    understaffed_reason: str = ""


def enter_deadline(case: Case, said: Entered, *, by: Person, now: datetime) -> Deadline:
    """One date, with no rule behind it. Raises DeadlineRefused."""
    with transaction.atomic():
        row = drafted_deadline(case, said, by=by, now=now)
        row.save()
    return row


def drafted_deadline(
    case: Case, said: Entered, *, by: Person, now: datetime
) -> Deadline:
    """Not stored yet. Raises DeadlineRefused."""
    title, reason = _one_line(said.title), said.reason.strip()
    if not title:
        raise DeadlineRefused("title: say what is due.")
    if not reason:
        raise DeadlineRefused("reason: say what it rests on.")
    refuse_strangers(case, said.owner, said.backup)
    return Deadline(
        case=case,
        title=title,
        basis=Deadline.Basis.ENTERED,
        whose=said.whose,
        severity=said.severity,
        calendared_date=said.due_date,
        latest_arguable_date=said.due_date,
        due_date=said.due_date,
        due_time=said.due_time,
        tz=case.zone.key,
        due_at=_moment(case, said, now=now),
        steps=[f"Entered by {by}: {reason}"],
        flag="" if _is_court_known(case) else NO_COURT,
        owner=said.owner,
        backup=said.backup,
        understaffed_reason=said.understaffed_reason.strip(),
        created_at=now,
    )


def assign(
    deadline: Deadline,
    *,
    owner: Person,
    backup: Person | None,
    reason: str,
    by: Person,
    understaffed_reason: str = "",
) -> Deadline:
    """In other hands. Raises DeadlineRefused unless it is open and a reason given."""
    with transaction.atomic():
        row = open_deadline(deadline, reason=reason)
        if (row.owner, row.backup) == (owner, backup):
            raise DeadlineRefused(f"{row.code}: these people are responsible already.")
        take_people(row, owner=owner, backup=backup, reason=reason, by=by)
        row.understaffed_reason = understaffed_reason.strip()
        row.save()
    return row


def take_people(
    row: Deadline, *, owner: Person, backup: Person | None, reason: str, by: Person
) -> None:
    """Not stored: the caller does. Raises DeadlineRefused for who may not see it."""
    refuse_strangers(row.case or row, owner, backup)
    row.owner, row.backup = owner, backup
    people = (
        f"Owner {owner}, backup {backup}" if backup else f"Owner {owner}, no backup"
    )
    row.steps = [*row.steps, f"{people}, from now on. {by}: {reason.strip()}"]


def refuse_strangers(
    thing: Case | Deadline, owner: Person, backup: Person | None
) -> None:
    """Raises DeadlineRefused for who would never be reminded of it."""
    if backup is not None and backup.pk == owner.pk:
        raise DeadlineRefused("backup: name another person than the owner.")
    for role, person in (("owner", owner), ("backup", backup)):
        if person is not None and not (person.is_active and sees(person, thing)):
            raise DeadlineRefused(f"{role}: {person} may not see this matter.")


def _moment(case: Case, said: Entered, *, now: datetime) -> datetime:
    """A day that is past is taken: its reminder leaves at once, marked late."""
    away = said.due_date - case.today(now)
    if not -FURTHEST_BACK <= away <= FURTHEST_AHEAD:
        side = "past" if away < timedelta(0) else "ahead"
        raise DeadlineRefused(
            f"due date: {said.due_date.isoformat()} is too far {side}; check the year."
        )
    due = datetime.combine(said.due_date, said.due_time, tzinfo=case.zone)
    return due.astimezone(UTC)


def _is_court_known(case: Case) -> bool:
    try:
        court(case.court_id)
    except UnknownCourt:
        return False
    return True


def _one_line(text: str) -> str:
    return " ".join(text.split())
