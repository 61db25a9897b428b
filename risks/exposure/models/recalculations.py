"""Models of recalculations and of the lease under which a worker runs one."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from risks.access.models import VisibleQuerySet
from risks.exposure.models.fields import Digest
from risks.register.models import Company


class LeaseQuerySet(VisibleQuerySet["RecalculationLease"]):
    """Filters of leases by the database's clock, which all workers share."""

    def free(self) -> "LeaseQuerySet":
        """Leases that nobody holds or whose holder did not renew them in time."""
        return self.filter(Q(until=None) | Q(until__lt=Now()))


class RecalculationLease(models.Model):
    """The worker that recalculates a company, and until when it may."""

    company = models.OneToOneField(
        Company,
        verbose_name=_("company"),
        on_delete=models.CASCADE,
        related_name="recalculation_lease",
    )
    # Process and a token of the recalculation; blank when nobody holds it.
    holder = models.CharField(_("holder"), max_length=200, blank=True)
    until = models.DateTimeField(_("until"), null=True)
    # A hash of the register and of its figures; null once something may be left to do.
    settled = Digest(_("hash of what is settled"), null=True)

    restricted_matter_path: ClassVar[str | None] = None
    objects = LeaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("recalculation lease")
        verbose_name_plural = _("recalculation leases")
        ordering = ("company",)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="recalculation_lease_has_a_holder_while_it_runs",
                condition=Q(holder="", until=None) | ~Q(holder="") & ~Q(until=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company.code}: {self.holder or '–'}"


class Recalculation(models.Model):
    """A full recalculation that a person requested, or one that failed."""

    class Kind(models.TextChoices):
        STALE = "stale", _("Recalculation")
        FULL = "full", _("Full recalculation")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        DIFFERS = "differs", _("Differs")
        FAILED = "failed", _("Failed")
        REPAIRED = "repaired", _("Failed, since repaired")

    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.CASCADE,
        related_name="recalculations",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("requested by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    requested_at = models.DateTimeField(_("requested at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    # A hash of all inputs at the failure; null where none were read.
    wanted = Digest(_("hash of the inputs wanted"), null=True)
    total = models.PositiveIntegerField(_("total"), default=0)
    done = models.PositiveIntegerField(_("done"), default=0)
    # New snapshots and new sums.
    priced = models.PositiveIntegerField(_("priced"), default=0)
    sums = models.PositiveIntegerField(_("sums"), default=0)
    # [{"risk": pk or null, "what": "failed" | "differs", "text": …}, …]
    findings = models.JSONField(_("findings"), default=list)
    failure = models.TextField(_("failure"), blank=True)
    # How many workers began it, so that one that crashes them is not retried for ever.
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("recalculation")
        verbose_name_plural = _("recalculations")
        ordering = ("-requested_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="recalculation_runs_one_at_a_time_for_each_company",
                fields=["company"],
                condition=Q(state="running"),
            ),
            models.UniqueConstraint(
                name="recalculation_waits_once_for_each_company",
                fields=["company"],
                condition=Q(state="waiting"),
            ),
            models.CheckConstraint(
                name="recalculation_does_no_more_than_its_total",
                condition=Q(done__lte=F("total")),
            ),
        ]

    def __str__(self) -> str:
        how_far = f"{self.done} of {self.total} ({self.get_state_display()})"
        return f"{self.company.code}: {self.get_kind_display()}, {how_far}"
