"""Policies are rows; quiet hours and the hourly cap are kept; the critical pass."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from pytest_django import Settings

from risks.access.models import Role
from risks.alerts.models import Notification, Plan, ReminderPolicy
from risks.alerts.operations import dispatch_due, plan, reconcile
from risks.alerts.queries import open_alarms
from risks.cases.models import Deadline
from tests.alerts.conftest import SetClock
from tests.alerts.world import States, make_counsel, make_watched, move
from tests.factories import NOW, make_person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("at_now"),
]

CRITICAL, NORMAL = Deadline.Severity.CRITICAL, Deadline.Severity.NORMAL


def make_policy(offsets: str = "P7D", **fields: object) -> ReminderPolicy:
    known = {"kind": "deadline", "severity": NORMAL, "offsets": offsets, **fields}
    policy, _ = ReminderPolicy.objects.update_or_create(
        kind=known["kind"], severity=known["severity"], defaults=known
    )
    return policy


def waiting() -> list[tuple[str, str]]:
    rows = Notification.objects.filter(state=States.SCHEDULED).order_by("fire_at", "pk")
    return list(rows.values_list("recipient__username", "offset"))


def test_another_policy_plans_what_it_adds_and_cancels_what_it_drops() -> None:
    make_watched(owner=make_counsel("owner"))
    plan(now=NOW)

    make_policy("P5D P2D")
    plan(now=NOW)

    assert waiting() == [("owner", "P5D"), ("owner", "P2D")]


def test_a_policy_put_back_brings_back_its_reminders() -> None:
    make_watched(owner=make_counsel("owner"))
    plan(now=NOW)
    make_policy("P5D")
    plan(now=NOW)

    ReminderPolicy.objects.all().delete()
    plan(now=NOW)

    assert waiting() == [("owner", "P7D"), ("owner", "P2D")]


def test_supervisors_and_the_compliance_list_are_reminded_where_the_policy_says() -> (
    None
):
    make_person("officer", roles=[Role.COMPLIANCE_ADMINISTRATOR])
    make_watched(owner=make_counsel("owner", supervisor=make_counsel("chief")))
    make_policy(supervisor=True, compliance=True)

    plan(now=NOW)

    assert {name for name, _ in waiting()} == {"owner", "chief", "officer"}


def test_a_policy_with_no_recipient_reaches_the_supervisor_and_is_no_silence() -> None:
    make_watched(owner=make_counsel("owner", supervisor=make_counsel("chief")))
    make_policy(owner=False, backup=False)

    plan(now=NOW)

    assert waiting() == [("chief", "P7D")]


def test_a_policy_with_no_recipient_and_nobody_above_is_an_alarm() -> None:
    deadline = make_watched()
    make_policy(owner=False, backup=False)

    plan(now=NOW)

    assert deadline.code in open_alarms().get().text


def test_a_policy_that_cannot_be_read_leaves_the_default() -> None:
    make_watched(owner=make_counsel("owner"))
    make_policy("every other day")

    plan(now=NOW)

    assert waiting() == [("owner", "P7D"), ("owner", "P2D")]


@pytest.mark.parametrize("text", ["", "7D", "P7D,P2D", "P7D P7D", "P7D nonsense"])
def test_lead_times_that_cannot_be_read_are_refused_in_one_line(text: str) -> None:
    policy = ReminderPolicy(kind="deadline", severity=NORMAL, offsets=text)

    with pytest.raises(ValidationError) as refused:
        policy.full_clean()

    assert len(refused.value.message_dict["offsets"]) == 1


def test_a_mail_for_quiet_hours_waits_for_their_end() -> None:
    owner = make_counsel(quiet_from=time(8), quiet_until=time(10, 30))
    make_watched(owner=owner)

    plan(now=NOW)

    clocks = {row.fire_at.time() for row in Notification.objects.filter(offset="P7D")}
    assert clocks == {time(2, 30)}  # 10:30 in Hong Kong.


def test_quiet_hours_never_delay_a_critical_one() -> None:
    owner = make_counsel(quiet_from=time(8), quiet_until=time(10, 30))
    make_watched(owner=owner, severity=CRITICAL)

    plan(now=NOW)

    row = Notification.objects.get(offset="P7D")
    assert row.fire_at.time() == time(1)  # 09:00 in Hong Kong.


def test_quiet_hours_chosen_later_move_what_is_planned() -> None:
    owner = make_counsel()
    make_watched(owner=owner)
    plan(now=NOW)

    owner.quiet_from, owner.quiet_until = time(8), time(10, 30)
    owner.save()
    plan(now=NOW)

    assert Notification.objects.get(offset="P7D").fire_at.time() == time(2, 30)
    assert Notification.objects.count() == 2


def test_the_cap_holds_the_normal_ones_lets_the_critical_pass_and_says_so(
    settings: Settings,
) -> None:
    settings.REMINDERS_PER_HOUR = 0
    make_watched(days=2, severity=CRITICAL)
    make_watched(days=2)

    dispatch_due()

    assert Notification.objects.get(state=States.SENT).critical
    assert (
        "1 reminders are waiting"
        in open_alarms().filter(key__startswith="held").get().text
    )


def test_what_the_cap_held_leaves_in_the_next_hour_and_the_alarm_closes(
    settings: Settings, set_clock: SetClock
) -> None:
    settings.REMINDERS_PER_HOUR = 10
    for _ in range(12):
        make_watched(days=2)
    dispatch_due()
    assert len(mail.outbox) == 10

    set_clock(NOW + timedelta(hours=1, minutes=1))
    dispatch_due()

    assert len(mail.outbox) == 12
    assert not open_alarms().filter(key__startswith="held").exists()


def test_a_critical_deadline_that_reaches_one_person_is_alarmed_until_it_has_two() -> (
    None
):
    deadline = make_watched(severity=CRITICAL)
    plan(now=NOW)
    assert open_alarms().get().key == f"understaffed {deadline.code}"

    deadline.backup = make_counsel()
    deadline.save()
    plan(now=NOW)

    assert not open_alarms().exists()


def test_an_address_that_is_none_reaches_nobody() -> None:
    deadline = make_watched(severity=CRITICAL, backup=make_counsel(email="no address"))

    plan(now=NOW)

    assert open_alarms().get().key == f"understaffed {deadline.code}"


def test_the_alarm_of_a_thin_deadline_goes_with_it() -> None:
    deadline = make_watched(severity=CRITICAL)
    plan(now=NOW)

    deadline.status, deadline.closed_at = Deadline.Status.MET, NOW
    deadline.close_reason = "filed"
    deadline.save()
    plan(now=NOW)

    assert not open_alarms().exists()


def test_a_wall_raised_and_lowered_while_a_mail_was_refused_is_planned_again() -> None:
    deadline = make_watched(days=2, owner=make_counsel("owner"))
    plan(now=NOW)
    Notification.objects.filter(offset="P2D").update(state=States.CANCELLED)
    Plan.objects.filter(deadline=deadline).delete()

    dispatch_due()

    assert len(mail.outbox) == 1


def test_a_deadline_moved_and_moved_back_reminds_of_the_present_date_only() -> None:
    deadline = make_watched(days=20, owner=make_counsel("owner"))
    first, second = deadline.due_at, deadline.due_at + timedelta(days=30)
    for due_at in (second, first):
        plan(now=NOW)
        move(deadline, due_at=due_at)
    plan(now=NOW)

    live = Notification.objects.filter(state=States.SCHEDULED)
    assert {row.revision for row in live} == {deadline.due_rev}
    assert waiting() == [("owner", "P7D"), ("owner", "P2D")]


def test_the_reconciler_counts_no_repair_where_nothing_was_lost() -> None:
    make_watched(severity=CRITICAL, backup=make_counsel())

    assert [reconcile(now=NOW), reconcile(now=NOW)] == [0, 0]


def test_a_due_date_in_the_year_9999_is_planned() -> None:
    move(make_watched(), due_at=datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC))

    plan(now=NOW)

    assert [offset for _, offset in waiting()] == ["P7D", "P2D"]
    assert not open_alarms().exists()
