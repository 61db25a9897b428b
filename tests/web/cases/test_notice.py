"""The pages of a change on notice: given, shown, objected to, confirmed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from risks.access.models import Person, Role
from risks.cases.models import Deadline, DeadlineChange
from risks.clock import now
from tests.cases.notices import make_notice
from tests.factories import (
    make_case,
    make_deadline,
    make_entry,
    make_person,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db
LATER = date(2026, 6, 23)


@pytest.fixture
def answer() -> Deadline:
    """Ann's, with Bo behind her, who may change nothing."""
    ann = make_person("ann", roles=[Role.IN_HOUSE_LAWYER])
    bo = make_person("bo", roles=[Role.VIEWER])
    return make_deadline(make_case(owner=ann, backup=bo), owner=ann, backup=bo)


def page_of(deadline: Deadline, person: Person | None) -> str:
    assert deadline.case
    assert person
    address = reverse("case", args=[deadline.case.public_id])
    return client_of(person).get(address).content.decode()


def test_notice_is_given_on_its_page_and_shown_with_the_deadline(
    answer: Deadline,
) -> None:
    assert answer.case
    order = make_entry(answer.case, text="ORDER extending time.", number="45")
    address = reverse("notify_change", args=[answer.public_id])
    said = {"kind": "postponed", "due_date": LATER.isoformat(), "reason": "Ordered."}

    sent = client_of(answer.owner).post(address, {**said, "document": order.pk})

    change = answer.changes.get()
    assert (sent.status_code, change.document, change.due_date) == (302, order, LATER)
    shown = page_of(answer, answer.owner)
    assert "on 24 hours' notice" in shown
    assert "Why do you object?" not in shown


def test_one_who_was_told_objects_on_the_page_of_the_case(answer: Deadline) -> None:
    change = make_notice(answer, effective_at=now() + timedelta(hours=24))
    offered = page_of(answer, answer.backup)
    address = reverse("object_to_change", args=[change.public_id])
    assert answer.backup

    client_of(answer.backup).post(address, {"reason": "Not stipulated."})

    change.refresh_from_db()
    assert address in offered
    assert (change.objected_by, change.state) == (answer.backup, "asked")
    assert "Not stipulated. Waiting for a second person" in page_of(
        answer, answer.owner
    )


def test_another_person_confirms_at_once(answer: Deadline) -> None:
    change = make_notice(answer, effective_at=now() + timedelta(hours=24))
    cy = make_person("cy", roles=[Role.IN_HOUSE_LAWYER])
    address = reverse("decide_change", args=[change.public_id])
    shown = client_of(cy).get(address).content.decode()

    client_of(cy).post(address, {"decision": "accept", "reason": "Read it."})

    answer.refresh_from_db()
    assert "Confirm change" in shown
    assert answer.due_date == change.due_date


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"kind": "postponed"}, "Enter the new date."),
        ({"kind": "met"}, "Choose an option from the list."),
        ({"kind": "withdrawn", "document": ""}, "Choose the docket entry that allows"),
        ({"kind": "withdrawn", "due_date": "soon"}, "date"),
    ],
)
def test_what_is_missing_is_told_at_its_field(
    answer: Deadline, said: dict[str, str], message: str
) -> None:
    assert answer.case
    order = make_entry(answer.case, text="ORDER.")
    address = reverse("notify_change", args=[answer.public_id])
    form = {"document": order.pk, "reason": "Ordered."} | said

    sent = client_of(answer.owner).post(address, form)

    assert sent.status_code == 400
    assert message in sent.content.decode()
    assert not DeadlineChange.objects.exists()


def test_an_objection_without_a_reason_changes_nothing(answer: Deadline) -> None:
    change = make_notice(answer)
    assert answer.backup
    address = reverse("object_to_change", args=[change.public_id])

    client_of(answer.backup).post(address, {"reason": " "})

    change.refresh_from_db()
    assert change.is_on_notice
