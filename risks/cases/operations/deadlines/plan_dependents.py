"""Create the dependent deadlines that rules/chains.toml lists for a deadline."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q
from simple_history.utils import bulk_create_with_history

from risks.cases.models import Case, Deadline, Event
from risks.cases.operations.deadlines.computed_date import dated, severity_of
from risks.engine.time.courts import Court, UnknownCourt, court
from risks.engine.time.deadlines import Computed, DeadlineError, Period, Whose, count
from risks.engine.time.dependent_deadlines import (
    Interval,
    Plan,
    Unit,
    counted_from,
    is_hearing,
    plans_after,
    working_dates,
)
from risks.engine.time.periods import Unit as PeriodUnit
from risks.engine.time.rule_book import place_of, rule, rules_for
from risks.engine.time.rules import Rule

Status, Basis = Deadline.Status, Deadline.Basis
NEVER = datetime.min.replace(tzinfo=UTC)


def plan_dependents(
    case: Case, deadlines: Iterable[Deadline], *, now: datetime
) -> None:
    """Store the dependents of new deadlines; a second call adds none.

    Dependents whose day has passed are left out, because they exist to give time. A
    case that is only monitored gets none, because nothing in it is ours to do. No query
    is made where no dependents are listed.
    """
    if case.our_role == Case.Role.WATCHING:
        return
    try:
        tribunal = court(case.court_id)
    except UnknownCourt:
        return
    level = [row for row in deadlines if row.status == Status.OPEN]
    while level:
        drafted = [
            dependent
            for row in level
            for dependent in _dependents(case, row, tribunal, now=now)
        ]
        made = _not_there_yet(case, [row for row in drafted if row.due_at > now])
        if made:
            bulk_create_with_history(made, Deadline, batch_size=500)
        # Only a planned deadline has further planned deadlines.
        level = [row for row in made if row.rule_id]


def recounted(dependent: Deadline, *, court: Court) -> Computed:
    """Count a dependent again from its parent's present date; raises DeadlineError."""
    assert dependent.depends_on is not None
    return _counted(
        dependent.depends_on,
        interval_of(dependent),
        by_rule=bool(dependent.rule_id),
        at=court,
    )


def interval_of(dependent: Deadline) -> Interval:
    """Return the interval between a dependent and its parent."""
    return Interval.parse(dependent.interval)


def new_dependent(
    case: Case, parent: Deadline, interval: Interval, computed: Computed, **fields: Any
) -> Deadline:
    """Build a dependent with its parent's owner and backup, without saving it."""
    return Deadline(
        case=case,
        depends_on=parent,
        interval_number=interval.number,
        interval_unit=interval.unit.value,
        interval_direction=interval.direction.value,
        counted_from=parent.calendared_date,
        owner_id=parent.owner_id,
        backup_id=parent.backup_id,
        **dated(computed, local=computed.due_local),
        **fields,
    )


def _dependents(
    case: Case, parent: Deadline, tribunal: Court, *, now: datetime
) -> Iterator[Deadline]:
    for plan in plans_after(parent.rule_id):
        planned = _bound(plan, case, parent)
        if planned is not None:
            yield from _plan(case, parent, plan, planned, at=tribunal, now=now)
    # A planned deadline gets none before its event, when its date is certain.
    if parent.depends_on_id is None:
        yield from _working(case, parent, at=tribunal, now=now)


def _bound(plan: Plan, case: Case, parent: Deadline) -> Rule | None:
    """Return the planned rule where it binds in the case and the act is ours."""
    bound = rules_for(
        rule(plan.rule).trigger,
        court_id=case.court_id,
        judge=case.judge,
        on=parent.calendared_date,
    )
    ours = (one for one in bound if one.whose_for(case.our_role) is Whose.OURS)
    return next((one for one in ours if place_of(one.id) == plan.rule), None)


def _plan(
    case: Case, parent: Deadline, plan: Plan, planned: Rule, *, at: Court, now: datetime
) -> Iterator[Deadline]:
    try:
        interval = _interval(planned)
        computed = _counted(parent, interval, by_rule=True, at=at)
    except DeadlineError:
        return
    yield new_dependent(
        case,
        parent,
        interval,
        computed,
        chain_rule=plan.id,
        title=planned.title,
        severity=severity_of(planned, Whose.OURS),
        basis=Basis.COMPUTED,
        rule_id=planned.id,
        citation=planned.citation,
        rule_version=planned.version,
        rule_grade=plan.grade.value,
        condition=f"{planned.condition} {plan.because}",
        flag="; ".join(planned.flags),
        created_at=now,
    )


def _interval(planned: Rule) -> Interval:
    """Return the period in days; raises DeadlineError for other units."""
    days = {PeriodUnit.DAYS: 1, PeriodUnit.WEEKS: 7}.get(planned.period.unit, 0)
    number = days * planned.period.number
    return Interval(number=number, unit=Unit.DAYS, direction=planned.direction)


def _working(
    case: Case, parent: Deadline, *, at: Court, now: datetime
) -> Iterator[Deadline]:
    hearing = _is_hearing(parent)
    ours = parent.whose == Deadline.Whose.OURS
    if not (hearing or ours) or parent.due_at <= now:
        return
    critical = parent.severity == Deadline.Severity.CRITICAL
    for one in working_dates(
        rule_id=parent.rule_id, critical=critical, hearing=hearing
    ):
        try:
            computed = _counted(parent, one.interval, by_rule=False, at=at)
        except DeadlineError:
            return
        yield new_dependent(
            case,
            parent,
            one.interval,
            computed,
            chain_rule=one.id,
            title=one.named(parent.title)[:200],
            basis=Basis.FOLLOWING,
            created_at=now,
        )


def _is_hearing(row: Deadline) -> bool:
    if row.basis != Basis.COURT_SET or row.event is None:
        return False
    return row.event.kind in Event.DAYS_IN_COURT or is_hearing(row.event.subject)


def _counted(
    parent: Deadline, interval: Interval, *, by_rule: bool, at: Court
) -> Computed:
    """Count by the court's rule for a planned rule, otherwise in court days."""
    if not by_rule:
        return counted_from(parent.calendared_date, interval, court=at)
    return count(
        trigger=parent.calendared_date,
        period=Period(number=interval.number, unit=PeriodUnit.DAYS),
        direction=interval.direction,
        court=at,
    )


def _not_there_yet(case: Case, dependents: Sequence[Deadline]) -> list[Deadline]:
    """Drop the dependents that already exist or are not needed, in one query.

    A planned deadline is not needed beside one of the same rule that is met or due
    sooner. An earlier plan is kept beside a later one: a person withdraws the wrong
    one.
    """
    if not dependents:
        return []
    existing, until = _existing(case, dependents)
    new = []
    for dependent in sorted(dependents, key=lambda dependent: dependent.due_at):
        needless = (
            dependent.rule_id in until and dependent.due_at >= until[dependent.rule_id]
        )
        if (dependent.depends_on_id, dependent.chain_rule) in existing or (
            dependent.rule_id and needless
        ):
            continue
        until[dependent.rule_id] = dependent.due_at
        new.append(dependent)
    return new


def _existing(
    case: Case, dependents: Sequence[Deadline]
) -> tuple[set[tuple[int | None, str]], dict[str, datetime]]:
    """Return the known dependents, and by rule the day that makes a plan needless."""
    parents = {dependent.depends_on_id for dependent in dependents}
    rules = {dependent.rule_id for dependent in dependents if dependent.rule_id}
    rows = case.deadlines.filter(Q(depends_on__in=parents) | Q(rule_id__in=rules))
    existing: set[tuple[int | None, str]] = set()
    until: dict[str, datetime] = {}
    for row in rows.only("depends_on_id", "chain_rule", "rule_id", "status", "due_at"):
        existing.add((row.depends_on_id, row.chain_rule))
        if row.status != Status.WITHDRAWN:
            due_at = NEVER if row.status == Status.MET else row.due_at
            until[row.rule_id] = min(due_at, until.get(row.rule_id, due_at))
    return existing, until
