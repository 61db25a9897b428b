"""A critical reminder that nobody acknowledges goes on to the next people."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from risks.access.models import Person, Role
from risks.alerts.models import Notification
from risks.alerts.operations import dispatch_due
from risks.alerts.operations.escalation.answer import acknowledge
from risks.alerts.operations.escalation.unanswered import escalate_unanswered
from risks.alerts.queries import open_alarms
from risks.cases.models import Deadline
from tests.alerts.conftest import SetClock
from tests.alerts.world import States, make_counsel, make_watched, move
from tests.factories import NOW, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LATER = timedelta(hours=4, minutes=1)


@pytest.fixture
def officer() -> Person:
    return make_person("officer", roles=[Role.COMPLIANCE_ADMINISTRATOR])


@pytest.fixture
def deadline(officer: Person, at_now: None) -> Deadline:
    owner = make_counsel("owner", supervisor=make_counsel("chief"))
    backup = make_counsel("backup")
    critical = Deadline.Severity.CRITICAL
    return make_watched(days=13, owner=owner, backup=backup, severity=critical)


def told() -> list[tuple[int, str]]:
    rows = Notification.objects.filter(sent_at__isnull=False)
    return list(
        rows.order_by("sent_at", "pk").values_list("step", "recipient__username")
    )


def moments(step: timedelta = LATER) -> Iterator[datetime]:
    moment = NOW
    while True:
        yield moment
        moment += step


def hours_pass(set_clock: SetClock, *, turns: int) -> None:
    for moment, _ in zip(moments(), range(turns), strict=False):
        set_clock(moment)
        dispatch_due()


def test_it_goes_to_both_again_then_to_the_supervisor_then_to_the_list(
    deadline: Deadline, set_clock: SetClock
) -> None:
    hours_pass(set_clock, turns=4)

    assert told() == [
        (0, "owner"),
        (0, "backup"),
        (1, "owner"),
        (1, "backup"),
        (2, "chief"),
        (3, "officer"),
    ]


def test_at_the_end_of_the_list_there_is_an_alarm_once(
    deadline: Deadline, set_clock: SetClock
) -> None:
    hours_pass(set_clock, turns=7)

    assert len(told()) == 6
    assert open_alarms().get().text.startswith("Nobody has acknowledged deadline D-")


def test_an_answer_of_one_stops_the_escalation_for_all(
    deadline: Deadline, set_clock: SetClock
) -> None:
    hours_pass(set_clock, turns=2)
    row = Notification.objects.get(step=1, recipient=deadline.backup)

    acknowledge(row, by=row.recipient, now=NOW + LATER)
    set_clock(NOW + 2 * LATER)
    dispatch_due()

    assert max(step for step, _ in told()) == 1


def test_what_would_have_gone_on_is_called_off_by_the_answer(
    deadline: Deadline, set_clock: SetClock
) -> None:
    hours_pass(set_clock, turns=1)
    first = Notification.objects.get(
        step=0, recipient=deadline.owner, state=States.SENT
    )
    Notification.objects.filter(pk=first.pk).update(ack_by=NOW)
    escalate_unanswered(now=NOW + LATER)
    acknowledge(first, by=deadline.owner, now=NOW + LATER)

    steps = Notification.objects.filter(step=1)
    assert {row.state for row in steps} == {States.SUPERSEDED}


def test_later_reminders_come_although_one_was_acknowledged(
    deadline: Deadline, set_clock: SetClock
) -> None:
    hours_pass(set_clock, turns=1)
    row = Notification.objects.get(recipient=deadline.owner, state=States.SENT)
    acknowledge(row, by=deadline.owner, now=NOW)

    set_clock(NOW + timedelta(days=7))
    dispatch_due()

    again = Notification.objects.filter(recipient=deadline.owner, offset="P7D", step=0)
    assert again.get().state == States.SENT


@pytest.mark.parametrize("change", ["closed", "moved"])
def test_what_is_closed_or_moved_is_not_escalated(
    deadline: Deadline, set_clock: SetClock, change: str
) -> None:
    hours_pass(set_clock, turns=1)
    if change == "closed":
        deadline.status, deadline.closed_at = Deadline.Status.MET, NOW
        deadline.close_reason = "filed"
        deadline.save()
    else:
        move(deadline, due_at=deadline.due_at + timedelta(days=60))

    set_clock(NOW + LATER)
    dispatch_due()

    assert {step for step, _ in told()} == {0}


def test_a_quarter_of_the_time_left_and_at_least_a_quarter_of_an_hour(
    at_now: None,
) -> None:
    critical = Deadline.Severity.CRITICAL
    soon = make_watched(severity=critical)
    gone = make_watched(severity=critical)
    move(soon, due_at=NOW + timedelta(hours=8))
    move(gone, due_at=NOW - timedelta(hours=8))

    dispatch_due()

    left = {
        row.deadline_id: row.ack_by - row.sent_at
        for row in Notification.objects.filter(state=States.SENT)
        if row.ack_by and row.sent_at
    }
    assert abs(left[soon.pk] - timedelta(hours=2)) < timedelta(seconds=5)
    assert left[gone.pk] == timedelta(minutes=15)


def test_a_normal_deadline_asks_for_no_answer(at_now: None) -> None:
    make_watched(days=2)

    dispatch_due()

    assert Notification.objects.get(state=States.SENT).ack_by is None
