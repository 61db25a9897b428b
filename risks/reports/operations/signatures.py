"""Three people sign: one prepares, another reviews, a third approves."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.register.models import Assumptions, Risk
from risks.reports.models import Contingency
from risks.reports.operations.movements import differs, movement
from risks.reports.operations.refusals import (
    ContingencyRefused,
    refuse_an_exempt_remote_row,
)
from risks.reports.queries.contingencies import last_approved_date, previous_row
from risks.reports.queries.subsequent import counted, unmarked

Status = Contingency.Status
OPEN = (Status.PREPARED, Status.REVIEWED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """What the signer holds to be right; a reason where it is not what was proposed."""

    ifrs_class: str
    us_gaap_class: str
    closing: Decimal  # currency units: the provision
    reason: str = ""


def review(
    row: Contingency, *, judgment: Judgment, by: Person, now: datetime
) -> Contingency:
    """Raises `ContingencyRefused`."""
    with transaction.atomic():
        locked = _locked(row, within=(Status.PREPARED,))
        _refuse_the_same_person(locked, by=by)
        _judge(locked, judgment, by=by)
        refuse_an_exempt_remote_row(locked)
        locked.status = Status.REVIEWED
        locked.reviewed_by, locked.reviewed_at = by, now
        locked.save()
    return locked


def approve(
    row: Contingency,
    *,
    judgment: Judgment,
    by: Person,
    now: datetime,
    approves_exemption: bool = False,
    approves_no_estimate: bool = False,
) -> Contingency:
    """Raises `ContingencyRefused`."""
    with transaction.atomic():
        locked = _locked(row, within=(Status.REVIEWED,))
        _refuse_the_same_person(locked, by=by)
        _refuse_another_opening(locked)
        _refuse_what_nobody_marked(locked)
        if locked.is_exempt and not approves_exemption:
            raise ContingencyRefused(
                _("Approve the omission under IAS 37.92 too, or send the row back."),
                field="approves_exemption",
            )
        if locked.cannot_be_estimated and not approves_no_estimate:
            raise ContingencyRefused(
                _(
                    "Approve that no reliable estimate can be made too (IAS 37.26), "
                    "or send the row back."
                ),
                field="approves_no_estimate",
            )
        _judge(locked, judgment, by=by)
        refuse_an_exempt_remote_row(locked)
        locked.exemption_is_approved = locked.is_exempt
        locked.status = Status.APPROVED
        locked.approved_by, locked.approved_at = by, now
        locked.save()
    return locked


def send_back(
    row: Contingency, *, by: Person, reason: str, now: datetime
) -> Contingency:
    """It stays as it is, and another is prepared; raises `ContingencyRefused`."""
    with transaction.atomic():
        locked = _locked(row, within=OPEN)
        if not reason.strip():
            raise ContingencyRefused(
                _("Enter the reason for sending it back."), field="reason"
            )
        locked.status = Status.RETURNED
        locked.returned_by, locked.returned_at = by, now
        locked.return_reason = reason.strip()
        locked.save()
    return locked


def _locked(row: Contingency, *, within: tuple[Status, ...]) -> Contingency:
    """The suit is locked first: rows of two dates are not approved at once."""
    Risk.objects.select_for_update().get(pk=row.risk_id)
    locked = Contingency.objects.select_for_update().get(pk=row.pk)
    if Status(locked.status) not in within:
        raise ContingencyRefused(f"It is {locked.get_status_display().lower()}.")
    return locked


def _refuse_the_same_person(row: Contingency, *, by: Person) -> None:
    if by == row.prepared_by:
        raise ContingencyRefused(
            _("You prepared this row, so somebody else must sign it.")
        )
    if by == row.reviewed_by:
        raise ContingencyRefused(
            _("You reviewed this row, so a third person must approve it.")
        )


def _refuse_another_opening(row: Contingency) -> None:
    """Another row may have been approved or corrected since this one was prepared."""
    last = last_approved_date(row.risk)
    if last and last > row.reporting_date:
        raise ContingencyRefused(
            _("The schedule of %(last)s is already approved. Send this row back.")
            % {"last": f"{last:%-d %B %Y}"}
        )
    if previous_row(row.risk, before=row.reporting_date) != row.previous:
        raise ContingencyRefused(
            _("This row no longer opens where the last schedule closed. Send it back.")
        )


def _refuse_what_nobody_marked(row: Contingency) -> None:
    """Assumptions of after the date are asked about, and never taken: IAS 10.3."""
    risk, on = row.risk, row.reporting_date
    waiting = unmarked(risk, on=on)
    if waiting:
        raise ContingencyRefused(
            _(
                "%(code)s, assumptions %(number)s: took effect after the reporting "
                "date. A finance controller marks it adjusting or not first."
            )
            % {"code": risk.code, "number": waiting[0].number}
        )
    used = Assumptions.objects.filter(pk=row.assumptions_id)
    if not counted(used, on=on, company=risk.company_id).exists():
        raise ContingencyRefused(
            _(
                "%(code)s, assumptions %(number)s: no longer count at the reporting "
                "date. Send the row back."
            )
            % {"code": risk.code, "number": row.assumptions.number}
        )


def _judge(row: Contingency, judgment: Judgment, *, by: Person) -> None:
    """Keep what is proposed beside what is signed."""
    said = (judgment.ifrs_class, judgment.us_gaap_class, judgment.closing)
    if said == (row.ifrs_class, row.us_gaap_class, row.closing):
        return
    reason = judgment.reason.strip()
    if not reason:
        raise ContingencyRefused(
            _("Enter a reason: this differs from the proposal."), field="reason"
        )
    row.ifrs_class, row.us_gaap_class = judgment.ifrs_class, judgment.us_gaap_class
    moved = movement(
        row.risk.code,
        opening=row.opening,
        used=row.used,
        exchange=row.exchange,
        unwinding=row.unwinding,
        rate_change=row.rate_change,
        closing=judgment.closing,
    )
    row.additions, row.reversed = moved.additions, moved.reversed
    row.closing = moved.closing
    if row.closing and row.cannot_be_estimated:
        raise ContingencyRefused(
            _(
                "%(code)s, provision: nothing is provided for what cannot be "
                "estimated (IAS 37.14(c), ASC 450-20-25-2)."
            )
            % {"code": row.risk.code},
            field="closing",
        )
    if row.closing and row.governing_class != Contingency.Likelihood.PROBABLE:
        raise ContingencyRefused(
            _(
                "%(code)s, provision: allowed only for a probable loss (IAS 37.14(b), "
                "ASC 450-20-25-2)."
            )
            % {"code": row.risk.code},
            field="closing",
        )
    row.override_reason, row.overridden_by = reason, by
    row.is_changed = differs(row)
    # What changed against the last schedule is then the override.
    row.change_reason = row.change_reason or reason
