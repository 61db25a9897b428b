"""The reconciler trusts no marker: what is required must have a row."""

from datetime import datetime

from risks.alerts.models import Heartbeat, Notification, Plan
from risks.alerts.operations.monitoring.alarms import raise_alarm
from risks.alerts.operations.planning.plan import plan
from risks.alerts.operations.planning.plan_deadlines import Requirement, requirements
from risks.alerts.operations.planning.store import store
from risks.alerts.queries.kinds.deadline import open_deadlines
from risks.alerts.queries.monitoring.health import RECONCILE, build
from risks.alerts.queries.obligation import Planning
from risks.alerts.queries.planning.plan_markers import present_markers
from risks.alerts.queries.policies import policies
from risks.alerts.queries.recipients import Audience
from risks.engine.sentences import operating as words


def reconcile(*, now: datetime) -> int:
    """Insert the rows that planning should have made; how many were missing.

    It plans first, so that a deadline entered a moment ago does not look like a loss.
    """
    plan(now=now)
    planning = Planning(policies=policies(), audience=Audience(), now=now)
    # A list: an unfinished read would forbid writing on SQLite.
    deadlines = list(open_deadlines())
    found = list(
        requirements(deadlines, planning, origin=Notification.Origin.RECONCILE)
    )
    planned = _planned(planning)
    old = [one for one in found if _name(one) in planned]
    repaired = store((row for one in old for row in one.rows), now=now)
    # What was entered or moved since the plan is born here, and no repair.
    new = [one for one in found if _name(one) not in planned]
    store((row for one in new for row in one.rows), now=now)
    if repaired:
        raise_alarm(
            f"reminders repaired {now:%F %T}",
            text=words.REPAIRED(repaired=repaired),
            now=now,
        )
    Heartbeat.objects.update_or_create(
        name=RECONCILE,
        defaults={"at": now, "claimed": repaired, "build": build()},
    )
    return repaired


def _planned(planning: Planning) -> set[tuple[int, int]]:
    """Deadlines with the revision that was planned from people as they are now."""
    markers = present_markers(planning.policies)
    plans = Plan.objects.filter(policies=markers.policies, people=markers.people)
    return set(plans.values_list("deadline", "revision"))


def _name(one: Requirement) -> tuple[int, int]:
    return one.obligation.object_id, one.obligation.revision
