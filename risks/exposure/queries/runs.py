"""Queries for the figures of sums: latest, by part and by day."""

from datetime import date

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from risks.access.models import Scope, VisibleQuerySet
from risks.engine.exposure.kinds.natures import NATURES, VALUE
from risks.exposure.models import CurrentExposure, CurrentSum, PortfolioRun
from risks.exposure.queries.register_state import register_state
from risks.register.models import Company

Dimension = PortfolioRun.Dimension


def portfolio_runs(company: Company, *, scope: Scope) -> VisibleQuerySet[PortfolioRun]:
    """Return runs of the whole portfolio, newest first."""
    runs = PortfolioRun.objects.within(scope).select_related("basis")
    whole = runs.filter(company=company, dimension=Dimension.PORTFOLIO)
    return whole.order_by("-views__since", "-views__pk")


def current_sum(company: Company, *, scope: Scope) -> CurrentSum | None:
    """Return the portfolio that a scope sees now, with its run."""
    rows = CurrentSum.objects.within(scope).filter(
        company=company, dimension=Dimension.PORTFOLIO
    )
    return rows.select_related("run__basis", "run__company").first()


def latest_run(company: Company, *, scope: Scope) -> PortfolioRun | None:
    """Return the latest run of the whole portfolio."""
    current = current_sum(company, scope=scope)
    return current.run if current else None


def latest_parts(company: Company, *, scope: Scope) -> list[PortfolioRun]:
    """Return each entity's and category's run of the latest portfolio's day."""
    whole = latest_run(company, scope=scope)
    if whole is None:
        return []
    rows = CurrentSum.objects.within(scope).filter(
        company=company, run__valuation_date=whole.valuation_date
    )
    parts = rows.exclude(dimension=Dimension.PORTFOLIO).select_related("run__basis")
    return [row.run for row in parts.order_by("-dimension", "part")]


def nature_runs(whole: PortfolioRun, *, scope: Scope) -> list[PortfolioRun]:
    """Return what a portfolio is by the nature of its losses, of the same day.

    None unless liability and lost profit add up to it; an effect on the value of the
    shares is beside them and in no total.
    """
    runs = PortfolioRun.objects.within(scope).filter(
        company=whole.company_id,
        dimension=Dimension.NATURE,
        valuation_date=whole.valuation_date,
    )
    newest = newest_of_each(runs, "part").defer("largest", "exceedance")
    by_nature = {run.part: run for run in newest}
    parts = [by_nature[each] for each in NATURES if each in by_nature]
    cash = sum(run.expected for run in parts if run.part != VALUE)
    return parts if cash == whole.expected else []


def exposure_by_day(
    company: Company, *, scope: Scope, dimension: str = "portfolio", part: str = ""
) -> VisibleQuerySet[PortfolioRun]:
    """Return the last run of each valuation date, ascending.

    Curve and largest members are not loaded.
    """
    runs = PortfolioRun.objects.within(scope).filter(
        company=company, dimension=dimension, part=part
    )
    last = newest_of_each(runs, "valuation_date")
    return last.defer("largest", "compartments", "exceedance").order_by(
        "valuation_date"
    )


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


def is_current(current: CurrentSum, *, scope: Scope, today: date) -> bool:
    """Say whether a sum is of all that the scope sees, on today's inputs.

    Raises `UnusableFact`.
    """
    company = current.company
    if current.run.valuation_date != today:
        return False
    state = register_state(company, today=today, scope=scope)
    if state.seen_by(scope) != current.inputs:
        return False
    exposures = CurrentExposure.objects.within(scope).filter(risk__company=company)
    # A suit that the scope does not see may have changed what an injunction costs.
    return not exposures.filter(snapshot__linked__is_latest=False).exists()


def latest_company_exposure(scope: Scope) -> dict[Company, PortfolioRun | None]:
    """Return each visible company with its latest run, if computed."""
    companies = Company.objects.within(scope).order_by("code")
    return {company: latest_run(company, scope=scope) for company in companies}
