"""What a company's risks could cost together, against what it earns and holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from risks.access.models import Scope
from risks.clock import now
from risks.engine.charts.parts import Chart
from risks.engine.exposure.portfolio.score import band
from risks.exposure.models import CurrentExposure, CurrentSum, PortfolioRun
from risks.exposure.queries import current_sum, is_current, register_rows
from risks.register.models import Company, Fact, Risk
from risks.register.queries import (
    Figure,
    UnusableFact,
    contradictions,
    known_figures,
    yardsticks,
)
from risks.web.charts import bars
from risks.web.exposure.totals import SHOWN, NatureRow, nature_rows, over_capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    company: Company
    risks: Sequence[Risk]  # with the highest scores
    others: int  # risks with lower ones, which nothing shows one by one
    run: PortfolioRun | None
    is_current: bool
    band: str
    over_capacity: float | None
    # What the figures are measured against, and what lacks a period to be a year.
    facts: tuple[Figure, ...]
    without_period: tuple[Figure, ...]
    # What the sum is by the nature of its losses.
    natures: tuple[NatureRow, ...]
    # What sources say against a fact.
    conflicts: tuple[Fact, ...]
    chart: Chart | None


def outlook(company: Company, *, scope: Scope) -> Outlook:
    moment = now()
    today = company.today(moment)
    current = current_sum(company, scope=scope)
    run = current.run if current else None
    rows = register_rows(scope, now=moment).filter(company=company)
    risks = list(rows[:SHOWN])
    others = rows.count() - SHOWN if len(risks) == SHOWN else 0
    known = known_figures(company, on=today)
    return Outlook(
        company=company,
        risks=risks,
        others=others,
        run=run,
        is_current=current is not None
        and _is_current(current, scope=scope, today=today),
        band=band(run.score) if run else "",
        over_capacity=over_capacity(run) if run else None,
        facts=tuple(yardsticks(known)),
        without_period=tuple(each for each in known if each.lacks_period),
        natures=nature_rows(run, scope=scope) if run else (),
        conflicts=tuple(contradictions(company, on=today)),
        chart=bars(current_exposures(risks), currency=company.currency),
    )


def current_exposures(risks: Sequence[Risk]) -> list[CurrentExposure]:
    """Of those risks whose figures the reader sees, in the same order."""
    return [
        risk.current_exposure for risk in risks if hasattr(risk, "current_exposure")
    ]


def _is_current(current: CurrentSum, *, scope: Scope, today: date) -> bool:
    """A company that lost its capacity cannot be priced: what is shown is old."""
    try:
        return is_current(current, scope=scope, today=today)
    except UnusableFact:
        return False
