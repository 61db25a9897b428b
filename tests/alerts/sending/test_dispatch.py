import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NoReturn

import pytest
from django.core import mail
from django.db import OperationalError, connection
from django.db.models import Model

from risks.alerts.models import Attempt, Heartbeat, Notification
from risks.alerts.operations import dispatch_due, plan
from risks.alerts.operations.monitoring.alarms import raise_alarm
from risks.alerts.operations.planning.plan import PLANNING
from risks.alerts.operations.sending import dispatch
from risks.alerts.operations.sending.deliver import deliver
from risks.alerts.queries import limits, open_alarms, reminder_health
from risks.alerts.queries.sending import subject
from risks.alerts.queries.sending.access_snapshot import AccessSnapshot
from risks.cases.models import Deadline
from tests.alerts.conftest import SetClock
from tests.alerts.world import States, make_watched, move, states_of
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.usefixtures("at_now")
def test_one_call_plans_and_sends_what_is_due() -> None:
    make_watched(days=2)

    dispatched = dispatch_due()

    assert (dispatched.planned, dispatched.claimed, dispatched.sent) == (1, 1, 1)


@pytest.mark.usefixtures("at_now")
def test_a_second_call_sends_nothing_more() -> None:
    make_watched(days=2)
    dispatch_due()

    again = dispatch_due()

    assert (again.sent, len(mail.outbox)) == (0, 1)


def test_each_reminder_leaves_at_its_own_moment(set_clock: SetClock) -> None:
    make_watched(days=20)
    sent = []
    for day in range(22):
        set_clock(NOW + timedelta(days=day, minutes=1))
        dispatch_due()
        sent.append(len(mail.outbox))

    assert sent[12] == 0
    assert (sent[13], sent[17], sent[18], sent[21]) == (1, 1, 2, 2)


def test_after_days_without_a_dispatcher_each_person_gets_one_mail(
    set_clock: SetClock,
) -> None:
    deadline = make_watched(days=15, severity=Deadline.Severity.CRITICAL)
    set_clock(NOW)
    dispatch_due()

    set_clock(NOW + timedelta(days=13, hours=1))
    dispatch_due()

    assert len(mail.outbox) == 1
    assert "late reminder" in mail.outbox[0].subject
    assert states_of(deadline)[:3] == [States.SUPERSEDED, States.SUPERSEDED, "sent"]


def test_a_date_that_goes_and_comes_back_is_reminded_of_once(
    set_clock: SetClock,
) -> None:
    deadline = make_watched(days=20)
    set_clock(NOW)
    first = deadline.due_at
    for due_at in (first, first + timedelta(days=30), first):
        move(deadline, due_at=due_at)
        dispatch_due()

    set_clock(first - timedelta(hours=1))
    dispatch_due()

    assert len(mail.outbox) == 1
    assert Notification.objects.get(state=States.SENT).revision == deadline.due_rev


@pytest.mark.usefixtures("at_now")
def test_a_reminder_that_cannot_leave_does_not_stop_the_others() -> None:
    broken, sound = make_watched(days=1), make_watched(days=2)
    broken.owner.email = "iris@example.com\nBcc: all@example.com"
    broken.owner.save()

    dispatch_due()

    assert [message.to for message in mail.outbox] == [[sound.owner.email]]


@pytest.mark.usefixtures("at_now")
def test_what_is_planned_leaves_even_while_planning_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_watched(days=2)
    plan(now=NOW)

    def fail(*, now: datetime) -> NoReturn:
        raise OperationalError(f"no planning at {now}")

    monkeypatch.setattr(dispatch, "plan", fail)
    dispatch_due()

    assert len(mail.outbox) == 1
    assert "cannot be planned" in open_alarms().get().text


@pytest.mark.usefixtures("at_now")
def test_the_alarm_of_planning_closes_when_it_works_again() -> None:
    raise_alarm(PLANNING, text="Reminders cannot be planned", now=NOW)

    dispatch_due()

    assert not open_alarms().exists()


@pytest.mark.usefixtures("at_now")
def test_a_row_that_breaks_its_sender_waits_for_the_end_of_its_lease(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken, sound = make_watched(days=1), make_watched(days=2)

    def deliver_all_but_one(
        row: Notification, *, snapshot: AccessSnapshot | None
    ) -> Attempt.Outcome | None:
        if row.deadline == broken:
            raise OperationalError("the database went away")
        return deliver(row, snapshot=snapshot)

    monkeypatch.setattr(dispatch, "deliver", deliver_all_but_one)
    dispatch_due()

    assert (states_of(broken), states_of(sound)) == (["sending"], ["sent"])


@pytest.mark.usefixtures("at_now")
def test_a_row_that_cannot_be_asked_about_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken, sound = make_watched(days=1), make_watched(days=2)
    must_see = subject._must_see

    def all_but_one(row: Notification) -> Iterator[tuple[type[Model], int]]:
        if row.deadline == broken:
            raise TypeError("no such thing")
        return must_see(row)

    monkeypatch.setattr(subject, "_must_see", all_but_one)
    dispatch_due()

    assert (states_of(broken), states_of(sound)) == (["sending"], ["sent"])


@pytest.mark.usefixtures("at_now")
def test_the_heartbeat_says_that_the_loop_turns() -> None:
    dispatch_due()

    beat = Heartbeat.objects.get(name="dispatch")
    assert abs(beat.at - NOW) < timedelta(minutes=1)
    assert len(beat.build) == 12


@pytest.mark.usefixtures("at_now")
def test_a_house_with_a_fresh_heartbeat_is_healthy() -> None:
    dispatch_due()

    assert reminder_health(now=NOW + timedelta(seconds=60)).healthy


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite in memory has one connection; test_processes.py does it there",
)
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("at_now")
def test_two_dispatchers_at_once_send_each_mail_once() -> None:
    for _ in range(12):
        make_watched(days=2)

    def run() -> None:
        dispatch_due()
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(ids) == len(set(ids)) == 12


@pytest.mark.usefixtures("at_now")
def test_a_mail_server_that_hangs_does_not_stop_the_heartbeat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        limits,
        "_sending_limits",
        replace(limits.sending_limits(), pause=timedelta(0)),
    )
    beats: list[int] = []
    monkeypatch.setattr(dispatch, "_beat", beats.append)
    for _ in range(3):
        make_watched(days=2)

    dispatch_due()

    assert len(beats) > 3
