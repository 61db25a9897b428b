"""A dated figure of the company, over a period or on a day, with its source."""

from collections.abc import Iterator
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import VisibleQuerySet
from risks.engine.formats import UNITS
from risks.register.models.company import CURRENCY, Company, Tier


class Fact(models.Model):
    """A dated figure of the company with its source; corrected by a newer one."""

    class Kind(models.TextChoices):
        REVENUE = "revenue", _("Revenue")
        GROSS_MARGIN = "gross_margin", _("Gross margin")
        NET_LOSS = "net_loss", _("Net loss")
        R_AND_D = "r_and_d", _("R&D spending")
        CASH = "cash", _("Cash")
        RISK_CAPACITY = "risk_capacity", _("Risk capacity (set by the board)")
        APPETITE = "appetite", _("Risk appetite (set by the board)")
        REVENUE_SHARE = "revenue_share", _("Share of revenue")
        USERS = "users", _("Monthly active users")
        HOLDING = "holding", _("Shareholding")
        CLAIM = "claim", _("Claimed or possible amount")
        GROWTH = "growth", _("Growth of revenue")
        SPENDING = "spending", _("Spending per paying user")
        OTHER = "other", _("Other")

    # Over a period: a year of it is what amounts and comparisons use.
    FLOWS: ClassVar = frozenset({Kind.REVENUE, Kind.NET_LOSS, Kind.R_AND_D})
    # On one day.
    STOCKS: ClassVar = frozenset(
        {Kind.CASH, Kind.RISK_CAPACITY, Kind.APPETITE, Kind.HOLDING}
    )

    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="facts",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    segment = models.CharField(_("segment"), max_length=80, blank=True)
    period_start = models.DateField(_("period start"), null=True, blank=True)
    # The end of the period, or the day the figure holds for.
    as_of = models.DateField(_("as of"))
    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=4)
    # A currency, or "ratio", or "count".
    unit = models.CharField(_("unit"), max_length=10)
    source = models.CharField(_("source"), max_length=300)
    tier = models.CharField(_("source type"), max_length=12, choices=Tier.choices)
    note = models.TextField(_("note"), blank=True)
    # Another source's reading of a fact: shown beside it, and used by no figure.
    contradicts = models.ForeignKey(
        "self",
        verbose_name=_("contradicts"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="contradictions",
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ("kind", "segment", "-as_of", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="fact_period_starts_before_it_ends",
                condition=Q(period_start__isnull=True)
                | Q(period_start__lte=F("as_of")),
            ),
            models.CheckConstraint(
                name="fact_risk_capacity_is_positive",
                condition=~Q(kind="risk_capacity") | Q(amount__gt=0),
            ),
            models.CheckConstraint(
                name="fact_appetite_is_positive",
                condition=~Q(kind="appetite") | Q(amount__gt=0),
            ),
            models.CheckConstraint(
                name="fact_does_not_contradict_itself",
                condition=Q(contradicts__isnull=True) | ~Q(contradicts=F("pk")),
            ),
        ]

    def __str__(self) -> str:
        label = f"{self.get_kind_display()} {self.segment}".strip()
        return f"{label}: {self.amount.normalize():,f} {self.unit} ({self.as_of})"

    @property
    def decimals(self) -> int:
        """Return how many a percentage has: a holding is published with two."""
        return 2 if self.kind == self.Kind.HOLDING else 1

    @property
    def is_flow(self) -> bool:
        return self.kind in self.FLOWS

    def clean(self) -> None:
        """Refuse what no figure could use, each problem at its field."""
        problems = dict(self._problems())
        if problems:
            raise ValidationError(problems)

    def _problems(self) -> Iterator[tuple[str, Promise | str]]:
        limits = (self.Kind.RISK_CAPACITY, self.Kind.APPETITE)
        currency = self.company.currency if self.company_id else self.unit
        if self.unit not in UNITS and not CURRENCY.fullmatch(self.unit):
            yield "unit", _("Enter a currency such as USD, or ratio, or count.")
        elif self.kind in limits and self.unit != currency:
            yield (
                "unit",
                _("Enter %(currency)s, the company's currency.")
                % {"currency": currency},
            )
        if self.is_flow and self.period_start is None:
            yield "period_start", _("Enter the first day of the period.")
        if self.kind in self.STOCKS and self.period_start is not None:
            yield "period_start", _("Leave it empty: this is a figure of one day.")
        if self.contradicts and self.contradicts.company_id != self.company_id:
            yield "contradicts", _("Choose a fact of the same company.")
