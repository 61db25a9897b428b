"""The part of a model that is open until a person closes it with a reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from risks.register.models.acts import person_of, time_of

CLOSED = (
    models.CheckConstraint(
        name="deadline_closed_has_a_time_and_a_reason",
        condition=Q(status="open", closed_at__isnull=True)
        | (~Q(status="open") & Q(closed_at__isnull=False) & ~Q(close_reason="")),
    ),
)


class Closable(models.Model):
    """Status, and who closed the row, when and why."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        MET = "met", _("Met")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        # The case is stayed: lifting the stay opens it again.
        SUSPENDED = "suspended", _("Suspended")

    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    closed_at = time_of(_("closed at"))
    closed_by = person_of(_("closed by"))
    close_reason = models.TextField(_("close reason"), blank=True)

    class Meta:
        abstract = True
