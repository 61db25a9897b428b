"""The nightly comparison of reminders, digest and calendar feed."""

import random
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.management import call_command

from risks.alerts.models import Alarm, Notification, ReminderPolicy
from risks.alerts.operations import (
    compare_calendars,
    dispatch_due,
    plan,
    reconcile,
)
from risks.alerts.queries.digest import digest
from risks.cases.models import Deadline
from tests.alerts.conftest import SetClock
from tests.alerts.digest.test_digest_rows import make_crowd, make_deadlines
from tests.alerts.world import make_counsel, make_watched, wall_off
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def missing() -> list[str]:
    return [each.missing_in for each in compare_calendars(now=NOW)]


def open_alarms() -> list[str]:
    return [alarm.text for alarm in Alarm.objects.filter(closed_at=None)]


def test_three_equal_calendars_raise_nothing() -> None:
    make_watched(days=20, backup=make_counsel())
    make_watched(days=-3)

    assert compare_calendars(now=NOW) == []
    assert open_alarms() == []


@pytest.mark.parametrize("seed", range(3))
def test_they_are_equal_in_a_house_of_many_walls(seed: int) -> None:
    chance = random.Random(seed)
    make_deadlines(chance, make_crowd(chance, size=10))

    assert compare_calendars(now=NOW) == []


def test_a_deadline_without_a_row_is_named_and_equal_closes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deadline = make_watched(days=20)
    plan(now=NOW)
    Notification.objects.all().update(revision=99)
    monkeypatch.setattr(
        "risks.alerts.operations.digest.compare_calendars.plan", lambda **_: None
    )

    first = missing()
    (alarm,) = open_alarms()
    Notification.objects.all().update(revision=deadline.due_rev)
    second = missing()

    assert (first, second, open_alarms()) == (["reminders"], [], [])
    assert deadline.code in alarm
    assert deadline.title not in alarm


def test_a_row_for_another_day_is_a_difference() -> None:
    make_watched(days=20)
    plan(now=NOW)
    Notification.objects.all().update(due_at=NOW)

    assert set(missing()) == {"reminders", "digest", "calendar feed"}


def test_a_fault_in_the_digests_sql_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    make_watched(days=20)
    broken = digest._ROWS.replace("d.status = 'open'", "d.status = 'met'")
    monkeypatch.setattr(digest, "_ROWS", broken)

    assert missing() == ["digest"]


def test_a_second_night_of_trouble_has_one_open_alarm() -> None:
    make_watched(days=20)
    plan(now=NOW)
    Notification.objects.all().update(due_at=NOW)
    missing()

    missing()

    assert len(open_alarms()) == 1


def test_who_was_walled_off_since_is_no_difference() -> None:
    deadline = make_watched(days=20, backup=make_counsel("backup"))
    plan(now=NOW)
    wall_off(deadline, leaving=[deadline.owner])

    assert missing() == []


def test_what_was_sent_moved_and_closed_is_no_difference(set_clock: SetClock) -> None:
    set_clock(NOW)
    make_watched(days=2)
    dispatch_due()
    moved = make_watched(days=20)
    plan(now=NOW)
    later = datetime.combine(moved.due_date + timedelta(days=4), time(12), tzinfo=UTC)
    moved.due_at, moved.due_rev = later, moved.due_rev + 1
    moved.due_date = moved.safe_date = moved.late_date = later.date()
    moved.due_time, moved.tz = time(12), "UTC"
    moved.save()
    Deadline.objects.filter(pk=make_watched(days=9).pk).update(
        status="met", closed_at=NOW, close_reason="Filed."
    )

    assert missing() == []


def test_the_command_says_so(
    set_clock: SetClock, capsys: pytest.CaptureFixture[str]
) -> None:
    set_clock(NOW)
    make_watched(days=20)

    call_command("compare_calendars")

    assert "the three calendars agree" in capsys.readouterr().out


def test_whom_the_policy_does_not_remind_has_two_calendars() -> None:
    ReminderPolicy.objects.create(
        kind="deadline", severity="normal", offsets="P7D", owner=False, backup=True
    )
    make_watched(days=20, backup=make_counsel("backup"))

    assert missing() == []


def test_a_safe_date_that_moves_puts_the_rows_right() -> None:
    deadline = make_watched(days=20)
    plan(now=NOW)
    deadline.safe_date -= timedelta(days=3)
    deadline.save()

    reconcile(now=NOW)

    assert missing() == []
