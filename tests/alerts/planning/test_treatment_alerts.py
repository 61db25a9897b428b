"""Treatments, reviews and acceptances: who is told, when, and when no longer."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from risks.access.models import Role
from risks.alerts.models import Alarm, Notification
from risks.alerts.operations import dispatch_due
from risks.alerts.operations.planning.plan import plan
from risks.register.models import Risk
from risks.register.operations import (
    complete_treatment,
    record_review,
    reopen_treatment,
    schedule_review,
    withdraw_acceptance,
)
from tests.alerts.conftest import SetClock
from tests.alerts.world import States, make_counsel
from tests.factories import (
    NOW,
    make_acceptance,
    make_person,
    make_restricted_matter,
    make_review,
    make_risk,
    make_treatment,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("at_now"),
]

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
DUE = date(2026, 6, 26)
MORNING = datetime(2026, 6, 26, 9, 30, tzinfo=HONG_KONG)


def told() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


def waiting(kind: str) -> list[str]:
    rows = Notification.objects.filter(kind=kind, state=States.SCHEDULED)
    return list(rows.order_by("fire_at", "pk").values_list("offset", flat=True))


def owned_by(username: str, **fields: Any) -> Risk:
    return make_risk(owner=make_person(username, roles=[Role.RISK_OWNER]), **fields)


def test_a_treatment_is_told_before_on_its_day_and_when_it_is_overdue() -> None:
    make_treatment(due_date=DUE)

    plan(now=NOW)

    assert waiting("treatment") == ["P7D", "P0D", "+P1D", "+P7D"]
    first = Notification.objects.order_by("fire_at").first()
    assert first is not None
    assert first.fire_at == datetime(2026, 6, 19, 9, tzinfo=HONG_KONG)


def test_who_treats_and_who_owns_the_risk_are_told(set_clock: SetClock) -> None:
    make_treatment(owned_by("owner"), owner=make_counsel("doer"), due_date=DUE)

    set_clock(MORNING)
    dispatch_due()

    assert told() == ["doer@example.com", "owner@example.com"]


def test_an_overdue_treatment_is_told_of_a_week_later(set_clock: SetClock) -> None:
    make_treatment(due_date=DUE)
    set_clock(MORNING)
    dispatch_due()
    mail.outbox.clear()

    set_clock(MORNING + timedelta(days=7))
    dispatch_due()

    assert len(mail.outbox) == 1


def test_planning_twice_changes_nothing() -> None:
    make_treatment()
    make_review()
    make_acceptance()
    plan(now=NOW)
    before = list(Notification.objects.values())

    again = plan(now=NOW + timedelta(minutes=1))

    assert (again.created, again.retired) == (0, 0)
    assert list(Notification.objects.values()) == before


def test_a_treatment_done_is_told_of_no_more_until_it_is_open_again() -> None:
    treatment = make_treatment()
    plan(now=NOW)

    complete_treatment(treatment, by=treatment.owner, now=NOW)
    plan(now=NOW)
    after_done = waiting("treatment")
    reopen_treatment(treatment)
    plan(now=NOW)

    assert after_done == []
    assert len(waiting("treatment")) == 4


def test_a_treatment_moved_reminds_of_its_new_day_only() -> None:
    treatment = make_treatment(due_date=DUE)
    plan(now=NOW)

    treatment.due_date = date(2026, 7, 31)
    treatment.save()
    plan(now=NOW)

    due = Notification.objects.filter(state=States.SCHEDULED).values_list("due_at")
    assert {at.astimezone(HONG_KONG).date() for (at,) in due} == {date(2026, 7, 31)}


def test_a_treatment_in_other_hands_is_told_to_them() -> None:
    treatment = make_treatment(owned_by("owner"), owner=make_counsel("before"))
    plan(now=NOW)

    treatment.owner = make_counsel("after")
    treatment.save()
    plan(now=NOW)

    rows = Notification.objects.filter(state=States.SCHEDULED)
    names = set(rows.values_list("recipient__username", flat=True))
    assert names == {"owner", "after"}


def test_behind_a_wall_only_those_inside_are_told(set_clock: SetClock) -> None:
    inside = make_counsel("inside")
    risk = owned_by(
        "outside", restricted_matter=make_restricted_matter(members=[inside])
    )
    make_treatment(risk, owner=inside, due_date=DUE)

    set_clock(MORNING)
    dispatch_due()

    assert told() == ["inside@example.com"]


def test_a_wall_raised_after_planning_keeps_the_mail_back(set_clock: SetClock) -> None:
    inside = make_counsel("inside")
    review = make_review(owned_by("owner", backup=inside), due_date=DUE)
    plan(now=NOW)

    review.risk.restricted_matter = make_restricted_matter(members=[inside])
    review.risk.save()
    set_clock(MORNING)
    dispatch_due()

    assert told() == ["inside@example.com"]


def test_a_review_is_told_to_the_people_of_its_risk(set_clock: SetClock) -> None:
    make_review(owned_by("owner", backup=make_counsel("backup")), due_date=DUE)

    set_clock(MORNING)
    dispatch_due()

    assert told() == ["backup@example.com", "owner@example.com"]


def test_of_a_privileged_risk_the_review_is_told_but_not_the_acceptance(
    set_clock: SetClock,
) -> None:
    risk = owned_by("owner", privileged=True)
    make_review(risk, due_date=DUE)
    make_acceptance(risk, accepted_by=make_counsel("counsel"), until=DUE)

    set_clock(MORNING)
    dispatch_due()

    rows = Notification.objects.filter(state=States.SENT)
    assert set(rows.values_list("kind", "recipient__username")) == {
        ("review", "owner"),
        ("acceptance", "counsel"),
    }


def test_the_reminders_page_hides_the_acceptance_of_a_privileged_risk() -> None:
    risk = make_risk(privileged=True)
    make_acceptance(risk, accepted_by=make_counsel())
    plan(now=NOW)
    auditor, counsel = make_person(roles=[Role.AUDITOR]), make_counsel()

    assert not Notification.objects.visible_to(auditor).exists()
    assert Notification.objects.visible_to(counsel).exists()


def test_a_review_recorded_is_told_of_no_more_and_the_next_one_is() -> None:
    review = make_review(due_date=DUE)
    plan(now=NOW)

    later = record_review(
        review,
        by=review.risk.owner,
        outcome="Unchanged.",
        next_due=date(2026, 12, 31),
        now=NOW,
    )
    plan(now=NOW)

    rows = Notification.objects.filter(state=States.SCHEDULED)
    assert later is not None
    assert set(rows.values_list("object_id", flat=True)) == {later.pk}


def test_a_review_done_after_the_claim_is_not_sent(set_clock: SetClock) -> None:
    review = make_review(due_date=DUE)
    plan(now=NOW)
    record_review(review, by=review.risk.owner, outcome="Unchanged.", now=NOW)
    Notification.objects.update(fire_at=NOW)

    set_clock(MORNING)
    dispatch_due()

    assert mail.outbox == []


def test_a_review_put_off_reminds_of_the_other_day() -> None:
    review = make_review(due_date=DUE)
    plan(now=NOW)

    schedule_review(review.risk, due_date=date(2026, 8, 31))
    plan(now=NOW)

    rows = Notification.objects.filter(state=States.SCHEDULED)
    assert {row.revision for row in rows} == {date(2026, 8, 31).toordinal()}


def test_a_risk_that_is_closed_is_reviewed_no_more() -> None:
    review = make_review()
    plan(now=NOW)

    review.risk.status = Risk.Status.CLOSED
    review.risk.save()
    plan(now=NOW)

    assert waiting("review") == []


def test_an_acceptance_is_told_before_it_ends() -> None:
    make_acceptance(until=date(2026, 12, 31))

    plan(now=NOW)

    assert waiting("acceptance") == ["P30D", "P7D", "P0D"]


def test_an_acceptance_withdrawn_is_told_of_no_more() -> None:
    acceptance = make_acceptance()
    plan(now=NOW)

    withdraw_acceptance(
        acceptance, by=acceptance.accepted_by, reason="It grew.", now=NOW
    )
    plan(now=NOW)

    assert waiting("acceptance") == []


def test_an_acceptance_renewed_reminds_of_the_new_one_only() -> None:
    first = make_acceptance(until=date(2026, 7, 31))
    plan(now=NOW)

    second = make_acceptance(first.risk, until=date(2027, 7, 31))
    plan(now=NOW)

    rows = Notification.objects.filter(state=States.SCHEDULED)
    assert set(rows.values_list("object_id", flat=True)) == {second.pk}


def test_the_mail_of_an_acceptance_carries_no_figure(set_clock: SetClock) -> None:
    make_acceptance(until=DUE, expected=Decimal(7_654_321), score=61.7)

    set_clock(MORNING)
    dispatch_due()

    text = mail.outbox[0].message().as_string()
    assert not [figure for figure in ("7654321", "7,654,321", "61.7") if figure in text]


def test_what_reaches_nobody_is_an_alarm_until_it_does() -> None:
    review = make_review(make_risk(owner=make_counsel("left", is_active=False)))
    plan(now=NOW)
    alarms = [alarm.text for alarm in Alarm.objects.filter(closed_at=None)]

    review.risk.owner.is_active = True
    review.risk.owner.save()
    plan(now=NOW)

    assert [f"Nobody is reminded of review {review.pk}" in text for text in alarms] == [
        True
    ]
    assert not Alarm.objects.filter(closed_at=None).exists()


def test_a_supervisor_hears_in_place_of_who_has_left(set_clock: SetClock) -> None:
    boss = make_counsel("boss")
    gone = make_counsel("gone", is_active=False, supervisor=boss)
    make_review(make_risk(owner=gone), due_date=DUE)

    set_clock(MORNING)
    dispatch_due()

    assert told() == ["boss@example.com"]


def test_an_undeliverable_one_goes_on_to_the_next_people(set_clock: SetClock) -> None:
    boss = make_counsel("boss")
    make_review(
        make_risk(owner=make_counsel("lost", email="nowhere", supervisor=boss)),
        due_date=DUE,
    )

    set_clock(MORNING)
    dispatch_due()

    assert told() == ["boss@example.com"]
