"""A company's accounting policy: one person proposes it, another decides."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.register.models import Company
from risks.reports.models import AccountingPolicy
from risks.reports.operations.refusals import ContingencyRefused

Status = AccountingPolicy.Status
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyTerms:
    """What is proposed; shares of one. Its fields are the row's own."""

    valid_from: date
    ias_remote_below: Decimal
    asc_remote_below: Decimal
    asc_probable_from: Decimal
    material_discount: Decimal
    own_fees: str
    reason: str


def propose_policy(
    company: Company, *, terms: PolicyTerms, by: Person, now: datetime
) -> AccountingPolicy:
    """Raises `ContingencyRefused`, and then stores nothing."""
    with transaction.atomic():
        Company.objects.select_for_update().get(pk=company.pk)
        _refuse_disorder(company, terms)
        waiting = company.accounting_policies.filter(status=Status.PROPOSED)
        if waiting.exists():
            raise ContingencyRefused(
                _("%(code)s: another policy waits to be decided.")
                % {"code": company.code}
            )
        return AccountingPolicy.objects.create(
            company=company, **asdict(terms), proposed_by=by, proposed_at=now
        )


def decide_policy(
    row: AccountingPolicy,
    *,
    is_approved: bool,
    by: Person,
    now: datetime,
    reason: str = "",
) -> AccountingPolicy:
    """Approve or decline it; raises `ContingencyRefused`."""
    with transaction.atomic():
        locked = AccountingPolicy.objects.select_for_update().get(pk=row.pk)
        code = locked.company.code
        if locked.status != Status.PROPOSED:
            raise ContingencyRefused(
                _("%(code)s: this policy is already decided.") % {"code": code}
            )
        if by == locked.proposed_by:
            raise ContingencyRefused(
                _("%(code)s: you proposed this policy, so somebody else must decide.")
                % {"code": code}
            )
        if not is_approved and not reason.strip():
            raise ContingencyRefused(
                _("%(code)s: enter the reason for declining the policy.")
                % {"code": code},
                field="reason",
            )
        locked.status = Status.APPROVED if is_approved else Status.DECLINED
        locked.decided_by, locked.decided_at = by, now
        locked.decision_reason = reason.strip()
        locked.save()
    return locked


def _refuse_disorder(company: Company, terms: PolicyTerms) -> None:
    wrong = {
        "ias_remote_below": not 0 < terms.ias_remote_below < HALF,
        "asc_remote_below": not 0 < terms.asc_remote_below < terms.asc_probable_from,
        "asc_probable_from": not 0 < terms.asc_probable_from <= 1,
        "material_discount": not 0 <= terms.material_discount <= 1,
    }
    said = {
        "ias_remote_below": _("must be above 0 and below 50 %."),
        "asc_remote_below": _("must be above 0 and below what is probable."),
        "asc_probable_from": _("must be above 0 and at most 100 %."),
        "material_discount": _("must be from 0 to 100 %."),
    }
    labels = {
        each.name: each.verbose_name for each in AccountingPolicy._meta.concrete_fields
    }
    for field, is_wrong in wrong.items():
        if is_wrong:
            raise ContingencyRefused(
                f"{company.code}, {labels[field]}: {said[field]}", field=field
            )
