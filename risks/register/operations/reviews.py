"""A review is scheduled and recorded."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

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
        raise RegisterRefused(_("Enter what the review found."), field="outcome")
    if next_due is not None and next_due <= review.risk.company.today(now):
        raise RegisterRefused(_("Enter a date after today."), field="next_due")
    with transaction.atomic():
        row = locked(review)
        if row.done_at is not None:
            raise RegisterRefused(_("%(row)s is already done.") % {"row": row})
        row.done_at, row.done_by, row.outcome = now, by, outcome.strip()
        row.save()
        return schedule_review(row.risk, due_date=next_due) if next_due else None
