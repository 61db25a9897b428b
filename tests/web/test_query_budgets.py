"""The database is asked as often for fifty rows as for two."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import Case
from risks.cases.operations.records.legal_holds import ask
from tests.cases.records.case_files import (
    make_document,
    make_hold,
    make_note,
    make_offer,
    make_request,
    make_service,
)
from tests.cases.rules.made_rules import make_entered_rule
from tests.factories import (
    NOW,
    make_case,
    make_company,
    make_current_exposure,
    make_deadline,
    make_entry,
    make_event,
    make_person,
    make_proposal,
    make_risk,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

CHANGELISTS = (
    "risk",
    "case",
    "deadline",
    "docketentry",
    "event",
    "snapshot",
    "currentexposure",
    "assumptions",
    "proposal",
    "fact",
    "company",
    "party",
    "person",
    "casefact",
    "settlementoffer",
    "casenote",
    "document",
    "discoveryrequest",
    "crossborderreview",
    "serviceattempt",
    "legalhold",
    "holdacknowledgement",
)


@pytest.fixture
def client() -> Client:
    roles = [Role.IN_HOUSE_LAWYER, Role.COMPLIANCE_ADMINISTRATOR]
    return client_of(make_person("reader", roles=roles))


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def add_matters(number: int) -> None:
    company = make_company()
    for _ in range(number):
        risk = make_risk(company=company, owner=make_person())
        make_current_exposure(risk)
        make_proposal(risk)
        case = make_case(company=company, owner=make_person())
        case.risks.add(risk)
        fill(case, 1)


def fill(case: Case, number: int) -> None:
    for _ in range(number):
        make_event(make_entry(case))
        make_deadline(case, owner=make_person())
        make_offer(case)
        make_note(case, author=make_person())
        make_request(case)
        party = case.parties.create(name=make_person().username, role="Defendant")
        make_service(case, party=party)
        make_document(case, sha256=f"{party.pk:064x}", entry=make_entry(case))
        ask(make_hold(case, issued_by=make_person()), make_person(), now=NOW)


def assert_flat(client: Client, address: str, more: Callable[[], None]) -> None:
    client.get(address)  # The first visit fills what is kept for good.
    few = queries(client, address)
    more()
    # Fewer where no critical deadline is among the first any more.
    assert queries(client, address) <= few


@pytest.mark.parametrize("name", ["dashboard", "register", "cases"])
def test_lists_do_not_ask_more_for_more_rows(name: str, client: Client) -> None:
    add_matters(2)
    assert_flat(client, reverse(name), lambda: add_one_company_s(4))


def add_one_company_s(number: int) -> None:
    """More rows of the company there is: each company is summed by itself."""
    company = Case.objects.earliest("pk").company
    for _ in range(number):
        risk = make_risk(company=company, owner=make_person())
        make_current_exposure(risk)
        make_proposal(risk)
        fill(make_case(company=company, owner=make_person()), 2)


def test_a_long_timeline_costs_no_more_than_a_short_one(client: Client) -> None:
    case = make_case("C-1")
    fill(case, 2)
    address = reverse("case", args=[case.public_id])

    assert_flat(client, address, lambda: fill(case, 6))


@pytest.mark.parametrize("name", ["rules", "missing_items"])
def test_entered_rules_cost_no_query_each(name: str, client: Client) -> None:
    def add(number: int) -> None:
        for each in range(number):
            make_entered_rule(judge=f"Jane Doe {each} {number}", state="confirmed")
            make_entered_rule(judge=f"Jane Doe {each} {number}", state="proposed")

    add(2)

    assert_flat(client, reverse(name), lambda: add(6))


@pytest.mark.parametrize("model", CHANGELISTS)
def test_changelists_do_not_either(model: str, client: Client) -> None:
    add_matters(2)
    address = reverse(f"admin:risks_{model}_changelist")

    assert_flat(client, address, lambda: add_matters(4))
