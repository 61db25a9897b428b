"""A risk belongs to an entity of its own company."""

import pytest
import time_machine
from django.urls import reverse

from risks.access.models import Role
from tests.admin.forms import errors, filled
from tests.factories import (
    NOW,
    make_company,
    make_driver,
    make_entity,
    make_person,
    make_risk,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


def test_an_entity_of_another_company_is_refused_at_the_field() -> None:
    risk = make_risk()
    own, foreign = make_entity(risk.company), make_entity(make_company())
    address = reverse("admin:risks_risk_change", args=[risk.pk])

    with time_machine.travel(NOW):
        client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
        refused = client.post(address, filled(client, address, entity=foreign.pk))
        kept = client.post(address, filled(client, address, entity=own.pk))

    risk.refresh_from_db()
    assert "entity" in errors(refused)
    assert kept.status_code == 302
    assert risk.entity == own


@pytest.mark.parametrize("model", ["driver", "entity"])
def test_what_draws_or_sums_are_named_by_stays_once_made(model: str) -> None:
    company = make_company()
    made = {"driver": make_driver(company), "entity": make_entity(company)}[model]
    address = reverse(f"admin:risks_{model}_change", args=[made.pk])

    with time_machine.travel(NOW):
        client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
        form = client.get(address).context["adminform"].form

    assert {"name", "code"} - set(form.fields) == (
        {"name", "code"} if model == "driver" else {"code"}
    )
