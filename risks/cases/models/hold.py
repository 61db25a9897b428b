"""Models of legal holds and their acknowledgements."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.case import Case
from risks.cases.models.keeping import Kept, KeptQuerySet
from risks.register.models.acts import not_recorded, person_of, recorded


class LegalHold(Kept):
    """A duty to preserve documents; while it is open, case data cannot be deleted.

    A released hold still protects the case itself, for as long as its row exists.
    """

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="holds"
    )
    scope = models.TextField(
        _("scope"), help_text=_("What must be preserved, by whom and since when.")
    )
    issued_on = models.DateField(_("issued on"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("issued by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    released_on = models.DateField(_("released on"), null=True, blank=True)
    released_by = person_of(_("released by"))
    release_reason = models.TextField(_("release reason"), blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        ordering = ("case", "issued_on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="legal_hold_released_has_a_person_and_a_reason",
                condition=not_recorded("released", when="on")
                | recorded("released", when="on", reason="release_reason"),
            ),
            models.CheckConstraint(
                name="legal_hold_is_released_after_it_is_issued",
                condition=Q(released_on__isnull=True)
                | Q(released_on__gte=F("issued_on")),
            ),
        ]

    def __str__(self) -> str:
        return _("Hold of %(issued_on)s") % {"issued_on": self.issued_on}


class HoldAcknowledgement(Kept):
    """A person asked to comply with a hold; the time is empty until they agree."""

    hold = models.ForeignKey(
        LegalHold,
        verbose_name=_("hold"),
        on_delete=models.PROTECT,
        related_name="acknowledgements",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="hold_acknowledgements",
    )
    asked_at = models.DateTimeField(_("asked at"))
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "hold__case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("acknowledgement of a legal hold")
        verbose_name_plural = _("acknowledgements of legal holds")
        ordering = ("hold", "asked_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="hold_acknowledgement_is_one_for_each_hold_and_person",
                fields=["hold", "person"],
            ),
            models.CheckConstraint(
                name="hold_acknowledgement_comes_after_it_is_asked",
                condition=Q(acknowledged_at__isnull=True)
                | Q(acknowledged_at__gte=F("asked_at")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
