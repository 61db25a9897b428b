"""Whatever ends, is confirmed and reopened, in any order: what always holds."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from risks.access.models import Person, Role
from risks.alerts.operations import dispatch_due
from risks.cases.models import Case, Closure, Deadline
from risks.cases.operations import (
    ClosureRefused,
    DeadlineRefused,
    EventRefused,
    EventStatement,
    add_event,
    ask_to_close,
    confirm,
    confirm_closure,
    file_entry,
    meet,
    refuse_closure,
    reject_event,
    reopen,
    withdraw,
)
from risks.cases.operations.closing.moot import Ending
from tests.factories import make_case, make_deadline, make_entry, make_person
from tests.fuzz import examples

pytestmark = pytest.mark.django_db
KINDS = ["dismissed", "settled", "judgment", "stayed", "discovery_stayed", "in_part"]
TITLES = ["Reply", "Hearing", "Notice of appeal", "Bill of costs", "Expert reports"]
TEXTS = ["ORDER: the case is DISMISSED.", "ORDER: the case is STAYED."]
WHOSE = ["ours", "opponent", "court"]
REFUSED = (ClosureRefused, DeadlineRefused, EventRefused)
LATER = timedelta(days=9)


class Suit:
    """A case whose deadlines are due from two days ago to twelve days ahead."""

    def __init__(self, deadlines: Sequence[tuple[str, str, bool, int]]) -> None:
        roles = [Role.IN_HOUSE_LAWYER]
        self.ann, self.bo = make_person(roles=roles), make_person(roles=roles)
        self.case = make_case(owner=self.ann, backup=self.bo)
        self.now = timezone.now()
        for title, whose, critical, days in deadlines:
            due = (self.now + timedelta(days=days)).date()
            make_deadline(
                self.case,
                title=title,
                whose=whose,
                severity="critical" if critical else "normal",
                due_date=due,
                backup=self.bo,
            )

    def open(self) -> set[int]:
        return set(self.case.deadlines.open().values_list("pk", flat=True))

    def close(self, kind: str, *, kept: set[int], later: timedelta) -> Closure | None:
        """One asks, and the other confirms where that is needed."""
        case = Case.objects.get(pk=self.case.pk)
        moment = self.now + later
        try:
            asked = ask_to_close(
                case, Ending(kind=kind), by=self.ann, reason="x", now=moment, kept=kept
            )
        except ClosureRefused:
            return None
        if asked.state == Closure.State.ASKED:
            confirm_closure(asked, by=self.bo, reason="y", now=moment)
        return asked


DEADLINES = st.lists(
    st.tuples(
        st.sampled_from(TITLES),
        st.sampled_from(WHOSE),
        st.booleans(),
        st.integers(-2, 12),
    ),
    min_size=1,
    max_size=6,
)


@given(
    deadlines=DEADLINES,
    kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=3),
    kept=st.sets(st.integers(0, 5)),
)
@examples(30)
def test_reopening_brings_back_what_was_open_and_has_not_passed(
    deadlines: list[tuple[str, str, bool, int]], kinds: list[str], kept: set[int]
) -> None:
    suit = Suit(deadlines)
    before, status = suit.open(), Case.objects.get(pk=suit.case.pk).status
    off = {key for place, key in enumerate(sorted(before)) if place in kept}
    closed = [
        suit.close(kind, kept=off, later=timedelta(seconds=place))
        for place, kind in enumerate(kinds)
    ]
    in_between = suit.open()

    for closure in reversed([one for one in closed if one is not None]):
        reopen(closure, by=suit.ann, reason="Vacated.", now=suit.now + LATER)

    others = suit.case.deadlines.exclude(whose="ours")
    passed = others.filter(due_at__lt=suit.now + LATER)
    gone = set(passed.values_list("pk", flat=True)) - in_between
    assert off <= in_between
    assert suit.open() == before - gone
    assert Case.objects.get(pk=suit.case.pk).status == status


@given(
    deadlines=DEADLINES,
    kind=st.sampled_from(KINDS),
    kept=st.sets(st.integers(0, 5), max_size=1),
)
@examples(20)
def test_no_reminder_leaves_for_what_a_list_has_closed(
    deadlines: list[tuple[str, str, bool, int]], kind: str, kept: set[int]
) -> None:
    suit = Suit(deadlines)
    dispatch_due()
    off = {key for place, key in enumerate(sorted(suit.open())) if place in kept}
    suit.close(kind, kept=off, later=timedelta(0))
    told = len(mail.outbox)
    make_deadline(suit.case, title="Fresh", due_date=suit.now.date())

    dispatch_due()

    sent = "".join(str(message.subject) for message in mail.outbox[told:])
    closed = suit.case.deadlines.exclude(status="open")
    assert "Fresh" in sent
    assert [row.code for row in closed if str(row.code) in sent] == []


def test_what_is_reopened_reminds_again_and_what_is_late_at_once() -> None:
    suit = Suit([("Reply", "ours", False, 1)])
    closure = suit.close("dismissed", kept=set(), later=timedelta(0))
    assert closure is not None
    dispatch_due()
    silent = len(mail.outbox)

    reopen(closure, by=suit.ann, reason="Vacated.", now=suit.now)
    dispatch_due()

    (message, *_others) = mail.outbox
    assert silent == 0
    assert "Reply" in message.subject
    assert "late reminder" in message.subject


class Alone:
    """Everything that one person can do to what is open in a case."""

    def __init__(self, case: Case, person: Person, now: datetime) -> None:
        self.case, self.person, self.now = case, person, now

    def do(self, what: str, number: int) -> None:
        with suppress(*REFUSED):
            getattr(self, what)(number)

    def ask(self, number: int) -> None:
        case, kind = Case.objects.get(pk=self.case.pk), KINDS[number % len(KINDS)]
        every = list(case.deadlines.values_list("pk", flat=True))
        ending = Ending(kind=kind)
        ask_to_close(
            case, ending, by=self.person, reason="x", now=self.now, added=every
        )

    def file(self, number: int) -> None:
        day = date(2026, 5, 1)
        text = TEXTS[number % len(TEXTS)]
        file_entry(self.case, filed_date=day, text=text, now=self.now)

    def state(self, number: int) -> None:
        kind = ["dismissed", "stayed", "judgment_entered"][number % 3]
        statement = EventStatement(kind=kind, day=date(2026, 5, 2), subject="")
        entry = make_entry(self.case)
        add_event(entry, statement, by=self.person, reason="x", now=self.now)

    def reject(self, number: int) -> None:
        for event in self.case.events.filter(is_rejected=False)[number % 2 :][:1]:
            reject_event(event, by=self.person, reason="x", now=self.now)

    def confirm(self, _number: int) -> None:
        for closure in self.case.closures.filter(state="asked"):
            with suppress(ClosureRefused):
                confirm_closure(closure, by=self.person, reason="x", now=self.now)

    def refuse(self, _number: int) -> None:
        for closure in self.case.closures.filter(state="asked"):
            refuse_closure(closure, by=self.person, reason="x", now=self.now)

    def reopen(self, _number: int) -> None:
        for closure in self.case.closures.filter(state="confirmed"):
            with suppress(ClosureRefused):
                reopen(closure, by=self.person, reason="x", now=self.now)

    def withdraw(self, number: int) -> None:
        for row in self.case.deadlines.open():
            with suppress(DeadlineRefused):
                (withdraw if number % 2 else meet)(
                    row, by=self.person, reason="x", now=self.now
                )

    def decide(self, _number: int) -> None:
        rows = self.case.deadlines.filter(changes__state="asked").distinct()
        for row in rows:
            for change in row.changes.filter(state="asked", asked_by__isnull=False):
                with suppress(DeadlineRefused):
                    confirm(change, by=self.person, reason="x", now=self.now)


ACTS = st.sampled_from(
    [
        "ask",
        "file",
        "state",
        "reject",
        "confirm",
        "refuse",
        "reopen",
        "withdraw",
        "decide",
    ]
)


@given(acts=st.lists(st.tuples(ACTS, st.integers(0, 5)), min_size=2, max_size=8))
@example(acts=[("ask", 0), ("confirm", 0)])
@example(acts=[("state", 0), ("confirm", 0), ("confirm", 0)])
@example(acts=[("withdraw", 1), ("decide", 0)])
@examples(25)
def test_nobody_alone_closes_a_critical_deadline_of_ours(
    acts: list[tuple[str, int]],
) -> None:
    suit = Suit([("Reply", "ours", True, 5), ("Hearing", "court", False, 5)])
    alone = Alone(suit.case, suit.ann, suit.now)

    for what, number in acts:
        alone.do(what, number)

    critical = suit.case.deadlines.get(title="Reply")
    assert critical.status == Deadline.Status.OPEN
