"""A risk is accepted as it stands, and the acceptance is withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.register.models import (
    Risk,
    RiskAcceptance,
)
from risks.register.operations.lock import locked
from risks.register.operations.refusal import RegisterRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """How a risk stands at this moment, copied: the register knows no figures."""

    score: float
    expected: Decimal
    currency: str
    assumptions_number: int


def accept_risk(
    risk: Risk,
    *,
    by: Person,
    until: date,
    rationale: str,
    frozen: Frozen,
    now: datetime,
) -> RiskAcceptance:
    """`frozen` is how the risk stands: the interface hands it in."""
    today = risk.company.today(now)
    if not rationale.strip():
        raise RegisterRefused(_("Enter why the risk is accepted."), field="rationale")
    if until <= today:
        raise RegisterRefused(_("Enter a date after today."), field="until")
    return RiskAcceptance.objects.create(
        risk=risk,
        accepted_by=by,
        accepted_at=now,
        accepted_on=today,
        until=until,
        rationale=rationale.strip(),
        score=frozen.score,
        expected=frozen.expected,
        currency=frozen.currency,
        assumptions_number=frozen.assumptions_number,
    )


def withdraw_acceptance(
    acceptance: RiskAcceptance, *, by: Person, reason: str, now: datetime
) -> RiskAcceptance:
    if not reason.strip():
        raise RegisterRefused(_("Enter a reason."), field="withdrawal_reason")
    with transaction.atomic():
        row = locked(acceptance)
        if row.withdrawn_at is not None:
            raise RegisterRefused(_("%(row)s is already withdrawn.") % {"row": row})
        row.withdrawn_at, row.withdrawn_by = now, by
        row.withdrawal_reason = reason.strip()
        row.save()
    return row
