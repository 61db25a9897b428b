"""Treatments done, reviews recorded, risks accepted, appetites set."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models, transaction

from risks.access.models import Person
from risks.register.models import (
    Appetite,
    Company,
    Review,
    Risk,
    RiskAcceptance,
    Treatment,
)

RowT = TypeVar("RowT", bound=models.Model)


class UpkeepRefused(ValueError):
    """It cannot be so; `field` names the one to blame, where there is one."""

    def __init__(self, text: str, *, field: str = "") -> None:
        self.field = field
        super().__init__(f"{field}: {text}" if field else text)
        self.text = text


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """How a risk stands at this moment, copied: the register knows no figures."""

    score: float
    expected: Decimal
    currency: str
    assumptions_number: int


def complete_treatment(treatment: Treatment, *, by: Person, now: datetime) -> Treatment:
    with transaction.atomic():
        row = _locked(treatment)
        if row.done_at is not None:
            raise UpkeepRefused(f"{row} is done already.")
        row.done_at, row.done_by = now, by
        row.save()
    return row


def reopen_treatment(treatment: Treatment) -> Treatment:
    with transaction.atomic():
        row = _locked(treatment)
        row.done_at = row.done_by = None
        row.save()
    return row


def schedule_review(risk: Risk, *, due_date: date) -> Review:
    """The open review of a risk, on another day where there is one."""
    with transaction.atomic():
        Risk.objects.select_for_update().get(pk=risk.pk)
        row = risk.reviews.filter(done_at=None).first() or Review(risk=risk)
        row.due_date = due_date
        row.save()
    return row


def record_review(
    review: Review,
    *,
    by: Person,
    outcome: str,
    now: datetime,
    next_due: date | None = None,
) -> Review | None:
    """What was found; the next review, where there is to be one."""
    if not outcome.strip():
        raise UpkeepRefused("say what you found.", field="outcome")
    if next_due is not None and next_due <= review.risk.company.today(now):
        raise UpkeepRefused("choose a day after today.", field="next_due")
    with transaction.atomic():
        row = _locked(review)
        if row.done_at is not None:
            raise UpkeepRefused(f"{row} is done already.")
        row.done_at, row.done_by, row.outcome = now, by, outcome.strip()
        row.save()
        return schedule_review(row.risk, due_date=next_due) if next_due else None


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
        raise UpkeepRefused("say why it is accepted.", field="rationale")
    if until <= today:
        raise UpkeepRefused("choose a day after today.", field="until")
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
        raise UpkeepRefused("say why.", field="withdrawal_reason")
    with transaction.atomic():
        row = _locked(acceptance)
        if row.withdrawn_at is not None:
            raise UpkeepRefused(f"{row} is withdrawn already.")
        row.withdrawn_at, row.withdrawn_by = now, by
        row.withdrawal_reason = reason.strip()
        row.save()
    return row


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
        raise UpkeepRefused(f"{risk.code} is no risk of {company}.", field="risk")
    if not reason.strip():
        raise UpkeepRefused("say why.", field="reason")
    if limit <= 0:
        raise UpkeepRefused("must be more than nought.", field="limit")
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


def _locked(row: RowT) -> RowT:
    rows: Any = type(row)._default_manager
    locked: RowT = rows.select_for_update().get(pk=row.pk)
    return locked
