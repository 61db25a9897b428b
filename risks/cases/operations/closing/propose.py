"""Ask for closing lists where the docket says that something has ended.

A docket never closes anything: it asks, and a person confirms. The end of a stay is the
exception in the safe direction: what the stay suspended is opened at once.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from risks.access.models import Person
from risks.cases.models import Case, Closure, ClosureRow, Event, Party
from risks.cases.operations.closing.close_case import (
    Asked,
    in_force,
    reopen,
    store_lists,
)
from risks.cases.operations.closing.moot import Ending, open_rows, sort_deadlines
from risks.engine.sentences import closing as words
from risks.engine.time.consequences import may_meet
from risks.engine.words.endings import ending, named_in, stay

Kind = Closure.Kind
# A list without a deadline is asked for only while the event is news.
NEWS = timedelta(days=90)
# By kind of event; what a dismissal or a stay ends is read from its words.
_ENDINGS = {
    "dismissed": "",
    "settlement_reported": Kind.SETTLED.value,
    "stayed": "",
    "transferred": Kind.TRANSFERRED.value,
    "remanded": Kind.TRANSFERRED.value,
    "judgment_entered": Kind.JUDGMENT.value,
    "motion_withdrawn": Kind.MOTION_WITHDRAWN.value,
}
# Asked for even where no deadline becomes moot, so that a person looks.
_ALWAYS = (
    *Closure.ENDING,
    *Closure.PAUSING,
    Kind.IN_PART.value,
    Kind.PARTY_OUT.value,
)
_RESUMED = (Event.Kind.STAY_LIFTED.value,)


def propose_closures(
    case: Case, events: Sequence[Event], *, now: datetime, by: Person | None = None
) -> None:
    """Ask for a list for each new event that ends something, earliest first.

    `by` typed the entries. Who typed an entry or stated its event asks for the list,
    and so is not the second person who confirms a critical one.
    """
    resumed = [event for event in events if event.kind in _RESUMED]
    ends = [event for event in events if _may_end(event)]
    if ends:
        _ask_for_lists(case, ends, resumed, now=now, by=by)
    for event in resumed:
        _resume(case, event, now=now)


def _ask_for_lists(
    case: Case,
    ends: Sequence[Event],
    resumed: Sequence[Event],
    *,
    now: datetime,
    by: Person | None,
) -> None:
    rows = open_rows(case)
    ends = [event for event in ends if rows or _is_news(case, event, now=now)]
    if not ends:
        return
    parties, listed = list(case.parties.order_by("pk")), _listed(case)
    asked = []
    for event in sorted(ends, key=lambda one: (one.date, one.pk)):
        found = _ending_of(event, parties)
        sorted_rows = sort_deadlines(case, found, rows=rows)
        moot, unsure = sorted_rows.moot, sorted_rows.to_decide
        fresh = {row.pk for row, _why in moot} - listed[found.kind]
        if found.kind == Kind.ANSWERED:
            # Each deadline is on the list of the first paper that answers it.
            moot = [(row, why) for row, why in moot if row.pk in fresh]
        asks = bool(fresh) if moot else _always(case, found, event, now=now)
        if asks and not any(later.date > event.date for later in resumed):
            teller, reason = event.corrected_by or by, _stated(event)
            one = Asked(
                ending=found, by=teller, reason=reason, moot=moot, to_decide=unsure
            )
            asked.append(one)
            listed[found.kind] |= fresh
    store_lists(case, asked, now=now)


def _may_end(event: Event) -> bool:
    """Say whether it ends something, or was recognised as what a deadline asks for."""
    return event.kind in _ENDINGS or (bool(event.words) and may_meet(event.kind))


def _ending_of(event: Event, parties: Sequence[Party]) -> Ending:
    if event.kind not in _ENDINGS:
        return Ending(kind=Kind.ANSWERED.value, event=event)
    text = event.entry.text
    kind = _ENDINGS[event.kind]
    if event.kind == Event.Kind.STAYED:
        kind = stay(event.words or text)
    elif not kind:
        kind = ending(text, parties=_sued(parties))
    out = _named(event, parties) if kind == Kind.PARTY_OUT else []
    motion = event.subject if kind == Kind.MOTION_WITHDRAWN else ""
    return Ending(
        kind=kind,
        event=event,
        party=out[0] if len(out) == 1 else None,
        named=tuple(party.name for party in out),
        motion=motion,
    )


def _sued(parties: Sequence[Party]) -> tuple[str, ...]:
    return tuple(p.name for p in parties if "defendant" in p.role.casefold())


def _named(event: Event, parties: Sequence[Party]) -> list[Party]:
    """Return the parties that the entry names: the defendants, if it names any."""
    names = named_in(event.entry.text, tuple(party.name for party in parties))
    found = [party for party in parties if party.name in names]
    return [party for party in found if "defendant" in party.role.casefold()] or found


def _listed(case: Case) -> dict[str, set[int]]:
    """Return the deadlines on lists that wait, by the kind of the list."""
    listed: dict[str, set[int]] = defaultdict(set)
    waiting = ClosureRow.objects.filter(
        closure__case=case, closure__state=Closure.State.ASKED
    )
    for kind, deadline in waiting.values_list("closure__kind", "deadline"):
        listed[kind].add(deadline)
    return listed


def _always(case: Case, found: Ending, event: Event, *, now: datetime) -> bool:
    return found.kind in _ALWAYS and _is_news(case, event, now=now)


def _is_news(case: Case, event: Event, *, now: datetime) -> bool:
    """Say whether a list without a deadline should still ask to close the case."""
    is_new = event.entry.filed_date >= case.today(now - NEWS)
    return is_new and case.status == Case.Status.OPEN


def _resume(case: Case, event: Event, *, now: datetime) -> None:
    """Reverse the stay that is in force: its deadlines send reminders again."""
    for closure in in_force(case):
        if closure.kind in Closure.ENDING:
            return
        if closure.kind in Closure.SUSPENDING:
            reopen(closure, by=None, reason=_stated(event), now=now)


def _stated(event: Event) -> str:
    entry = event.entry
    said = event.words or str(Event.Kind(event.kind).label)
    if entry.number:
        return words.BY_ENTRY(number=entry.number, day=entry.filed_date, words=said)
    return words.BY_AN_ENTRY(day=entry.filed_date, words=said)
