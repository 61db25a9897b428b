"""Which of the deadlines that an event starts open: none that is needless."""

from collections.abc import Iterator, Mapping

from risks.cases.models import Case, Deadline, Event
from risks.engine.time.consequences import also
from risks.engine.time.rule_book import UnknownRule, rule
from risks.engine.time.rules import Rule


def opened(case: Case, fresh: list[Deadline]) -> list[Deadline]:
    """Return the deadlines that open, in their order.

    A rule that opens once keeps its earliest date, and one that something on file makes
    needless opens no date at all.
    """
    ruled = {id(row): one for row in fresh if (one := _rule_of(row))}
    if any(one.unless for one in ruled.values()):
        on_file = list(case.events.filter(is_rejected=False))
        fresh = [
            row
            for row in fresh
            if not ((one := ruled.get(id(row))) and needless(row, one, on_file))
        ]
    same = {id(row): _same_act(ruled[id(row)]) for row in fresh if id(row) in ruled}
    return _once(case, fresh, same) if any(same.values()) else fresh


def _same_act(one: Rule) -> frozenset[str]:
    """Return the rules of which only the earliest date opens; none if all do."""
    return frozenset({one.id, *one.earlier_of}) if one.once else frozenset()


def _once(
    case: Case, fresh: list[Deadline], same: Mapping[int, frozenset[str]]
) -> list[Deadline]:
    named = frozenset().union(*same.values())
    known = case.deadlines.filter(rule_id__in=named).exclude(event__is_rejected=True)
    opened = [*known, *sorted(fresh, key=lambda row: row.due_at)]

    def is_first(row: Deadline) -> bool:
        acts = same.get(id(row), frozenset())
        earliest = [old for old in opened if old.rule_id in acts]
        return not acts or min(earliest, key=lambda old: old.due_at) is row

    return [row for row in fresh if is_first(row)]


def needless(row: Deadline, one: Rule, events: list[Event]) -> Event | None:
    """Return the event that makes a deadline of this rule needless, if there is one."""
    cause = row.cause
    return next(
        (
            event
            for event in events
            if (cause is None or event.pk != cause.pk)
            and set(_kinds(event)) & set(one.unless)
            and (cause is None or _same_subject(event, cause))
        ),
        None,
    )


def _kinds(event: Event) -> tuple[str, ...]:
    # A plaintiff's lawyer appears too, which tells nothing of a defendant.
    if event.kind == Event.Kind.APPEARED and event.subject == Case.Role.PLAINTIFF:
        return ()
    return (event.kind, *also(event.kind, subject=event.subject))


def _same_subject(event: Event, cause: Event) -> bool:
    return not event.subject or not cause.subject or event.subject == cause.subject


def ruled_by(rows: list[Deadline]) -> Iterator[tuple[Deadline, Rule]]:
    """Yield the deadlines whose rule is known here, with it."""
    for row in rows:
        if one := _rule_of(row):
            yield row, one


def _rule_of(row: Deadline) -> Rule | None:
    try:
        return rule(row.rule_id) if row.rule_id else None
    except UnknownRule:
        return None
