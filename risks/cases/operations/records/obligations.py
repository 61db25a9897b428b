"""Record an obligation that recurs, and correct what was recorded of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person, Scope
from risks.cases.models import (
    ComplianceObligation,
    Deadline,
    DeadlineChange,
    ObligationPeriod,
)
from risks.cases.models.obligations.obligation import (
    LONGEST_INTERVAL_MONTHS,
    LONGEST_LEAD_DAYS,
)
from risks.cases.operations.deadlines.change_requests import DeadlineRefused, ask
from risks.cases.operations.deadlines.computed_date import take_date
from risks.cases.operations.deadlines.enter import FURTHEST_AHEAD, FURTHEST_BACK
from risks.cases.operations.obligation_periods import dates, open_period, term_of
from risks.cases.operations.records.due_dates import RegisterRefused
from risks.engine.sentences import docket
from risks.engine.sentences import obligations as words
from risks.engine.time.deadlines import DeadlineError
from risks.register.models import Company, Entity

# A month has at least so many days.
_DAYS_OF_A_MONTH = 28
# The fields of an obligation that are as they were stated.
_STATED = (
    "kind",
    "title",
    "authority",
    "reference",
    "country",
    "entity",
    "lead_days",
    "interval_months",
    "severity",
    "owner",
    "backup",
    "note",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedObligation:
    """What a person states about an obligation and its present period."""

    kind: str
    title: str
    country: str
    # The last day of the present period: an expiry, or the day a filing is due.
    ends_on: date
    owner: Person
    backup: Person | None = None
    lead_days: int = 0
    # None: it does not renew by itself.
    interval_months: int | None = None
    severity: str = Deadline.Severity.NORMAL
    authority: str = ""
    reference: str = ""
    entity: Entity | None = None
    note: str = ""


def record_obligation(
    company: Company, stated: StatedObligation, *, by: Person, now: datetime
) -> ComplianceObligation:
    """Store an obligation with its first period. Raises RegisterRefused."""
    with transaction.atomic():
        # Of two equal forms sent at once, the second one sees the first.
        Company.objects.select_for_update().get(pk=company.pk)
        row = ComplianceObligation(company=company, recorded_by=by, recorded_at=now)
        _take(row, stated)
        _refuse(row)
        _refuse_end(row, stated.ends_on, now=now)
        _refuse_again(row)
        row.save()
        term = term_of(row, ends_on=stated.ends_on, anchor_day=stated.ends_on.day)
        try:
            open_period(row, term, step=docket.ENTERED(person=by), now=now)
        except DeadlineError as error:
            raise RegisterRefused(field="ends_on", message=str(error)) from None
    return row


def correct_obligation(
    obligation: ComplianceObligation,
    stated: StatedObligation,
    *,
    reason: str,
    by: Person,
    now: datetime,
) -> ComplianceObligation:
    """Correct an obligation and its present period. Raises RegisterRefused.

    An earlier date takes effect at once; a later one when a second person confirms it.
    """
    with transaction.atomic():
        row = ComplianceObligation.objects.select_for_update().get(pk=obligation.pk)
        period = correctable(row)
        was_critical = row.severity == Deadline.Severity.CRITICAL
        _take(row, stated)
        _refuse(row)
        if not reason.strip():
            raise RegisterRefused(field="reason", message=_("Enter a reason."))
        if was_critical and row.severity != Deadline.Severity.CRITICAL:
            message = _(
                "A critical obligation stays critical. End it and record it again: a "
                "second person confirms the end."
            )
            raise RegisterRefused(field="severity", message=message)
        row.save()
        if period.ends_on != stated.ends_on:
            _refuse_end(row, stated.ends_on, now=now)
            period.ends_on, period.anchor_day = stated.ends_on, stated.ends_on.day
            period.save()
        step = words.CORRECTED(person=by, reason=reason.strip())
        try:
            _correct_deadline(row, period, step=step, by=by, reason=reason, now=now)
        except (DeadlineRefused, DeadlineError) as error:
            raise RegisterRefused(field="ends_on", message=str(error)) from None
    return row


def correctable(obligation: ComplianceObligation) -> ObligationPeriod:
    """Return the period that is open; raise RegisterRefused if there is none."""
    period = obligation.periods.select_related("deadline").order_by("-number").first()
    if period is None or not period.is_live:
        message = _("%(title)s has ended. Reverse its last record first.")
    elif period.state == ObligationPeriod.State.WAITING:
        message = _(
            "%(title)s: a record waits for a second person. Decide on it first."
        )
    else:
        return period
    raise RegisterRefused(field="", message=message % {"title": obligation.title})


def _take(row: ComplianceObligation, stated: StatedObligation) -> None:
    for name in _STATED:
        value = getattr(stated, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.title = " ".join(row.title.split())


def _correct_deadline(
    row: ComplianceObligation,
    period: ObligationPeriod,
    *,
    step: str,
    by: Person,
    reason: str,
    now: datetime,
) -> None:
    old = Deadline.objects.select_for_update().get(pk=period.deadline_id)
    old.title, old.severity = row.title, row.severity
    old.owner, old.backup = row.owner, row.backup
    old.steps = [*old.steps, step]
    term = term_of(row, ends_on=period.ends_on, anchor_day=period.anchor_day)
    fresh = Deadline(**dates(row, term, before=old.steps))
    _refuse_waiting(old, fresh)
    if fresh.due_at < old.due_at:
        take_date(old, fresh, reason=step, now=now)
        return
    old.save()
    is_asked = old.changes.filter(state=DeadlineChange.State.ASKED).exists()
    if fresh.due_date > old.due_date and not is_asked:
        kind = DeadlineChange.Kind.POSTPONED
        ask(old, kind, by=by, reason=reason, now=now, due_date=fresh.due_date)


def _refuse_waiting(old: Deadline, fresh: Deadline) -> None:
    """Let nobody confirm a later date that is no longer the one of the obligation."""
    asked = old.changes.filter(state=DeadlineChange.State.ASKED).first()
    if asked is not None and asked.due_date != fresh.due_date:
        raise DeadlineRefused(
            _("A change of the date waits for a second person. Decide on it first.")
        )


def _refuse(row: ComplianceObligation) -> None:
    if not row.title:
        raise RegisterRefused(field="title", message=_("Enter what it is."))
    if row.entity is not None and row.entity.company_id != row.company_id:
        message = _("%(entity)s is not an entity of %(company)s.")
        known = {"entity": row.entity.name, "company": row.company}
        raise RegisterRefused(field="entity", message=message % known)
    _refuse_lengths(row)
    _refuse_people(row)


def _refuse_end(row: ComplianceObligation, ends_on: date, *, now: datetime) -> None:
    away = ends_on - row.company.today(now)
    if not -FURTHEST_BACK <= away <= FURTHEST_AHEAD:
        message = _("%(day)s is too far from today. Check the year.")
        known = {"day": ends_on.isoformat()}
        raise RegisterRefused(field="ends_on", message=message % known)


def _refuse_lengths(row: ComplianceObligation) -> None:
    months = row.interval_months
    if months is not None and not 1 <= months <= LONGEST_INTERVAL_MONTHS:
        message = _("Enter a number of months from 1 to %(most)s, or leave it empty.")
        known = {"most": str(LONGEST_INTERVAL_MONTHS)}
        raise RegisterRefused(field="interval_months", message=message % known)
    most = LONGEST_LEAD_DAYS if months is None else months * _DAYS_OF_A_MONTH - 1
    if not 0 <= row.lead_days <= most:
        message = _("Enter a number of days from 0 to %(most)s, less than one period.")
        known = {"most": str(most)}
        raise RegisterRefused(field="lead_days", message=message % known)


def _refuse_people(row: ComplianceObligation) -> None:
    if row.backup_id == row.owner_id:
        message = _("Choose somebody other than the owner.")
        raise RegisterRefused(field="backup", message=message)
    if row.backup is None and row.severity == Deadline.Severity.CRITICAL:
        message = _("A critical obligation needs a backup.")
        raise RegisterRefused(field="backup", message=message)
    for field, person in (("owner", row.owner), ("backup", row.backup)):
        if person is not None and not Scope.of(person).open_matters:
            message = _("%(person)s does not have access to the obligations.")
            known = {"person": person}
            raise RegisterRefused(field=field, message=message % known)


def _refuse_again(row: ComplianceObligation) -> None:
    same = ComplianceObligation.objects.live().filter(
        company=row.company, entity=row.entity, kind=row.kind, title__iexact=row.title
    )
    if same.filter(reference__iexact=row.reference).exists():
        message = _("%(title)s is already recorded.") % {"title": row.title}
        raise RegisterRefused(field="title", message=message)
