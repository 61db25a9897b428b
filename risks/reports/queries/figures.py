"""All that a board report shows, as one JSON value: it reads nothing afterwards."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from risks.access.models import Scope
from risks.engine.charts.bars import BarLabels, ExposureRow, exposure_bars
from risks.engine.charts.curves import ExceedanceLabels, exceedance_chart
from risks.engine.charts.parts import Chart
from risks.exposure.models import PortfolioRun
from risks.register.models import Company
from risks.reports.queries.court import DAYS_AHEAD, deadlines_ahead, docket_of
from risks.reports.queries.exposure import (
    changes,
    earlier_run,
    measures,
    risk_rows,
    run_at,
)
from risks.reports.queries.facts import measured_against, sources
from risks.reports.queries.periods import Period

FORMAT = 1
DEMO_NOTE = (
    "Demo: every probability, award and loss range is illustrative. Facts name their "
    "sources. No assessment of the real case, its parties or its court."
)
DEMO_NOTE_ZH = (
    "示範：所有機率、賠償與損失區間均屬示意，事實均註明來源，"
    "不構成對真實案件、當事人或法院的評估。"
)
BAR_LABELS = BarLabels(
    title="Exposure by risk",
    amount="Loss over the horizon",
    measure="Measure",
    expected="Expected loss",
    tail="P95",
)
CURVE_LABELS = ExceedanceLabels(
    title="Chance that all risks together cost at least so much",
    loss="Loss over the horizon",
    probability="Probability",
    capacity="Loss capacity",
)


class NothingPriced(ValueError):
    """No sum was computed for this scope by the end of the period."""


def figures(
    company: Company, *, period: Period, scope: Scope, now: datetime
) -> dict[str, Any]:
    """Only what the scope may see. Raises `NothingPriced`."""
    run = run_at(company, on=period.end, scope=scope)
    if run is None:
        raise NothingPriced(f"{company.code}: no exposure is known on {period.end}.")
    before = earlier_run(run, period=period, scope=scope)
    risks = risk_rows(run, period=period, scope=scope)
    codes = [row["code"] for row in risks]
    return {
        "format": FORMAT,
        "company": _company(company),
        "period": {"start": period.start.isoformat(), "end": period.end.isoformat()},
        "created": now.astimezone(UTC).isoformat(timespec="seconds"),
        "demo": [DEMO_NOTE, DEMO_NOTE_ZH] if settings.DEMO else [],
        "portfolio": measures(run),
        "before": measures(before) if before else None,
        "measured_against": measured_against(run, on=period.end),
        "risks": risks,
        "changes": changes(codes, period=period, scope=scope),
        "days_ahead": DAYS_AHEAD,
        "deadlines": deadlines_ahead(company, scope=scope, now=now),
        "docket": docket_of(company, period=period, scope=scope),
        "sources": sources(company, on=period.end, scope=scope),
        "charts": _charts(run, risks),
    }


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
        "bars": exposure_bars(rows, labels=BAR_LABELS, currency=run.currency),
        "curve": exceedance_chart(
            [(loss, chance) for loss, chance in run.exceedance],
            labels=CURVE_LABELS,
            currency=run.currency,
            capacity=float(run.capacity),
        ),
    }
