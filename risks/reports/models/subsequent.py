"""What happens after the reporting date: IAS 10 and ASC 855."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import VisibleQuerySet
from risks.register.models import Assumptions, Company


class AuthorisationForIssue(models.Model):
    """The day on which a company's accounts are authorised for issue: IAS 10.17.

    What takes effect after it is not in these accounts.
    """

    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.CASCADE,
        related_name="authorisations",
    )
    reporting_date = models.DateField(_("reporting date"))
    authorised_on = models.DateField(_("authorised for issue on"))
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("stated by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    stated_at = models.DateTimeField(_("stated at"))
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("authorisation for issue")
        verbose_name_plural = _("authorisations for issue")
        ordering = ("-reporting_date", "company")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="authorisation_is_one_for_each_company_and_date",
                fields=["company", "reporting_date"],
            ),
            models.CheckConstraint(
                name="authorisation_follows_its_reporting_date",
                condition=Q(authorised_on__gte=F("reporting_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company.code} {self.reporting_date}: {self.authorised_on}"


class SubsequentAssumptions(models.Model):
    """Whether assumptions of after a reporting date count at it, and why.

    Adjusting: they tell of conditions that existed at that date (IAS 10.8 and .9).
    Never edited: the newest mark of a version and a date counts.
    """

    assumptions = models.ForeignKey(
        Assumptions,
        verbose_name=_("assumptions"),
        on_delete=models.CASCADE,
        related_name="subsequent_marks",
    )
    reporting_date = models.DateField(_("reporting date"))
    is_adjusting = models.BooleanField(_("adjusting"))
    reason = models.TextField(_("reason"))
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("marked by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    marked_at = models.DateTimeField(_("marked at"))

    restricted_matter_path: ClassVar[str | None] = (
        "assumptions__risk__restricted_matter"
    )
    privileged_path: ClassVar[str | None] = "assumptions__risk__privileged"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("subsequent assumptions")
        verbose_name_plural = _("subsequent assumptions")
        ordering = ("-reporting_date", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="subsequent_assumptions_have_a_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assumptions} at {self.reporting_date}"
