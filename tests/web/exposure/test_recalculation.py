"""Full recalculation: who may ask for it, and what they read meanwhile."""

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Role
from risks.exposure.models import Recalculation
from risks.register.models import Company
from tests.factories import NOW, make_company, make_person, make_risk
from tests.web.world import HIDDEN, World, client_of

pytestmark = pytest.mark.django_db

FULL = Recalculation.Kind.FULL
State = Recalculation.State


@pytest.fixture
def company() -> Company:
    return make_company("ACME")


@pytest.fixture
def client() -> Client:
    return client_of(make_person(roles=[Role.COMPLIANCE_ADMINISTRATOR]))


def make_recalculation(company: Company, **fields: object) -> Recalculation:
    fields = {"kind": FULL, **fields}
    return Recalculation.objects.create(company=company, requested_at=NOW, **fields)


def page_of(client: Client) -> str:
    return client.get(reverse("exposure")).content.decode()


def test_an_administrator_asks_for_it(company: Company, client: Client) -> None:
    answer = client.post(reverse("recalculate", args=["ACME"]), follow=True)

    assert Recalculation.objects.get().kind == FULL
    assert b"waiting for a worker" in answer.content


@pytest.mark.parametrize("role", [Role.VIEWER, Role.IN_HOUSE_LAWYER, Role.AUDITOR])
def test_nobody_else_may(role: Role, company: Company) -> None:
    client = client_of(make_person(roles=[role]))

    answer = client.post(reverse("recalculate", args=["ACME"]))

    assert answer.status_code == 403
    assert Recalculation.objects.count() == 0
    assert "Recalculate all" not in page_of(client)


def test_a_link_alone_starts_nothing(company: Company, client: Client) -> None:
    assert client.get(reverse("recalculate", args=["ACME"])).status_code == 405


def test_progress_is_counted_and_the_page_follows(
    company: Company, client: Client
) -> None:
    make_recalculation(company, state=State.RUNNING, total=40, done=12)

    page = page_of(client)

    assert "12 of 40 risks computed" in page
    assert '<meta http-equiv="refresh"' in page
    assert "Recalculate all" not in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            {"state": State.DONE, "total": 3, "done": 3},
            "all 3 figures are the same",
        ),
        ({"state": State.DIFFERS, "total": 3, "done": 3}, "figures differ: "),
        ({"state": State.FAILED, "failure": "it ended"}, "failed: it ended"),
    ],
)
def test_how_it_ended_is_told_in_words(
    fields: dict[str, object], told: str, company: Company, client: Client
) -> None:
    make_recalculation(company, **fields)

    page = page_of(client)

    assert told in page
    assert "http-equiv" not in page


def test_a_viewer_is_not_told_how_many_risks_there_are(company: Company) -> None:
    make_recalculation(company, state=State.RUNNING, total=40, done=12)

    assert "of 40" not in page_of(client_of(make_person()))


def test_what_was_found_about_a_hidden_risk_is_not_told(
    world: World, client: Client
) -> None:
    found = [
        {"risk": world.walled_risk.pk, "what": "differs", "text": f"{HIDDEN} differs"},
        {"risk": world.open_risk.pk, "what": "differs", "text": "not reproduced"},
    ]
    make_recalculation(world.company, state=State.DIFFERS, findings=found)

    page = page_of(client)

    assert "not reproduced" in page
    assert HIDDEN not in page


def test_a_company_that_is_not_there_is_absent(client: Client) -> None:
    make_risk()

    assert client.post(reverse("recalculate", args=["NONE"])).status_code == 404


@pytest.mark.parametrize(("state", "times"), [(State.FAILED, 1), (State.REPAIRED, 0)])
def test_a_failure_leaves_the_page_when_it_is_repaired(
    state: str, times: int, company: Company, client: Client
) -> None:
    make_recalculation(
        company, state=state, failure="no rate", kind=Recalculation.Kind.STALE
    )

    page = page_of(client)

    assert page.count("no rate") == times
