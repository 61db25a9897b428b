"""The board report: quarterly, for directors; all that it shows is frozen as JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from risks.access.models import Scope
from risks.engine.charts.bars import BarLabels, ExposureRow, exposure_bars
from risks.engine.charts.curves import ExceedanceLabels, exceedance_chart
from risks.engine.charts.parts import Chart
from risks.exposure.models import PortfolioRun
from risks.register.models import Company
from risks.reports.documents.board_workbook import board_workbook
from risks.reports.documents.pdf import pdf
from risks.reports.kinds.kind import NotReady, ReportKind
from risks.reports.models import Report
from risks.reports.queries.court import DAYS_AHEAD, deadlines_ahead, docket_of
from risks.reports.queries.exposure import (
    changes,
    earlier_run,
    measures,
    nature_rows,
    rest,
    risk_rows,
    run_at,
)
from risks.reports.queries.facts import measured_against, sources
from risks.reports.queries.periods import (
    FRESH_DAYS,
    Period,
    completed_quarter,
    quarter_to_date,
)

FORMAT = 1
DEMO_NOTE = gettext_noop(
    "Demo: every probability, award and loss range is illustrative. Facts name their "
    "sources. No assessment of the real case, its parties or its court."
)
DEMO_NOTE_ZH = (
    "示範：所有機率、賠償與損失區間均屬示意，事實均註明來源，"
    "不構成對真實案件、當事人或法院的評估。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What the sections read: the sum at the period's end, and for whom."""

    run: PortfolioRun
    company: Company
    period: Period
    scope: Scope
    now: datetime


Section = Callable[[Basis], dict[str, Any]]


def figures(
    company: Company, *, period: Period, scope: Scope, now: datetime
) -> dict[str, Any]:
    """Return the sections' figures, only what the scope may see. Raises NotReady."""
    run = run_at(company, on=period.end, scope=scope)
    if run is None:
        raise NotReady(
            _("%(code)s: no exposure is known on %(end)s.")
            % {"code": company.code, "end": period.end}
        )
    basis = Basis(run=run, company=company, period=period, scope=scope, now=now)
    return {
        name: figure for section in SECTIONS for name, figure in section(basis).items()
    }


def due_periods(company: Company, *, scope: Scope, today: date) -> list[Period]:
    """The last quarter where its exposure is known; the present one once a week."""
    reports = Report.objects.within(scope).filter(
        company=company, kind=Report.Kind.BOARD
    )
    due = []
    over = completed_quarter(today)
    runs = PortfolioRun.objects.within(scope).filter(
        company=company, valuation_date__range=(over.start, over.end)
    )
    built = reports.filter(period_start=over.start, period_end=over.end)
    if runs.exists() and not built.exists():
        due.append(over)
    present = quarter_to_date(today)
    fresh = reports.filter(
        period_start=present.start, period_end__gt=today - timedelta(days=FRESH_DAYS)
    )
    return due if fresh.exists() else [*due, present]


def _heading(basis: Basis) -> dict[str, Any]:
    period = basis.period
    return {
        "format": FORMAT,
        "company": _company(basis.company),
        "period": {"start": period.start.isoformat(), "end": period.end.isoformat()},
        "created": basis.now.astimezone(UTC).isoformat(timespec="seconds"),
        "demo": [_(DEMO_NOTE), DEMO_NOTE_ZH] if settings.DEMO else [],
    }


def _answer(basis: Basis) -> dict[str, Any]:
    """The sum, what it was as the period began, and what it is measured against."""
    before = earlier_run(basis.run, period=basis.period, scope=basis.scope)
    return {
        "portfolio": measures(basis.run),
        "before": measures(before) if before else None,
        "natures": nature_rows(basis.run, scope=basis.scope),
        "measured_against": measured_against(basis.run, on=basis.period.end),
    }


def _exposure(basis: Basis) -> dict[str, Any]:
    """Risk by risk, what moved and why, and the charts of both."""
    period, scope = basis.period, basis.scope
    risks = risk_rows(basis.run, period=period, scope=scope)
    codes = [row["code"] for row in risks]
    return {
        "risks": risks,
        "rest": rest(basis.run, risks),
        "priced": basis.run.risks,
        "changes": changes(codes, period=period, scope=scope),
        "charts": _charts(basis.run, risks),
    }


def _court(basis: Basis) -> dict[str, Any]:
    company, scope = basis.company, basis.scope
    return {
        "days_ahead": DAYS_AHEAD,
        "deadlines": deadlines_ahead(company, scope=scope, now=basis.now),
        "docket": docket_of(company, period=basis.period, scope=scope),
    }


def _sources(basis: Basis) -> dict[str, Any]:
    on = basis.period.end
    return {"sources": sources(basis.company, on=on, scope=basis.scope)}


SECTIONS: tuple[Section, ...] = (_heading, _answer, _exposure, _court, _sources)


def _company(company: Company) -> dict[str, Any]:
    return {
        "code": company.code,
        "name": company.name,
        "name_zh": company.name_zh,
        "currency": company.currency,
        "horizon_months": company.horizon_months,
        "discount_rate": float(company.discount_rate),
    }


def _charts(run: PortfolioRun, risks: list[dict[str, Any]]) -> dict[str, Chart]:
    rows = [
        ExposureRow(
            name=f"{row['code']} {row['title']}",
            expected=row["expected"],
            tail=row["p95"],
        )
        for row in risks
        if row["expected"] is not None
    ]
    return {
        "bars": exposure_bars(rows, labels=_bar_labels(), currency=run.currency),
        "curve": exceedance_chart(
            [(loss, chance) for loss, chance in run.exceedance],
            labels=_curve_labels(),
            currency=run.currency,
            capacity=float(run.capacity),
        ),
    }


def _bar_labels() -> BarLabels:
    return BarLabels(
        title=_("Exposure by risk"),
        amount=_("Loss over the horizon"),
        measure=_("Measure"),
        expected=_("Expected loss"),
        tail="P95",
    )


def _curve_labels() -> ExceedanceLabels:
    return ExceedanceLabels(
        title=_("Probability that all risks together cost at least this much"),
        loss=_("Loss over the horizon"),
        probability=_("Probability"),
        capacity=_("Risk capacity"),
    )


BOARD = ReportKind(
    key=Report.Kind.BOARD,
    permission="risks.view_report",
    due_periods=due_periods,
    figures=figures,
    pdf=pdf,
    workbook=board_workbook,
)
