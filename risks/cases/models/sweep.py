"""How far each case has been swept at CourtListener."""

from typing import ClassVar

from django.db import models

from risks.cases.models.case import Case
from risks.cases.models.keeping import Kept, KeptQuerySet


class Sweep(Kept):
    """One case's place in the sweep; a page that is missing is asked for again."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="sweep")
    # The number at CourtListener of which all below is told.
    docket = models.PositiveBigIntegerField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    swept_at = models.DateTimeField(null=True, blank=True)
    # The newest date_modified of the last whole sweep; none: ask for every entry.
    modified_after = models.DateTimeField(null=True, blank=True)
    # Of a sweep that is under way: the query of its next page, the newest
    # date_modified so far, and how many pages came.
    next_page = models.CharField(max_length=2000, blank=True)
    newest = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "pk")

    def __str__(self) -> str:
        return f"{self.case.code}, docket {self.docket}"
