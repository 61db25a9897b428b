"""Silent sources and failed recalculations: things that have no people of their own."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from risks.access.models import Role
from risks.alerts.models import Alarm, Notification
from risks.alerts.operations import dispatch_due
from risks.alerts.operations.planning.plan import plan
from risks.exposure.models import Recalculation
from tests.alerts.conftest import SetClock
from tests.alerts.planning.test_appetite_alerts import make_compliance
from tests.alerts.planning.test_treatment_alerts import told
from tests.alerts.world import States, make_counsel
from tests.factories import (
    NOW,
    make_company,
    make_person,
    make_recalculation,
    make_source,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("at_now"),
]

SILENT = NOW - timedelta(hours=100)


def test_a_silent_source_is_told_to_the_compliance_list() -> None:
    make_compliance("iris")
    make_counsel("grace")
    make_source(last_success_at=SILENT)

    dispatch_due()
    dispatch_due()

    assert told() == ["iris@example.com"]


def test_a_source_that_was_never_heard_counts_from_when_it_was_made() -> None:
    make_compliance()
    make_source(created_at=SILENT)

    dispatch_due()

    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "fields",
    [{"last_success_at": NOW}, {"last_success_at": SILENT, "is_active": False}],
)
def test_a_source_that_is_heard_or_off_is_not_told_of(
    fields: dict[str, Any],
) -> None:
    make_compliance()
    make_source(**fields)

    dispatch_due()

    assert mail.outbox == []


def test_a_source_heard_again_before_the_mail_is_not_told_of() -> None:
    make_compliance()
    source = make_source(last_success_at=SILENT)
    plan(now=NOW)

    source.last_success_at = NOW
    source.save()
    dispatch_due()

    assert mail.outbox == []
    assert Notification.objects.get().state == States.CANCELLED


def test_the_next_silence_is_told_anew(set_clock: SetClock) -> None:
    make_compliance()
    source = make_source(last_success_at=SILENT)
    dispatch_due()
    source.last_success_at = NOW
    source.save()

    set_clock(NOW + timedelta(hours=80))
    dispatch_due()

    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    "state", [Recalculation.State.FAILED, Recalculation.State.DIFFERS]
)
def test_a_failed_recalculation_is_told_to_the_compliance_list(state: str) -> None:
    make_compliance("iris")
    make_recalculation(make_company(), state=state, failure="R-SECRET: no rate")

    dispatch_due()
    dispatch_due()

    assert told() == ["iris@example.com"]
    assert "R-SECRET" not in mail.outbox[0].message().as_string()


@pytest.mark.parametrize(
    "fields",
    [
        {"state": Recalculation.State.DONE},
        {"ended_at": NOW - timedelta(days=8)},
    ],
)
def test_one_that_went_well_or_ended_long_ago_is_not_told_of(
    fields: dict[str, Any],
) -> None:
    make_compliance()
    make_recalculation(make_company(), **fields)

    dispatch_due()

    assert mail.outbox == []


def test_outside_counsel_on_the_list_is_not_told() -> None:
    make_person("gone", roles=[Role.COMPLIANCE_ADMINISTRATOR], is_active=False)
    make_person("outside", roles=[Role.EXTERNAL_LAWYER])
    make_source(last_success_at=SILENT)

    dispatch_due()

    assert mail.outbox == []


def test_where_the_list_is_empty_there_is_an_alarm_until_somebody_is_on_it() -> None:
    make_source(last_success_at=SILENT)
    make_recalculation(make_company())
    dispatch_due()
    keys = list(Alarm.objects.filter(closed_at=None).values_list("key", flat=True))

    make_compliance()
    dispatch_due()

    assert [key.split()[:2] for key in sorted(keys)] == [
        ["untold", "recalculation"],
        ["untold", "source"],
    ]
    assert not Alarm.objects.filter(closed_at=None).exists()
    assert len(mail.outbox) == 2


def test_where_nobody_on_the_list_can_be_reached_there_is_an_alarm() -> None:
    iris = make_compliance()
    iris.email = "nowhere"
    iris.save()
    make_source(last_success_at=SILENT)

    dispatch_due()

    assert "Nobody could be reminded of source" in Alarm.objects.get().text


def test_another_on_the_list_hears_of_it_where_one_cannot_be_reached() -> None:
    lost = make_compliance("lost")
    lost.email = "nowhere"
    lost.save()
    make_compliance("iris")
    make_source(last_success_at=SILENT)

    dispatch_due()

    assert set(told()) == {"iris@example.com"}
    assert not Alarm.objects.exists()
