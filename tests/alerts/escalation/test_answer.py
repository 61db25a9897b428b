"""What a reader says to a reminder: I have it; or, again on another day."""

from datetime import date, timedelta

import pytest
from django.core import mail

from risks.alerts.models import Notification
from risks.alerts.operations import dispatch_due, plan
from risks.alerts.operations.escalation.answer import (
    ReminderRefused,
    acknowledge,
    snooze,
)
from risks.cases.models import Deadline
from tests.alerts.conftest import SetClock
from tests.alerts.world import States, make_counsel, make_watched, move, wall_off
from tests.factories import NOW

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("at_now"),
]

CRITICAL = Deadline.Severity.CRITICAL
# Today is Wednesday 27 May 2026 in Hong Kong, 09:00.
SATURDAY = date(2026, 5, 30)


def make_sent(*, days: int = 6, **fields: object) -> Notification:
    make_watched(days=days, **fields)
    dispatch_due()
    return Notification.objects.get(state=States.SENT)


def test_an_acknowledged_reminder_says_who_has_it_since_when() -> None:
    row = make_sent()

    acknowledge(row, by=row.recipient, now=NOW)

    row.refresh_from_db()
    assert row.state == States.ACKNOWLEDGED
    assert (row.acknowledged_by, row.acknowledged_at) == (row.recipient, NOW)


def test_acknowledging_twice_changes_nothing() -> None:
    row = make_sent()
    acknowledge(row, by=row.recipient, now=NOW)

    acknowledge(row, by=row.recipient, now=NOW + timedelta(hours=1))

    row.refresh_from_db()
    assert row.acknowledged_at == NOW


def test_somebody_who_was_forwarded_the_mail_cannot_answer_it() -> None:
    row = make_sent()

    with pytest.raises(ReminderRefused, match="was sent to somebody else"):
        acknowledge(row, by=make_counsel(), now=NOW)

    row.refresh_from_db()
    assert row.state == States.SENT


def test_who_may_no_longer_see_the_matter_cannot_answer() -> None:
    row = make_sent()
    assert row.deadline is not None
    wall_off(row.deadline, leaving=[])

    with pytest.raises(ReminderRefused, match="no longer have access"):
        acknowledge(row, by=row.recipient, now=NOW)


def test_what_was_never_sent_cannot_be_acknowledged() -> None:
    make_watched(days=20)
    plan(now=NOW)
    row = Notification.objects.earliest("fire_at")

    with pytest.raises(ReminderRefused, match="scheduled"):
        acknowledge(row, by=row.recipient, now=NOW)


def test_a_snoozed_reminder_comes_again_on_the_morning_that_was_chosen(
    set_clock: SetClock,
) -> None:
    row = make_sent()
    snooze(row, until=SATURDAY, by=row.recipient, now=NOW)

    set_clock(NOW + timedelta(days=3, minutes=1))
    dispatch_due()

    assert len(mail.outbox) == 2
    assert mail.outbox[1].to == [row.recipient.email]


def test_a_snoozed_normal_deadline_is_silent_until_then() -> None:
    row = make_sent()
    chosen = date(2026, 6, 1)

    snooze(row, until=chosen, by=row.recipient, now=NOW)

    waiting = Notification.objects.filter(state=States.SCHEDULED)
    assert [again.offset for again in waiting] == ["2026-06-01"]


def test_a_snoozed_critical_deadline_reminds_in_between_all_the_same() -> None:
    row = make_sent(severity=CRITICAL)

    snooze(row, until=date(2026, 6, 2), by=row.recipient, now=NOW)

    waiting = Notification.objects.filter(state=States.SCHEDULED)
    offsets = [again.offset for again in waiting.order_by("fire_at")]
    assert offsets == ["P3D", "P1D", "2026-06-02", "PT4H"]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 5, 27), "after today"),
        (date(2020, 1, 1), "after today"),
        (date(2026, 6, 20), "before it is due"),
        (date(9999, 12, 31), "before it is due"),
    ],
)
def test_a_day_that_is_past_or_too_late_is_refused_and_changes_nothing(
    day: date, why: str
) -> None:
    row = make_sent()
    before = list(Notification.objects.values())

    with pytest.raises(ReminderRefused, match=why):
        snooze(row, until=day, by=row.recipient, now=NOW)

    assert list(Notification.objects.values()) == before


def test_a_snooze_of_a_deadline_that_has_moved_is_refused() -> None:
    row = make_sent()
    assert row.deadline is not None
    move(row.deadline, due_at=row.deadline.due_at + timedelta(days=3))

    with pytest.raises(ReminderRefused, match="due date has changed"):
        snooze(row, until=SATURDAY, by=row.recipient, now=NOW)


def test_a_second_sweep_leaves_a_snooze_as_it_is() -> None:
    row = make_sent()
    snooze(row, until=SATURDAY, by=row.recipient, now=NOW)
    before = list(Notification.objects.values())

    plan(now=NOW)

    assert list(Notification.objects.values()) == before
