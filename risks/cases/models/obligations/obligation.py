"""The model of an obligation that recurs: a licence, a filing, a pledge, a policy."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import VisibleQuerySet, public_id
from risks.cases.models.deadline import Deadline
from risks.register.models import Company, Entity
from risks.register.models.acts import person_of
from risks.register.models.owned import Owned

# Ten years: a longer interval or lead time is taken for a typing error.
LONGEST_INTERVAL_MONTHS = 120
LONGEST_LEAD_DAYS = 3653
# The states of a period in which it is not closed.
LIVE = ("open", "waiting")
_ZONES = {
    "CN": "Asia/Shanghai",
    "HK": "Asia/Hong_Kong",
    "SG": "Asia/Singapore",
    "US": "America/New_York",
}


class ComplianceObligationQuerySet(VisibleQuerySet["ComplianceObligation"]):
    """Filters of obligations."""

    def live(self) -> Self:
        """Obligations with a period that is not closed: there is at most one."""
        return self.filter(periods__state__in=LIVE)


class ComplianceObligation(Owned):
    """What a company must renew or file again, period by period, with evidence.

    Each period has a deadline of the company, from which the reminders are planned.
    """

    class Kind(models.TextChoices):
        LICENCE = "licence", _("Licence")
        FILING = "filing", _("Filing")
        AGREEMENT = "agreement", _("Agreement")
        PLEDGE = "pledge", _("Pledge")
        INSURANCE = "insurance", _("Insurance")
        OTHER = "other", _("Other obligation")

    class Country(models.TextChoices):
        CHINA = "CN", _("Mainland China")
        HONG_KONG = "HK", _("Hong Kong")
        SINGAPORE = "SG", _("Singapore")
        UNITED_STATES = "US", _("United States")
        ELSEWHERE = "other", _("Elsewhere: only weekends are known as closed")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="obligations",
    )
    entity = models.ForeignKey(
        Entity,
        verbose_name=_("entity"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="obligations",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    authority = models.CharField(
        _("authority or counterparty"), max_length=200, blank=True
    )
    reference = models.CharField(_("reference number"), max_length=120, blank=True)
    # Whose closed days are named; the date itself is never moved.
    country = models.CharField(
        _("country of the authority"), max_length=5, choices=Country.choices
    )
    lead_days = models.PositiveSmallIntegerField(
        _("days before the end of the period"), default=0
    )
    interval_months = models.PositiveSmallIntegerField(
        _("renewal interval in months"), null=True, blank=True
    )
    severity = models.CharField(
        _("severity"),
        max_length=10,
        choices=Deadline.Severity.choices,
        default=Deadline.Severity.NORMAL,
    )
    note = models.TextField(_("note"), blank=True)
    recorded_by = person_of(_("recorded by"))
    recorded_at = models.DateTimeField(_("recorded at"))
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = None
    objects = ComplianceObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ("company", "title", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="obligation_has_a_title", condition=~Q(title="")
            ),
            models.CheckConstraint(
                name="obligation_renews_within_ten_years",
                condition=Q(interval_months__isnull=True)
                | Q(interval_months__range=(1, LONGEST_INTERVAL_MONTHS)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tz(self) -> str:
        """Return the time zone in which its dates count."""
        return _ZONES.get(self.country, self.company.time_zone)
