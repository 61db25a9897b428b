"""Three products that lose or repeat reminders. Each must be found out."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from risks.alerts.models import Attempt, Notification, State
from risks.alerts.operations.sending import claim, deliver, dispatch, outcomes
from risks.alerts.operations.sending.compose import compose
from risks.alerts.operations.sending.post import Posted, post
from risks.alerts.queries.sending.access_snapshot import take_snapshot
from risks.clock import read_clock
from risks.management.commands import dispatcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    patch: Callable[[], None]
    # The laws of which at least one must find it out.
    breaks: frozenset[str]


def _mark_before_send() -> None:
    def send(tried: outcomes.Try) -> Attempt.Outcome:
        sent = Posted(outcome=Attempt.Outcome.SENT)
        outcomes.record_sent(tried, sent, content=b"")
        return post(compose(tried.row, now=tried.clock.shown)).outcome

    deliver._send = send


def _no_token() -> None:
    def close(
        row: Notification, *, state: State, answered: bool = True, **changes: object
    ) -> bool:
        row.attempts += answered
        Notification.objects.filter(pk=row.pk).update(
            state=state,
            attempts=row.attempts,
            claims=0,
            lease_until=None,
            lease_token=None,
            **changes,
        )
        return True

    def holds(row: Notification) -> bool:
        return row.pk is not None

    outcomes._holds = holds
    outcomes._close = close


def _one_transaction() -> None:
    def dispatch_due() -> None:
        dispatch._plan(now=read_clock().shown, meanwhile=lambda: None)
        while rows := claim.claim(clock := read_clock()):
            snapshot = take_snapshot(rows, clock=clock)
            with transaction.atomic():
                for row in rows:
                    dispatch._try(row, snapshot=snapshot)
            dispatch._beat(len(rows))

    # Its name there, which mypy does not see.
    vars(dispatcher)["dispatch_due"] = dispatch_due


MUTANTS = {
    "mark before send": Mutant(
        patch=_mark_before_send, breaks=frozenset({"sent is received", "nothing lost"})
    ),
    "no token": Mutant(
        patch=_no_token, breaks=frozenset({"a lost lease changes nothing", "copies"})
    ),
    "one transaction": Mutant(patch=_one_transaction, breaks=frozenset({"copies"})),
}
