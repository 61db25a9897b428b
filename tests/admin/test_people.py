"""People, roles and walls: no way to hand oneself more."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from risks.access.models import Person, RestrictedMatter, Role, Scope
from risks.alerts.models import FeedToken
from risks.alerts.operations import new_feed_token
from tests.admin.forms import errors, filled
from tests.factories import (
    NOW,
    make_case,
    make_person,
    make_restricted_matter,
    make_risk,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Person:
    return make_person("ada", roles=[Role.COMPLIANCE_ADMINISTRATOR])


@pytest.fixture
def client(administrator: Person) -> Client:
    return client_of(administrator)


def change(client: Client, row: Any, **changes: Any) -> Any:
    name = row._meta.model_name
    address = reverse(f"admin:risks_{name}_change", args=[row.pk])
    answer = client.post(address, filled(client, address, **changes))
    row.refresh_from_db()
    return answer


def test_a_person_is_made_with_roles(client: Client) -> None:
    counsel = Group.objects.get(name=Role.IN_HOUSE_LAWYER)
    sent = {
        "username": "new",
        "email": "new@example.com",
        "password1": "a-long-enough-phrase",
        "password2": "a-long-enough-phrase",
        "usable_password": "true",
        "groups": [counsel.pk],
    }

    client.post(reverse("admin:risks_person_add"), sent)

    made = Person.objects.get(username="new")
    assert made.is_staff
    assert not made.is_superuser
    assert Scope.of(made).privileged


def test_nobody_is_made_a_superuser(client: Client) -> None:
    person = make_person("bob")

    change(client, person, is_superuser="on", user_permissions=[1], first_name="Bob")

    assert person.first_name == "Bob"
    assert not person.is_superuser
    assert not person.user_permissions.exists()


def test_nobody_changes_their_own_roles(client: Client, administrator: Person) -> None:
    counsel = Group.objects.get(name=Role.IN_HOUSE_LAWYER)

    change(client, administrator, groups=[counsel.pk], first_name="Ada")

    assert administrator.first_name == "Ada"
    assert not Scope.of(administrator).privileged


def test_a_superuser_s_password_is_out_of_reach(client: Client) -> None:
    root = make_person("root", is_superuser=True)
    address = reverse("admin:auth_user_password_change", args=[root.pk])

    answer = client.post(
        address, {"password1": "abcdefgh1!", "password2": "abcdefgh1!"}
    )

    assert answer.status_code == 403


def test_the_hash_of_a_password_is_not_in_its_history(client: Client) -> None:
    person = make_person("bob", password="one-two-three")

    page = client.get(reverse("admin:risks_person_history", args=[person.pk]))

    assert "md5$" not in page.content.decode()


def test_a_viewer_does_not_reach_people() -> None:
    client = client_of(make_person(roles=[Role.VIEWER]))

    answer = client.get(reverse("admin:risks_person_changelist"))

    assert answer.status_code == 403


def test_a_wall_is_built_with_its_members(
    client: Client, administrator: Person
) -> None:
    sent = {"name": "the wall", "reason": "A suit.", "members": [administrator.pk]}

    client.post(reverse("admin:risks_restrictedmatter_add"), sent)

    wall = RestrictedMatter.objects.get()
    assert Scope.of(administrator).restricted_matters == (wall.pk,)


def test_a_member_who_left_stays_inside_when_the_wall_is_saved(
    client: Client, administrator: Person
) -> None:
    gone = make_person("gone", is_active=False)
    wall = make_restricted_matter("the wall", members=[administrator, gone])

    change(client, wall, reason="A suit.", members=[administrator.pk])

    assert wall.reason == "A suit."
    assert set(wall.members.all()) == {administrator, gone}


def test_the_privileged_mark_is_counsel_s_to_take_away() -> None:
    risk = make_risk("R-1", privileged=True)
    client = client_of(make_person(roles=[Role.RISK_OWNER]))

    change(client, risk, privileged="", title="Another title")

    assert risk.title == "Another title"
    assert risk.privileged


def test_counsel_may_take_it_away() -> None:
    risk = make_risk("R-1", privileged=True)
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))

    change(client, risk, privileged="")

    assert not risk.privileged


def test_the_kind_of_a_risk_stays() -> None:
    risk = make_risk("R-1")
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))

    change(client, risk, kind="price_war")

    assert risk.kind == "event"


def test_an_unknown_court_is_refused_with_the_near_ones() -> None:
    case = make_case("C-1")
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))

    answer = change(client, case, court_id="cacdd")

    assert "cacd" in errors(answer)["court_id"][0]
    assert case.court_id == "cacd"


def test_a_court_is_stored_as_it_is_known() -> None:
    case = make_case("C-1")
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))

    change(client, case, court_id="nysd")

    assert case.court_id == "nysd"


def test_calendar_addresses_are_revoked_together(client: Client) -> None:
    for name in ("bob", "eve"):
        new_feed_token(make_person(name), now=NOW)
    chosen = list(FeedToken.objects.values_list("pk", flat=True))

    client.post(
        reverse("admin:risks_feedtoken_changelist"),
        {"action": "revoke", "_selected_action": chosen},
    )

    assert not FeedToken.objects.filter(revoked_at__isnull=True).exists()


def test_a_deadline_keeps_its_date_in_the_admin() -> None:
    case = make_case("C-1")
    client = client_of(case.owner)
    deadline = case.deadlines.create(
        title="Answer",
        basis="entered",
        calendared_date=NOW.date(),
        latest_arguable_date=NOW.date(),
        due_date=NOW.date(),
        tz="UTC",
        due_at=NOW,
        owner=case.owner,
        created_at=NOW,
    )

    change(client, deadline, title="The answer", due_date="2027-01-01", status="met")

    assert deadline.title == "The answer"
    assert (deadline.due_date, deadline.status) == (NOW.date(), "open")
