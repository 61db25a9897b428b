"""Whatever happens in whatever order: nothing lost, nobody told in vain."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from pytest_django import Settings

from risks.access.models import Role
from risks.alerts.models import TRANSITIONS, Alarm, Notification, State
from risks.alerts.models.states import ALIVE, LOST
from risks.alerts.operations import dispatch_due, reconcile
from risks.alerts.operations.escalation.answer import acknowledge
from risks.alerts.queries.kinds.deadline import deadline_obligation
from risks.alerts.queries.obligation import Planning
from risks.alerts.queries.planning.required import required_rows
from risks.alerts.queries.policies import policies
from risks.alerts.queries.recipients import Audience
from risks.cases.models import Case, Deadline
from risks.clock import read_clock
from tests.alerts.sending import recorder
from tests.alerts.sending.recorder import Desk, Killed
from tests.alerts.world import make_counsel, move
from tests.factories import (
    NOW,
    make_case,
    make_deadline,
    make_person,
    make_restricted_matter,
)
from tests.fuzz import examples

pytestmark = pytest.mark.django_db

PEOPLE = 3
people = st.integers(0, PEOPLE - 1)
deadlines = st.integers(0, 3)
ANSWERS = ("taken", "later", "never", "killed before", "killed after")


def reachable_from(state: str) -> frozenset[str]:
    """Every state that can follow, in any number of steps."""
    found = {State(state)}
    fresh = [State(state)]
    while fresh:
        later = TRANSITIONS[fresh.pop()] - found
        found |= later
        fresh += later
    return frozenset(map(str, found))


PATHS = {state.value: reachable_from(state) for state in State}


class House(RuleBasedStateMachine):
    settings: Settings

    @initialize()
    def open_the_house(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.present = NOW
        recorder.DESK = Desk()
        self.keep_time(timedelta(0))
        chief = make_counsel()
        self.people = [make_counsel(supervisor=chief) for _ in range(PEOPLE)]
        make_person(roles=[Role.COMPLIANCE_ADMINISTRATOR])
        self.case = make_case(owner=self.people[0])
        self.deadlines: list[Deadline] = []
        self.states: dict[int, str] = {}

    def keep_time(self, span: timedelta) -> None:
        self.present += span
        self.settings.DEMO_CLOCK_OFFSET = self.present - timezone.now()

    # ------------------------------------------------------------ what people do
    @rule(days=st.integers(-2, 15), critical=st.booleans(), owner=people, other=people)
    def enter(self, days: int, critical: bool, owner: int, other: int) -> None:  # noqa: FBT001
        severity = "critical" if critical else "normal"
        deadline = make_deadline(
            self.case,
            owner=self.people[owner],
            backup=self.people[other] if other != owner else None,
            due_date=self.present.date() + timedelta(days=days),
            severity=severity,
        )
        self.deadlines.append(deadline)

    @rule(which=deadlines, days=st.integers(-2, 15))
    def move(self, which: int, days: int) -> None:
        for deadline in self.one(which):
            due_at = self.present.replace(microsecond=0) + timedelta(days=days)
            move(deadline, due_at=due_at)

    @rule(which=deadlines, closed=st.booleans())
    def close_or_open(self, which: int, closed: bool) -> None:  # noqa: FBT001
        for deadline in self.one(which):
            deadline.status = "met" if closed else "open"
            deadline.closed_at = self.present if closed else None
            deadline.close_reason = "filed" if closed else ""
            deadline.save()

    @rule(who=people, active=st.booleans())
    def leave_or_return(self, who: int, active: bool) -> None:  # noqa: FBT001
        self.people[who].is_active = active
        self.people[who].save()

    @rule(inside=st.none() | people)
    def raise_or_lower_a_wall(self, inside: int | None) -> None:
        wall = None
        if inside is not None:
            wall = make_restricted_matter(members=[self.people[inside]])
        Case.objects.filter(pk=self.case.pk).update(restricted_matter=wall)

    @rule(which=deadlines)
    def answer(self, which: int) -> None:
        for deadline in self.one(which):
            row = Notification.objects.filter(
                deadline=deadline, state=State.SENT
            ).last()
            if row is not None:
                with suppress(Exception):
                    acknowledge(row, by=row.recipient, now=self.present)

    # -------------------------------------------------------- what machines do
    @rule(answers=st.lists(st.sampled_from(ANSWERS), max_size=4))
    def sweep(self, answers: list[str]) -> None:
        recorder.DESK.answers = answers
        with suppress(Killed):
            dispatch_due()
        recorder.DESK.answers = []

    @rule()
    def reconcile(self) -> None:
        assert reconcile(now=self.present) == 0

    @rule(hours=st.integers(1, 100))
    def time_passes(self, hours: int) -> None:
        self.keep_time(timedelta(hours=hours))
        self.leases_and_waits_end()

    def leases_and_waits_end(self) -> None:
        """They are on the bare clock, which no test turns."""
        past = read_clock().bare - timedelta(seconds=1)
        Notification.objects.filter(state=State.SENDING).update(lease_until=past)
        Notification.objects.filter(not_before__isnull=False).update(not_before=past)

    # ---------------------------------------------------------------- the laws
    @invariant()
    def nobody_is_told_in_vain(self) -> None:
        assert recorder.DESK.wrong == []

    @invariant()
    def states_follow_the_table(self) -> None:
        now = dict(Notification.objects.values_list("pk", "state"))
        for key, state in now.items():
            assert state in PATHS[self.states.get(key, State.SCHEDULED)]
        self.states = now

    @invariant()
    def what_was_sent_has_left(self) -> None:
        sent = Notification.objects.filter(sent_at__isnull=False)
        assert set(sent.values_list("message_id", flat=True)) <= set(
            recorder.DESK.taken
        )

    def teardown(self) -> None:
        if not hasattr(self, "atomic"):
            return
        try:
            self.come_to_rest()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def come_to_rest(self) -> None:
        for _ in range(4):
            self.leases_and_waits_end()
            dispatch_due()
        self.nobody_is_told_in_vain()
        for deadline in Deadline.objects.open():
            self.nothing_is_lost(deadline)
        copies = len(recorder.DESK.taken) - len(set(recorder.DESK.taken))
        assert copies <= recorder.DESK.kills
        assert not Notification.objects.filter(state=State.SENDING).exists()

    def nothing_is_lost(self, deadline: Deadline) -> None:
        now = read_clock().shown
        ask = Planning(policies=policies(), audience=Audience(), now=now)
        obligation = deadline_obligation(deadline, ask)
        if not obligation.people:
            assert Alarm.objects.filter(key=f"unreachable {deadline.code}").exists()
        origin = Notification.Origin.PLAN
        for wanted in required_rows(obligation, now=now, origin=origin):
            row = Notification.objects.get(key=wanted.key)
            assert row.state in (*ALIVE, *LOST, State.SUPERSEDED), row
            assert row.state != State.SCHEDULED or row.fire_at > now
            assert row.state != State.SUPERSEDED or self.heard_otherwise(row)

    def heard_otherwise(self, row: Notification) -> bool:
        same = Notification.objects.filter(
            deadline=row.deadline, revision=row.revision, recipient=row.recipient
        )
        return same.filter(state__in=(*ALIVE, *LOST)).exists()

    def one(self, which: int) -> Iterator[Deadline]:
        if self.deadlines:
            yield Deadline.objects.get(
                pk=self.deadlines[which % len(self.deadlines)].pk
            )


@pytest.mark.hypothesis  # run longer by bin/proof, as all with made-up inputs
def test_the_house_keeps_its_laws_whatever_happens(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.alerts.sending.recorder.Recorder"
    House.settings = settings

    run_state_machine_as_test(
        House,
        settings=hypothesis_settings(
            examples(10),
            stateful_step_count=15,
            suppress_health_check=list(HealthCheck),
        ),
    )
