"""Models of the figures of sums of risks, of what they add up and of who sees them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from risks.access.models import RestrictedMatter, Scope, VisibleQuerySet
from risks.exposure.models.fields import Digest, Packed
from risks.exposure.models.figures import Measures
from risks.register.models import Company


class LossNature(models.TextChoices):
    """What a loss is; the engine names the same ones."""

    LIABILITY = "liability", _("Liability to others")
    LOST_PROFIT = "lost_profit", _("Lost profit")
    VALUE = "value", _("Effect on shareholders' value")


class RunMembersQuerySet(VisibleQuerySet["RunMembers"]):
    """Nobody sees these rows: each lists the risks of all scopes."""

    def within(self, scope: Scope) -> Self:
        return self.none()


class RunMembers(models.Model):
    """The risks that the sums of one recalculation add up, in one row for them all."""

    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.CASCADE,
        related_name="run_members",
    )
    computed_at = models.DateTimeField(_("computed at"))
    # [[[restricted matter or null, privileged], [risk, …], [snapshot, …]], …]
    by_compartment = Packed(_("members by compartment"), default=list)

    restricted_matter_path: ClassVar[str | None] = None
    objects = RunMembersQuerySet.as_manager()

    class Meta:
        verbose_name = _("members of runs")
        verbose_name_plural = _("members of runs")
        ordering = ("-computed_at", "-pk")

    def __str__(self) -> str:
        return f"{self.company.code}: {self.computed_at}"


class PortfolioRun(Measures):
    """The figures of a sum of risks, in one row for all scopes that see it."""

    class Dimension(models.TextChoices):
        PORTFOLIO = "portfolio", _("Portfolio")
        ENTITY = "entity", _("Entity")
        CATEGORY = "category", _("Category")
        NATURE = "nature", _("Nature of the loss")

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
    # An entity's code, a kind of risk or a nature; blank for the portfolio.
    part = models.CharField(_("part"), max_length=20, blank=True)
    risks = models.PositiveIntegerField(_("number of risks"), default=0)
    # Null in rows older than this column.
    membership = models.ForeignKey(
        RunMembers,
        verbose_name=_("members"),
        null=True,
        on_delete=models.PROTECT,
        related_name="runs",
    )
    # [[restricted matter or null, privileged], …]: of its members' risks.
    compartments = Packed(_("compartments"), default=list)
    # [{"risk": pk, "snapshot": pk, "tvar95": share, "p95": share}, …], in currency
    # units, the largest share of TVaR95 first; the other members have the rest. They
    # are stored after the figures of a portfolio, and of no other sum.
    largest = Packed(_("largest members"), default=list)
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
            "score": self.shown_score,
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


class CurrentSum(models.Model):
    """The run that a scope sees now as all of a part; pages read it."""

    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.CASCADE,
        related_name="current_sums",
    )
    scope = Digest(_("scope"))
    dimension = models.CharField(
        _("dimension"), max_length=10, choices=PortfolioRun.Dimension.choices
    )
    part = models.CharField(_("part"), max_length=20, blank=True)
    run = models.ForeignKey(
        PortfolioRun,
        verbose_name=_("run"),
        on_delete=models.CASCADE,
        related_name="current_sums",
    )
    # Of all that the scope sees, as it was when the run was last found to be current.
    inputs = Digest(_("hash of the inputs"))

    scope_path: ClassVar[str | None] = "scope"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("current sum")
        verbose_name_plural = _("current sums")
        ordering = ("company", "dimension", "part", "scope")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="current_sum_is_one_for_each_scope_and_part",
                fields=["company", "scope", "dimension", "part"],
            ),
        ]

    def __str__(self) -> str:
        return str(self.run)


class CellLosses(models.Model):
    """The losses by trial of risks that are in the same sums, added up.

    A changed risk moves them; each sum adds up some of these.
    """

    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.CASCADE,
        related_name="cell_losses",
    )
    restricted_matter = models.ForeignKey(
        RestrictedMatter,
        verbose_name=_("restricted matter"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    privileged = models.BooleanField(_("privileged"))
    # An entity's code or blank, and a kind of risk.
    entity = models.CharField(_("entity"), max_length=20, blank=True)
    category = models.CharField(_("category"), max_length=20)
    # What the losses are; blank where its risks have losses of several natures.
    nature = models.CharField(_("nature of the losses"), max_length=20, blank=True)
    # Whether they are those of one nature of such risks.
    is_part = models.BooleanField(_("of one nature"), default=False)
    # {risk: [snapshot, mark of its losses], …}
    members = Packed(_("members"), default=dict)
    # SHA-256 of the losses as int64 cents, by which a damaged row is found.
    loss_hash = Digest(_("hash of the losses"))
    # Whole cents by trial as int64, compressed; those with simulated means separately.
    cents = models.BinaryField(_("cents"))
    simulated = models.BinaryField(_("simulated"), null=True)
    # In whole cents: the mean, and the sum of the members' largest amounts.
    mean = models.FloatField(_("mean"))
    largest = models.FloatField(_("largest"))
    # How many members can be a gain.
    gains = models.PositiveIntegerField(_("gains"))

    restricted_matter_path: ClassVar[str | None] = "restricted_matter"
    privileged_path: ClassVar[str | None] = "privileged"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("losses of a cell")
        verbose_name_plural = _("losses of cells")
        ordering = ("company", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cell_losses_are_one_row_for_each_cell",
                fields=[
                    "company",
                    "restricted_matter",
                    "privileged",
                    "entity",
                    "category",
                    "nature",
                    "is_part",
                ],
                condition=Q(restricted_matter__isnull=False),
            ),
            models.UniqueConstraint(
                name="cell_losses_are_one_row_for_each_unrestricted_cell",
                fields=[
                    "company",
                    "privileged",
                    "entity",
                    "category",
                    "nature",
                    "is_part",
                ],
                condition=Q(restricted_matter__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company.code} {self.entity} {self.category}"
