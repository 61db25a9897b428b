"""Types of docket entries that a person has subscribed to."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from risks.access.models import VisibleQuerySet
from risks.cases.models import Case, Event


class Subscription(models.Model):
    """Tell me of each new event of this kind: of one case, or of all that I see."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="subscriptions",
    )
    event_kind = models.CharField(_("type"), max_length=30, choices=Event.Kind.choices)
    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="subscriptions",
    )
    # What was recorded before is no news.
    created_at = models.DateTimeField(_("created at"))

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ("person", "event_kind", "case", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="subscription_is_one_for_each_person_kind_and_case",
                fields=["person", "event_kind", "case"],
            ),
            models.UniqueConstraint(
                name="subscription_to_all_cases_is_one_for_each_person_and_kind",
                fields=["person", "event_kind"],
                condition=Q(case__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        where = self.case.code if self.case else _("any case")
        return f"{self.person}: {self.get_event_kind_display()}, {where}"
