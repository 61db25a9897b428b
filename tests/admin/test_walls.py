"""The admin, asked about what is behind a wall by someone who may do the work."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from risks.access.models import Role
from risks.alerts.models import Attempt, Notification
from risks.cases.models import Party
from tests.admin.forms import filled
from tests.factories import NOW, make_person
from tests.web.world import HIDDEN, World, client_of


@pytest.fixture
def client(world: World) -> Client:
    """All roles but counsel's, outside the wall."""
    roles = [role for role in Role if role != Role.IN_HOUSE_LAWYER]
    return client_of(make_person("ann", roles=roles))


def rows(world: World) -> dict[str, Model]:
    """One row of each kind behind the wall."""
    case = world.walled_case
    entry = case.entries.get()
    notification = Notification.objects.create(
        key="k",
        kind="deadline",
        object_id=1,
        deadline=world.walled_deadline,
        revision=1,
        offset="P7D",
        recipient=case.owner,
        due_at=NOW,
        fire_at=NOW,
        message_id="m",
        created_by="plan",
        created_at=NOW,
    )
    attempt = Attempt.objects.create(
        notification=notification,
        number=1,
        started_at=NOW,
        ended_at=NOW,
        outcome="sent",
    )
    current_exposure = world.walled_risk.current_exposure
    found: dict[str, Any] = {
        "case": case,
        "docketentry": entry,
        "event": world.walled_event,
        "deadline": world.walled_deadline,
        "party": Party.objects.create(case=case, name="Zoe", role="Plaintiff"),
        "risk": world.walled_risk,
        "assumptions": world.walled_risk.assumptions.get(),
        "proposal": world.walled_proposal,
        "snapshot": current_exposure.snapshot,
        "currentexposure": current_exposure,
        "restrictedmatter": case.restricted_matter,
        "notification": notification,
        "attempt": attempt,
        "report": world.report,
    }
    return found


NAMES = (
    "case",
    "docketentry",
    "event",
    "deadline",
    "party",
    "risk",
    "assumptions",
    "proposal",
    "snapshot",
    "currentexposure",
    "restrictedmatter",
    "notification",
    "attempt",
    "report",
)


@pytest.mark.parametrize("name", NAMES)
def test_no_list_holds_it(name: str, client: Client, world: World) -> None:
    row = rows(world)[name]

    page = client.get(reverse(f"admin:risks_{name}_changelist"))

    assert row not in page.context["cl"].queryset
    assert HIDDEN not in page.content.decode()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("verb", ["change", "history", "delete"])
def test_its_pages_answer_as_those_of_nothing(
    verb: str, name: str, client: Client, world: World
) -> None:
    row = rows(world)[name]
    hidden = client.get(reverse(f"admin:risks_{name}_{verb}", args=[row.pk]))

    absent = client.get(reverse(f"admin:risks_{name}_{verb}", args=[999_999]))

    assert hidden.status_code == absent.status_code != 200
    assert hidden.headers.get("Location") == absent.headers.get("Location")


@pytest.mark.parametrize("name", ["case", "risk", "deadline", "docketentry"])
def test_an_old_version_of_it_is_not_reachable(
    name: str, client: Client, world: World
) -> None:
    row: Any = rows(world)[name]
    version = row.history.first().pk

    address = reverse(f"admin:risks_{name}_simple_history", args=[row.pk, version])

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("page", "field", "hidden"),
    [
        ("party", "case", "walled_case"),
        ("assumptions", "risk", "walled_risk"),
        ("assumptions", "risk", "privileged_risk"),
    ],
)
def test_no_choice_offers_it(
    page: str, field: str, hidden: str, client: Client, world: World
) -> None:
    form = client.get(reverse(f"admin:risks_{page}_add")).context["adminform"].form

    offered = form.fields[field].queryset

    assert getattr(world, hidden) not in offered
    assert getattr(world, f"open_{field}") in offered


def test_a_hidden_choice_that_is_sent_is_refused(client: Client, world: World) -> None:
    sent = {"case": world.walled_case.pk, "name": "Zoe", "role": "Plaintiff"}

    client.post(reverse("admin:risks_party_add"), sent)

    assert not Party.objects.exists()


def test_completion_does_not_name_it(client: Client, world: World) -> None:
    asked = {"app_label": "risks", "model_name": "party", "field_name": "case"}

    answer = client.get(reverse("admin:autocomplete"), {**asked, "term": "Acme"})

    assert [row["id"] for row in answer.json()["results"]] == [str(world.open_case.pk)]


@pytest.mark.parametrize("name", ["case", "risk", "deadline"])
def test_a_search_does_not_find_it(name: str, client: Client, world: World) -> None:
    page = client.get(reverse(f"admin:risks_{name}_changelist"), {"q": HIDDEN})

    assert page.context["cl"].result_count == 0


@pytest.mark.parametrize(
    ("name", "lookup"),
    [
        ("person", "password__startswith"),
        ("person", "owned_risks__title__startswith"),
        ("company", "risks__title__startswith"),
        ("case", "risks__title__startswith"),
        ("feedtoken", "token_sha256__startswith"),
        ("risk", "current_exposure__score__gt"),
    ],
)
def test_a_free_lookup_is_no_oracle(
    name: str, lookup: str, client: Client, world: World
) -> None:
    answer = client.get(reverse(f"admin:risks_{name}_changelist"), {lookup: "1"})

    assert answer.status_code == 400


def test_a_declared_filter_works(client: Client, world: World) -> None:
    address = reverse("admin:risks_case_changelist")

    page = client.get(address, {"status__exact": "closed"})

    assert page.context["cl"].result_count == 0


def test_an_open_case_does_not_name_a_walled_risk(client: Client, world: World) -> None:
    page = client.get(reverse("admin:risks_case_change", args=[world.open_case.pk]))

    assert "R-OPEN" in page.content.decode()
    assert "R-WALL" not in page.content.decode()


def test_nor_does_it_to_someone_who_only_looks(world: World) -> None:
    client = client_of(world.people["viewer"])

    page = client.get(reverse("admin:risks_case_change", args=[world.open_case.pk]))

    assert "R-OPEN" in page.content.decode()
    assert "R-WALL" not in page.content.decode()


@pytest.mark.parametrize("who", ["viewer", "walled"])
def test_nor_does_its_history(who: str, world: World) -> None:
    client = client_of(world.people[who])
    history = reverse("admin:risks_case_history", args=[world.open_case.pk])
    version = world.open_case.history.first()
    old = reverse(
        "admin:risks_case_simple_history", args=[world.open_case.pk, version.pk]
    )

    pages = [client.get(address) for address in (history, old)]

    assert [page.status_code for page in pages] == [200, 200]
    assert not any("R-WALL" in page.content.decode() for page in pages)


def test_saving_an_open_case_keeps_its_link_to_a_walled_risk(
    client: Client, world: World
) -> None:
    address = reverse("admin:risks_case_change", args=[world.open_case.pk])
    sent = filled(client, address, stage="Discovery", risks=[])

    client.post(address, sent)

    world.open_case.refresh_from_db()
    assert world.open_case.stage == "Discovery"
    assert list(world.open_case.risks.all()) == [world.walled_risk]


def test_history_reverts_nothing(client: Client, world: World) -> None:
    version = world.open_case.history.first().pk
    address = reverse(
        "admin:risks_case_simple_history", args=[world.open_case.pk, version]
    )

    assert client.post(address, {"caption": "Changed"}).status_code == 403
