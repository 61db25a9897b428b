"""What could hurt us: risks, versioned assumptions and what is proposed for them."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import VisibleQuerySet, public_id
from risks.register.models.acts import Decided, recorded
from risks.register.models.company import Company, Entity
from risks.register.models.owned import Owned
from risks.register.models.restricted import Restricted


class Risk(Owned, Restricted):
    """One thing that could hurt the company. Its price lives in `exposure`."""

    class Kind(models.TextChoices):
        """The engine's kinds, by the engine's names."""

        COPYRIGHT_SUIT = "copyright_suit", _("Copyright suit")
        INJUNCTION = "injunction", _("Injunction threat")
        GOVERNANCE = "governance", _("VIE / governance")
        PRICE_WAR = "price_war", _("Price war")
        EVENT = "event", _("Event (any other risk)")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        WATCHING = "watching", _("Monitored")
        CLOSED = "closed", _("Closed")

    uuid = models.UUIDField(_("UUID"), unique=True, default=uuid4, editable=False)
    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    code = models.CharField(_("code"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=200)
    title_zh = models.CharField(_("title in Chinese"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    description = models.TextField(_("description"), blank=True)
    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="risks",
    )
    entity = models.ForeignKey(
        Entity,
        verbose_name=_("entity"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="risks",
        help_text=_("Who would bear the loss, if not the company as a whole."),
    )
    privileged = models.BooleanField(
        _("privileged"),
        default=False,
        help_text=_("Only lawyers see the assessment: assumptions, figures, changes."),
    )
    opened_on = models.DateField(_("opened on"))
    history = HistoricalRecords()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ("code",)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="risk_backup_is_another_person",
                condition=Q(backup__isnull=True) | ~Q(backup=F("owner")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Assumptions(models.Model):
    """What people believe about a risk: one version, never edited in place.

    `parameters` is the risk's JSON of docs/use/simulate.md without `id` and `kind`.
    """

    risk = models.ForeignKey(
        Risk,
        verbose_name=_("risk"),
        on_delete=models.CASCADE,
        related_name="assumptions",
    )
    number = models.PositiveIntegerField(_("number"))
    # Kept by `record_assumptions`: the newest number of thousands is not searched for.
    is_latest = models.BooleanField(_("is the latest"), default=True, editable=False)
    parameters = models.JSONField(_("parameters"))
    # SHA-256 of the kind and the canonical parameters: staleness is a join on it.
    hash = models.CharField(_("hash"), max_length=64, editable=False)
    reason = models.TextField(_("reason"))
    evidence = models.TextField(_("evidence"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    effective_date = models.DateField(_("effective date"))
    created_at = models.DateTimeField(_("created at"))

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("assumptions")
        verbose_name_plural = _("assumptions")
        ordering = ("risk", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="assumptions_have_one_version_of_each_number",
                fields=["risk", "number"],
            ),
            models.UniqueConstraint(
                name="assumptions_have_one_latest_version",
                fields=["risk"],
                condition=Q(is_latest=True),
            ),
            models.CheckConstraint(
                name="assumptions_have_a_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.code} v{self.number}"


class Proposal(Decided):
    """A change of assumptions that something suggests and a person decides."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    risk = models.ForeignKey(
        Risk, verbose_name=_("risk"), on_delete=models.CASCADE, related_name="proposals"
    )
    # What proposed it, as a stable text key: "event 17" proposes once.
    origin = models.CharField(_("origin"), max_length=80)
    # The words a person reads: which entry, what it decided.
    why = models.TextField(_("reason"))
    # Top-level parameters to replace; objects are merged one level deep.
    change = models.JSONField(_("change"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    created_at = models.DateTimeField(_("created at"))
    decide_by = models.DateField(_("decide by"))
    accepted_as = models.ForeignKey(
        Assumptions,
        verbose_name=_("accepted as"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="proposal_is_made_once_for_each_origin", fields=["risk", "origin"]
            ),
            models.CheckConstraint(
                name="proposal_decided_has_a_person_and_a_reason",
                condition=Q(status="open", decided_by__isnull=True)
                | (~Q(status="open") & recorded("decided", reason="decision_reason")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.code}: {self.why[:60]}"
