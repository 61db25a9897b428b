"""Exposure over appetite: told at once, to those who may see the figures."""

from datetime import timedelta

import pytest
from django.core import mail

from risks.access.models import Person, Role
from risks.alerts.models import Alarm, Notification
from risks.alerts.operations import dispatch_due
from risks.alerts.operations.planning.plan import plan
from risks.alerts.queries.sending.subject import may_know
from tests.alerts.planning.test_treatment_alerts import owned_by, told
from tests.alerts.world import States, make_counsel
from tests.factories import (
    NOW,
    make_appetite_excess,
    make_person,
    make_restricted_matter,
    make_risk,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("at_now"),
]


def make_compliance(username: str = "iris", *more: Role) -> Person:
    return make_person(username, roles=[Role.COMPLIANCE_ADMINISTRATOR, *more])


def test_a_breach_is_told_at_once_to_its_people_and_the_compliance_list() -> None:
    make_compliance()
    make_appetite_excess(owned_by("owner", backup=make_counsel("backup")))

    dispatch_due()

    assert told() == [
        "backup@example.com",
        "iris@example.com",
        "owner@example.com",
    ]


def test_it_is_told_once() -> None:
    make_appetite_excess()

    dispatch_due()
    dispatch_due()

    assert len(mail.outbox) == 1


def test_of_a_privileged_risk_only_who_sees_the_figures_is_told() -> None:
    make_compliance("admin")
    make_compliance("counsel", Role.IN_HOUSE_LAWYER)
    make_appetite_excess(owned_by("owner", privileged=True))

    dispatch_due()

    assert told() == ["counsel@example.com"]


def test_a_risk_that_becomes_privileged_keeps_the_mail_back() -> None:
    appetite_excess = make_appetite_excess(owned_by("owner"))
    plan(now=NOW)
    row = Notification.objects.get()

    appetite_excess.risk.privileged = True
    appetite_excess.risk.save()

    assert not may_know(row.recipient, row)
    dispatch_due()
    assert mail.outbox == []


def test_where_nobody_may_see_the_figures_there_is_an_alarm_that_names_none() -> None:
    make_appetite_excess(owned_by("owner", code="R-SECRET", privileged=True))

    dispatch_due()

    text = Alarm.objects.get(closed_at=None).text
    assert "Nobody is reminded of above_appetite" in text
    assert "R-SECRET" not in text


def test_behind_a_wall_the_compliance_list_outside_is_not_told() -> None:
    make_compliance()
    inside = make_counsel("inside")
    wall = make_restricted_matter(members=[inside])
    make_appetite_excess(make_risk(owner=inside, restricted_matter=wall))

    dispatch_due()

    assert told() == ["inside@example.com"]


def test_the_reminders_page_hides_a_breach_of_a_privileged_risk() -> None:
    make_appetite_excess(make_risk(owner=make_counsel(), privileged=True))
    dispatch_due()

    compliance, counsel = make_compliance(), make_counsel()

    assert not Notification.objects.visible_to(compliance).exists()
    assert Notification.objects.visible_to(counsel).exists()


def test_a_breach_that_closed_before_it_was_told_is_not() -> None:
    appetite_excess = make_appetite_excess()
    plan(now=NOW)

    appetite_excess.closed_at = NOW
    appetite_excess.save()
    dispatch_due()

    assert mail.outbox == []
    assert Notification.objects.get().state == States.CANCELLED


def test_the_next_breach_is_told_anew() -> None:
    first = make_appetite_excess()
    dispatch_due()
    first.closed_at = NOW + timedelta(minutes=1)
    first.save()

    make_appetite_excess(first.risk, appetite=first.appetite)
    dispatch_due()

    assert len(mail.outbox) == 2


def test_the_mail_carries_no_figure() -> None:
    make_appetite_excess()

    dispatch_due()

    text = mail.outbox[0].message().as_string().lower()
    figures = ("66.0", "2000000", "2,000,000", "5000000", "5,000,000", "p95", "usd")
    shown = text.partition("\n\n")[2]
    assert not [figure for figure in figures if figure in shown]
