"""Write the results of `bin/demo --once` to var/demo."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from risks.access.models import Person, Scope
from risks.alerts.documents import calendar
from risks.alerts.models import Notification
from risks.cases.models import Case, Deadline, DocketEntry
from risks.clock import now
from risks.exposure.models import PortfolioRun, Snapshot
from risks.exposure.queries import latest_run
from risks.management.founding.register import read
from risks.register.models import Company, Risk
from risks.reports.models import Report

DEMO_COUNSEL = "grace"
SENT = (Notification.State.SENT, Notification.State.ACKNOWLEDGED)
MONEY = ("expected", "p50", "p90", "p95", "p99", "tvar95")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The demo's data after the chain, as its in-house lawyer sees them."""

    counsel: Person
    run: PortfolioRun
    report: Report


def outcome() -> Outcome:
    counsel = Person.objects.get(username=DEMO_COUNSEL)
    scope = Scope.of(counsel)
    company = Company.objects.get(code=read("register")["company"]["code"])
    run = latest_run(company, scope=scope)
    report = Report.objects.within(scope).filter(company=company).first()
    if run is None or report is None:
        raise LookupError(f"no portfolio run or no report for {counsel}")
    return Outcome(counsel=counsel, run=run, report=report)


def write(found: Outcome, *, folder: Path, today: date, seconds: float) -> None:
    (folder / "report.pdf").write_bytes(bytes(found.report.pdf or b""))
    (folder / "report.xlsx").write_bytes(bytes(found.report.xlsx or b""))
    (folder / "calendar.ics").write_bytes(calendar(found.counsel, now=now()))
    summary = {**summarise(found, today=today), "seconds": round(seconds, 1)}
    text = json.dumps(summary, ensure_ascii=False, indent=2)
    (folder / "summary.json").write_text(f"{text}\n", encoding="utf-8")


def summarise(found: Outcome, *, today: date) -> dict[str, Any]:
    scope = Scope.of(found.counsel)
    sent = Notification.objects.within(scope).filter(state__in=SENT)
    return {
        "today": today.isoformat(),
        "risks": Risk.objects.within(scope).count(),
        "cases": Case.objects.within(scope).count(),
        "docket_entries": DocketEntry.objects.within(scope).count(),
        "deadlines": Deadline.objects.within(scope).count(),
        "notifications_sent": sent.count(),
        "snapshots": Snapshot.objects.within(scope).count(),
        "portfolio": _portfolio(found.run),
    }


def _portfolio(run: PortfolioRun) -> dict[str, Any]:
    """Return the portfolio's figures, with money in currency units."""
    return {
        "currency": run.currency,
        **{name: float(getattr(run, name)) for name in MONEY},
        "score": run.score,
        "trials": run.trials,
        "engine": run.engine,
        "hash": run.loss_hash,
    }
