"""Queries for what must be renewed or filed, and when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch

from risks.access.models import Person, Scope, VisibleQuerySet
from risks.access.queries import who_see
from risks.cases.models import ComplianceObligation, DeadlineChange, ObligationPeriod
from risks.engine.time.periods import months_from
from risks.engine.time.renewals import later_terms

# A year and a month: what recurs every year is seen once more before it is due.
AHEAD_MONTHS = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class DueObligation:
    """One date on which somebody must act for an obligation."""

    obligation: ComplianceObligation
    # The present period; a date further ahead is expected after it.
    period: ObligationPeriod
    act_by: date
    ends_on: date
    is_expected: bool
    # Each is answered by the page: whom nobody would remind.
    owner_left: bool = False
    backup_left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationCalendar:
    """The obligations that a reader may see, sorted by their next date."""

    # Overdue, or due until `until`; with what recurs until then.
    due: tuple[DueObligation, ...]
    later: tuple[DueObligation, ...]
    ended: tuple[ComplianceObligation, ...]
    until: date


def obligation_rows(scope: Scope) -> VisibleQuerySet[ComplianceObligation]:
    """Return obligations with their periods, deadlines and requested changes."""
    asked = DeadlineChange.objects.within(scope).filter(state="asked")
    periods = ObligationPeriod.objects.within(scope).order_by("number")
    periods = periods.select_related("deadline", "recorded_by", "reversed_by")
    periods = periods.prefetch_related(
        Prefetch("deadline__changes", asked.select_related("asked_by"))
    )
    rows = ComplianceObligation.objects.within(scope)
    rows = rows.select_related("company", "entity", "owner", "backup")
    return rows.prefetch_related(Prefetch("periods", periods))


def live_period(obligation: ComplianceObligation) -> ObligationPeriod | None:
    """Return the period that is not closed, of those that are loaded."""
    return next((one for one in obligation.periods.all() if one.is_live), None)


def obligation_calendar(scope: Scope, *, today: date) -> ObligationCalendar:
    """Return what is due in the next 13 months, what is later, and what has ended."""
    until = months_from(today, AHEAD_MONTHS, day=today.day)
    present = {person.pk for person in who_see(None)}
    due: list[DueObligation] = []
    later: list[DueObligation] = []
    ended: list[ComplianceObligation] = []
    for row in obligation_rows(scope).order_by("title", "pk"):
        period = live_period(row)
        if period is None:
            ended.append(row)
            continue
        first = _next(row, period, present)
        (due if first.act_by <= until else later).append(first)
        due += _expected(first, until=until)
    return ObligationCalendar(
        due=tuple(sorted(due, key=_by_date)),
        later=tuple(sorted(later, key=_by_date)),
        ended=tuple(ended),
        until=until,
    )


def people_left(obligation: ComplianceObligation) -> tuple[bool, bool]:
    """Say whether the owner and the backup have left or lost their access."""
    owner, backup = obligation.owner, obligation.backup
    return _has_left(owner), backup is not None and _has_left(backup)


def _has_left(person: Person) -> bool:
    return not Scope.of(person).open_matters


def _next(
    row: ComplianceObligation, period: ObligationPeriod, present: set[int]
) -> DueObligation:
    return DueObligation(
        obligation=row,
        period=period,
        act_by=period.deadline.due_date,
        ends_on=period.ends_on,
        is_expected=False,
        owner_left=row.owner_id not in present,
        backup_left=row.backup_id is not None and row.backup_id not in present,
    )


def _expected(first: DueObligation, *, until: date) -> Iterator[DueObligation]:
    for term in later_terms(first.period.term, until=until):
        yield replace(first, act_by=term.act_by, ends_on=term.ends_on, is_expected=True)


def _by_date(one: DueObligation) -> tuple[date, str, int]:
    return one.act_by, one.obligation.title, one.obligation.pk
