"""Rows are born here: from open deadlines, each time someone looks."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from risks.alerts.models import Notification
from risks.alerts.operations.alarms import (
    NOBODY,
    alarm_unreachable,
    close_reached,
)
from risks.alerts.queries.duties import deadline_duty, unplanned_deadlines
from risks.alerts.queries.people import Sight
from risks.alerts.queries.required import required_rows
from risks.alerts.queries.stale import misjudged_rows, overtaken_rows, stale_rows
from risks.cases.models import Deadline

log = logging.getLogger(__name__)

# Keys in one statement: well under what any database takes.
CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    created: int
    # Superseded or cancelled: their deadline moved, closed, changed hands.
    retired: int


def plan(*, now: datetime) -> Planned:
    """Bring the rows in line with the open deadlines. Twice changes nothing."""
    retired = sum(_retire(rows, state=state) for state, rows in stale_rows().items())
    unreachable: set[str] = set()
    rows = rows_for(
        # A list: an unfinished read would forbid writing on SQLite.
        list(unplanned_deadlines()),
        now=now,
        origin=Notification.Origin.PLAN,
        unreachable=unreachable,
    )
    created = store(rows)
    _restate_severity()
    close_reached(still_unreachable=unreachable, now=now)
    # Last, so that what was just planned counts as the nearer one.
    retired += _retire(overtaken_rows(now=now), state=Notification.State.SUPERSEDED)
    return Planned(created=created, retired=retired)


def rows_for(
    deadlines: Iterable[Deadline],
    *,
    now: datetime,
    origin: Notification.Origin,
    unreachable: set[str],
) -> Iterator[Notification]:
    """What the deadlines require; codes that nobody hears of go to `unreachable`."""
    sight = Sight()
    for deadline in deadlines:
        try:
            duty = deadline_duty(deadline, sight=sight)
            rows = list(required_rows(duty, now=now, origin=origin))
        except Exception as fault:
            log.exception("deadline %s cannot be planned", deadline.code)
            unreachable.add(deadline.code)
            alarm_unreachable(
                deadline, why=f"no reminder can be planned: {fault}", now=now
            )
            continue
        if not rows:
            unreachable.add(deadline.code)
            alarm_unreachable(deadline, why=NOBODY, now=now)
        yield from rows


def store(rows: Iterable[Notification]) -> int:
    """Insert what is missing, revive what was cancelled; how many there were."""
    wanted = {row.key: row for row in rows}
    keys = list(wanted)
    stored = 0
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        known = dict(
            Notification.objects.filter(key__in=chunk).values_list("key", "state")
        )
        missing = [wanted[key] for key in chunk if key not in known]
        # Another dispatcher may insert the same keys at this moment: let it.
        Notification.objects.bulk_create(missing, ignore_conflicts=True)
        cancelled = [
            wanted[key]
            for key in chunk
            if known.get(key) == Notification.State.CANCELLED
        ]
        stored += len(missing) + sum(_revive(row) for row in cancelled)
    return stored


def _revive(row: Notification) -> int:
    """Schedule again: the deadline was reopened, or its person may see it again."""
    return Notification.objects.filter(
        key=row.key, state=Notification.State.CANCELLED
    ).update(
        state=Notification.State.SCHEDULED,
        fire_at=row.fire_at,
        late=row.late,
        due_at=row.due_at,
        critical=row.critical,
        not_before=None,
        attempts=0,
        claims=0,
    )


def _restate_severity() -> None:
    """After planning, which looks for rows that still carry the old one."""
    for critical, rows in misjudged_rows().items():
        Notification.objects.filter(pk__in=rows.values("pk")).update(critical=critical)


def _retire(rows: QuerySet[Notification], *, state: str) -> int:
    # The state is asked again outside the subquery: PostgreSQL looks again at a row
    # that changed meanwhile, but only at the outer condition.
    waiting = Notification.objects.filter(
        state=Notification.State.SCHEDULED, pk__in=rows.values("pk")
    )
    return waiting.update(state=state)
