"""Models of the figures of sums of risks, of who sees them and of their losses."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from risks.access.models import VisibleQuerySet
from risks.engine.formats import score
from risks.exposure.models.fields import Digest, Packed
from risks.exposure.models.figures import Measures
from risks.register.models import Company


class PortfolioRun(Measures):
    """The figures of a sum of risks, in one row for all scopes that see it."""

    class Dimension(models.TextChoices):
        PORTFOLIO = "portfolio", _("Portfolio")
        ENTITY = "entity", _("Entity")
        CATEGORY = "category", _("Category")

    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.CASCADE,
        related_name="portfolio_runs",
        db_index=False,
    )
    dimension = models.CharField(
        _("dimension"),
        max_length=10,
        choices=Dimension.choices,
        default=Dimension.PORTFOLIO,
    )
    # An entity's code or a kind of risk; blank for the portfolio.
    part = models.CharField(_("part"), max_length=20, blank=True)
    # [{"risk": pk, "snapshot": pk, "tvar95": share, "p95": share}, …], in currency
    # units; the shares are of the portfolio's figures and are stored after them.
    members = Packed(_("members"), default=list)
    has_shares = models.BooleanField(_("has shares"), default=False)
    # [[loss, probability of that loss or a larger one], …], in currency units.
    exceedance = Packed(_("exceedance"), default=list)
    # By quantile, "p50" to "p99": [low, high], 95 % order-statistic interval.
    intervals = Packed(_("intervals"), default=dict)

    scope_path: ClassVar[str | None] = "views__scope"
    objects = VisibleQuerySet.as_manager()
    seed = "each member's own"

    class Meta:
        verbose_name = _("portfolio run")
        verbose_name_plural = _("portfolio runs")
        ordering = ("-computed_at", "-pk")
        indexes: ClassVar = [
            models.Index(name="run_of_a_day", fields=["company", "valuation_date"])
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="portfolio_run_is_one_for_each_part_and_inputs",
                fields=["company", "dimension", "part", "input_hash"],
            ),
            models.CheckConstraint(
                name="portfolio_run_names_its_part_unless_it_is_the_whole",
                condition=Q(dimension="portfolio", part="")
                | (~Q(dimension="portfolio") & ~Q(part="")),
            ),
        ]

    def __str__(self) -> str:
        what = f"{self.company.code} {self.part}".strip()
        return _("%(what)s on %(valuation_date)s: %(score)s") % {
            "what": what,
            "valuation_date": self.valuation_date,
            "score": score(self.score),
        }


class RunView(models.Model):
    """Says that a scope sees this sum as all of a part, and since when."""

    run = models.ForeignKey(
        PortfolioRun,
        verbose_name=_("run"),
        on_delete=models.CASCADE,
        related_name="views",
    )
    # `Scope.key`: a part's P95 cannot be derived from the whole's.
    scope = Digest(_("scope"))
    since = models.DateTimeField(_("since"))

    scope_path: ClassVar[str | None] = "scope"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("run view")
        verbose_name_plural = _("run views")
        ordering = ("-since", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="run_view_is_one_for_each_scope_and_run",
                fields=["scope", "run"],
            ),
        ]

    def __str__(self) -> str:
        return _("%(run)s, seen by %(scope)s") % {
            "run": self.run,
            "scope": self.scope[:8],
        }


class RunLosses(models.Model):
    """The losses by trial of a present sum, to update it when one risk changes."""

    run = models.OneToOneField(
        PortfolioRun,
        verbose_name=_("run"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="losses",
    )
    # Whole cents by trial as int64, compressed; those with simulated means separately.
    cents = models.BinaryField(_("cents"))
    simulated = models.BinaryField(_("simulated"), null=True)
    # In whole cents: the mean, and the sum of the members' largest amounts.
    mean = models.FloatField(_("mean"))
    largest = models.FloatField(_("largest"))
    # How many members can be a gain.
    gains = models.PositiveIntegerField(_("gains"))

    scope_path: ClassVar[str | None] = "run__views__scope"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("run losses")
        verbose_name_plural = _("run losses")
        ordering = ("-run",)

    def __str__(self) -> str:
        return _("losses of %(run)s") % {"run": self.run}
