"""The reminders page, by deadline and by person, as far as its reader sees."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from risks.access.models import Person, Role
from risks.alerts.models import Alarm, Attempt, Notification, State
from risks.alerts.operations import announce
from tests.factories import NOW, make_deadline, make_person
from tests.web.reminders.reminders import (
    AN_HOUR,
    make_critical,
    make_reminder,
    make_try,
)
from tests.web.world import HIDDEN, World, client_of

pytestmark = pytest.mark.django_db

LEDGER = "/reminders/"


@pytest.fixture
def auditor() -> Person:
    return make_person("auditor", roles=[Role.AUDITOR])


def lines(reader: Person, /, **asked: str) -> list[dict[str, int]]:
    answer = client_of(reader).get(LEDGER, asked)
    assert answer.status_code == 200
    return [
        {name: number for name, _, number in line["counts"]}
        for line in answer.context["lines"]
    ]


def test_a_deadline_s_reminders_are_counted(auditor: Person) -> None:
    deadline = make_critical()
    make_reminder(deadline, state=State.SCHEDULED, fire_at=NOW + AN_HOUR)
    make_reminder(deadline, state=State.CANCELLED)
    make_reminder(deadline)
    make_reminder(
        deadline,
        state=State.ACKNOWLEDGED,
        acknowledged_at=NOW,
        acknowledged_by=deadline.owner,
    )
    alarm = Alarm.objects.create(at=NOW, key="k", text="t")
    make_reminder(deadline, state=State.BOUNCED, bounced_at=NOW, alarm=alarm)

    (counts,) = lines(auditor)

    assert counts == {
        "rows": 5,
        "due": 3,
        "sent": 3,
        "delivered": 2,
        "acknowledged": 1,
        "escalated": 1,
        "unsent": 0,
    }


def test_people_are_counted_each_by_themselves(auditor: Person) -> None:
    deadline = make_critical(owner=make_person("ann", first_name="Ann"))
    make_reminder(deadline)
    make_reminder(deadline, make_person("bob", first_name="Bob"))
    make_reminder(deadline)

    counted = lines(auditor, by="person")

    assert [counts["sent"] for counts in counted] == [2, 1]


def test_who_reads_no_reminders_of_others_sees_their_own(auditor: Person) -> None:
    ann = make_person("ann")
    deadline = make_critical(owner=ann)
    make_reminder(deadline)
    make_reminder(deadline, auditor)

    assert [counts["rows"] for counts in lines(ann)] == [1]
    assert [counts["rows"] for counts in lines(auditor)] == [2]


@pytest.mark.parametrize("by", ["deadline", "person"])
def test_what_is_behind_a_wall_is_neither_named_nor_counted(
    by: str, world: World, auditor: Person
) -> None:
    row = world.walled_reminder

    page = client_of(auditor).get(LEDGER, {"by": by})
    one = client_of(auditor).get(reverse("reminder_history", args=[row.public_id]))

    assert page.context["lines"] == []
    assert HIDDEN not in page.content.decode()
    assert "counsel" not in str(page.context["filter"].form["person"])
    assert one.status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"stage": "acknowledged"}, 0),
        ({"stage": "sent"}, 1),
        ({"kind": "review"}, 0),
        ({"weight": "critical"}, 1),
        ({"weight": "normal"}, 0),
        ({"since": "2026-05-27"}, 1),
        ({"since": "2026-05-28"}, 0),
        ({"until": "2026-05-26"}, 0),
        ({"q": "nothing-such"}, 0),
        ({"q": "{{ 1 }}' OR 1=1 --"}, 0),
    ],
)
def test_it_is_narrowed(asked: dict[str, str], found: int, auditor: Person) -> None:
    make_reminder(make_critical())

    assert len(lines(auditor, **asked)) == found


def test_it_is_narrowed_by_code_and_person(auditor: Person) -> None:
    deadline, other = make_critical(), make_deadline()
    make_reminder(deadline)
    make_reminder(other)

    by_code = lines(auditor, q=deadline.code.lower())
    by_case = lines(auditor, q=other.case.code)  # type: ignore[union-attr]
    by_person = lines(auditor, person=str(deadline.owner.pk))

    assert len(by_code) == len(by_case) == len(by_person) == 1


def test_a_filter_that_cannot_be_read_says_so(auditor: Person) -> None:
    answer = client_of(auditor).get(LEDGER, {"since": "soon", "page": "-3"})

    assert answer.status_code == 200
    assert "Enter a date, for example 2026-06-30." in answer.content.decode()


def test_one_deadline_is_shown_with_each_try(auditor: Person) -> None:
    deadline = make_critical(owner=make_person("ann", first_name="Ann"))
    backup = make_person("bob", first_name="Bob")
    passed_on = make_reminder(deadline, backup, step=1)
    row = make_reminder(
        deadline, state=State.FAILED, escalated_to=passed_on, attempts=2
    )
    make_try(row, outcome=Attempt.Outcome.RETRY, smtp_code=451, error="451 later")
    make_try(row, number=2, outcome=Attempt.Outcome.FAILED, smtp_code=550)

    page = client_of(auditor).get(reverse("reminder_history", args=[row.public_id]))

    told = " ".join(page.content.decode().split())
    assert "SMTP 451 <span" in told
    assert "SMTP 550" in told
    assert "The mail server rejected the email. Sent on to" in told
    assert row.message_id.strip("<>") in told


def queries(reader: Person, /, **asked: str) -> int:
    client = client_of(reader)
    client.get(LEDGER, asked)
    with CaptureQueriesContext(connection) as made:
        client.get(LEDGER, asked)
    return len(made)


@pytest.mark.parametrize("by", ["deadline", "person"])
def test_more_rows_cost_no_more_queries(by: str, auditor: Person) -> None:
    make_reminder(make_critical(), auditor)
    few = queries(auditor, by=by)
    for _ in range(5):
        make_reminder(make_critical())
        make_reminder(make_critical(), auditor)

    assert queries(auditor, by=by) == few


def test_more_tries_cost_no_more_queries(auditor: Person) -> None:
    deadline = make_critical()
    address = reverse("reminder_history", args=[make_reminder(deadline).public_id])

    def asked() -> int:
        with CaptureQueriesContext(connection) as made:
            client_of(auditor).get(address)
        return len(made)

    make_try(make_reminder(deadline))
    few = asked()
    for _ in range(4):
        make_try(make_reminder(deadline, make_person()))

    assert asked() == few


def test_what_waits_for_the_reader_stands_first() -> None:
    ann = make_person("ann")
    row = make_reminder(make_critical(owner=ann))

    answer: Any = client_of(ann).get(LEDGER)

    assert [one.pk for one in answer.context["waiting"]] == [row.pk]


def test_a_report_is_told_from_another_by_its_title() -> None:
    reader = make_person(roles=[Role.COMPLIANCE_ADMINISTRATOR])
    announce(
        Notification.Kind.REPORT,
        object_id=1,
        people=[reader],
        about={"title": "Board report, May", "path": "/reports/"},
        now=NOW,
    )

    page = client_of(reader).get(reverse("reminder_list")).content.decode()

    assert "Report ready: Board report, May" in page
