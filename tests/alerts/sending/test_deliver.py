"""What is asked again at the last moment before a mail leaves."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from risks.access.models import Disclosure, RestrictedMatter
from risks.alerts.models import Alarm, Attempt, Notification
from risks.alerts.operations.planning.plan import plan
from risks.alerts.operations.sending.claim import claim
from risks.alerts.operations.sending.deliver import deliver
from risks.alerts.operations.sending.outcomes import MAX_CLAIMS
from risks.alerts.queries.limits import sending_limits
from risks.alerts.queries.sending.access_snapshot import take_snapshot
from risks.cases.models import Deadline
from risks.clock import Clock, read_clock
from tests.alerts.world import (
    States,
    claim_one,
    make_counsel,
    make_watched,
    move,
    wall_off,
)
from tests.factories import NOW

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("at_now"),
]


def test_a_reminder_is_sent_and_written_down() -> None:
    row = claim_one(make_watched(days=2))

    outcome = deliver(row)

    row.refresh_from_db()
    assert outcome == Attempt.Outcome.SENT
    assert (row.state, row.attempts, row.lease_token) == (States.SENT, 1, None)
    assert mail.outbox[0].to == [row.recipient.email]


def test_each_mail_is_recorded_as_a_disclosure() -> None:
    deadline = make_watched(days=2)

    deliver(claim_one(deadline))

    entry = Disclosure.objects.get()
    assert (entry.person, entry.address) == (deadline.owner, deadline.owner.email)
    assert entry.objects_shown == [f"deadline {deadline.code}"]


def test_each_try_is_written_down() -> None:
    deliver(claim_one(make_watched(days=2)))

    attempt = Attempt.objects.get()

    assert (attempt.number, attempt.outcome, attempt.smtp_code) == (1, "sent", 250)


def test_nothing_is_sent_for_a_deadline_closed_after_the_claim() -> None:
    row = claim_one(make_watched(days=2))
    Deadline.objects.update(status="met", closed_at=NOW, close_reason="filed")

    deliver(row)

    row.refresh_from_db()
    assert (row.state, mail.outbox) == (States.CANCELLED, [])


def test_nothing_is_sent_for_a_date_that_has_moved_after_the_claim() -> None:
    deadline = make_watched(days=2)
    row = claim_one(deadline)
    move(deadline, due_at=deadline.due_at + timedelta(days=3))

    deliver(row)

    row.refresh_from_db()
    assert (row.state, mail.outbox) == (States.SUPERSEDED, [])


def test_nothing_is_sent_through_a_wall_raised_after_the_claim() -> None:
    deadline = make_watched(days=2)
    row = claim_one(deadline)
    wall_off(deadline, leaving=[])

    deliver(row)

    row.refresh_from_db()
    assert (row.state, mail.outbox) == (States.CANCELLED, [])


def test_a_denial_stops_a_member_of_the_wall() -> None:
    deadline = make_watched(days=2)
    wall_off(deadline, leaving=[deadline.owner])
    row = claim_one(deadline)
    RestrictedMatter.objects.get().denied.add(deadline.owner)

    deliver(row)

    assert mail.outbox == []


def test_who_is_walled_off_is_replaced_by_the_supervisor_at_once() -> None:
    chief = make_counsel("chief")
    deadline = make_watched(days=2, owner=make_counsel(supervisor=chief))
    row = claim_one(deadline)
    wall_off(deadline, leaving=[chief])

    deliver(row)

    step = Notification.objects.get(created_by="escalation")
    assert (step.recipient, step.step, step.state) == (chief, 2, States.SCHEDULED)


def test_nobody_is_told_twice_when_the_backup_has_a_reminder_anyway() -> None:
    deadline = make_watched(days=2)
    row = claim_one(deadline)
    deadline.backup = make_counsel()
    deadline.save()
    claim_one(deadline)
    wall_off(deadline, leaving=[deadline.backup])

    deliver(row)

    assert not Notification.objects.filter(created_by="escalation").exists()


def test_when_nobody_is_left_behind_the_wall_an_alarm_says_so() -> None:
    deadline = make_watched(days=2)
    row = claim_one(deadline)
    wall_off(deadline, leaving=[])

    deliver(row)

    assert deadline.code in Alarm.objects.get().text


def test_nothing_is_sent_to_a_person_deactivated_after_the_claim() -> None:
    deadline = make_watched(days=2)
    row = claim_one(deadline)
    deadline.owner.is_active = False
    deadline.owner.save()

    deliver(row)

    assert mail.outbox == []


def test_nothing_is_sent_to_a_former_owner() -> None:
    deadline = make_watched(days=2)
    row = claim_one(deadline)
    deadline.owner = make_counsel()
    deadline.save()

    deliver(row)

    row.refresh_from_db()
    assert (row.state, mail.outbox) == (States.CANCELLED, [])


@pytest.mark.parametrize("address", ["", "nobody", "a@b@c", "iris@exa mple.com"])
def test_an_unusable_address_is_a_failure_that_somebody_hears_of(address: str) -> None:
    chief = make_counsel("chief")
    owner = make_counsel(supervisor=chief)
    owner.email = address
    owner.save()
    row = claim_one(make_watched(days=2, owner=owner))

    deliver(row)

    row.refresh_from_db()
    assert (row.state, row.escalated_to is not None) == (States.FAILED, True)


def test_a_reminder_that_kills_its_senders_is_given_up_aloud() -> None:
    row = claim_one(make_watched(days=2))
    row.claims = MAX_CLAIMS

    deliver(row)

    row.refresh_from_db()
    assert (row.state, row.alarm is not None) == (States.DEAD, True)


def test_a_lost_lease_sends_nothing_and_changes_nothing() -> None:
    row = claim_one(make_watched(days=2))
    Notification.objects.update(lease_token="00000000-0000-4000-8000-000000000000")
    before = list(Notification.objects.values())

    outcome = deliver(row)

    assert outcome is None
    assert (list(Notification.objects.values()), mail.outbox) == (before, [])


def test_a_whole_claim_is_asked_about_with_as_many_questions_as_one_row() -> None:
    owner = make_counsel()
    for days in range(1, 6):
        make_watched(days=days, owner=owner)
    plan(now=read_clock().shown)
    rows = claim(clock := read_clock())

    with CaptureQueriesContext(connection) as for_one:
        take_snapshot(rows[:1], clock=clock)
    with CaptureQueriesContext(connection) as for_all:
        snapshot = take_snapshot(rows, clock=clock)

    assert all(snapshot.may_know(row) for row in rows)
    assert len(rows) == 5
    assert len(for_all) == len(for_one)


def test_who_may_not_know_at_the_claim_is_not_told_in_its_moment() -> None:
    deadline = make_watched(days=2)
    row = claim_one(deadline)
    wall_off(deadline, leaving=[])

    deliver(row, snapshot=take_snapshot([row], clock=read_clock()))

    row.refresh_from_db()
    assert (row.state, mail.outbox) == (States.CANCELLED, [])


def test_past_its_moment_what_was_asked_together_is_asked_again() -> None:
    deadline = make_watched(days=2)
    row = claim_one(deadline)
    snapshot = take_snapshot([row], clock=earlier(sending_limits().snapshot_lifetime))
    wall_off(deadline, leaving=[])

    deliver(row, snapshot=snapshot)

    row.refresh_from_db()
    assert (row.state, mail.outbox) == (States.CANCELLED, [])


def test_past_its_moment_a_lease_is_asked_about_again() -> None:
    row = claim_one(make_watched(days=2))
    snapshot = take_snapshot([row], clock=earlier(sending_limits().snapshot_lifetime))
    Notification.objects.update(lease_token=uuid4())

    outcome = deliver(row, snapshot=snapshot)

    assert (outcome, mail.outbox) == (None, [])


def earlier(span: timedelta) -> Clock:
    clock = read_clock()
    return Clock(bare=clock.bare - span, shown=clock.shown - span)
