"""A session alone changes no address that reminders go to, and mails no stranger."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from tests.web.world import World, client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("action", ["action_add", "action_primary"])
def test_a_session_changes_no_address(world: World, action: str) -> None:
    counsel = world.people["counsel"]
    before = counsel.email
    client = client_of(counsel)

    for act in ("action_add", action):
        sent = {act: "", "email": "thief@example.org"}
        client.post(reverse("account_email"), sent)

    counsel.refresh_from_db()
    assert counsel.email == before
    assert not EmailAddress.objects.filter(user=counsel).exists()


def test_the_page_says_who_changes_an_address(world: World) -> None:
    counsel = world.people["counsel"]

    page = client_of(counsel).get(reverse("account_email")).content.decode()

    assert counsel.email in page
    assert "compliance administrator" in page


def test_a_stranger_who_asks_for_a_new_password_gets_no_mail(world: World) -> None:
    known = world.people["counsel"].email

    for address in ("stranger@example.org", known):
        client_of(None).post(reverse("account_reset_password"), {"email": address})

    assert [one.to for one in mail.outbox] == [[known]]
