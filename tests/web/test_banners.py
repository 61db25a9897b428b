"""What every page says first: trouble, alarms, and what waits for its reader."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from risks.access.models import Person, Role
from risks.alerts.models import Alarm, State
from tests.factories import NOW, make_case, make_person, make_restricted_matter
from tests.web.reminders.reminders import make_critical, make_reminder
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

PAGE = "/calendar/"


def banner(person: Person) -> str:
    answer: Any = client_of(person).get(PAGE)
    return " ".join(answer.content.decode().split("<main")[0].split())


def make_alarm(**fields: Any) -> Alarm:
    return Alarm.objects.create(at=NOW, key=f"k{len(fields)}", text="t", **fields)


def test_open_alarms_are_counted_for_who_may_see_them() -> None:
    make_alarm()
    make_alarm(closed_at=NOW)

    auditor = banner(make_person(roles=[Role.AUDITOR]))
    viewer = banner(make_person())

    assert ">1 open alarm</a> needs attention." in auditor
    assert "open alarm" not in viewer


def test_the_alarms_are_a_click_away() -> None:
    make_alarm()
    make_alarm(closed_at=NOW)
    client = client_of(make_person(roles=[Role.AUDITOR]))

    listed = client.get("/admin/risks/alarm/?closed_at__isnull=True")

    assert listed.context["cl"].result_count == 1


def test_one_reminder_that_waits_is_a_click_away() -> None:
    ann = make_person("ann")
    row = make_reminder(make_critical(owner=ann))

    told = banner(ann)

    assert f'/reminders/{row.public_id}/">1 critical reminder</a> needs' in told


def test_several_lead_to_the_reminders_page() -> None:
    ann = make_person("ann")
    for _ in range(2):
        make_reminder(make_critical(owner=ann))

    assert '/reminders/#yours">2 critical reminders</a> need' in banner(ann)


def test_what_is_answered_moved_closed_or_walled_waits_no_more() -> None:
    ann = make_person("ann")
    answered, moved, closed = (make_critical(owner=ann) for _ in range(3))
    walled = make_critical(
        case=make_case(restricted_matter=make_restricted_matter()), owner=ann
    )
    for deadline in (answered, moved, closed, walled):
        make_reminder(deadline)
    make_reminder(
        answered,
        make_person(),
        state=State.ACKNOWLEDGED,
        acknowledged_at=NOW,
        acknowledged_by=ann,
    )
    moved.due_rev = 2
    moved.save()
    closed.status, closed.closed_at, closed.close_reason = "met", NOW, "Filed."
    closed.save()

    assert "wait" not in banner(ann)


def test_the_banner_costs_the_same_for_many() -> None:
    ann = make_person("ann", roles=[Role.AUDITOR])
    client = client_of(ann)

    def asked() -> int:
        with CaptureQueriesContext(connection) as made:
            client.get(PAGE)
        return len(made)

    make_reminder(make_critical(owner=ann))
    make_alarm()
    few = asked()
    for _ in range(4):
        make_reminder(make_critical(owner=ann))

    assert asked() == few
