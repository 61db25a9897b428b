"""The model of how far a case has been swept at CourtListener."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from risks.cases.models.case import Case
from risks.cases.models.keeping import Kept, KeptQuerySet


class Sweep(Kept):
    """The progress of a case's sweep; a missing page is requested again."""

    case = models.OneToOneField(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="sweep"
    )
    # The docket number at CourtListener to which the fields below refer.
    docket = models.PositiveBigIntegerField(_("docket"))
    asked_at = models.DateTimeField(_("asked at"))
    due_at = models.DateTimeField(_("due"))
    swept_at = models.DateTimeField(_("last sweep"), null=True, blank=True)
    # The newest date_modified of the last complete sweep; empty: request every entry.
    modified_after = models.DateTimeField(_("modified after"), null=True, blank=True)
    # During a sweep: the query of its next page, the newest date_modified so far, and
    # how many pages have come.
    next_page = models.CharField(_("next page"), max_length=2000, blank=True)
    newest = models.DateTimeField(_("newest"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("sweep")
        verbose_name_plural = _("sweeps")
        ordering = ("asked_at", "pk")

    def __str__(self) -> str:
        return _("%(code)s, docket %(docket)s") % {
            "code": self.case.code,
            "docket": self.docket,
        }
