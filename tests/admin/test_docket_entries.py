"""An entry filed by hand goes the way of any other: events, deadlines, proposals."""

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Person, Role
from risks.cases.models import Case, Deadline, DeadlineChange, DocketEntry
from tests.admin.forms import errors, filled
from tests.factories import make_case, make_person, make_restricted_matter

pytestmark = pytest.mark.django_db
ADDRESS = reverse("admin:risks_docketentry_add")
ORDER = "ORDER DENYING MOTION TO DISMISS by Judge Blumenfeld."


def signed_in(client: Client) -> Client:
    client.force_login(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    return client


def reader_of(client: Client) -> Person:
    person: Person = Person.objects.get(pk=client.session["_auth_user_id"])
    return person


def file(client: Client, case: Case, **changes: str) -> object:
    asked = {"case": case.pk, "filed_date": "2026-05-26", "text": ORDER} | changes
    return client.post(ADDRESS, filled(client, ADDRESS, **asked))


def test_an_order_typed_in_becomes_an_event_and_a_deadline(client: Client) -> None:
    case = make_case()

    file(signed_in(client), case)

    answer = Deadline.objects.get(rule_id="frcp-12a-motion-denied")
    assert answer.calendared_date.isoformat() == "2026-06-09"
    assert answer.event
    assert answer.event.entry.source == "form"


def test_whoever_typed_an_entry_asks_for_the_change_that_follows(
    client: Client,
) -> None:
    case = make_case()
    hearing = "MOTION to Dismiss. Motion Hearing set for 7/6/2026 10:00 AM."
    continued = "ORDER re MOTION to Dismiss: the hearing is continued to 7/27/2026."

    file(signed_in(client), case, text=hearing, number="1")
    file(client, case, text=continued, number="2")

    asked = DeadlineChange.objects.filter(deadline__due_date="2026-07-06")
    assert {change.asked_by for change in asked} == {reader_of(client)}


def test_what_was_filed_is_marked_later_and_not_rewritten(client: Client) -> None:
    file(signed_in(client), make_case())
    entry = DocketEntry.objects.get()
    address = reverse("admin:risks_docketentry_change", args=[entry.pk])

    client.post(address, filled(client, address, illustrative="on", text="Nothing."))

    entry.refresh_from_db()
    assert entry.illustrative
    assert entry.text == ORDER


def test_an_entry_without_a_text_or_with_a_bad_date_is_refused(client: Client) -> None:
    answer = file(signed_in(client), make_case(), text=" ", filed_date="2026-02-31")

    assert set(errors(answer)) == {"text", "filed_date"}
    assert not DocketEntry.objects.exists()


def test_nothing_is_filed_in_a_case_behind_a_wall(client: Client) -> None:
    walled = make_case(restricted_matter=make_restricted_matter())

    answer = file(signed_in(client), walled)

    assert "case" in errors(answer)
    assert not DocketEntry.objects.exists()
