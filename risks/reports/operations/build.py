"""A report is frozen first, then rendered from what was frozen, then announced."""

import hashlib
import json
import logging
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from risks.access.models import Person, Scope
from risks.access.queries import people_by_scope
from risks.alerts.models import Notification
from risks.alerts.operations.planning.announce import announce
from risks.register.models import Company
from risks.reports.kinds import KINDS, NotReady, ReportKind
from risks.reports.models import Report
from risks.reports.queries.periods import Period

log = logging.getLogger(__name__)
PAGE = "/reports/"


def freeze(
    company: Company,
    *,
    period_start: date,
    period_end: date,
    scope: Scope,
    now: datetime,
    kind: str = Report.Kind.BOARD,
) -> Report:
    """Store what the report will show; the one that is there stays as it is.

    Raises `NotReady` while a figure that it needs is not known.
    """
    which = {
        "company": company,
        "kind": kind,
        "period_start": period_start,
        "period_end": period_end,
        "scope": scope.key,
    }
    known = Report.objects.filter(**which).first()
    if known:
        return known
    period = Period(start=period_start, end=period_end)
    frozen = KINDS[kind].figures(company, period=period, scope=scope, now=now)
    report, _ = Report.objects.get_or_create(
        **which,
        defaults={
            "figures": frozen,
            "figures_sha256": figures_sha256(frozen),
            "created_at": now,
        },
    )
    return report


def figures_sha256(frozen: Mapping[str, Any]) -> str:
    text = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def render(report: Report, *, now: datetime) -> Report:
    """Both documents from the frozen figures; then those who may read it are told."""
    shown = {**report.figures, "sha256": report.figures_sha256}
    kind = KINDS[report.kind]
    report.pdf, report.xlsx = kind.pdf(shown), kind.workbook(shown)
    report.last_error = ""
    report.save(update_fields=["pdf", "xlsx", "last_error"])
    announce(
        Notification.Kind.REPORT,
        object_id=report.pk,
        people=readers_by_scope(kind).get(report.scope, []),
        about={"title": _title(report), "path": PAGE},
        now=now,
    )
    return report


def build_due(*, now: datetime) -> int:
    """Freeze and render what is due; how many reports became ready.

    Due for each kind, company and scope of its readers: what the kind says.
    """
    for kind in KINDS.values():
        for company in Company.objects.order_by("pk"):
            _freeze_due(kind, company, now=now)
    waiting = Report.objects.filter(pdf__isnull=True).order_by("pk")
    return sum(_rendered(report, now=now) for report in waiting)


def readers_by_scope(kind: ReportKind) -> dict[str, list[Person]]:
    return {scope.key: people for scope, people in _readers(kind).items()}


def _readers(kind: ReportKind) -> dict[Scope, list[Person]]:
    """People whose role lets them read reports, by what they see."""
    readers = {
        scope: [person for person in people if kind.may_have(person)]
        for scope, people in people_by_scope().items()
    }
    return {scope: people for scope, people in readers.items() if people}


def _freeze_due(kind: ReportKind, company: Company, *, now: datetime) -> None:
    today = company.today(now)
    for scope in _readers(kind):
        for period in kind.due_periods(company, scope=scope, today=today):
            try:
                freeze(
                    company,
                    period_start=period.start,
                    period_end=period.end,
                    scope=scope,
                    now=now,
                    kind=kind.key,
                )
            except NotReady:
                continue  # the next hour may know more
            except Exception:
                log.exception("no report of company %s for %s", company.pk, period)


def _rendered(report: Report, *, now: datetime) -> bool:
    try:
        render(report, now=now)
    except Exception as error:
        log.exception("report %s not rendered", report.public_id)
        report.last_error = f"{type(error).__name__}: {error}"
        report.save(update_fields=["last_error"])
        return False
    return True


def _title(report: Report) -> str:
    return f"{report.get_kind_display()}, {report.period_start} to {report.period_end}"
