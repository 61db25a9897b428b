from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from risks.alerts import tasks
from risks.alerts.models import Alarm, Heartbeat, Notification
from risks.alerts.operations import plan, reconcile
from risks.clock import read_clock
from tests.alerts.world import States, make_counsel, make_watched, move, states_of
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_row_that_vanished_is_put_back_with_an_alarm() -> None:
    make_watched()
    plan(now=NOW)
    Notification.objects.filter(offset="P2D").delete()

    repaired = reconcile(now=NOW)

    row = Notification.objects.get(offset="P2D")
    assert (repaired, row.created_by) == (1, "reconcile")
    assert "1 reminder" in Alarm.objects.get().text


def test_a_deadline_entered_a_moment_ago_is_no_loss() -> None:
    deadline = make_watched()

    repaired = reconcile(now=NOW)

    assert repaired == 0
    assert states_of(deadline) == [States.SCHEDULED, States.SCHEDULED]


def test_rows_of_one_person_are_put_back_alone() -> None:
    deadline = make_watched(backup=make_counsel())
    plan(now=NOW)
    Notification.objects.filter(recipient=deadline.backup, offset="P7D").delete()

    reconcile(now=NOW)

    assert Notification.objects.filter(recipient=deadline.backup).count() == 2


def test_reconciling_twice_changes_nothing() -> None:
    make_watched()
    reconcile(now=NOW)
    before = list(Notification.objects.values())

    reconcile(now=NOW)

    assert list(Notification.objects.values()) == before
    assert not Alarm.objects.exists()


def test_the_reconciler_has_a_heartbeat() -> None:
    reconcile(now=NOW)

    assert Heartbeat.objects.get(name="reconcile").at == NOW


@pytest.mark.usefixtures("at_now")
def test_a_machine_whose_clock_is_an_hour_ahead_plans_no_reminder_late() -> None:
    in_half_an_hour = read_clock().shown + timedelta(minutes=30)
    deadline = make_watched(severity="critical")
    move(deadline, due_at=in_half_an_hour + timedelta(hours=4))

    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        tasks.reconcile()

    row = Notification.objects.get(deadline=deadline, offset="PT4H")
    assert row.fire_at == in_half_an_hour
    assert not row.late
