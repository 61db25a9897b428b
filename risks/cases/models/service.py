"""The model of service of process on a party, at home or abroad."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.case import Case, Party
from risks.cases.models.deadline import Deadline
from risks.cases.models.fact import refuse_other_case
from risks.cases.models.keeping import Kept, KeptQuerySet

COUNTRY = RegexValidator(r"^[A-Z]{2}$", "Write a country as US, CN or HK.")


class ServiceAttempt(Kept):
    """One attempt to serve a party; its dates start Rules 4 and 12 periods."""

    class Means(models.TextChoices):
        HAGUE = "hague", _("Hague request, Rule 4(f)(1)")
        WAIVER = "waiver", _("Waiver, Rule 4(d)")
        COURT_ORDERED = "court_4f3", _("Court-ordered, Rule 4(f)(3)")
        PERSONAL = "personal", _("Personal")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        on_delete=models.CASCADE,
        related_name="service_attempts",
    )
    party = models.ForeignKey(
        Party,
        verbose_name=_("party"),
        on_delete=models.PROTECT,
        related_name="service_attempts",
    )
    means = models.CharField(
        _("method of service"), max_length=10, choices=Means.choices
    )
    country = models.CharField(_("country"), max_length=2, validators=[COUNTRY])
    requested_on = models.DateField(_("requested or sent on"))
    accepted_on = models.DateField(
        _("accepted on"),
        null=True,
        blank=True,
        help_text=_(
            "Service by the Central Authority; for a waiver, the day it was returned."
        ),
    )
    served_on = models.DateField(
        _("served on"),
        null=True,
        blank=True,
        help_text=_(
            "The date of service that the certificate states, not its own date."
        ),
    )
    certificate_on = models.DateField(
        _("date of the certificate"), null=True, blank=True
    )
    filed_on = models.DateField(_("certificate filed on"), null=True, blank=True)
    deadlines = models.ManyToManyField(
        Deadline,
        verbose_name=_("deadlines"),
        related_name="service_attempts",
        editable=False,
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("service attempt")
        verbose_name_plural = _("service attempts")
        ordering = ("case", "requested_on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="service_attempt_is_served_after_it_is_requested",
                condition=Q(served_on__isnull=True)
                | Q(served_on__gte=F("requested_on")),
            ),
            models.CheckConstraint(
                name="service_attempt_is_certified_after_it_is_served",
                condition=Q(served_on__isnull=True)
                | Q(certificate_on__isnull=True)
                | Q(certificate_on__gte=F("served_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}, {self.get_means_display()}"

    @property
    def is_abroad(self) -> bool:
        return self.country != "US"

    @property
    def lacks_date_of_service(self) -> bool:
        """Say whether a certificate's date of service is missing."""
        certified = self.certificate_on is not None or self.filed_on is not None
        return certified and self.served_on is None

    def clean(self) -> None:
        if self.party_id:
            refuse_other_case(self.case_id, self.party)
