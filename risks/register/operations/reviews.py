"""A review is scheduled and recorded."""

from datetime import date, datetime

from django.db import transaction

from risks.access.models import Person
from risks.register.models import (
    Review,
    Risk,
)
from risks.register.operations.lock import locked
from risks.register.operations.refusal import RegisterRefused


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
        raise RegisterRefused("say what you found.", field="outcome")
    if next_due is not None and next_due <= review.risk.company.today(now):
        raise RegisterRefused("choose a day after today.", field="next_due")
    with transaction.atomic():
        row = locked(review)
        if row.done_at is not None:
            raise RegisterRefused(f"{row} is done already.")
        row.done_at, row.done_by, row.outcome = now, by, outcome.strip()
        row.save()
        return schedule_review(row.risk, due_date=next_due) if next_due else None
