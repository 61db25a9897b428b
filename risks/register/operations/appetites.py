"""A limit is set; the one before stays for its days."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.register.models import (
    Appetite,
    Company,
    Risk,
)
from risks.register.operations.refusal import RegisterRefused


def set_appetite(
    company: Company,
    *,
    measure: str,
    limit: Decimal,
    reason: str,
    valid_from: date,
    by: Person,
    now: datetime,
    risk: Risk | None = None,
) -> Appetite:
    """A new limit; the one before stays for the days when it held."""
    if risk is not None and risk.company_id != company.pk:
        raise RegisterRefused(
            _("%(code)s is not a risk of %(company)s.")
            % {"code": risk.code, "company": company},
            field="risk",
        )
    if not reason.strip():
        raise RegisterRefused(_("Enter a reason."), field="reason")
    if limit <= 0:
        raise RegisterRefused(_("Enter a limit above zero."), field="limit")
    in_money = measure == Appetite.Measure.P95
    return Appetite.objects.create(
        company=company,
        risk=risk,
        measure=measure,
        limit=limit,
        currency=company.currency if in_money else "",
        reason=reason.strip(),
        valid_from=valid_from,
        set_by=by,
        set_at=now,
    )
