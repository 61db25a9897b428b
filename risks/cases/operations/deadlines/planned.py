"""Turn a planned deadline into the deadline of its rule when the event happens."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange
from risks.cases.operations.deadlines.change_requests import ask_once, difference
from risks.cases.operations.deadlines.computed_date import DATED, keep_date
from risks.engine.sentences import docket as words
from risks.engine.time.dependent_deadlines import planned_rules

Taken = tuple[list[Deadline], list[Deadline]]
_RULED = (
    "event",
    "title",
    "whose",
    "severity",
    "citation",
    "rule_version",
    "rule_grade",
    "rule_checked_on",
    "condition",
    "flag",
)


def take_plans(
    case: Case,
    counted: Sequence[Deadline],
    *,
    now: datetime,
    by: Person | None = None,
) -> Taken:
    """Return the deadlines still to create, and the plans that took over the rest.

    The earlier date is kept, and a later one is requested as a change. Withdrawal of a
    second plan of the same rule is requested. `by` typed or stated the events.
    """
    plans = _plans(case, counted)
    taken: dict[int, Deadline] = {}
    for fresh in sorted(counted, key=lambda row: row.due_at):
        if fresh.status == Deadline.Status.OPEN and plans[fresh.rule_id]:
            plan = plans[fresh.rule_id].pop(0)
            _become(plan, fresh, now=now, by=by)
            taken[id(fresh)] = plan
    for plan in taken.values():
        for other in plans[plan.rule_id]:
            reason = words.PLAN_COUNTED(code=plan.code)
            kind = DeadlineChange.Kind.WITHDRAWN
            ask_once(other, kind, reason=reason, now=now, by=by)
    return [row for row in counted if id(row) not in taken], list(taken.values())


def _plans(case: Case, counted: Sequence[Deadline]) -> dict[str, list[Deadline]]:
    """Return the open plans by rule, earliest first; no query if no rule is planned."""
    plans: dict[str, list[Deadline]] = defaultdict(list)
    rules = {row.rule_id for row in counted} & planned_rules()
    if rules:
        rows = case.deadlines.open().dependent().filter(rule_id__in=rules)
        for row in rows.select_for_update().order_by("due_at", "pk"):
            plans[row.rule_id].append(row)
    return plans


def _become(
    plan: Deadline, fresh: Deadline, *, now: datetime, by: Person | None
) -> None:
    for name in _RULED:
        setattr(plan, name, getattr(fresh, name))
    plan.depends_on = plan.interval_number = plan.counted_from = None
    plan.chain_rule = plan.interval_unit = plan.interval_direction = ""
    plan.is_overridden = False
    plan.verified_by = plan.verified_at = None
    if fresh.due_at > plan.due_at:
        later = words.WOULD_BE(day=fresh.due_date)
        plan.flag = "; ".join(filter(None, [plan.flag, later]))
    else:
        _take_date(plan, fresh, now=now)
    plan.save()
    if fresh.due_at > plan.due_at:
        ask_once(
            plan,
            DeadlineChange.Kind.POSTPONED,
            due_date=fresh.due_date,
            reason=words.PLAN_MOVES(event=fresh.event, day=fresh.due_date),
            now=now,
            by=by,
        )


def _take_date(plan: Deadline, fresh: Deadline, *, now: datetime) -> None:
    if fresh.due_at < plan.due_at:
        moved_by = difference(plan, fresh)
        reason = words.PLAN_MOVED(event=fresh.event, moved=moved_by)
        keep_date(plan, reason=reason, now=now)
    for name in DATED:
        setattr(plan, name, getattr(fresh, name))
