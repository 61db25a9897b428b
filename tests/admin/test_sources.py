"""The page of a source of docket entries."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import DocketSource
from tests.factories import NOW, make_person
from tests.web.world import client_of

pytestmark = pytest.mark.django_db
FEED = {
    "name": "Feed of cacd",
    "kind": "rss",
    "court_id": "cacd",
    "address": "https://ecf.cacd.uscourts.gov/cgi-bin/rss_outside.pl",
    "silent_after_hours": "48",
}


def make_sweep() -> DocketSource:
    return DocketSource.objects.create(
        name="Sweep",
        kind=DocketSource.Kind.REST,
        created_at=NOW,
        requests=[NOW.isoformat()],
        resting_until=NOW + timedelta(hours=1),
    )


def test_a_change_by_hand_leaves_what_the_sweep_counted() -> None:
    source = make_sweep()
    admin = make_person("admin", roles=[Role.COMPLIANCE_ADMINISTRATOR])

    client_of(admin).post(
        reverse("admin:risks_docketsource_change", args=[source.pk]),
        {"name": "Night sweep", "kind": "rest", "silent_after_hours": "48"},
    )

    source.refresh_from_db()
    assert (source.name, source.silent_after_hours) == ("Night sweep", 48)
    assert not source.is_active
    assert source.requests == [NOW.isoformat()]
    assert source.resting_until == NOW + timedelta(hours=1)


def test_there_is_one_sweep() -> None:
    make_sweep()
    admin = make_person("admin", roles=[Role.COMPLIANCE_ADMINISTRATOR])

    page = client_of(admin).post(
        reverse("admin:risks_docketsource_add"),
        {"name": "Another", "kind": "rest", "silent_after_hours": "48"},
    )

    assert "A sweep already exists." in page.content.decode()
    assert DocketSource.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"court_id": ""}, "Enter the court of the feed."),
        ({"address": ""}, "The address of the feed is not a web address."),
        ({"address": "/var/mail"}, "The address of the feed is not a web address."),
        ({"address": "http://court.example/"}, "only https, except on loopback."),
        ({"address": "https://me:pass@court.example/"}, "is not a plain web address."),
    ],
)
def test_a_feed_without_its_court_or_a_safe_address_is_refused(
    fields: dict[str, str], problem: str
) -> None:
    admin = make_person("admin", roles=[Role.COMPLIANCE_ADMINISTRATOR])

    page = client_of(admin).post(
        reverse("admin:risks_docketsource_add"), {**FEED, **fields}
    )

    assert problem in page.content.decode()
    assert not DocketSource.objects.exists()


def test_a_feed_with_another_address_is_asked_for_at_once() -> None:
    admin = make_person("admin", roles=[Role.COMPLIANCE_ADMINISTRATOR])
    client_of(admin).post(reverse("admin:risks_docketsource_add"), FEED)
    later = NOW + timedelta(hours=1)
    DocketSource.objects.update(polled_at=NOW, resting_until=later, failures=7)
    source = DocketSource.objects.get()

    client_of(admin).post(
        reverse("admin:risks_docketsource_change", args=[source.pk]),
        {**FEED, "address": "https://ecf.cacd.uscourts.gov/rss.pl"},
    )

    source.refresh_from_db()
    assert source.address == "https://ecf.cacd.uscourts.gov/rss.pl"
    assert (source.polled_at, source.resting_until, source.failures) == (None, None, 0)


def test_the_database_takes_no_feed_without_a_court() -> None:
    with pytest.raises(IntegrityError):
        DocketSource.objects.create(
            name="Feed", kind="rss", address="https://x.example", created_at=NOW
        )
