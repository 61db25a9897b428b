"""The page of a source of docket entries."""

from datetime import timedelta

import pytest
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import DocketSource
from tests.factories import NOW, make_person
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


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

    assert "There is a sweep already." in page.content.decode()
    assert DocketSource.objects.count() == 1
