"""What a change of policy would send: nothing is written, nothing leaves."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from risks.access.models import Person
from risks.alerts.models import Notification
from risks.alerts.models.states import State
from risks.alerts.queries.kinds import kind_of
from risks.alerts.queries.kinds.deadline import deadline_obligation, open_deadlines
from risks.alerts.queries.obligation import Obligation, Planning
from risks.alerts.queries.planning.keys import chunks
from risks.alerts.queries.planning.required import required_rows
from risks.alerts.queries.policy import Policies
from risks.alerts.queries.recipients import Audience
from risks.cases.models import Deadline

AHEAD = timedelta(days=30)
# Rows with one of these keys would not be sent again.
GONE_OUT = [state for state in State if state not in (State.SCHEDULED, State.CANCELLED)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """Mails under one set of policies, of what one reader may see."""

    # Would leave with the next sweep, since their moment has passed.
    at_once: int
    # By day on the reader's clock, the rest of today included, up to 30 days ahead.
    days: dict[date, int]
    # All that would still leave, whenever.
    total: int
    # Name of the person and how many of the total, the most first.
    people: tuple[tuple[str, int], ...]


def rehearse(
    chosen: Policies, *, kind: str, severity: str, reader: Person, now: datetime
) -> Rehearsal:
    """Only for what the reader may see: a count must not tell of a walled matter."""
    planning = Planning(policies=chosen, audience=Audience(), now=now)
    obligations = [
        obligation
        for obligation in _obligations(kind, planning, reader)
        if obligation.severity == severity
    ]
    rows = list(_unsent(_rows(obligations, now=now)))
    ahead = [row for row in rows if row.fire_at > now]
    soon = [row.fire_at for row in ahead if row.fire_at <= now + AHEAD]
    days = Counter(reader.today(fire_at) for fire_at in soon)
    people = Counter(str(row.recipient) for row in rows)
    return Rehearsal(
        at_once=len(rows) - len(ahead),
        days=dict(sorted(days.items())),
        total=len(rows),
        people=tuple(people.most_common()),
    )


def _obligations(kind: str, planning: Planning, reader: Person) -> Iterator[Obligation]:
    source = kind_of(kind).source
    if kind == Notification.Kind.DEADLINE:
        for deadline in _seen_by(reader):
            yield deadline_obligation(deadline, planning)
    elif source is not None:
        yield from (
            obligation
            for obligation in source.obligations(planning)
            if _sees(planning, reader, obligation)
        )


def _seen_by(reader: Person) -> QuerySet[Deadline]:
    seen = Deadline.objects.open().visible_to(reader)
    return open_deadlines().filter(pk__in=seen.values("pk"))


def _sees(planning: Planning, reader: Person, obligation: Obligation) -> bool:
    thing = obligation.risk or obligation.case
    return thing is None or planning.audience.reaches(reader, thing)


def _rows(
    obligations: Iterable[Obligation], *, now: datetime
) -> Iterator[Notification]:
    for obligation in obligations:
        yield from required_rows(obligation, now=now, origin=Notification.Origin.PLAN)


def _unsent(rows: Iterable[Notification]) -> Iterator[Notification]:
    wanted = {row.key: row for row in rows}
    for chunk in chunks(list(wanted)):
        known = Notification.objects.filter(key__in=chunk, state__in=GONE_OUT)
        gone = set(known.values_list("key", flat=True))
        yield from (wanted[key] for key in chunk if key not in gone)
