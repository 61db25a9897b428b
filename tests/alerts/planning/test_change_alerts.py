"""Changes on notice: who is told, and nothing takes effect that they were not told."""

from datetime import timedelta

import pytest
from django.core import mail

from risks.alerts.models import Alarm, Notification
from risks.alerts.operations import apply_changes, dispatch_due
from risks.alerts.operations.monitoring.alarms import raise_alarm
from risks.alerts.operations.planning.plan import plan
from risks.cases.models import Deadline, DeadlineChange
from risks.cases.operations import move, object_to
from tests.alerts.conftest import SetClock
from tests.alerts.mailbox import text
from tests.alerts.world import States, make_counsel, make_watched, wall_off
from tests.cases.notices import make_notice
from tests.factories import NOW

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("at_now"),
]
DAY = timedelta(hours=24)
CHANGE = Notification.Kind.CHANGE


def notices() -> list[Notification]:
    rows = Notification.objects.filter(kind=CHANGE).select_related("recipient")
    return list(rows.order_by("recipient__username"))


def make_change() -> tuple[DeadlineChange, Deadline]:
    """On notice by Ann, its owner, with Bo behind her; no reminder of it is due."""
    ann, bo = make_counsel("ann"), make_counsel("bo")
    deadline = make_watched(days=60, owner=ann, backup=bo)
    return make_notice(deadline), deadline


def state(change: DeadlineChange) -> str:
    change.refresh_from_db()
    return change.state


def test_the_owner_and_the_backup_are_told_at_once() -> None:
    change, deadline = make_change()

    dispatch_due()

    rows = notices()
    assert [row.recipient.username for row in rows] == ["ann", "bo"]
    assert {(row.state, row.critical) for row in rows} == {(States.SENT, True)}
    assert len(mail.outbox) == 2
    said = text(rows[1])
    assert "you object" in said
    assert deadline.title in said
    assert change.document
    assert "45" in said


def test_a_walled_matter_is_told_by_its_code_alone() -> None:
    _change, deadline = make_change()
    case = deadline.case
    assert case
    assert deadline.backup
    wall_off(deadline, leaving=[deadline.owner, deadline.backup])
    plan(now=NOW)

    said = text(notices()[0])

    assert case.code in said
    assert deadline.title not in said
    assert case.caption not in said


def test_it_takes_effect_24_hours_after_the_notice_was_sent(
    set_clock: SetClock,
) -> None:
    change, deadline = make_change()
    untold = apply_changes(now=NOW + DAY)
    dispatch_due()

    early = apply_changes(now=NOW + timedelta(hours=23))
    effected = apply_changes(now=NOW + DAY + timedelta(hours=1))
    again = apply_changes(now=NOW + DAY + timedelta(hours=1))

    deadline.refresh_from_db()
    assert (untold, early, effected, again) == (0, 0, 1, 0)
    assert (state(change), deadline.due_date) == ("effected", change.due_date)


def test_a_notice_that_bounced_told_nobody() -> None:
    change, _deadline = make_change()
    dispatch_due()
    raise_alarm("bounced", text="Bo's mail bounced.", now=NOW)
    Notification.objects.filter(kind=CHANGE, recipient__username="bo").update(
        state=States.BOUNCED, bounced_at=NOW, alarm=Alarm.objects.get()
    )

    effected = apply_changes(now=NOW + 2 * DAY)

    assert (effected, state(change)) == (0, "asked")


def test_an_objection_ends_the_notice() -> None:
    change, deadline = make_change()
    plan(now=NOW)
    assert deadline.backup
    object_to(change, by=deadline.backup, reason="No.", now=NOW)

    plan(now=NOW)
    effected = apply_changes(now=NOW + 2 * DAY)

    assert effected == 0
    assert {row.state for row in notices()} == {States.CANCELLED}


def test_a_change_lapses_as_soon_as_its_deadline_moved() -> None:
    change, deadline = make_change()
    earlier = deadline.due_date - timedelta(days=3)
    move(deadline, due_date=earlier, reason="Ordered.", by=deadline.owner, now=NOW)

    apply_changes(now=NOW)

    assert state(change) == "lapsed"
