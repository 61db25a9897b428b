"""A docket number is typed as its court writes it, and asked about when it is there."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Person, Role
from risks.cases.models import Case
from risks.register.models import Company
from tests.admin.forms import errors, filled
from tests.factories import make_case, make_company, make_person, make_restricted_matter
from tests.web.world import client_of

pytestmark = pytest.mark.django_db
ADD = reverse("admin:risks_case_add")
ASKED = "If this is another case, tick"


@pytest.fixture
def lawyer() -> Person:
    return make_person("lawyer", roles=[Role.IN_HOUSE_LAWYER])


@pytest.fixture
def company() -> Company:
    return make_company("ACME")


@pytest.fixture
def client(lawyer: Person) -> Client:
    return client_of(lawyer)


def save(client: Client, company: Company, number: str, **fields: Any) -> Any:
    owner = Person.objects.get(username="lawyer")
    case = {
        "code": f"C-{Case.objects.count() + 100}",
        "caption": "Doe v. Acme",
        "court_id": "cacd",
        "docket_number": number,
        "company": company.pk,
        "owner": owner.pk,
    }
    return client.post(ADD, filled(client, ADD, **{**case, **fields}))


def refusal(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(errors(answer)["docket_number"])


@pytest.mark.parametrize(
    ("court_id", "typed", "stored"),
    [
        ("cacd", "2:2026CV109-ABC", "2:26-cv-00109"),
        ("cacd", "CV 26-109", "26-cv-00109"),
        ("nyeb", "1-26-00001-ap", "1-26-00001"),
        ("ca9", "26-1234", "26-1234"),
        ("jpml", "MDL  No. 2741", "MDL No. 2741"),
        ("hkcfi", " HCA  100/2026", "HCA 100/2026"),
    ],
)
def test_a_number_is_stored_as_its_court_writes_it(
    client: Client, company: Company, court_id: str, typed: str, stored: str
) -> None:
    save(client, company, typed, court_id=court_id)

    assert Case.objects.get().docket_number == stored


@pytest.mark.parametrize(
    ("court_id", "typed", "example"),
    [
        ("cacd", "Doe v. Acme", "2:26-cv-00109"),
        ("cacd", "109", "2:26-cv-00109"),
        ("cacd", "HCA 100/2026", "2:26-cv-00109"),
        ("cacd", "2:26-cv-00109 and 2:26-cv-00110", "2:26-cv-00109"),
        ("nyeb", "pending", "1-26-12345"),
    ],
)
def test_what_is_no_number_of_the_court_is_refused_in_one_line(
    client: Client, company: Company, court_id: str, typed: str, example: str
) -> None:
    answer = save(client, company, typed, court_id=court_id)

    assert refusal(answer) == (
        f"Enter the docket number as the court writes it, for example {example}."
    )
    assert not Case.objects.exists()


@pytest.mark.parametrize("typed", ["2:26-cv-00109", "2:26cv109-ABC", "26-cv-109"])
def test_a_number_of_another_open_case_is_asked_about(
    client: Client, company: Company, typed: str
) -> None:
    other = make_case(company=company, docket_number="2:26-cv-00109")

    asked = refusal(save(client, company, typed))
    save(client, company, typed, is_another_case="on")

    assert f"{other} has the docket number 2:26-cv-00109" in asked
    assert ASKED in asked
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"docket_number": "5:26-cv-00109"},
        {"court_id": "cand"},
        {"status": Case.Status.CLOSED},
        {"company": None},
    ],
)
def test_of_another_office_court_or_company_or_a_closed_case_nothing_is_asked(
    client: Client, company: Company, fields: dict[str, Any]
) -> None:
    of = {"docket_number": "2:26-cv-00109", "company": company, **fields}
    make_case(**{**of, "company": of["company"] or make_company()})

    save(client, company, "2:26-cv-00109")

    assert Case.objects.count() == 2


def test_a_hidden_case_is_not_told_by_a_question_or_a_refusal(
    client: Client, company: Company
) -> None:
    wall = make_restricted_matter()
    make_case(company=company, docket_number="2:26-cv-00109", restricted_matter=wall)

    answer = save(client, company, "2:26-cv-00109")

    case = Case.objects.get(restricted_matter=None)
    kept = {field.name for field in Case.history.model._meta.get_fields()}
    assert answer.status_code == 302
    assert case.number_place == 1
    assert "number_place" not in kept


def test_a_docket_of_a_hidden_case_is_saved_as_if_it_were_of_none(
    client: Client, company: Company
) -> None:
    make_case(courtlistener_id=7, restricted_matter=make_restricted_matter())

    answer = save(client, company, "2:26-cv-00109", courtlistener_id=7)

    assert answer.status_code == 302
    assert Case.objects.filter(courtlistener_id=7).count() == 2


def test_a_docket_of_a_case_that_is_seen_is_refused_with_its_name(
    client: Client, company: Company
) -> None:
    other = make_case(courtlistener_id=7)

    answer = save(client, company, "2:26-cv-00109", courtlistener_id=7)

    assert errors(answer)["courtlistener_id"] == [f"{other} already names this docket."]


def test_a_case_that_keeps_its_number_is_saved_as_it_is(
    client: Client, company: Company, lawyer: Person
) -> None:
    for number in ("2:26-CV-00109-ABC", "26-cv-00109"):
        make_case(company=company, docket_number=number, owner=lawyer)
    case = Case.objects.order_by("pk")[0]
    address = reverse("admin:risks_case_change", args=[case.pk])

    client.post(address, filled(client, address, caption="Roe v. Acme"))

    case.refresh_from_db()
    assert (case.caption, case.docket_number) == ("Roe v. Acme", "2:26-CV-00109-ABC")
