"""A new version goes through the register's operation, or says what is wrong."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Role
from risks.register.models import Assumptions, Risk
from tests.admin.forms import errors
from tests.factories import EVENT_PARAMETERS, make_assumptions, make_person, make_risk
from tests.web.world import client_of

pytestmark = pytest.mark.django_db
ADD = "/admin/risks/assumptions/add/"


@pytest.fixture
def client() -> Client:
    return client_of(make_person("ann", roles=[Role.RISK_OWNER], first_name="Ann"))


@pytest.fixture
def risk() -> Risk:
    return make_risk("R-1")


def sent(risk: Risk, parameters: Any, **fields: str) -> dict[str, Any]:
    return {
        "risk": risk.pk,
        "parameters": json.dumps(parameters),
        "reason": "Opening assessment.",
        "evidence": "",
        "effective_date": "2026-05-27",
        **fields,
    }


def test_a_version_is_recorded_with_its_author_and_hash(
    client: Client, risk: Risk
) -> None:
    answer = client.post(ADD, sent(risk, EVENT_PARAMETERS))

    version = Assumptions.objects.get()
    assert answer.status_code == 302
    assert (str(version.author), version.number) == ("Ann", 1)
    assert len(version.hash) == 64


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        (
            {"probability_horizon": 1.2, "severity": {"constant": 1}},
            "probability_horizon",
        ),
        ({"probability": 0.2, "severity": {"constant": 1}}, "probability"),
        ({"probability_horizon": 0.2}, "severity"),
        ({"probability_horizon": 0.2, "severity": {"constant": -1}}, "severity"),
    ],
)
def test_what_has_no_price_is_refused_at_the_field(
    parameters: dict[str, Any], field: str, client: Client, risk: Risk
) -> None:
    answer = client.post(ADD, sent(risk, parameters))

    assert field in errors(answer)["parameters"][0]
    assert not Assumptions.objects.exists()


@pytest.mark.parametrize("text", ["[]", "3", '"x"', "null", "{", "NaN"])
def test_what_is_no_json_object_is_refused(
    text: str, client: Client, risk: Risk
) -> None:
    answer = client.post(ADD, sent(risk, {}) | {"parameters": text})

    assert errors(answer)["parameters"]
    assert not Assumptions.objects.exists()


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_version_needs_a_reason(reason: str, client: Client, risk: Risk) -> None:
    answer = client.post(ADD, sent(risk, EVENT_PARAMETERS, reason=reason))

    assert errors(answer)["reason"]
    assert not Assumptions.objects.exists()


def test_a_new_version_starts_from_the_one_before(client: Client, risk: Risk) -> None:
    make_assumptions(risk)

    form = client.get(ADD, {"risk": risk.pk}).context["adminform"].form

    assert json.loads(str(form["parameters"].value())) == EVENT_PARAMETERS


def test_it_does_not_start_from_one_that_is_counsel_s(client: Client) -> None:
    risk = make_risk("R-2", privileged=True)
    make_assumptions(risk)

    page = client.get(ADD, {"risk": risk.pk}).content.decode()

    assert "4000000" not in page


def test_a_privileged_risk_is_not_assessed_by_others(client: Client) -> None:
    risk = make_risk("R-2", privileged=True)

    answer = client.post(ADD, sent(risk, EVENT_PARAMETERS))

    assert errors(answer)["risk"]


def test_a_version_is_never_edited(client: Client, risk: Risk) -> None:
    version = make_assumptions(risk)
    address = reverse("admin:risks_assumptions_change", args=[version.pk])

    page, post = client.get(address), client.post(address, {"reason": "Another."})

    assert page.status_code == 200
    assert post.status_code == 403
