"""The listing profile of a company: what its listing rules and dates follow from."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import VisibleQuerySet
from risks.engine.time.listing.profile import Condition, Listing, YearEnd
from risks.register.models.company import Company
from risks.register.models.owned import Owned


class ListingProfile(Owned):
    """A listing on the Main Board of the Hong Kong Stock Exchange, or an application.

    The dates of the company that recur follow from it; their owner and backup are its
    own.
    """

    class Status(models.TextChoices):
        APPLICANT = "applicant", _("Applicant")
        LISTED = "listed", _("Listed")
        DELISTED = "delisted", _("No longer listed")

    company = models.OneToOneField(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="listing_profile",
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    application_date = models.DateField(_("application date"), null=True, blank=True)
    # Planned while the company is an applicant.
    first_day = models.DateField(_("first day of dealings"), null=True, blank=True)
    last_day = models.DateField(_("last day of the listing"), null=True, blank=True)
    # 28 and 29 February stand for the end of February.
    year_end_month = models.PositiveSmallIntegerField(_("month of the year end"))
    year_end_day = models.PositiveSmallIntegerField(_("day of the year end"))
    weighted_voting_rights = models.BooleanField(
        _("weighted voting rights"), default=False
    )
    contractual_arrangements = models.BooleanField(
        _("contractual arrangements (VIE)"), default=False
    )
    connected_transactions = models.BooleanField(
        _("continuing connected transactions"), default=False
    )
    csrc_filing = models.BooleanField(_("CSRC filing applies"), default=False)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing profile")
        verbose_name_plural = _("listing profiles")
        ordering = ("company",)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="listing_profile_has_the_days_of_its_status",
                condition=Q(
                    status="applicant",
                    application_date__isnull=False,
                    last_day__isnull=True,
                )
                | Q(status="listed", first_day__isnull=False, last_day__isnull=True)
                | Q(status="delisted", first_day__isnull=False, last_day__isnull=False),
            ),
            models.CheckConstraint(
                name="listing_profile_days_are_in_order",
                condition=(
                    Q(application_date__isnull=True)
                    | Q(first_day__isnull=True)
                    | Q(application_date__lte=F("first_day"))
                )
                & (Q(last_day__isnull=True) | Q(first_day__lte=F("last_day"))),
            ),
            models.CheckConstraint(
                name="listing_profile_year_ends_on_a_day",
                condition=Q(year_end_month__range=(1, 12), year_end_day__range=(1, 31)),
            ),
            models.CheckConstraint(
                name="listing_profile_has_two_people",
                condition=Q(backup__isnull=False) & ~Q(owner=F("backup")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_status_display()}"

    @property
    def listing(self) -> Listing:
        """Return the listing as the engine reads it."""
        is_applicant = self.status == self.Status.APPLICANT
        return Listing(
            year_end=YearEnd(month=self.year_end_month, day=self.year_end_day),
            always=frozenset(
                Condition(name) for name in SWITCHES if getattr(self, name)
            ),
            application_date=self.application_date,
            first_day=None if is_applicant else self.first_day,
            last_day=self.last_day,
        )


# The fields that switch a set of rules on; each is named as its condition.
SWITCHES = (
    "weighted_voting_rights",
    "contractual_arrangements",
    "connected_transactions",
    "csrc_filing",
)
