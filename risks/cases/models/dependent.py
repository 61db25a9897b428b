"""The part of a deadline that depends on another one, at an interval."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from risks.engine.sentences.counting import SPANS

_ALONE = Q(
    depends_on__isnull=True,
    chain_rule="",
    interval_number__isnull=True,
    interval_unit="",
    interval_direction="",
    counted_from__isnull=True,
    is_overridden=False,
)
_DEPENDENT = Q(
    depends_on__isnull=False,
    interval_number__gte=1,
    interval_unit__in=("days", "court_days", "business_days"),
    interval_direction__in=("before", "after"),
    counted_from__isnull=False,
)
DEPENDENT = (
    models.CheckConstraint(
        name="deadline_depends_on_another_at_an_interval",
        condition=_ALONE | _DEPENDENT,
    ),
    models.CheckConstraint(
        name="deadline_does_not_depend_on_itself",
        condition=Q(depends_on__isnull=True) | ~Q(depends_on=F("id")),
    ),
    models.UniqueConstraint(
        name="deadline_is_added_once_by_each_row_of_the_chain_table",
        fields=["depends_on", "chain_rule"],
        condition=~Q(chain_rule=""),
    ),
)


class Dependent(models.Model):
    """The deadline that this one depends on, and the interval to it."""

    class IntervalUnit(models.TextChoices):
        DAYS = "days", _("days")
        COURT_DAYS = "court_days", _("court days")
        BUSINESS_DAYS = "business_days", _("business days")

    class IntervalDirection(models.TextChoices):
        BEFORE = "before", _("before")
        AFTER = "after", _("after")

    depends_on = models.ForeignKey(
        "risks.Deadline",
        verbose_name=_("depends on"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="dependents",
    )
    # The row of rules/chains.toml that created it; empty where a person did.
    chain_rule = models.CharField(_("chain rule"), max_length=60, blank=True)
    interval_number = models.PositiveSmallIntegerField(
        _("interval"), null=True, blank=True
    )
    interval_unit = models.CharField(
        _("unit of the interval"),
        max_length=13,
        choices=IntervalUnit.choices,
        blank=True,
    )
    interval_direction = models.CharField(
        _("before or after"),
        max_length=6,
        choices=IntervalDirection.choices,
        blank=True,
    )
    # The other's calendared date when this was counted; it differs once that moved.
    counted_from = models.DateField(_("counted from"), null=True, blank=True)
    # A person set its date, so it does not move with the other one.
    is_overridden = models.BooleanField(_("entered by hand"), default=False)

    class Meta:
        abstract = True

    @property
    def interval(self) -> str:
        """Return the interval to the other deadline: "2 court days before"."""
        one, many = SPANS[self.interval_unit, self.interval_direction]
        if self.interval_number == 1:
            return one()
        return many(number=self.interval_number)
