"""What sums are known: the latest, by part, and day by day."""

from datetime import date

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from risks.access.models import Scope, VisibleQuerySet
from risks.exposure.models import PortfolioRun
from risks.exposure.queries.inputs import present_inputs, run_hash
from risks.register.models import Company

Dimension = PortfolioRun.Dimension


def portfolio_runs(company: Company, *, scope: Scope) -> VisibleQuerySet[PortfolioRun]:
    """Of the whole portfolio, without those of its parts; the newest first."""
    runs = PortfolioRun.objects.within(scope).select_related("basis")
    whole = runs.filter(company=company, dimension=Dimension.PORTFOLIO)
    return whole.order_by("-views__since", "-views__pk")


def latest_run(company: Company, *, scope: Scope) -> PortfolioRun | None:
    """Of the whole portfolio."""
    return portfolio_runs(company, scope=scope).first()


def latest_parts(company: Company, *, scope: Scope) -> list[PortfolioRun]:
    """Of each entity, then of each category, of the day of the latest portfolio."""
    whole = latest_run(company, scope=scope)
    if whole is None:
        return []
    runs = PortfolioRun.objects.within(scope).filter(
        company=company, valuation_date=whole.valuation_date
    )
    parts = newest_of_each(
        runs.exclude(dimension=Dimension.PORTFOLIO), "dimension", "part"
    )
    return list(parts.select_related("basis").order_by("-dimension", "part"))


def exposure_by_day(
    company: Company, *, scope: Scope, dimension: str = "portfolio", part: str = ""
) -> VisibleQuerySet[PortfolioRun]:
    """The last run of each valuation date, ascending, without members and curve."""
    runs = PortfolioRun.objects.within(scope).filter(
        company=company, dimension=dimension, part=part
    )
    last = newest_of_each(runs, "valuation_date")
    return last.defer("members", "exceedance").order_by("valuation_date")


def newest_of_each(
    runs: VisibleQuerySet[PortfolioRun], *names: str
) -> VisibleQuerySet[PortfolioRun]:
    """Of a scope's runs that agree in these fields the last, in one query."""
    place = Window(
        RowNumber(),
        partition_by=[F(name) for name in names],
        order_by=[F("views__since").desc(), F("views__pk").desc()],
    )
    return runs.annotate(place=place).filter(place=1)


def run_is_current(run: PortfolioRun, *, scope: Scope, today: date) -> bool:
    """Whether it is the sum of all that the scope sees today, on today's inputs."""
    if run.valuation_date != today:
        return False
    present = present_inputs(run.company, today=today)
    seen = (each for each in present if each.is_visible(scope))
    return bool(run_hash(seen) == run.input_hash)


def latest_company_exposure(scope: Scope) -> dict[Company, PortfolioRun | None]:
    """Each visible company with its latest run; None while it is being computed."""
    companies = Company.objects.within(scope).order_by("code")
    return {company: latest_run(company, scope=scope) for company in companies}
