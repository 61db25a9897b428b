"""What the courts did in the period, and what is due next."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from risks.access.models import Scope
from risks.cases.models import Deadline, DocketEntry
from risks.cases.queries import upcoming
from risks.engine.sentences import docket as words
from risks.register.models import Company
from risks.reports.queries.periods import Period

DAYS_AHEAD = 60


def deadlines_ahead(
    company: Company, *, scope: Scope, now: datetime
) -> list[dict[str, Any]]:
    """Open ones of the next days, those past due first; no working dates of ours."""
    rows = upcoming(scope, now=now, days=DAYS_AHEAD)
    ours = rows.filter(Q(company=company) | Q(case__company=company))
    return [_deadline(row, now=now) for row in ours.owed()]


def docket_of(
    company: Company, *, period: Period, scope: Scope
) -> list[dict[str, Any]]:
    entries = DocketEntry.objects.within(scope).filter(
        case__company=company, filed_date__range=(period.start, period.end)
    )
    return [
        {
            "date": entry.filed_date.isoformat(),
            "case": entry.case.code,
            "caption": entry.case.caption,
            "caption_zh": entry.case.caption_zh,
            "number": entry.number,
            "text": entry.text,
            "tier": entry.get_tier_display(),
            "source": entry.source_detail,
            "illustrative": entry.illustrative,
        }
        for entry in entries.select_related("case").order_by(
            "filed_date", "case__code", "position", "pk"
        )
    ]


def _deadline(row: Deadline, *, now: datetime) -> dict[str, Any]:
    return {
        "code": row.code,
        "case": row.case.code if row.case else "",
        "title": row.title,
        "whose": row.get_whose_display(),
        "severity": row.severity,
        "owner": str(row.owner),
        "due_date": row.due_date.isoformat(),
        "due_time": row.due_time.isoformat("minutes") if row.has_hour else "",
        "tz": row.tz,
        "calendared_date": row.calendared_date.isoformat(),
        "latest_arguable_date": row.latest_arguable_date.isoformat(),
        "days_left": (row.due_date - row.today(now)).days,
        "overdue": row.is_overdue(now=now),
        "reason": row.reason,
        "basis": row.get_basis_display(),
        "citation": row.citation,
        "rule_grade": row.rule_grade,
        "rule_checked_on": _iso(row.rule_checked_on),
        "flag": _flag(row),
        "cause": str(row.cause) if row.cause else "",
    }


def _flag(row: Deadline) -> str:
    """Return the warnings beside a date; `row` is one of `upcoming`."""
    disputed = words.DISPUTED() if row.is_disputed else ""
    return "; ".join(filter(None, [disputed, row.flag]))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
