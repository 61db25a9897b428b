"""The pages on which a case is closed by a list, and reopened."""

import pytest
from django.urls import reverse

from risks.access.models import Person, Role
from risks.cases.models import Case
from tests.factories import (
    make_case,
    make_closure,
    make_deadline,
    make_entry,
    make_event,
    make_person,
)
from tests.web.world import HIDDEN, World, client_of

pytestmark = pytest.mark.django_db


def lawyer(name: str) -> Person:
    return make_person(name, roles=[Role.IN_HOUSE_LAWYER])


def test_the_page_shows_the_list_before_anything_is_closed(world: World) -> None:
    make_deadline(world.open_case, title="Notice of appeal")
    client = client_of(world.people["counsel"])

    address = reverse("close_case", args=[world.open_case.public_id])
    page = client.get(address, {"kind": "dismissed"}).content.decode()

    assert page.count(" checked>") == 1
    assert "It is no longer owed." in page
    assert "It is still due after the end of the case" in page
    assert world.open_case.deadlines.open().count() == 2


def test_what_is_ticked_is_closed_and_the_rest_stays(world: World) -> None:
    kept = make_deadline(world.open_case, title="Protective order")
    client = client_of(world.people["counsel"])
    said = {"kind": "settled", "reason": "Agreement of 26 May."}

    address = reverse("close_case", args=[world.open_case.public_id])
    answer = client.post(address, {**said, "close": [world.deadline.public_id]})

    world.open_case.refresh_from_db()
    world.deadline.refresh_from_db()
    kept.refresh_from_db()
    assert answer.status_code == 302
    assert world.open_case.status == Case.Status.CLOSED
    assert (world.deadline.status, kept.status) == ("withdrawn", "open")


def test_a_list_is_reopened_on_its_page(world: World) -> None:
    client = client_of(world.people["counsel"])
    said = {"kind": "stayed", "reason": "Order 57.", "close": world.deadline.public_id}
    client.post(reverse("close_case", args=[world.open_case.public_id]), said)
    address = reverse("closure", args=[world.open_case.closures.get().public_id])
    page = client.get(
        reverse("case", args=[world.open_case.public_id])
    ).content.decode()

    answer = client.post(address, {"decision": "reopen", "reason": "Order 60."})

    world.deadline.refresh_from_db()
    assert "1 deadline is suspended until the stay is lifted" in page
    assert (answer.status_code, world.deadline.status) == (302, "open")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"kind": "party_out"}, "Choose the party that is out of the case."),
        ({"kind": "motion_withdrawn"}, "Choose the motion that was withdrawn."),
        ({"kind": "answered"}, "Choose an option from the list."),
    ],
)
def test_an_incomplete_ending_is_told_at_its_field(
    said: dict[str, str], message: str, world: World
) -> None:
    client = client_of(world.people["counsel"])

    answer = client.get(reverse("close_case", args=[world.open_case.public_id]), said)

    assert answer.status_code == 400
    assert message in answer.content.decode()


def test_a_motion_is_offered_by_its_name(world: World) -> None:
    event = {"kind": "motion_filed", "subject": "motion_to_compel"}
    make_event(make_entry(world.open_case), **event)
    client = client_of(world.people["counsel"])

    address = reverse("close_case", args=[world.open_case.public_id])
    page = client.get(address).content.decode()

    assert "motion to compel" in page


def test_the_second_of_two_people_confirms_on_the_page() -> None:
    case = make_case()
    make_deadline(case, severity="critical")
    ann, bo = client_of(lawyer("ann")), client_of(lawyer("bo"))
    said = {"kind": "closed", "reason": "x", "close": case.deadlines.get().public_id}
    ann.post(reverse("close_case", args=[case.public_id]), said)
    address = reverse("closure", args=[case.closures.get().public_id])
    said = {"decision": "confirm", "reason": "Seen.", "close": said["close"]}

    own = ann.post(address, said)
    other = bo.post(address, said)

    assert (own.status_code, other.status_code) == (400, 302)
    assert "another person must confirm" in own.content.decode()
    assert case.deadlines.get().status == "withdrawn"


def test_what_the_list_leaves_to_a_person_is_closed_only_if_ticked() -> None:
    case = make_case()
    left, chosen = make_deadline(case, title="Left"), make_deadline(case, title="Taken")
    closure = make_closure(case)
    closure.rows.update(state="to_decide")
    client, address = (
        client_of(lawyer("ann")),
        reverse("closure", args=[closure.public_id]),
    )
    page = client.get(address).content.decode()

    said = {"decision": "confirm", "reason": "Read.", "close": [chosen.public_id]}
    client.post(address, said)

    left.refresh_from_db()
    chosen.refresh_from_db()
    assert 'type="checkbox"' in page
    assert " checked>" not in page
    assert (left.status, chosen.status) == ("open", "withdrawn")


def test_waiting_lists_are_listed_for_those_who_see_the_case(world: World) -> None:
    gaps = reverse("missing_items")

    seen = client_of(world.people["counsel"]).get(gaps).content.decode()
    hidden = client_of(world.people["walled"]).get(gaps).content.decode()

    assert f"Dismissed with prejudice: {HIDDEN} v. Acme" in seen
    assert HIDDEN not in hidden


def test_a_list_sent_past_the_wall_changes_nothing(world: World) -> None:
    client = client_of(world.people["walled"])
    said = {"kind": "closed", "reason": "x", "close": world.walled_deadline.public_id}
    decided = {"decision": "confirm", "reason": "x", "close": said["close"]}

    answers = (
        client.post(reverse("close_case", args=[world.walled_case.public_id]), said),
        client.post(reverse("closure", args=[world.walled_closure.public_id]), decided),
    )

    world.walled_deadline.refresh_from_db()
    assert [answer.status_code for answer in answers] == [404, 404]
    assert world.walled_deadline.status == "open"
