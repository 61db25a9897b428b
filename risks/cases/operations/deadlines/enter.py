"""Enter a deadline by hand, or assign one to an owner and a backup."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.access.queries import sees
from risks.cases.models import Case, Deadline
from risks.cases.operations.deadlines.change_requests import (
    DeadlineRefused,
    refuse_obligation,
)
from risks.cases.operations.deadlines.decide_changes import open_deadline
from risks.engine.sentences import docket as words
from risks.engine.time.courts import UnknownCourt, court

# A day further away than this is taken for a typing error.
FURTHEST_AHEAD = timedelta(days=50 * 366)
FURTHEST_BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """The values of a deadline that a person enters."""

    title: str
    due_date: date
    # On the court's clock.
    due_time: time
    # The source of the date, in words.
    reason: str
    whose: str
    severity: str
    owner: Person
    backup: Person | None
    # Why fewer than two people are reminded; empty if two are.
    understaffed_reason: str = ""


def enter_deadline(
    case: Case, entered: Entered, *, by: Person, now: datetime
) -> Deadline:
    """Store a deadline that a person enters; raises DeadlineRefused."""
    with transaction.atomic():
        row = drafted_deadline(case, entered, by=by, now=now)
        row.save()
    return row


def drafted_deadline(
    case: Case, entered: Entered, *, by: Person, now: datetime
) -> Deadline:
    """Build the deadline without saving it; raises DeadlineRefused."""
    title, reason = _one_line(entered.title), entered.reason.strip()
    if not title:
        raise DeadlineRefused(_("Enter what is due."))
    if not reason:
        raise DeadlineRefused(_("Enter what the deadline is based on."))
    refuse_people_without_access(case, entered.owner, entered.backup)
    return Deadline(
        case=case,
        title=title,
        basis=Deadline.Basis.ENTERED,
        whose=entered.whose,
        severity=entered.severity,
        calendared_date=entered.due_date,
        latest_arguable_date=entered.due_date,
        due_date=entered.due_date,
        due_time=entered.due_time,
        tz=case.zone.key,
        due_at=_moment(case, entered, now=now),
        steps=[words.ENTERED_BECAUSE(person=by, reason=reason)],
        flag="" if _is_court_known(case) else words.NO_COURT(),
        owner=entered.owner,
        backup=entered.backup,
        understaffed_reason=entered.understaffed_reason.strip(),
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
    """Assign an open deadline to other people; raises DeadlineRefused.

    A reason is required.
    """
    with transaction.atomic():
        row = open_deadline(deadline, reason=reason)
        if (row.owner, row.backup) == (owner, backup):
            raise DeadlineRefused(
                _("%(code)s: these people are already responsible.")
                % {"code": row.code}
            )
        take_people(row, owner=owner, backup=backup, reason=reason, by=by)
        row.understaffed_reason = understaffed_reason.strip()
        row.save()
    return row


def take_people(
    row: Deadline, *, owner: Person, backup: Person | None, reason: str, by: Person
) -> None:
    """Set the owner and backup without saving; the caller saves the row.

    Raises DeadlineRefused for a person who may not see the deadline.
    """
    refuse_obligation(row)
    refuse_people_without_access(row.case or row, owner, backup)
    row.owner, row.backup = owner, backup
    said = words.OWNER_AND_BACKUP if backup else words.OWNER_ALONE
    step = said(owner=owner, backup=backup, person=by, reason=reason.strip())
    row.steps = [*row.steps, step]


def refuse_people_without_access(
    thing: Case | Deadline, owner: Person, backup: Person | None
) -> None:
    """Raise DeadlineRefused for a person whom no reminder could reach."""
    if backup is not None and backup.pk == owner.pk:
        raise DeadlineRefused(_("Backup: choose somebody other than the owner."))
    for role, person in ((_("Owner"), owner), (_("Backup"), backup)):
        if person is not None and not (person.is_active and sees(person, thing)):
            raise DeadlineRefused(
                _("%(role)s: %(person)s does not have access to this matter.")
                % {"role": role, "person": person}
            )


def _moment(case: Case, entered: Entered, *, now: datetime) -> datetime:
    """Return when it is due, in UTC; a past day is allowed and its reminder is late."""
    away = entered.due_date - case.today(now)
    if not -FURTHEST_BACK <= away <= FURTHEST_AHEAD:
        side = _("in the past") if away < timedelta(0) else _("in the future")
        raise DeadlineRefused(
            _("Due date: %(day)s is too far %(side)s. Check the year.")
            % {"day": entered.due_date.isoformat(), "side": side}
        )
    due = datetime.combine(entered.due_date, entered.due_time, tzinfo=case.zone)
    return due.astimezone(UTC)


def _is_court_known(case: Case) -> bool:
    try:
        court(case.court_id)
    except UnknownCourt:
        return False
    return True


def _one_line(text: str) -> str:
    return " ".join(text.split())
