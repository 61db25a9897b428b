"""A day that a person types at 01:00 in Hong Kong is stored as it was typed."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse

from risks.access.models import Person, Role
from risks.cases.models import Case
from risks.cases.operations.records.legal_holds import release
from risks.register.models import Risk
from tests.admin.forms import errors, filled
from tests.cases.records.case_files import make_hold
from tests.days.moments import EARLY, WEDNESDAY
from tests.exposure.examples import FIRE
from tests.factories import make_case, make_current_exposure, make_person, make_risk
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

WALKED = ("time_zone", ["Asia/Hong_Kong", "America/Los_Angeles"])
Form = Callable[[Case, Risk], dict[str, Any]]


def of_company(**said: Any) -> Form:
    return lambda _case, risk: {"company": risk.company_id, **said}


def of_risk(**said: Any) -> Form:
    return lambda _case, risk: {"risk": risk.pk, **said}


def of_case(**said: Any) -> Form:
    return lambda case, _risk: {"case": case.pk, **said}


OFFER = {"offered_by": "theirs", "currency": "USD", "amount": "4000000"}
PRICED = json.dumps(FIRE)
FACT = {"kind": "revenue", "amount": "5", "unit": "USD", "source": "a", "tier": "press"}
TYPED: list[tuple[str, str, Form]] = [
    ("fact", "as_of", of_company(**FACT, period_start="2001-01-01")),
    ("exchangerate", "date", of_company(base="EUR", quote="USD", rate=1, source="ECB")),
    ("appetite", "valid_from", of_company(measure="p95", limit=9, reason="Board.")),
    ("treatment", "due_date", of_risk(title="Filter")),
    ("review", "due_date", of_risk()),
    (
        "assumptions",
        "effective_date",
        of_risk(reason="Read.", parameters=PRICED),
    ),
    ("docketentry", "filed_date", of_case(text="MINUTES.", tier="docket")),
    ("legalhold", "issued_on", of_case(scope="All mail.")),
    ("settlementoffer", "made_on", of_case(**OFFER)),
    ("protectiveorder", "entered_on", of_case(kind="protective")),
]


def typed_by(time_zone: str) -> Person:
    roles = [Role.IN_HOUSE_LAWYER, Role.COMPLIANCE_ADMINISTRATOR]
    return make_person(roles=roles, time_zone=time_zone)


@pytest.mark.parametrize(*WALKED)
@pytest.mark.parametrize(("model", "field", "form"), TYPED, ids=[t[0] for t in TYPED])
def test_a_typed_day_is_stored_as_it_was_typed(
    model: str, field: str, form: Form, time_zone: str
) -> None:
    case, risk = make_case(), make_risk()
    make_current_exposure(risk)
    person = typed_by(time_zone)
    client = client_of(person)
    address = reverse(f"admin:risks_{model}_add")
    said = {"owner": person.pk, **form(case, risk), field: str(WEDNESDAY)}

    with time_machine.travel(EARLY):
        answer = client.post(address, filled(client, address, **said))

    assert answer.status_code == 302, errors(answer)
    stored = apps.get_model("risks", model)._default_manager.latest("pk")
    assert getattr(stored, field) == WEDNESDAY


def test_a_hold_is_released_on_the_day_that_was_typed() -> None:
    hold = make_hold(make_case(), issued_on=WEDNESDAY)

    release(hold, on=WEDNESDAY, by=hold.issued_by, reason="The case has ended.")

    hold.refresh_from_db()
    assert hold.released_on == WEDNESDAY
