"""Count the open cases of a court again by a rule that was confirmed.

Nothing is postponed or closed here. An earlier date counts at once; a later one, and
the withdrawal of what the replaced rule counted, wait for a second person.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange, Event
from risks.cases.operations.deadlines.change_requests import (
    ask_all,
    asked,
    difference,
)
from risks.cases.operations.deadlines.compute import HISTORY, deadlines_of, store
from risks.cases.operations.deadlines.computed_date import take_date
from risks.cases.operations.deadlines.movants import Movants
from risks.cases.operations.deadlines.opening import opened
from risks.cases.operations.deadlines.plan_dependents import plan_dependents
from risks.cases.operations.deadlines.planned import take_plans
from risks.cases.operations.deadlines.update_dependents import update_dependents
from risks.cases.sources.docket import StatedEvent
from risks.engine.sentences import docket as words
from risks.engine.time.consequences import also, tolls
from risks.engine.time.courts import court
from risks.engine.time.rule_book import place_of
from risks.engine.time.rules import Rule

Kind = DeadlineChange.Kind


def recount(rule: Rule, *, by: Person, now: datetime) -> list[Deadline]:
    """Return the deadlines that the rule created or advanced, in every open case.

    The cases are locked until the caller's transaction ends, in one order, so that an
    import either is counted here or counts by the rule. Dates that passed more than
    `HISTORY` ago are left out. `by` confirmed the rule, and asks for what follows.
    """
    [court_id] = rule.court_ids
    cases = Case.objects.filter(court_id=court_id).exclude(status=Case.Status.CLOSED)
    tribunal = court(court_id)
    return [
        deadline
        for case in cases.select_for_update().order_by("pk")
        if rule.binds(tribunal, judge=case.judge)
        for deadline in _recounted(case, rule, by=by, now=now)
    ]


def _recounted(case: Case, rule: Rule, *, by: Person, now: datetime) -> list[Deadline]:
    movants = Movants(case)
    created, advanced, changes = [], [], []
    for event in _events(case, rule):
        stated = StatedEvent(kind=event.kind, date=event.date, subject=event.subject)
        counted = deadlines_of(case, event, stated, now=now, movants=movants)
        fresh = [one for one in counted if one.rule_id == rule.id]
        known = list(event.deadlines.select_for_update().order_by("pk"))
        for one in _to_count(fresh, known, now=now):
            text = next((old for old in known if old.rule_id == rule.id), None)
            if text is None:
                created.append(one)
            elif one.due_at < text.due_at:
                why = words.RULE_CORRECTED(
                    citation=rule.citation, moved=difference(text, one)
                )
                take_date(text, one, reason=why, now=now)
                advanced.append(text)
            elif one.due_at > text.due_at:
                changes.append(_later(text, one, rule, by=by, now=now))
    if not (created or advanced or changes):
        return []
    created, taken = take_plans(case, opened(case, created), now=now, by=by)
    store(created)
    changes += _replaced([*created, *taken], rule, by=by, now=now)
    ask_all(changes)
    plan_dependents(case, [*created, *taken], now=now)
    update_dependents(case, now=now)
    return [*created, *taken, *advanced]


def _events(case: Case, rule: Rule) -> Iterator[Event]:
    """Yield the events that may start the rule.

    A day in court counts only while its date stands: it may be vacated, or announced
    by several entries.
    """
    since = Q(date__gte=rule.effective_from)
    until = Q(date__lte=rule.effective_to) if rule.effective_to else Q()
    rows = case.events.filter(since, until, is_rejected=False)
    stands = set(
        case.deadlines.open()
        .filter(event__isnull=False, rule_id="")
        .values_list("event_id", flat=True)
    )
    for event in rows.order_by("date", "pk"):
        held = event.kind not in Event.DAYS_IN_COURT or event.pk in stands
        if held and _may_start(rule, event):
            yield event


def _may_start(rule: Rule, event: Event) -> bool:
    """Say whether an event is of a kind that starts the rule; its order may toll."""
    tolled = rule.trigger == Event.Kind.TOLLING_MOTION and tolls(event.subject)
    kinds = (event.kind, *also(event.kind, subject=event.subject))
    return tolled or rule.trigger in kinds


def _to_count(
    fresh: list[Deadline], known: list[Deadline], *, now: datetime
) -> Iterator[Deadline]:
    """Yield what is still to do: not what was met or withdrawn, or is long past."""
    for one in fresh:
        before = [old for old in known if _is_same_act(old, one)]
        is_done = bool(before) and all(
            old.status != Deadline.Status.OPEN for old in before
        )
        if not is_done and one.due_at >= now - HISTORY:
            yield one


def _is_same_act(old: Deadline, fresh: Deadline) -> bool:
    return bool(old.rule_id) and place_of(old.rule_id) == place_of(fresh.rule_id)


def _later(
    text: Deadline, fresh: Deadline, rule: Rule, *, by: Person, now: datetime
) -> DeadlineChange:
    why = words.RULE_POSTPONES(
        citation=rule.citation, day=fresh.due_date, moved=difference(text, fresh)
    )
    return asked(
        text, Kind.POSTPONED, due_date=fresh.due_date, reason=why, by=by, now=now
    )


def _replaced(
    fresh: list[Deadline], rule: Rule, *, by: Person, now: datetime
) -> Iterator[DeadlineChange]:
    """Yield the withdrawal of what the replaced rule counted from the same event."""
    for new in fresh:
        if new.event is None or not rule.replaces:
            continue
        for old in new.event.deadlines.open().exclude(rule_id=rule.id).order_by("pk"):
            if _is_same_act(old, new):
                why = words.RULE_REPLACED(
                    citation=rule.citation,
                    code=new.code,
                    day=new.due_date,
                    moved=difference(old, new),
                )
                yield asked(old, Kind.WITHDRAWN, reason=why, by=by, now=now)
