"""The founding case's docket as it was on a day, in the product's own JSON."""

from datetime import date, timedelta
from typing import Any

from risks.management.founding.register import read


def docket_on(day: date) -> dict[str, Any]:
    """Return the docket with what had been filed before `day`."""
    docket: dict[str, Any] = read("docket")
    known = [e for e in docket["entries"] if e["filed_date"] < day.isoformat()]
    return {**docket, "entries": known}


def docket_with_routine(today: date) -> dict[str, Any]:
    """Return the docket with some routine entries, so that something is due.

    They are illustrative and dated relative to the demo's day.
    """
    docket = docket_on(today)
    routine = [_rolling(row, today=today) for row in read("rolling")]
    entries = docket["entries"] + routine
    return {**docket, "entries": sorted(entries, key=lambda e: str(e["filed_date"]))}


def _rolling(row: dict[str, Any], *, today: date) -> dict[str, Any]:
    filed = _weekday(today - timedelta(days=row["days_ago"]), step=-1)
    due = _weekday(today + timedelta(days=row["due_in_days"]), step=1)
    return {
        "filed_date": filed.isoformat(),
        "text": row["text"].format(due=f"{due.month}/{due.day}/{due.year}"),
        "tier": "scenario",
        "illustrative": True,
        "events": [
            {
                "kind": row.get("kind", "court_set_date"),
                "date": due.isoformat(),
                "subject": row.get("subject", ""),
            }
        ],
    }


def _weekday(day: date, *, step: int) -> date:
    while day.weekday() >= 5:
        day += timedelta(days=step)
    return day
