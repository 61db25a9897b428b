"""Record how a period of an obligation was closed, or reverse such a record."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import (
    ComplianceObligation,
    Deadline,
    DeadlineChange,
    ObligationPeriod,
)
from risks.cases.operations.deadlines.change_requests import DeadlineRefused, ask
from risks.cases.operations.deadlines.decide_changes import close_as
from risks.cases.operations.deadlines.enter import FURTHEST_AHEAD
from risks.cases.operations.obligation_periods import (
    follow_closing,
    open_period,
    term_of,
)
from risks.cases.operations.records.due_dates import RegisterRefused
from risks.engine.sentences import obligations as words
from risks.engine.time.deadlines import DeadlineError

Outcome, State = ObligationPeriod.Outcome, ObligationPeriod.State
# What was done longer ago is taken for a typing error.
_LONGEST_AGO = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a person states about the end of a period."""

    outcome: str
    done_on: date
    # What was done; of one that lapsed or ended, why.
    note: str
    # The evidence: a receipt or a certificate, and where the document is.
    reference: str = ""
    document: str = ""
    # The end of the next period, where it is not the one that the interval gives.
    next_ends_on: date | None = None


def close_period(
    period: ObligationPeriod, record: Record, *, by: Person, now: datetime
) -> ObligationPeriod:
    """Record a renewal, a lapse or the end of an obligation.

    A renewal opens the next period. Of a critical obligation every record waits for a
    second person. Raises RegisterRefused.
    """
    with transaction.atomic():
        row = _locked(period)
        _refuse_closed(row)
        refuse_record(row, record, now=now)
        _take(row, record, by=by, now=now)
        deadline = Deadline.objects.select_for_update().get(pk=row.deadline_id)
        renewed = row.outcome == Outcome.RENEWED
        status = Deadline.Status.MET if renewed else Deadline.Status.WITHDRAWN
        reason = _said(row)
        if deadline.severity == Deadline.Severity.CRITICAL:
            _ask(deadline, DeadlineChange.Kind(status.value), reason, by=by, now=now)
            row.state = State.WAITING
            row.save()
            return row
        if deadline.changes.filter(state=DeadlineChange.State.ASKED).exists():
            raise RegisterRefused(field="", message=_change_waits(row))
        row.state = State.WAITING
        row.save()
        close_as(deadline, status, by=by, reason=reason, now=now)
        follow_closing(deadline, now=now)
        row.refresh_from_db()
    return row


def reverse_period(
    period: ObligationPeriod, *, reason: str, by: Person, now: datetime
) -> ObligationPeriod:
    """Reverse the last record of an obligation and return its period, opened anew.

    The record stays, as reversed, and so does the period that it opened. One person is
    enough: the date is again the earlier one. Raises RegisterRefused.
    """
    with transaction.atomic():
        row = _locked(period)
        last = _refuse_not_last(row)
        if not reason.strip():
            raise RegisterRefused(field="reason", message=_("Enter a reason."))
        if last.pk != row.pk:
            _take_back(last, reason=reason, by=by, now=now)
            _reverse(last, reason=reason, by=by, now=now)
        _reverse(row, reason=reason, by=by, now=now)
        term = term_of(row.obligation, ends_on=row.ends_on, anchor_day=row.anchor_day)
        step = words.REOPENED(person=by, reason=reason.strip())
        return open_period(row.obligation, term, step=step, now=now)


def refuse_record(row: ObligationPeriod, record: Record, *, now: datetime) -> None:
    """Raise RegisterRefused for what a record lacks; `field` names what is wrong."""
    today = row.obligation.company.today(now)
    if record.done_on > today:
        message = _("%(day)s is in the future. Record it once it is done.")
        known = {"day": record.done_on.isoformat()}
        raise RegisterRefused(field="done_on", message=message % known)
    if record.done_on < today - _LONGEST_AGO:
        message = _("%(day)s is more than three years ago. Check the year.")
        known = {"day": record.done_on.isoformat()}
        raise RegisterRefused(field="done_on", message=message % known)
    if not record.note.strip():
        renewed = record.outcome == Outcome.RENEWED
        message = _("Enter what was done.") if renewed else _("Enter a reason.")
        raise RegisterRefused(field="note", message=message)
    if record.outcome == Outcome.RENEWED:
        _refuse_renewal(row, record)
    elif record.outcome == Outcome.LAPSED and today <= row.ends_on:
        message = _("The period ends on %(day)s: it has not lapsed yet.")
        known = {"day": row.ends_on.isoformat()}
        raise RegisterRefused(field="outcome", message=message % known)


def next_end(row: ObligationPeriod) -> date | None:
    """Return the end of the next period as the interval gives it, or None."""
    following = row.term.following()
    return following.ends_on if following else None


def _refuse_renewal(row: ObligationPeriod, record: Record) -> None:
    if not record.reference.strip() and not record.document.strip():
        message = _("Enter the evidence: a reference, or where the document is kept.")
        raise RegisterRefused(field="reference", message=message)
    end = record.next_ends_on
    if end is None:
        return
    if end <= row.ends_on:
        message = _("Enter a day after %(day)s, the end of the present period.")
        known = {"day": row.ends_on.isoformat()}
        raise RegisterRefused(field="next_ends_on", message=message % known)
    if end - row.ends_on > FURTHEST_AHEAD:
        message = _("%(day)s is too far in the future. Check the year.")
        known = {"day": end.isoformat()}
        raise RegisterRefused(field="next_ends_on", message=message % known)


def _locked(period: ObligationPeriod) -> ObligationPeriod:
    """Return the period as it is now; nobody else changes its obligation meanwhile."""
    ComplianceObligation.objects.select_for_update().get(pk=period.obligation_id)
    rows = ObligationPeriod.objects.select_related("obligation__company", "deadline")
    return rows.get(pk=period.pk)


def _refuse_closed(row: ObligationPeriod) -> None:
    if row.state == State.WAITING:
        message = _("A record of this period already waits for a second person.")
        raise RegisterRefused(field="", message=message)
    if row.state != State.OPEN:
        message = _("The period that ends on %(day)s is already closed.")
        known = {"day": row.ends_on.isoformat()}
        raise RegisterRefused(field="", message=message % known)


def _take(row: ObligationPeriod, record: Record, *, by: Person, now: datetime) -> None:
    row.outcome, row.done_on = record.outcome, record.done_on
    row.note, row.reference = record.note.strip(), record.reference.strip()
    row.document = record.document.strip()
    row.recorded_by, row.recorded_at = by, now
    row.next_ends_on = None
    if row.outcome == Outcome.RENEWED:
        try:
            row.next_ends_on = record.next_ends_on or next_end(row)
        except DeadlineError as error:
            raise RegisterRefused(field="next_ends_on", message=str(error)) from None


def _said(row: ObligationPeriod) -> str:
    known = {"day": row.done_on, "note": row.note.rstrip(" .")}
    if row.outcome == Outcome.LAPSED:
        return words.LAPSED(**known)
    if row.outcome == Outcome.ENDED:
        return words.ENDED(**known)
    known["evidence"] = ", ".join(filter(None, (row.reference, row.document)))
    if row.next_ends_on is None:
        return words.DONE(**known)
    return words.RENEWED(**known, end=row.next_ends_on)


def _ask(
    deadline: Deadline,
    kind: DeadlineChange.Kind,
    reason: str,
    *,
    by: Person,
    now: datetime,
) -> None:
    try:
        ask(deadline, kind, by=by, reason=reason, now=now)
    except DeadlineRefused as error:
        raise RegisterRefused(field="", message=str(error)) from None


def _change_waits(row: ObligationPeriod) -> str:
    return _("%(title)s: a change of the date waits for a second person.") % {
        "title": row.obligation.title
    }


def _refuse_not_last(row: ObligationPeriod) -> ObligationPeriod:
    """Return the last period, which is this one or the one that it opened."""
    if row.state != State.CLOSED:
        message = _("Only a record that closed a period can be reversed.")
        raise RegisterRefused(field="", message=message)
    last = row.obligation.periods.order_by("-number")[0]
    opened = last.number == row.number + 1 and last.state == State.OPEN
    if last.pk != row.pk and not opened:
        message = _("A later period has a record. Reverse that one first.")
        raise RegisterRefused(field="", message=message)
    return last


def _take_back(
    opened: ObligationPeriod, *, reason: str, by: Person, now: datetime
) -> None:
    """Withdraw the deadline of a period that a mistaken record opened."""
    deadline = Deadline.objects.select_for_update().get(pk=opened.deadline_id)
    if deadline.changes.filter(state=DeadlineChange.State.ASKED).exists():
        raise RegisterRefused(field="", message=_change_waits(opened))
    said = words.MISTAKEN(person=by, reason=reason.strip())
    close_as(deadline, Deadline.Status.WITHDRAWN, by=by, reason=said, now=now)


def _reverse(row: ObligationPeriod, *, reason: str, by: Person, now: datetime) -> None:
    row.state = State.REVERSED
    row.reversed_by, row.reversed_at = by, now
    row.reversal_reason = reason.strip()
    row.save()
