"""Record service of process and the deadlines that its dates start."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange, Event, ServiceAttempt
from risks.cases.operations.deadlines.change_requests import ask_once, difference
from risks.cases.operations.deadlines.computed_date import (
    graded,
    severity_of,
    take_date,
)
from risks.cases.operations.deadlines.plan_dependents import plan_dependents
from risks.cases.operations.deadlines.update_dependents import update_dependents
from risks.cases.operations.records.due_dates import (
    RegisterRefused,
    computed_row,
    counted,
)
from risks.cases.queries.entered_rules import rules_for
from risks.engine.sentences import docket as words
from risks.engine.time.courts import UnknownCourt
from risks.engine.time.rule_book import in_place_of
from risks.engine.time.rules import Rule

Means = ServiceAttempt.Means
LIMIT = "frcp-4m"


def refuse_service(attempt: ServiceAttempt) -> None:
    """Raise RegisterRefused if the dates are out of order or cannot be counted."""
    _refuse_order(attempt, "served_on", attempt.requested_on, "it was requested")
    _refuse_order(attempt, "certificate_on", attempt.served_on, "the date of service")
    list(_deadlines(attempt, now=None))


def record_service(
    attempt: ServiceAttempt, *, now: datetime, by: Person | None = None
) -> ServiceAttempt:
    """Store an attempt and the deadlines that it starts; may raise RegisterRefused.

    Events that the docket states are counted from their entry and not again. A
    corrected date may advance a deadline; a postponement is requested as a change, and
    `by`, who corrected the date, cannot confirm it.
    """
    refuse_service(attempt)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=attempt.case_id)
        attempt.save()
        # Not `attempt.deadlines`: the admin narrows that to what the reader may see.
        started = Deadline.objects.filter(service_attempts=attempt)
        known = {row.rule_id: row for row in started.select_for_update()}
        for fresh in _deadlines(attempt, now=now):
            row = known.get(fresh.rule_id)
            if row is None:
                fresh.save()
                attempt.deadlines.add(fresh)
                plan_dependents(attempt.case, [fresh], now=now)
            elif row.status == Deadline.Status.OPEN:
                _take(row, fresh, now=now, by=by)
        if attempt.is_abroad and attempt.means != Means.WAIVER:
            _lift_limit(attempt)
        update_dependents(attempt.case, now=now, by=by)
    return attempt


def _refuse_order(
    attempt: ServiceAttempt, field: str, earliest: date | None, what: str
) -> None:
    on = getattr(attempt, field)
    if on and earliest and on < earliest:
        message = _("%(on)s is before %(what)s (%(earliest)s).") % {
            "on": on,
            "what": what,
            "earliest": earliest,
        }
        raise RegisterRefused(field=field, message=message)


def _deadlines(attempt: ServiceAttempt, *, now: datetime | None) -> Iterator[Deadline]:
    """Yield the deadlines without saving; `now` is None for a check only."""
    case = attempt.case
    for field, trigger, on in _triggers(attempt):
        if case.events.filter(kind=trigger, date=on, is_rejected=False).exists():
            continue
        for rule in _rules(attempt, trigger, on):
            whose = rule.whose_for(case.our_role)
            computed = counted(
                case,
                trigger=on,
                period=rule.period,
                direction=rule.direction,
                whose=whose,
                field=field,
            )
            yield computed_row(
                case,
                computed,
                title=f"{rule.title}: {attempt.party.name}"[:200],
                whose=whose.value,
                severity=severity_of(rule, whose),
                rule_id=rule.id,
                citation=rule.citation,
                rule_version=rule.version,
                **graded(rule),
                condition=rule.condition,
                flag="; ".join(rule.flags),
                created_at=now,
            )


def _triggers(attempt: ServiceAttempt) -> Iterator[tuple[str, str, date]]:
    abroad = attempt.is_abroad
    if attempt.means == Means.WAIVER:
        kind = Event.Kind.WAIVER_SENT_ABROAD if abroad else Event.Kind.WAIVER_SENT
        yield "requested_on", kind.value, attempt.requested_on
    elif attempt.served_on:
        kind = Event.Kind.SERVED_ABROAD if abroad else Event.Kind.SERVED
        yield "served_on", kind.value, attempt.served_on


def _rules(attempt: ServiceAttempt, trigger: str, on: date) -> tuple[Rule, ...]:
    case = attempt.case
    try:
        return rules_for(trigger, court_id=case.court_id, judge=case.judge, on=on)
    except UnknownCourt as error:
        raise RegisterRefused(field="case", message=str(error)) from None


def _take(row: Deadline, fresh: Deadline, *, now: datetime, by: Person | None) -> None:
    why = words.START_CORRECTED(moved=difference(row, fresh))
    if fresh.due_at < row.due_at:
        take_date(row, fresh, reason=why, now=now)
    elif fresh.due_at > row.due_at:
        kind = DeadlineChange.Kind.POSTPONED
        rule = DeadlineChange.Rule.SERVICE
        later = fresh.due_date
        ask_once(row, kind, due_date=later, reason=why, now=now, by=by, rule=rule)


def _lift_limit(attempt: ServiceAttempt) -> None:
    lifted = words.NO_LIMIT_ABROAD(party=attempt.party.name)
    rows = attempt.case.deadlines.open().filter(rule_id__in=in_place_of(LIMIT))
    for row in rows.select_for_update():
        if lifted not in row.flag:
            row.flag = "; ".join(filter(None, [row.flag, lifted]))
            row.save()
