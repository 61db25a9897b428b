"""A deadline entered by hand, and who is responsible for one: each with a reason."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Person, Role
from risks.alerts.models import Notification
from risks.alerts.operations import plan
from risks.cases.models import Case, Deadline
from tests.factories import (
    NOW,
    make_case,
    make_deadline,
    make_person,
    make_restricted_matter,
)
from tests.web.reminders.reminders import make_critical
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


def make_counsel(username: str, **fields: Any) -> Person:
    return make_person(username, roles=[Role.IN_HOUSE_LAWYER], **fields)


@pytest.fixture
def ann() -> Person:
    return make_counsel("ann", first_name="Ann")


@pytest.fixture
def bob() -> Person:
    return make_counsel("bob", first_name="Bob")


@pytest.fixture
def case(ann: Person) -> Case:
    return make_case(owner=ann)


@pytest.fixture
def client(ann: Person) -> Client:
    return client_of(ann)


def add(client: Client, case: Case, **said: Any) -> Any:
    told = {
        "title": "Serve the reply",
        "due_date": "2026-06-12",
        "due_time": "",
        "reason": "Agreed with counsel on the telephone.",
        "whose": "ours",
        "severity": "critical",
        "owner": case.owner.pk,
        **said,
    }
    return client.post(reverse("add_deadline", args=[case.public_id]), told)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_it_is_due_on_the_court_s_clock(
    client: Client, case: Case, ann: Person, bob: Person
) -> None:
    answer = add(client, case, due_time="14:30", backup=bob.pk)

    row = Deadline.objects.get()
    assert answer.status_code == 302
    assert row.due_at.isoformat() == "2026-06-12T21:30:00+00:00"
    assert row.calendared_date == row.latest_arguable_date == row.due_date
    assert (row.basis, row.owner, row.backup) == ("entered", ann, bob)
    assert row.steps == ["Entered by Ann: Agreed with counsel on the telephone."]
    assert row.history.get().history_user == ann


def test_its_reminders_are_planned(client: Client, case: Case, bob: Person) -> None:
    add(client, case, backup=bob.pk)

    plan(now=NOW)

    assert Notification.objects.filter(recipient=bob).exists()


def test_a_critical_one_with_one_person_asks_why(client: Client, case: Case) -> None:
    answer = add(client, case)

    assert answer.status_code == 400
    assert "would remind only Ann" in text(answer)
    assert "Serve the reply" in text(answer)
    assert not Deadline.objects.exists()


def test_with_the_reason_it_is_saved_and_shown_red(client: Client, case: Case) -> None:
    add(client, case, understaffed_reason="Bob is away until Monday.")

    page = text(client.get(reverse("case", args=[case.public_id])))
    assert Deadline.objects.get().understaffed_reason == "Bob is away until Monday."
    assert "Fewer than two recipients" in page
    assert "Bob is away until Monday." in page


def test_a_person_without_an_address_does_not_count(client: Client, case: Case) -> None:
    mute = make_counsel("mute", email="nowhere")

    answer = add(client, case, backup=mute.pk)

    assert answer.status_code == 400
    assert "would remind only Ann" in text(answer)


def test_a_normal_one_asks_nothing(client: Client, case: Case) -> None:
    add(client, case, severity="normal", understaffed_reason="Not needed.")

    assert Deadline.objects.get().understaffed_reason == ""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"title": " \n "}, "Enter what is due."),
        ({"title": "x" * 10_000}, "at most 200 characters"),
        ({"due_date": ""}, "Enter the due date."),
        ({"due_date": "soon"}, "Enter a date, for example 2026-06-30."),
        (
            {"due_date": "9999-12-31"},
            "9999-12-31 is too far in the future. Check the year.",
        ),
        (
            {"due_date": "0226-06-12"},
            "0226-06-12 is too far in the past. Check the year.",
        ),
        ({"due_time": "25:00"}, "Enter a time, for example 14:30."),
        ({"reason": " "}, "Enter the basis"),
        ({"owner": "999999"}, "Choose a person from the list"),
        ({"owner": ""}, "Choose an owner."),
        ({"severity": "grave"}, "not one of the available choices"),
        ({"title": "nul\x00"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_taken_gets_one_line(
    said: dict[str, str], told: str, client: Client, case: Case
) -> None:
    answer = add(client, case, understaffed_reason="One is enough here.", **said)

    assert answer.status_code == 400
    assert told in text(answer)
    assert not Deadline.objects.exists()


def test_a_title_is_one_line_and_no_template(client: Client, case: Case) -> None:
    add(client, case, title="{{ 1 }}\r\nBcc: all", understaffed_reason="One is enough.")

    assert Deadline.objects.get().title == "{{ 1 }} Bcc: all"


def test_a_day_that_is_past_reminds_late_and_at_once(
    client: Client, case: Case
) -> None:
    add(client, case, due_date="2026-05-20", understaffed_reason="One is enough.")

    plan(now=NOW)

    row = Notification.objects.get()
    assert row.late
    assert row.fire_at == NOW


def test_who_may_not_see_the_matter_is_not_offered(ann: Person, bob: Person) -> None:
    case = make_case(owner=ann, restricted_matter=make_restricted_matter(members=[ann]))

    answer = add(client_of(ann), case, backup=bob.pk)

    assert answer.status_code == 400
    assert "Choose a person from the list" in text(answer)


def assign(client: Client, deadline: Deadline, **said: Any) -> Any:
    told = {"owner": deadline.owner.pk, "reason": "Ann is on leave.", **said}
    address = reverse("change_responsible", args=[deadline.public_id])
    answer = client.post(address, told)
    deadline.refresh_from_db()
    return answer


def test_others_become_responsible_with_a_reason(
    client: Client, ann: Person, bob: Person
) -> None:
    deadline = make_critical(owner=ann, understaffed_reason="Bob is away.")

    answer = assign(client, deadline, owner=bob.pk, backup=ann.pk)

    assert answer.status_code == 302
    assert (deadline.owner, deadline.backup) == (bob, ann)
    assert deadline.understaffed_reason == ""
    assert deadline.steps[-1] == (
        "Owner Bob, backup Ann, from now on. Ann: Ann is on leave."
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"reason": ""}, "Enter a reason."),
        ({}, "would remind only Ann"),
        ({"understaffed_reason": "Enough."}, "these people are already responsible."),
    ],
)
def test_an_assignment_that_cannot_be_taken_gets_one_line(
    said: dict[str, str], told: str, client: Client, ann: Person
) -> None:
    deadline = make_critical(owner=ann)

    answer = assign(client, deadline, **said)

    assert answer.status_code == 400
    assert told in text(answer)


def test_nobody_backs_up_themselves(client: Client, ann: Person, bob: Person) -> None:
    deadline = make_deadline(owner=bob)

    answer = assign(client, deadline, owner=ann.pk, backup=ann.pk)

    assert "choose somebody other than the owner" in text(answer)
    assert deadline.owner == bob


def test_a_closed_one_stays_as_it_is(client: Client, ann: Person, bob: Person) -> None:
    deadline = make_deadline(
        owner=ann, status="met", closed_at=NOW, close_reason="Filed."
    )

    answer = assign(client, deadline, owner=bob.pk)

    assert answer.status_code == 400
    assert deadline.owner == ann
