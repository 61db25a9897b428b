"""Who is responsible, changed in the admin: with a reason there too."""

from typing import Any

import pytest
from django.urls import reverse

from risks.access.models import Person, Role
from risks.cases.models import Deadline
from tests.factories import make_case, make_person
from tests.web.reminders.reminders import make_critical
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> Person:
    return make_person("ann", roles=[Role.IN_HOUSE_LAWYER], first_name="Ann")


@pytest.fixture
def bob() -> Person:
    return make_person("bob", roles=[Role.IN_HOUSE_LAWYER], first_name="Bob")


def change(deadline: Deadline, **said: Any) -> Any:
    told = {
        "title": deadline.title,
        "owner": deadline.owner.pk,
        "backup": deadline.backup.pk if deadline.backup else "",
        "severity": deadline.severity,
        "whose": deadline.whose,
        "flag": "",
        "understaffed_reason": deadline.understaffed_reason,
        "assigned_because": "",
        **said,
    }
    address = reverse("admin:risks_deadline_change", args=[deadline.pk])
    answer = client_of(deadline.case.owner).post(address, told)  # type: ignore[union-attr]
    deadline.refresh_from_db()
    return answer


def test_others_need_a_reason(ann: Person, bob: Person) -> None:
    deadline = make_critical(case=make_case(owner=ann), owner=ann)

    answer = change(deadline, backup=bob.pk)

    assert answer.status_code == 200
    assert "Enter a reason." in answer.content.decode()
    assert deadline.backup is None


def test_the_reason_stays_with_the_deadline(ann: Person, bob: Person) -> None:
    deadline = make_critical(case=make_case(owner=ann), owner=ann)

    answer = change(deadline, backup=bob.pk, assigned_because="Two are safer.")

    assert answer.status_code == 302
    assert deadline.backup == bob
    assert deadline.steps == ["Owner Ann, backup Bob, from now on. Ann: Two are safer."]


def test_fewer_than_two_people_need_a_reason(ann: Person, bob: Person) -> None:
    deadline = make_critical(case=make_case(owner=ann), owner=ann, backup=bob)

    answer = change(deadline, backup="", assigned_because="Bob left.")

    assert "would remind only Ann" in answer.content.decode()
    assert deadline.backup == bob


def test_another_field_of_a_thin_one_can_be_mended(ann: Person) -> None:
    deadline = make_critical(case=make_case(owner=ann), owner=ann)

    answer = change(deadline, title="Answer the complaint")

    assert answer.status_code == 302
    assert deadline.title == "Answer the complaint"


@pytest.mark.parametrize("said", [{"severity": "normal"}, {"whose": "opponent"}])
def test_nobody_alone_makes_a_critical_deadline_less_severe(
    ann: Person, bob: Person, said: dict[str, str]
) -> None:
    deadline = make_critical(case=make_case(owner=ann), owner=ann, backup=bob)

    answer = change(deadline, **said)

    assert "stays critical and ours" in answer.content.decode()
    assert (deadline.severity, deadline.whose) == ("critical", "ours")
