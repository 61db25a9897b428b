"""Queries for the figures of sums: latest, by part and by day."""

from datetime import date

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from risks.access.models import Scope, VisibleQuerySet
from risks.exposure.models import PortfolioRun
from risks.exposure.queries.inputs import present_inputs, run_hash
from risks.register.models import Company

Dimension = PortfolioRun.Dimension


def portfolio_runs(company: Company, *, scope: Scope) -> VisibleQuerySet[PortfolioRun]:
    """Return runs of the whole portfolio, newest first."""
    runs = PortfolioRun.objects.within(scope).select_related("basis")
    whole = runs.filter(company=company, dimension=Dimension.PORTFOLIO)
    return whole.order_by("-views__since", "-views__pk")


def latest_run(company: Company, *, scope: Scope) -> PortfolioRun | None:
    """Return the latest run of the whole portfolio."""
    return portfolio_runs(company, scope=scope).first()


def latest_parts(company: Company, *, scope: Scope) -> list[PortfolioRun]:
    """Return each entity's and category's run of the latest portfolio's day."""
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
    """Return the last run of each valuation date, ascending.

    Members and curve are not loaded.
    """
    runs = PortfolioRun.objects.within(scope).filter(
        company=company, dimension=dimension, part=part
    )
    last = newest_of_each(runs, "valuation_date")
    return last.defer("members", "exceedance").order_by("valuation_date")


def newest_of_each(
    runs: VisibleQuerySet[PortfolioRun], *names: str
) -> VisibleQuerySet[PortfolioRun]:
    """Return the newest run for each value of these fields, in one query."""
    place = Window(
        RowNumber(),
        partition_by=[F(name) for name in names],
        order_by=[F("views__since").desc(), F("views__pk").desc()],
    )
    return runs.annotate(place=place).filter(place=1)


def run_is_current(run: PortfolioRun, *, scope: Scope, today: date) -> bool:
    """Say whether a run sums all that the scope sees, on today's inputs."""
    if run.valuation_date != today:
        return False
    present = present_inputs(run.company, today=today)
    seen = (each for each in present if each.is_visible(scope))
    return bool(run_hash(seen) == run.input_hash)


def latest_company_exposure(scope: Scope) -> dict[Company, PortfolioRun | None]:
    """Return each visible company with its latest run, if computed."""
    companies = Company.objects.within(scope).order_by("code")
    return {company: latest_run(company, scope=scope) for company in companies}
