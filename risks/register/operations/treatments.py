"""A treatment is completed, or opened again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.register.models import (
    Treatment,
)
from risks.register.operations.lock import locked
from risks.register.operations.refusal import RegisterRefused


def complete_treatment(treatment: Treatment, *, by: Person, now: datetime) -> Treatment:
    with transaction.atomic():
        row = locked(treatment)
        if row.done_at is not None:
            raise RegisterRefused(_("%(row)s is already done.") % {"row": row})
        row.done_at, row.done_by = now, by
        row.save()
    return row


def reopen_treatment(treatment: Treatment) -> Treatment:
    with transaction.atomic():
        row = locked(treatment)
        row.done_at = row.done_by = None
        row.save()
    return row
