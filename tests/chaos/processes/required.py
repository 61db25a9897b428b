"""What must be sent, by the product's own word: its public queries, and only here.

The laws do not believe it: they look at rows by plain SQL and at the recorder.
"""

from collections.abc import Iterable
from typing import Any

from risks.alerts.models import Notification
from risks.alerts.queries.kinds.deadline import deadline_obligation, open_deadlines
from risks.alerts.queries.obligation import Planning
from risks.alerts.queries.planning.required import required_rows
from risks.alerts.queries.policies import policies
from risks.alerts.queries.recipients import Audience
from risks.clock import read_clock


def requirements(deadlines: Iterable[int] | None = None) -> list[dict[str, Any]]:
    """One for each notification key of these open deadlines, or of all of them."""
    rows = open_deadlines()
    if deadlines is not None:
        rows = rows.filter(pk__in=list(deadlines))
    planning = Planning(
        policies=policies(), audience=Audience(), now=read_clock().shown
    )
    return [
        _requirement(row)
        for deadline in rows
        for row in required_rows(
            deadline_obligation(deadline, planning),
            now=planning.now,
            origin=Notification.Origin.PLAN,
        )
    ]


def _requirement(row: Notification) -> dict[str, Any]:
    return {
        "key": row.key,
        "deadline": row.object_id,
        "revision": row.revision,
        "offset": row.offset,
        "step": row.step,
        "recipient": row.recipient_id,
        "fire_at": row.fire_at.timestamp(),
    }
