"""Rows are born here: from what is due, each time someone looks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from risks.alerts.models import State
from risks.alerts.operations.monitoring.alarms import close_reached
from risks.alerts.operations.planning.plan_deadlines import plan_deadlines
from risks.alerts.operations.planning.plan_kinds import plan_kinds
from risks.alerts.operations.planning.store import retire
from risks.alerts.queries.obligation import Planning
from risks.alerts.queries.planning.plan_markers import present_markers
from risks.alerts.queries.planning.stale import (
    overtaken_rows,
    plans_of_closed,
    stale_rows,
)
from risks.alerts.queries.policies import policies
from risks.alerts.queries.recipients import Audience

PLANNING = "planning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    created: int
    # Superseded or cancelled: their deadline moved, closed, changed hands.
    retired: int


def plan(*, now: datetime, meanwhile: Callable[[], None] | None = None) -> Planned:
    """Bring the rows in line with what is due. Twice changes nothing.

    A change of people or policies has every deadline looked at again, which at 10,000
    takes longer than a sender may live: `meanwhile` is called between the chunks, so
    that what is due does not wait for the last of them.
    """
    # The markers first: what changes while the rest is read is planned again.
    chosen = policies()
    markers = present_markers(chosen)
    planning = Planning(policies=chosen, audience=Audience(), now=now)
    created, retired = 0, sum(retire(rows, to) for to, rows in stale_rows().items())
    retired += retire(overtaken_rows(now=now), State.SUPERSEDED)
    plans_of_closed().delete()
    for stored, others in plan_deadlines(planning, markers=markers):
        created, retired = created + stored, retired + others
        if meanwhile:
            meanwhile()
    stored, others = plan_kinds(planning)
    created, retired = created + stored, retired + others
    close_reached(now=now)
    # Last, so that what was just planned counts as the nearer one.
    retired += retire(overtaken_rows(now=now), State.SUPERSEDED)
    return Planned(created=created, retired=retired)
