from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from risks.alerts.models import Alarm, Attempt, Notification
from risks.alerts.operations.sending.outcomes import (
    MAX_ATTEMPTS,
    Try,
    record_cancelled,
    record_lost,
    record_retry,
    record_sent,
)
from risks.alerts.operations.sending.post import Posted
from risks.clock import read_clock
from tests.alerts.world import States, claim_one, make_counsel, make_watched
from tests.factories import NOW

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("at_now"),
]

NOT_NOW = Posted(outcome=Attempt.Outcome.RETRY, smtp_code=451, error="451 later")
NEVER = Posted(outcome=Attempt.Outcome.FAILED, smtp_code=550, error="550 unknown")


def make_try(*, days: int = 6, attempts: int = 0, **fields: object) -> Try:
    row = claim_one(make_watched(days=days, **fields))
    row.attempts = attempts
    clock = read_clock()
    return Try(row=row, started_at=clock.shown, clock=clock)


def wait_after(tried: Try) -> timedelta:
    record_retry(tried, NOT_NOW)
    tried.row.refresh_from_db()
    assert tried.row.not_before is not None
    return tried.row.not_before - tried.clock.bare


@pytest.mark.parametrize(
    ("attempts", "least", "most"), [(0, 7.5, 22.5), (3, 60, 180), (9, 900, 900)]
)
def test_the_wait_doubles_up_to_a_quarter_of_an_hour(
    attempts: int, least: float, most: float
) -> None:
    tried = make_try(attempts=attempts)

    wait = wait_after(tried).total_seconds()

    assert least <= wait <= most


def test_what_is_due_within_a_day_waits_two_minutes_at_most() -> None:
    tried = make_try(days=-1, attempts=9)

    assert wait_after(tried) == timedelta(minutes=2)


def test_a_temporary_failure_goes_back_to_scheduled_and_is_counted() -> None:
    tried = make_try()

    record_retry(tried, NOT_NOW)

    row = Notification.objects.get(pk=tried.row.pk)
    assert (row.state, row.attempts, row.claims) == (States.SCHEDULED, 1, 0)
    assert (row.lease_token, row.last_error) == (None, "451 later")


def test_an_ambiguous_ending_is_remembered() -> None:
    tried = make_try()

    record_retry(
        tried, Posted(outcome=Attempt.Outcome.RETRY, error="lost", ambiguous=True)
    )

    assert Notification.objects.get(pk=tried.row.pk).ambiguous


def test_twelve_temporary_failures_are_one_dead_reminder_with_an_alarm() -> None:
    tried = make_try(attempts=MAX_ATTEMPTS - 1)

    record_retry(tried, NOT_NOW)

    row = Notification.objects.get(pk=tried.row.pk)
    assert (row.state, row.alarm) == (States.DEAD, Alarm.objects.get())


def test_a_permanent_failure_tells_the_next_person_in_the_same_breath() -> None:
    backup = make_counsel()
    tried = make_try()
    deadline = tried.row.deadline
    assert deadline is not None
    deadline.backup = backup
    deadline.save()

    record_lost(tried, NEVER, state=States.FAILED)

    row = Notification.objects.get(pk=tried.row.pk)
    assert row.escalated_to is not None
    assert (row.state, row.escalated_to.recipient) == (States.FAILED, backup)


def test_the_chain_of_people_ends_in_an_alarm() -> None:
    tried = make_try()

    record_lost(tried, NEVER, state=States.FAILED)

    alarm = Alarm.objects.get()
    assert Notification.objects.get(pk=tried.row.pk).alarm == alarm
    assert "the mail server answered 550" in alarm.text


def test_a_cancelled_reminder_keeps_its_reason() -> None:
    tried = make_try()

    record_cancelled(tried, state=States.CANCELLED, reason="closed", handed_over=False)

    row = Notification.objects.get(pk=tried.row.pk)
    assert (row.state, row.last_error, row.attempts) == ("cancelled", "closed", 0)


def test_no_ending_is_written_by_a_sender_that_lost_its_lease() -> None:
    tried = make_try()
    Notification.objects.filter(state=States.SENDING).update(
        lease_token="00000000-0000-4000-8000-000000000000"
    )
    before = list(Notification.objects.values())

    endings = [
        record_sent(tried, Posted(outcome=Attempt.Outcome.SENT), content=b"mail"),
        record_retry(tried, NOT_NOW),
        record_lost(tried, NEVER, state=States.FAILED),
        record_cancelled(
            tried, state=States.CANCELLED, reason="closed", handed_over=True
        ),
    ]

    assert endings == [False] * 4
    assert list(Notification.objects.values()) == before
    assert not Attempt.objects.exists()
    assert not Alarm.objects.exists()


ENDED: dict[States, dict[str, object]] = {
    States.BOUNCED: {"sent_at": NOW, "bounced_at": NOW}
}


def let_go(tried: Try, **changes: object) -> None:
    rows = Notification.objects.filter(pk=tried.row.pk)
    rows.update(lease_until=None, lease_token=None, **changes)


@pytest.mark.parametrize("state", [States.FAILED, States.DEAD, States.BOUNCED])
def test_the_database_refuses_a_reminder_that_is_silently_lost(state: States) -> None:
    tried = make_try()

    with (
        pytest.raises(IntegrityError, match="notification_is_never_silently_lost"),
        transaction.atomic(),
    ):
        let_go(tried, state=state, **ENDED.get(state, {}))


def test_the_database_refuses_sending_without_a_lease() -> None:
    tried = make_try()

    with (
        pytest.raises(IntegrityError, match="notification_has_a_lease_while"),
        transaction.atomic(),
    ):
        Notification.objects.filter(pk=tried.row.pk).update(lease_until=None)


def test_the_database_refuses_sent_without_a_time() -> None:
    tried = make_try()

    with (
        pytest.raises(IntegrityError, match="notification_sent_has_a_time"),
        transaction.atomic(),
    ):
        let_go(tried, state=States.SENT)
