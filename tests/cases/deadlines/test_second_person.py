"""Nothing is postponed, and nothing critical closed, by one person alone."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import Deadline, DeadlineChange
from risks.cases.operations import (
    DeadlineRefused,
    confirm,
    meet,
    move,
    refuse,
    verify,
    withdraw,
)
from tests.factories import NOW, make_case, make_change, make_deadline, make_person
from tests.web.world import HIDDEN, World, client_of, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = date(2026, 6, 23)


@pytest.fixture
def world() -> World:
    return make_world()


def make_critical() -> Deadline:
    return make_deadline(severity=Deadline.Severity.CRITICAL)


def test_a_critical_deadline_stays_open_until_a_second_person_confirms() -> None:
    first, second = make_person(), make_person("bo", first_name="Bo")
    asked = meet(make_critical(), by=first, reason="Filed as 44.", now=NOW)
    open_still = asked.status

    confirm(asked.changes.get(), by=second, reason="Seen on the docket.", now=NOW)

    asked.refresh_from_db()
    assert open_still == Deadline.Status.OPEN
    assert (asked.status, asked.closed_by) == ("met", first)
    assert asked.close_reason == "Filed as 44. Confirmed by Bo: Seen on the docket."


def test_whoever_asked_cannot_confirm_even_in_the_database() -> None:
    first = make_person()
    change = meet(make_critical(), by=first, reason="Filed.", now=NOW).changes.get()

    with pytest.raises(DeadlineRefused, match="another person must confirm"):
        confirm(change, by=first, reason="Sure.", now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        DeadlineChange.objects.update(
            state="confirmed", decided_by=first, decided_at=NOW, decision_reason="x"
        )

    assert Deadline.objects.get().status == Deadline.Status.OPEN


def test_a_refused_change_leaves_the_deadline_as_it_is() -> None:
    deadline = withdraw(make_critical(), by=make_person(), reason="Settled.", now=NOW)

    refuse(deadline.changes.get(), by=make_person(), reason="Not signed.", now=NOW)

    deadline.refresh_from_db()
    assert (deadline.status, deadline.due_rev) == ("open", 1)


def test_a_postponement_waits_whatever_the_severity() -> None:
    deadline = make_deadline(due_date=date(2026, 6, 9))
    asked = move(
        deadline, due_date=LATER, reason="Stipulated.", by=make_person(), now=NOW
    )
    before = asked.due_date

    confirm(asked.changes.get(), by=make_person(), reason="Order 45.", now=NOW)

    asked.refresh_from_db()
    assert (before, asked.due_date, asked.due_rev) == (date(2026, 6, 9), LATER, 2)
    assert asked.earlier_due[0]["due_date"] == "2026-06-09"
    assert "Stipulated." in asked.steps[-1]
    assert "Order 45." in asked.steps[-1]


def test_one_change_waits_at_a_time() -> None:
    deadline, person = make_critical(), make_person()
    meet(deadline, by=person, reason="Filed.", now=NOW)

    with pytest.raises(DeadlineRefused, match="waiting for a second person"):
        withdraw(deadline, by=person, reason="Settled.", now=NOW)


def test_a_change_is_decided_once_and_with_a_reason() -> None:
    change = make_change(make_critical())
    with pytest.raises(DeadlineRefused, match="Enter a reason"):
        confirm(change, by=make_person(), reason=" ", now=NOW)
    confirm(change, by=make_person(), reason="Seen.", now=NOW)

    with pytest.raises(DeadlineRefused, match="is already confirmed"):
        refuse(change, by=make_person(), reason="No.", now=NOW)


def test_two_people_close_a_critical_deadline_on_its_page() -> None:
    case = make_case()
    deadline = make_deadline(case, severity=Deadline.Severity.CRITICAL)
    ann = client_of(make_person("ann", roles=[Role.IN_HOUSE_LAWYER]))
    bo = client_of(make_person("bo", roles=[Role.IN_HOUSE_LAWYER]))
    close = reverse("mark_as_met", args=[deadline.public_id])
    ann.post(close, {"reason": "Filed as 44."})
    change = deadline.changes.get()
    decide = reverse("decide_change", args=[change.public_id])
    said = {"decision": "accept", "reason": "Seen on the docket."}

    page = bo.get(reverse("case", args=[case.public_id])).content.decode()
    own = ann.post(decide, said)
    other = bo.post(decide, said)

    deadline.refresh_from_db()
    assert "Waiting for a second person; requested by ann" in page
    assert (own.status_code, other.status_code) == (400, 302)
    assert "Seen on the docket." in own.content.decode()
    assert deadline.status == "met"


def test_a_date_is_verified_by_another_than_its_owner_until_it_changes() -> None:
    deadline = make_deadline(due_date=date(2026, 6, 9))
    other = make_person()
    with pytest.raises(DeadlineRefused, match="its owner cannot verify"):
        verify(deadline, by=deadline.owner, now=NOW)

    verified = verify(deadline, by=other, now=NOW)
    moved = move(
        deadline, due_date=date(2026, 6, 2), reason="Ordered.", by=other, now=NOW
    )

    assert (verified.verified_by, verified.verified_at) == (other, NOW)
    assert moved.verified_by is None


def test_what_is_missing_is_listed_for_those_who_may_see_it(world: World) -> None:
    Deadline.objects.update(basis="computed", whose="ours")
    gaps = reverse("missing_items")
    client = client_of(world.people["counsel"])

    seen = client.get(gaps).content.decode()
    hidden = client_of(world.people["walled"]).get(gaps).content.decode()

    assert world.walled_deadline.code in seen
    assert world.deadline.code in hidden
    assert world.walled_deadline.code not in hidden
    assert HIDDEN not in hidden


def test_verifying_on_the_page_takes_the_deadline_off_the_list(world: World) -> None:
    Deadline.objects.update(basis="computed", whose="ours")
    bo = client_of(make_person("bo", roles=[Role.IN_HOUSE_LAWYER]))

    answer = bo.post(reverse("verify_deadline", args=[world.deadline.public_id]))
    past_the_wall = client_of(world.people["walled"]).post(
        reverse("verify_deadline", args=[world.walled_deadline.public_id])
    )

    bo.get(reverse("dashboard"))  # Says once that it is verified.
    page = bo.get(reverse("missing_items")).content.decode()
    world.walled_deadline.refresh_from_db()
    assert (answer.status_code, past_the_wall.status_code) == (302, 404)
    assert world.deadline.code not in page
    assert world.walled_deadline.verified_at is None
