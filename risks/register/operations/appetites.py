"""A limit is set; the one before stays for its days."""

from datetime import date, datetime
from decimal import Decimal

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
        raise RegisterRefused(f"{risk.code} is no risk of {company}.", field="risk")
    if not reason.strip():
        raise RegisterRefused("say why.", field="reason")
    if limit <= 0:
        raise RegisterRefused("must be more than nought.", field="limit")
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
