"""Refused deliveries in the admin: tried again by those with the right who see them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import Case, Delivery, DocketSource
from risks.cases.operations import file_waiting
from tests.admin.forms import filled
from tests.cases.intake.webhook_alerts import alert, entry
from tests.factories import NOW, make_case, make_person, make_restricted_matter
from tests.web.world import client_of

pytestmark = pytest.mark.django_db
ADDRESS = reverse("admin:risks_delivery_changelist")
DOCKET = 70691920


def make_refused(*, case: Case | None = None, docket: int = DOCKET) -> Delivery:
    source, _ = DocketSource.objects.get_or_create(
        name="CourtListener", kind="webhook", defaults={"created_at": NOW}
    )
    return Delivery.objects.create(
        source=source,
        key=f"k{Delivery.objects.count()}",
        body=alert(entry(docket=docket)),
        received_at=NOW,
        processed_at=NOW,
        state="refused",
        error=f"docket {docket} is the docket of no case here",
        case=case,
    )


def client(*roles: Role) -> Client:
    return client_of(make_person("ann", roles=list(roles)))


def try_again(client: Client, *deliveries: Delivery) -> Any:
    asked = {"action": "try_again", "_selected_action": [d.pk for d in deliveries]}
    return client.post(ADDRESS, asked, follow=True)


def state(delivery: Delivery) -> str:
    delivery.refresh_from_db()
    return delivery.state


def test_an_administrator_lets_refused_deliveries_be_tried_again() -> None:
    refused = make_refused()

    page = try_again(client(Role.COMPLIANCE_ADMINISTRATOR), refused)

    assert state(refused) == "waiting"
    assert "Refused deliveries to retry: 1." in page.content.decode()


def test_an_auditor_sees_them_and_may_not_try_them_again() -> None:
    refused = make_refused()
    auditor = client(Role.AUDITOR)

    page = try_again(auditor, refused)

    assert page.status_code == 200
    assert "try_again" not in page.content.decode()
    assert state(refused) == "refused"


def test_counsel_does_not_reach_the_page() -> None:
    refused = make_refused()

    answer = try_again(client(Role.IN_HOUSE_LAWYER), refused)

    assert answer.status_code == 403
    assert state(refused) == "refused"


def test_what_is_behind_a_wall_is_not_tried_again_from_outside() -> None:
    walled = make_refused(
        case=make_case(restricted_matter=make_restricted_matter("wall"))
    )

    try_again(client(Role.COMPLIANCE_ADMINISTRATOR), walled)

    assert state(walled) == "refused"


def test_a_case_told_to_be_that_docket_gets_what_was_refused_for_it() -> None:
    ours, other = make_refused(), make_refused(docket=5)
    case = make_case(court_id="cacd", docket_number="2:25-cv-00001")
    counsel = client(Role.IN_HOUSE_LAWYER)

    page = save(counsel, case, courtlistener_id=DOCKET)

    assert "Refused deliveries of this docket to retry: 1." in page.content.decode()
    assert (state(ours), state(other)) == ("waiting", "refused")
    file_waiting(now=NOW)
    assert state(ours) == "filed"
    assert ours.case == case


def test_a_case_saved_without_a_new_docket_tries_nothing_again() -> None:
    refused = make_refused()
    case = make_case(courtlistener_id=DOCKET)

    save(client(Role.IN_HOUSE_LAWYER), case, stage="Pleadings")

    case.refresh_from_db()
    assert case.stage == "Pleadings"
    assert state(refused) == "refused"


def save(client: Client, case: Case, **changes: Any) -> Any:
    address = reverse("admin:risks_case_change", args=[case.pk])
    return client.post(address, filled(client, address, **changes), follow=True)
