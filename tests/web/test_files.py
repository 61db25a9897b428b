"""What leaves through the pages: reports and calendars, each time written down."""

import hashlib

import pytest
from django.urls import reverse

from risks.access.models import Disclosure, Person
from risks.alerts.models import FeedToken
from risks.alerts.operations import new_feed_token
from risks.reports.models import Report
from tests.factories import NOW, make_deadline, make_person, make_restricted_matter
from tests.web.world import World, client_of


def address(report: Report, kind: str = "pdf") -> str:
    return reverse("report_file", args=[report.public_id, kind])


def test_a_download_is_an_attachment_that_no_cache_keeps(world: World) -> None:
    answer = client_of(world.people["counsel"]).get(address(world.report))

    assert answer.content == b"%PDF-1.7 of a test"
    assert answer["Content-Disposition"] == (
        'attachment; filename="ACME-board-2026-05-27.pdf"'
    )
    assert "no-store" in answer["Cache-Control"]


def test_a_download_is_written_down(world: World) -> None:
    client_of(world.people["counsel"]).get(address(world.report))

    [disclosure] = Disclosure.objects.all()
    assert disclosure.person == world.people["counsel"]
    assert disclosure.sha256 == hashlib.sha256(b"%PDF-1.7 of a test").hexdigest()
    assert disclosure.objects_shown == [f"report {world.report.public_id}"]


def test_a_refused_download_is_not(world: World) -> None:
    client_of(world.people["viewer"]).get(address(world.report))

    assert not Disclosure.objects.exists()


def test_rights_are_asked_again_at_the_download(world: World) -> None:
    client = client_of(world.people["counsel"])
    make_restricted_matter("another wall", members=[world.people["counsel"]])

    answer = client.get(address(world.report))

    assert answer.status_code == 404


def test_a_file_not_made_yet_is_absent(world: World) -> None:
    answer = client_of(world.people["counsel"]).get(address(world.report, "xlsx"))

    assert answer.status_code == 404


def test_the_list_offers_only_files_that_exist(world: World) -> None:
    page = client_of(world.people["counsel"]).get(reverse("reports")).content.decode()

    assert address(world.report) in page
    assert address(world.report, "xlsx") not in page


@pytest.fixture
def ann(db: None) -> Person:
    return make_person("ann")


def test_an_address_is_shown_once(ann: Person) -> None:
    client = client_of(ann)

    made = client.post(reverse("calendar")).content.decode()
    again = client.get(reverse("calendar")).content.decode()

    assert ".ics" in made
    assert ".ics" not in again
    assert FeedToken.objects.get().person == ann


def test_looking_makes_no_address(ann: Person) -> None:
    client_of(ann).get(reverse("calendar"))

    assert not FeedToken.objects.exists()


def test_the_address_opens_the_calendar_without_a_sign_in(ann: Person) -> None:
    deadline = make_deadline(title="A privileged title")
    token = new_feed_token(ann, now=NOW)

    answer = client_of(None).get(reverse("feed", args=[token]))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert deadline.code in answer.content.decode()
    assert "privileged" not in answer.content.decode()


def test_a_fetch_is_written_down(ann: Person) -> None:
    token = new_feed_token(ann, now=NOW)

    client_of(None).get(reverse("feed", args=[token]))

    assert Disclosure.objects.get().channel == Disclosure.Channel.FEED


def test_a_new_address_ends_the_old(ann: Person) -> None:
    old = new_feed_token(ann, now=NOW)
    new_feed_token(ann, now=NOW)

    assert client_of(None).get(reverse("feed", args=[old])).status_code == 404


def test_the_calendar_of_someone_who_left_is_dead(ann: Person) -> None:
    token = new_feed_token(ann, now=NOW)
    Person.objects.filter(pk=ann.pk).update(is_active=False)

    assert client_of(None).get(reverse("feed", args=[token])).status_code == 404
