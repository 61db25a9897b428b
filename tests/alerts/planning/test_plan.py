from datetime import UTC, datetime, timedelta

import pytest

from risks.access.models import Role
from risks.alerts.models import Alarm, Notification
from risks.alerts.operations.planning.plan import plan
from risks.cases.models import Deadline
from tests.alerts.world import States, make_counsel, make_watched, move, states_of
from tests.factories import NOW, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_normal_deadline_reminds_a_week_and_two_days_before() -> None:
    deadline = make_watched(days=20)

    plan(now=NOW)

    rows = Notification.objects.filter(deadline=deadline)
    assert [row.offset for row in rows] == ["P7D", "P2D"]


def test_a_critical_deadline_reminds_five_times() -> None:
    make_watched(days=20, severity=Deadline.Severity.CRITICAL)

    plan(now=NOW)

    offsets = Notification.objects.values_list("offset", flat=True)
    assert list(offsets) == ["P14D", "P7D", "P3D", "P1D", "PT4H"]


def test_the_backup_is_reminded_as_the_owner_is() -> None:
    deadline = make_watched(backup=make_counsel("iris"))

    plan(now=NOW)

    told = Notification.objects.filter(offset="P7D").values_list("recipient", flat=True)
    assert set(told) == {deadline.owner_id, deadline.backup_id}


def test_planning_twice_changes_nothing() -> None:
    make_watched()
    plan(now=NOW)
    before = list(Notification.objects.values())

    again = plan(now=NOW + timedelta(minutes=1))

    assert again.created == again.retired == 0
    assert list(Notification.objects.values()) == before


def test_of_the_moments_already_past_only_the_nearest_is_planned_and_late() -> None:
    make_watched(days=2, severity=Deadline.Severity.CRITICAL)

    plan(now=NOW)

    rows = Notification.objects.all()
    assert [(row.offset, row.late) for row in rows] == [
        ("P3D", True),
        ("P1D", False),
        ("PT4H", False),
    ]


def test_a_late_reminder_is_due_from_the_moment_it_is_planned() -> None:
    make_watched(days=2)

    plan(now=NOW)

    assert Notification.objects.get().fire_at == NOW


def test_a_deadline_past_due_when_it_is_entered_is_told_once() -> None:
    make_watched(days=-40)

    plan(now=NOW)

    assert Notification.objects.get().late


def test_a_moved_deadline_supersedes_what_was_planned_for_the_old_date() -> None:
    deadline = make_watched(days=20)
    plan(now=NOW)

    move(deadline, due_at=deadline.due_at + timedelta(days=5))
    plan(now=NOW)

    states = Notification.objects.values_list("revision", "state").distinct()
    assert set(states) == {(1, States.SUPERSEDED), (2, States.SCHEDULED)}


def test_a_closed_deadline_cancels_its_reminders() -> None:
    deadline = make_watched()
    plan(now=NOW)

    Deadline.objects.update(status="met", closed_at=NOW, close_reason="filed")
    plan(now=NOW)

    assert set(states_of(deadline)) == {States.CANCELLED}


def test_a_deadline_opened_again_is_reminded_of_again() -> None:
    deadline = make_watched()
    plan(now=NOW)
    Deadline.objects.update(status="met", closed_at=NOW, close_reason="filed")
    plan(now=NOW)

    Deadline.objects.update(status="open", closed_at=None)
    plan(now=NOW)

    assert set(states_of(deadline)) == {States.SCHEDULED}


def test_a_new_owner_is_reminded_in_place_of_the_former() -> None:
    deadline = make_watched()
    plan(now=NOW)

    deadline.owner = make_counsel("successor")
    deadline.save()
    plan(now=NOW)

    waiting = Notification.objects.filter(state=States.SCHEDULED)
    assert {row.recipient.username for row in waiting} == {"successor"}


def test_an_owner_who_comes_back_is_reminded_again() -> None:
    deadline = make_watched()
    first, second = deadline.owner, make_counsel()
    for owner in (first, second, first):
        deadline.owner = owner
        deadline.save()
        plan(now=NOW)

    waiting = Notification.objects.filter(state=States.SCHEDULED)

    assert {row.recipient for row in waiting} == {first}
    assert waiting.count() == 2


def test_a_deadline_that_becomes_critical_reminds_more_often() -> None:
    deadline = make_watched(days=20)
    plan(now=NOW)

    deadline.severity = Deadline.Severity.CRITICAL
    deadline.save()
    plan(now=NOW)

    offsets = Notification.objects.filter(critical=True).values_list(
        "offset", flat=True
    )
    assert set(offsets) == {"P14D", "P7D", "P3D", "P1D", "PT4H"}


def test_somebody_outside_the_wall_is_not_reminded() -> None:
    make_watched(owner=make_person(roles=[]))

    plan(now=NOW)

    assert not Notification.objects.exists()


def test_the_supervisor_stands_in_when_nobody_responsible_may_know() -> None:
    chief = make_counsel("chief")
    make_watched(owner=make_counsel(is_active=False, supervisor=chief))

    plan(now=NOW)

    steps = Notification.objects.values_list("recipient__username", "step").distinct()
    assert list(steps.order_by()) == [("chief", 2)]


def test_a_deadline_that_reaches_nobody_raises_one_alarm() -> None:
    deadline = make_watched(owner=make_counsel(is_active=False))

    plan(now=NOW)
    plan(now=NOW)

    alarm = Alarm.objects.get()
    assert deadline.code in alarm.text


def test_the_alarm_closes_when_somebody_is_reachable_again() -> None:
    deadline = make_watched(owner=make_counsel(is_active=False))
    plan(now=NOW)

    deadline.backup = make_person(roles=[Role.VIEWER])
    deadline.save()
    plan(now=NOW)

    assert Alarm.objects.get().closed_at == NOW


def test_a_deadline_that_cannot_be_planned_does_not_stop_the_others() -> None:
    broken, sound = make_watched(), make_watched()
    Deadline.objects.filter(pk=broken.pk).update(tz="Mars/Olympus")

    plan(now=NOW)

    assert states_of(sound) == [States.SCHEDULED, States.SCHEDULED]
    assert broken.code in Alarm.objects.get().text


def test_a_deadline_in_the_first_year_raises_an_alarm() -> None:
    deadline = make_watched()
    first_day = datetime(1, 1, 1, 12, tzinfo=UTC)
    Deadline.objects.update(due_at=first_day)

    plan(now=NOW)

    assert deadline.code in Alarm.objects.get().text


def test_a_person_of_an_unknown_zone_is_reminded_on_the_court_s_clock() -> None:
    make_watched(owner=make_counsel(time_zone="Mars/Olympus"))

    plan(now=NOW)

    assert Notification.objects.count() == 2


def test_our_own_act_is_reminded_of_before_its_calendared_date() -> None:
    deadline = make_watched(days=20)
    deadline.calendared_date -= timedelta(days=2)
    deadline.save()

    plan(now=NOW)

    row = Notification.objects.get(offset="P7D")
    assert row.due_at == deadline.due_at - timedelta(days=2)


def test_the_other_side_s_act_is_reminded_of_before_its_latest_arguable_date() -> None:
    deadline = make_watched(days=20, whose=Deadline.Whose.OPPONENT)
    deadline.calendared_date -= timedelta(days=2)
    deadline.save()

    plan(now=NOW)

    assert Notification.objects.filter(due_at=deadline.due_at).count() == 2
