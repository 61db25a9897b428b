"""Close deadlines that a later event made needless, with that event as the reason."""

from collections.abc import Iterable
from datetime import datetime

from simple_history.utils import bulk_update_with_history

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange, Event
from risks.cases.operations.deadlines.change_requests import ask_all, asked
from risks.cases.operations.deadlines.locks import lock_open
from risks.cases.operations.deadlines.opening import needless, ruled_by
from risks.engine.sentences import docket as words


def close_what_is_needless(
    case: Case, events: Iterable[Event], *, now: datetime, by: Person | None = None
) -> None:
    """Withdraw what new events made needless; a person confirms ours and critical ones.

    The other side's time to serve us ends when we appear. A reading of a machine alone
    never closes an act of ours. `by` typed or stated the events.
    """
    new = list(events)
    if not new:
        return
    rows = case.deadlines.open().exclude(rule_id="")
    known = list(rows.select_related("event__entry", "depends_on__event__entry"))
    ended_by = {
        row.pk: event
        for row, rule in ruled_by(known)
        if rule.unless and (event := needless(row, rule, new))
    }
    closed, to_ask = [], []
    for key, row in lock_open(ended_by).items():
        event = ended_by[key]
        why = words.NEEDLESS(act=event.get_kind_display(), day=event.date)
        if row.whose == Deadline.Whose.OURS or row.is_critical:
            kind = DeadlineChange.Kind.WITHDRAWN
            to_ask.append(asked(row, kind, reason=why, now=now, by=by))
        else:
            row.status = Deadline.Status.WITHDRAWN
            row.closed_at, row.close_reason = now, why
            closed.append(row)
    ask_all(to_ask)
    fields = ["status", "closed_at", "close_reason"]
    bulk_update_with_history(closed, Deadline, fields, batch_size=500)
