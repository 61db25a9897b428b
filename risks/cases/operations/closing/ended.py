"""List what a docket starts in a case that has ended: it closes nothing by itself."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from risks.access.models import Person
from risks.cases.models import Case, Closure, ClosureRow, Deadline
from risks.cases.operations.closing.close_case import (
    Asked,
    Reasoned,
    add_rows,
    store_lists,
)
from risks.cases.operations.closing.moot import Ending, open_rows, sort_deadlines
from risks.engine.sentences import closing as words

Kind, State = Closure.Kind, Closure.State


def propose_terminated(case: Case, *, now: datetime) -> None:
    """Ask to close a case that its docket page calls terminated."""
    waiting = case.closures.filter(
        state=State.ASKED, kind__in=(*Closure.ENDING, *Closure.PAUSING)
    )
    if waiting.exclude(kind=Kind.CLOSED, event=None, asked_by=None).exists():
        return
    _list(case, _unlisted(case, open_rows(case)), now=now, by=None, always=True)


def propose_ended(
    case: Case, started: Iterable[Deadline], *, now: datetime, by: Person | None = None
) -> None:
    """Put the deadlines that entries started in an ended case on a list that waits.

    They and their dependents stay open and send reminders until the list is confirmed.
    `by` typed the entries, and so is who asks.
    """
    keys = {row.pk for row in started if row.status == Deadline.Status.OPEN}
    if not keys or not _is_ended(case):
        return
    new = [row for row in open_rows(case) if {row.pk, row.depends_on_id} & keys]
    _list(case, _unlisted(case, new), now=now, by=by)


def _is_ended(case: Case) -> bool:
    """Say whether it is closed, or terminated and nobody has kept it open since."""
    if case.status == Case.Status.CLOSED:
        return True
    kept_open = Q(kind__in=Closure.ENDING, state__in=(State.REFUSED, State.REVERSED))
    return bool(case.terminated_date) and not case.closures.filter(kept_open).exists()


def _unlisted(case: Case, rows: list[Deadline]) -> list[Deadline]:
    """Leave out what is or was on a list of the end of the case: a person decides."""
    on_lists = ClosureRow.objects.filter(
        closure__case=case, closure__kind__in=Closure.ENDING
    )
    listed = set(on_lists.values_list("deadline", flat=True))
    return [row for row in rows if row.pk not in listed]


def _list(
    case: Case,
    rows: list[Deadline],
    *,
    now: datetime,
    by: Person | None,
    always: bool = False,
) -> None:
    """Store the rows on the docket's own list, one that nobody has confirmed yet."""
    ending = Ending(kind=Kind.CLOSED.value)
    moot: list[Reasoned] = []
    to_decide: list[Reasoned] = []
    for row, why in sort_deadlines(case, ending, rows=rows).moot:
        if _is_set_since(case, row):
            to_decide.append((row, words.SET_SINCE()))
        else:
            moot.append((row, why))
    waiting = case.closures.filter(
        state=State.ASKED, kind=Kind.CLOSED, event=None, asked_by=by
    )
    closure = waiting.order_by("-pk").first()
    if closure is not None:
        add_rows(closure, moot=moot, to_decide=to_decide)
    elif moot or to_decide or always:
        one = Asked(
            ending=ending, by=by, reason=_reason(case), moot=moot, to_decide=to_decide
        )
        store_lists(case, [one], now=now)


def _reason(case: Case) -> str:
    if case.terminated_date:
        return words.TERMINATED_ON(day=case.terminated_date)
    return words.CLOSED_HERE()


def _is_set_since(case: Case, row: Deadline) -> bool:
    """Say whether it was set after the case ended, as far as the docket tells."""
    if case.terminated_date is None or row.cause is None:
        return True
    return row.cause.entry.filed_date > case.terminated_date
