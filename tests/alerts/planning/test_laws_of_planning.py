"""Whatever happens to a deadline, nobody is told in vain and nothing is lost."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from risks.access.queries import sees
from risks.alerts.models import Notification
from risks.alerts.operations import dispatch_due, plan
from risks.alerts.queries.kinds.deadline import deadline_obligation
from risks.alerts.queries.obligation import Planning
from risks.alerts.queries.planning.required import required_rows
from risks.alerts.queries.policies import policies
from risks.alerts.queries.recipients import Audience
from risks.cases.models import Deadline
from tests.alerts.world import States, make_counsel, make_watched, move
from tests.factories import make_restricted_matter
from tests.fuzz import examples

pytestmark = pytest.mark.django_db

LIVING = (States.SCHEDULED, States.SENT)


class Life:
    """One deadline and the things that happen to it."""

    def __init__(self, *, days: int) -> None:
        self.owners = [make_counsel(), make_counsel()]
        self.deadline = make_watched(owner=self.owners[0], backup=make_counsel())
        self.move(days)

    def happen(self, what: str, number: int) -> None:
        getattr(self, what)(number)
        self.deadline.save()
        self.sweep()

    def move(self, number: int) -> None:
        due_at = timezone.now().replace(microsecond=0) + timedelta(days=number)
        move(self.deadline, due_at=due_at)

    def close(self, _number: int) -> None:
        self.deadline.status = Deadline.Status.MET
        self.deadline.closed_at, self.deadline.close_reason = timezone.now(), "filed"

    def reopen(self, _number: int) -> None:
        self.deadline.status, self.deadline.closed_at = Deadline.Status.OPEN, None

    def hand_over(self, number: int) -> None:
        self.deadline.owner = self.owners[number % 2]

    def leave(self, number: int) -> None:
        self.owners[number % 2].is_active = False
        self.owners[number % 2].save()

    def come_back(self, _number: int) -> None:
        for owner in self.owners:
            owner.is_active = True
            owner.save()

    def raise_wall(self, number: int) -> None:
        assert self.deadline.case is not None
        inside = [self.owners[number % 2]]
        self.deadline.case.restricted_matter = make_restricted_matter(members=inside)
        self.deadline.case.save()

    def lower_wall(self, _number: int) -> None:
        assert self.deadline.case is not None
        self.deadline.case.restricted_matter = None
        self.deadline.case.save()

    def sweep(self) -> None:
        before = len(mail.outbox)
        dispatch_due()
        told = {
            m.to[0] for m in mail.outbox[before:] if self.deadline.code in m.subject
        }
        assert told <= self.allowed()

    def allowed(self) -> set[str]:
        if self.deadline.status != Deadline.Status.OPEN:
            return set()
        people = [*self.owners, self.deadline.backup]
        return {
            person.email
            for person in people
            if person and person.is_active and sees(person, self.deadline)
        }


THINGS = [
    "move",
    "close",
    "reopen",
    "hand_over",
    "leave",
    "come_back",
    "raise_wall",
    "lower_wall",
]
HAPPENINGS = st.lists(
    st.tuples(st.sampled_from(THINGS), st.integers(-3, 20)), max_size=6
)


@given(days=st.integers(-3, 20), happenings=HAPPENINGS)
@examples(15)
def test_only_those_who_may_know_are_told_and_what_is_required_is_there(
    days: int, happenings: list[tuple[str, int]]
) -> None:
    life = Life(days=days)

    for what, number in happenings:
        life.happen(what, number)
    life.happen("reopen", 0)

    deadline = Deadline.objects.get(pk=life.deadline.pk)
    now = timezone.now()
    planning = Planning(policies=policies(), audience=Audience(), now=now)
    required = required_rows(
        deadline_obligation(deadline, planning),
        now=now,
        origin=Notification.Origin.PLAN,
    )
    keys = {row.key for row in required}
    living = Notification.objects.filter(key__in=keys, state__in=LIVING)
    assert living.count() == len(keys)


@given(days=st.integers(-3, 20), happenings=HAPPENINGS)
@examples(8)
def test_a_second_sweep_changes_nothing(
    days: int, happenings: list[tuple[str, int]]
) -> None:
    life = Life(days=days)
    for what, number in happenings:
        life.happen(what, number)
    life.sweep()
    before = list(Notification.objects.values())

    again = plan(now=timezone.now())

    assert (again.created, again.retired) == (0, 0)
    assert list(Notification.objects.values()) == before
