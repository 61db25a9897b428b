"""Models of a case, its parties and their counsel."""

from datetime import date, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.keeping import Kept, KeptQuerySet
from risks.clock import today
from risks.engine.time.courts import UnknownCourt, court
from risks.register.models import Company, Risk
from risks.register.models.owned import Owned
from risks.register.models.restricted import Restricted


class Case(Kept, Owned, Restricted):
    """A court case of the company."""

    class Role(models.TextChoices):
        DEFENDANT = "defendant", _("Defendant")
        PLAINTIFF = "plaintiff", _("Plaintiff")
        THIRD_PARTY = "third_party", _("Third party")
        WATCHING = "watching", _("Monitored")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        STAYED = "stayed", _("Stayed")
        CLOSED = "closed", _("Closed")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    code = models.CharField(_("code"), max_length=20, unique=True)
    caption = models.CharField(_("caption"), max_length=300)
    caption_zh = models.CharField(_("caption in Chinese"), max_length=300, blank=True)
    # An id in risks/engine/rules/courts.toml, such as cacd.
    court_id = models.CharField(_("court"), max_length=20)
    docket_number = models.CharField(_("docket number"), max_length=60)
    # Counts the cases of one number; of a hidden one nobody must learn by a refusal.
    number_place = models.PositiveSmallIntegerField(
        _("place among cases of this number"), default=0, editable=False
    )
    # Not unique: of a hidden case with this docket nobody must learn by a refusal.
    courtlistener_id = models.PositiveBigIntegerField(
        _("docket at CourtListener"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("The number in its address: courtlistener.com/docket/NUMBER/…"),
    )
    judge = models.CharField(_("judge"), max_length=200, blank=True)
    our_role = models.CharField(
        _("our role"), max_length=12, choices=Role.choices, default=Role.DEFENDANT
    )
    stage = models.CharField(_("stage"), max_length=80, blank=True)
    cause = models.CharField(_("cause"), max_length=200, blank=True)
    nature_of_suit = models.CharField(_("nature of suit"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    filed_date = models.DateField(_("filed date"), null=True, blank=True)
    terminated_date = models.DateField(_("terminated date"), null=True, blank=True)
    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="cases",
    )
    risks = models.ManyToManyField(
        Risk, verbose_name=_("risks"), blank=True, related_name="cases"
    )
    last_checked_at = models.DateTimeField(_("last checked at"), null=True, blank=True)
    # Without what would tell of a hidden case with the same number.
    history = HistoricalRecords(m2m_fields=[risks], excluded_fields=["number_place"])

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ("code",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="case_has_its_place_among_those_of_its_docket_number",
                fields=["court_id", "docket_number", "number_place"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.caption}"

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone of its court, or of the company if that is unknown."""
        try:
            return court(self.court_id).zone
        except UnknownCourt:
            return self.company.zone

    def today(self, now: datetime) -> date:
        """Return the present day at its court."""
        return today(self.zone, now)


class Party(Kept):
    """A party to a case, as the docket names it."""

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="parties"
    )
    name = models.CharField(_("name"), max_length=300)
    # As the clerk writes it: Plaintiff, Defendant, Counter Claimant …
    role = models.CharField(_("role"), max_length=80)
    extra = models.TextField(_("other details"), blank=True)

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ("case", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="party_is_one_for_each_role_and_name",
                fields=["case", "role", "name"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class Counsel(Kept):
    """A lawyer who represents a party."""

    party = models.ForeignKey(
        Party, verbose_name=_("party"), on_delete=models.CASCADE, related_name="counsel"
    )
    name = models.CharField(_("name"), max_length=200)
    roles = models.CharField(_("roles"), max_length=300, blank=True)
    contact = models.TextField(_("contact"), blank=True)

    restricted_matter_path: ClassVar[str | None] = "party__case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("counsel")
        verbose_name_plural = _("counsel")
        ordering = ("party", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="counsel_is_one_for_each_party_and_name", fields=["party", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name
