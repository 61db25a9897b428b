"""Ask people to acknowledge a legal hold, record their answers and release it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.access.queries import sees
from risks.cases.models import HoldAcknowledgement, LegalHold
from risks.cases.operations.records.due_dates import RegisterRefused


def ask(hold: LegalHold, person: Person, *, now: datetime) -> HoldAcknowledgement:
    """Ask a person once to keep what the hold covers. Raises RegisterRefused."""
    refuse_asking(hold, person)
    asked, _made = HoldAcknowledgement.objects.get_or_create(
        hold=hold, person=person, defaults={"asked_at": now}
    )
    return asked


def refuse_asking(hold: LegalHold, person: Person) -> None:
    """Raise RegisterRefused where asking would name a case the person must not see."""
    if not sees(person, hold.case):
        message = _(
            "%(person)s does not have access to this case. Give access first."
        ) % {"person": person}
        raise RegisterRefused(field="person", message=message)
    if hold.released_on is not None:
        message = _("The hold was released on %(released_on)s.") % {
            "released_on": hold.released_on
        }
        raise RegisterRefused(field="hold", message=message)


def acknowledge(hold: LegalHold, *, by: Person, now: datetime) -> HoldAcknowledgement:
    """Record that a person acknowledges a hold; the first time counts.

    Raises RegisterRefused if the person was not asked.
    """
    with transaction.atomic():
        rows = HoldAcknowledgement.objects.select_for_update()
        row = rows.filter(hold=hold, person=by).first()
        if row is None:
            message = _("%(by)s was not asked to acknowledge this hold.") % {"by": by}
            raise RegisterRefused(field="person", message=message)
        if row.acknowledged_at is None:
            row.acknowledged_at = now
            row.save()
    return row


def release(hold: LegalHold, *, on: date, by: Person, reason: str) -> LegalHold:
    """End a hold: deletion is no longer refused. Raises RegisterRefused."""
    with transaction.atomic():
        row = LegalHold.objects.select_for_update().get(pk=hold.pk)
        refuse_release(row, on=on, reason=reason)
        row.released_on, row.released_by = on, by
        row.release_reason = reason.strip()
        row.save()
    return row


def refuse_release(hold: LegalHold, *, on: date, reason: str) -> None:
    """Raise RegisterRefused unless it is open, on a later day, and for a reason."""
    if hold.released_on is not None:
        message = _("The hold was already released on %(released_on)s.") % {
            "released_on": hold.released_on
        }
        raise RegisterRefused(field="released_on", message=message)
    if on < hold.issued_on:
        message = _("%(on)s is before the hold was issued.") % {"on": on}
        raise RegisterRefused(field="released_on", message=message)
    if not reason.strip():
        raise RegisterRefused(
            field="release_reason", message=_("Enter the reason for the release.")
        )
