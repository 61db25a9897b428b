"""A person says of which new events they want to be told."""

import pytest
from django.urls import reverse

from risks.access.models import Role
from risks.alerts.models import Subscription
from tests.factories import (
    make_case,
    make_person,
    make_restricted_matter,
    make_subscription,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db
PAGE = "/subscriptions/"


def test_a_watch_is_made_once_and_is_the_reader_s_own() -> None:
    grace = make_person("grace")
    client, said = client_of(grace), {"event_kind": "motion_denied", "case": ""}

    client.post(PAGE, said)
    client.post(PAGE, said)

    watch = Subscription.objects.get()
    assert (watch.person, watch.event_kind, watch.case) == (
        grace,
        "motion_denied",
        None,
    )


def test_another_person_s_watch_is_neither_shown_nor_ended() -> None:
    watch = make_subscription(make_person("iris"))
    client = client_of(make_person("grace"))

    page = client.get(PAGE).content.decode()
    answer = client.post(reverse("end_subscription", args=[watch.pk]))

    assert "Stop watching" not in page
    assert answer.status_code == 404
    assert Subscription.objects.exists()


def test_a_watch_is_ended_by_its_person() -> None:
    grace = make_person()
    watch = make_subscription(grace)

    client_of(grace).post(reverse("end_subscription", args=[watch.pk]))

    assert not Subscription.objects.exists()


def test_a_case_behind_a_wall_is_not_offered_taken_or_shown() -> None:
    grace = make_person("grace")
    case = make_case("C-WALL", caption="Zanzibar v. Acme")
    make_subscription(grace, case=case)
    case.restricted_matter = make_restricted_matter()
    case.save()
    client = client_of(grace)

    page = client.get(PAGE).content.decode()
    said = {"event_kind": "judgment_entered", "case": case.pk}
    answer = client.post(PAGE, said).content.decode()

    assert "Zanzibar" not in page + answer
    assert "Choose an option from the list." in answer
    assert Subscription.objects.count() == 1


def test_outside_counsel_sees_their_own_watch_of_every_case() -> None:
    outside = make_person(roles=[Role.EXTERNAL_LAWYER])
    make_subscription(outside)

    page = client_of(outside).get(PAGE).content.decode()

    assert "every case that you have access to" in page


def test_a_type_that_is_none_is_refused_at_the_field() -> None:
    client = client_of(make_person())

    page = client.post(PAGE, {"event_kind": "nonsense"}).content.decode()

    assert "Choose an option from the list." in page
    assert not Subscription.objects.exists()
