"""What must be renewed is listed with its date; each record needs its evidence."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from risks.access.models import Person, Role
from risks.cases.models import ComplianceObligation
from risks.register.models import Company
from tests.cases.obligations.obligations import (
    make_obligation,
    make_renewed,
    open_deadlines,
    told,
)
from tests.factories import (
    TODAY,
    make_company,
    make_deadline,
    make_entity,
    make_listing_profile,
    make_person,
)
from tests.web.world import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def ann() -> Person:
    return make_person("ann", roles=[Role.CONTRIBUTOR], first_name="Ann")


@pytest.fixture
def company() -> Company:
    return make_company("ACME")


@pytest.fixture
def client(ann: Person) -> Client:
    return client_of(ann)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def listed(client: Client) -> str:
    return text(client.get(reverse("obligations")))


def page_of(client: Client, row: ComplianceObligation) -> str:
    return text(client.get(reverse("obligation", args=[row.public_id])))


def form(name: str, row: ComplianceObligation, number: int = 1) -> str:
    return reverse(name, args=[row.public_id, number])


def told_of(ann: Person, company: Company, **fields: Any) -> dict[str, Any]:
    return {
        "company": company.pk,
        "kind": "licence",
        "title": "ICP licence, Shanghai Xiyu",
        "country": "CN",
        "ends_on": "2027-06-30",
        "lead_days": "90",
        "interval_months": "60",
        "severity": "normal",
        "owner": ann.pk,
        **fields,
    }


def test_a_recorded_obligation_is_listed_with_its_date_and_owner(
    client: Client, ann: Person, company: Company
) -> None:
    entity = make_entity(company, name="Shanghai Xiyu")
    bo = make_person("bo", first_name="Bo")

    answer = client.post(
        reverse("record_obligation"),
        told_of(ann, company, backup=bo.pk, entity=entity.pk),
    )

    row = ComplianceObligation.objects.get()
    assert answer.status_code == 302
    assert answer.url == reverse("obligation", args=[row.public_id])  # type: ignore[attr-defined]
    page = listed(client)
    for said in ("ICP licence, Shanghai Xiyu", "1 Apr 2027", "30 Jun 2027", "Ann"):
        assert said in page
    assert "backup Bo" in page


@pytest.mark.parametrize(
    ("field", "wrong", "says"),
    [
        ("title", "", "Enter what it is"),
        ("ends_on", "soon", "Enter a date"),
        ("ends_on", "2999-01-01", "Check the year"),
        ("lead_days", "many", "Enter a whole number of days"),
        ("interval_months", "-1", "Enter a whole number of months"),
        ("lead_days", "2000", "less than one period"),
        ("owner", "0", "Choose an option from the list"),
        ("severity", "critical", "needs a backup"),
    ],
)
def test_what_is_wrong_is_said_once_at_its_field(
    client: Client, ann: Person, company: Company, field: str, wrong: str, says: str
) -> None:
    answer = client.post(
        reverse("record_obligation"), told_of(ann, company, **{field: wrong})
    )

    assert answer.status_code == 400
    assert text(answer).count(says) == 1
    assert not ComplianceObligation.objects.exists()


def test_what_recurs_is_expected_again_within_thirteen_months(
    client: Client, ann: Person, company: Company
) -> None:
    soon = TODAY + timedelta(days=20)
    make_obligation(company, owner=ann, ends_on=soon, lead_days=0, interval_months=12)

    page = listed(client)

    assert "2 dates, earliest first" in page
    assert page.count("Expected</span>") == 1


def test_an_overdue_one_glows_and_comes_first(
    client: Client, ann: Person, company: Company
) -> None:
    make_obligation(company, owner=ann, title="Later policy", interval_months=None)
    make_obligation(
        company, owner=ann, title="Late pledge", ends_on=TODAY - timedelta(days=9)
    )

    page = listed(client)

    assert page.index("Late pledge") < page.index("Later policy")
    assert page.count('wb-band-critical">Overdue by') == 1


def test_nobody_to_remind_is_said(
    client: Client, ann: Person, company: Company
) -> None:
    gone = make_person()
    row = make_obligation(company, owner=gone)
    Person.objects.filter(pk=gone.pk).update(is_active=False)

    pages = (listed(client), page_of(client, row))

    for page in pages:
        assert "Owner left or has no access" in page
        assert "No backup" in page


def test_a_renewal_is_recorded_with_its_evidence(
    client: Client, ann: Person, company: Company
) -> None:
    row = make_obligation(company, owner=ann, interval_months=12)

    client.post(
        form("renew_obligation", row),
        {
            "done_on": TODAY.isoformat(),
            "note": "Renewed at the counter.",
            "reference": "31-2026",
            "document": "https://files.example/icp.pdf",
            "next_ends_on": "2028-06-30",
        },
    )

    page = page_of(client, row)
    assert [state for *_, state, _ in told(row)] == ["closed", "open"]
    assert '<a href="https://files.example/icp.pdf"' in page
    for said in ("Renewed at the counter.", "31-2026", "Renewed or filed", "Ann"):
        assert said in page


def test_the_form_offers_the_next_end_that_the_interval_gives(
    client: Client, ann: Person, company: Company
) -> None:
    row = make_obligation(company, owner=ann, interval_months=12)

    page = text(client.get(form("renew_obligation", row)))

    assert 'name="next_ends_on" value="2028-06-30"' in page


def test_a_renewal_without_evidence_says_so_at_the_reference(
    client: Client, ann: Person, company: Company
) -> None:
    row = make_obligation(company, owner=ann)

    answer = client.post(
        form("renew_obligation", row),
        {"done_on": TODAY.isoformat(), "note": "Renewed."},
    )

    assert answer.status_code == 400
    assert text(answer).count("Enter the evidence") == 1
    assert told(row) == [(1, "2027-06-30", "open", "")]


def test_a_form_that_is_sent_twice_records_once(
    client: Client, ann: Person, company: Company
) -> None:
    row = make_obligation(company, owner=ann, interval_months=12)
    sent = {"done_on": TODAY.isoformat(), "note": "Renewed.", "reference": "1"}

    answers = [client.post(form("renew_obligation", row), sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 400]
    assert "already closed" in text(answers[1])
    assert len(told(row)) == 2


def test_one_that_ends_says_why_and_is_listed_as_ended(
    client: Client, ann: Person, company: Company
) -> None:
    row = make_obligation(company, owner=ann)

    client.post(
        form("end_obligation", row),
        {"outcome": "ended", "done_on": TODAY.isoformat(), "note": "Service closed."},
    )

    page = page_of(client, row)
    assert "This obligation has ended." in page
    assert "Service closed." in page
    assert 'id="ended"' in listed(client)


def test_a_reversed_record_stays_in_the_list(
    client: Client, ann: Person, company: Company
) -> None:
    row = make_renewed(company, owner=ann)

    client.post(form("reverse_record", row), {"reason": "Wrong licence."})

    page = page_of(client, row)
    assert "Reversed" in page
    assert "Ann: Wrong licence." in page
    assert [end for _, end, state, _ in told(row) if state == "open"] == ["2027-06-30"]


def test_a_record_of_a_critical_one_links_to_its_confirmation(
    client: Client, ann: Person, company: Company
) -> None:
    row = make_obligation(company, owner=ann, severity="critical")
    sent = {"done_on": TODAY.isoformat(), "note": "Renewed.", "reference": "31-2026"}

    client.post(form("renew_obligation", row), sent)

    page = page_of(client, row)
    assert "Waiting for a second person; requested by Ann." in page
    assert "Evidence: 31-2026" in page
    assert "Review change" in page


def test_a_second_person_confirms_and_comes_back_to_the_obligation(
    client: Client, ann: Person, company: Company
) -> None:
    row = make_obligation(company, owner=ann, severity="critical", interval_months=12)
    sent = {"done_on": TODAY.isoformat(), "note": "Renewed.", "reference": "31-2026"}
    client.post(form("renew_obligation", row), sent)
    (deadline,) = open_deadlines(row)
    change = deadline.changes.get()

    answer = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER])).post(
        reverse("decide_change", args=[change.public_id]),
        {"decision": "accept", "reason": "Seen."},
    )

    assert answer.url == reverse("obligation", args=[row.public_id])  # type: ignore[attr-defined]
    assert [state for *_, state, _ in told(row)] == ["closed", "open"]


def test_a_correction_keeps_what_is_not_changed(
    client: Client, ann: Person, company: Company
) -> None:
    row = make_obligation(company, owner=ann, interval_months=12, reference="B2")
    address = reverse("correct_obligation", args=[row.public_id])
    page = client.get(address)
    known = {k: v for k, v in page.context["form"].initial.items() if v is not None}
    known |= {"owner": ann.pk, "title": "EDI licence", "reason": "Renamed."}
    known.pop("entity", None)

    answer = client.post(address, known)

    row.refresh_from_db()
    assert answer.status_code == 302
    assert (row.title, row.reference, row.interval_months) == ("EDI licence", "B2", 12)
    assert told(row) == [(1, "2027-06-30", "open", "")]


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [("mark_as_met", "renew_obligation"), ("change_responsible", "correct_obligation")],
)
def test_pages_of_its_deadline_lead_to_the_obligation(
    client: Client, ann: Person, company: Company, name: str, leads_to: str
) -> None:
    row = make_obligation(company, owner=ann)
    (deadline,) = open_deadlines(row)

    answer = client.get(reverse(name, args=[deadline.public_id]))

    number = [1] if leads_to == "renew_obligation" else []
    assert answer.status_code == 302
    assert answer.url == reverse(leads_to, args=[row.public_id, *number])  # type: ignore[attr-defined]


def test_the_dashboard_leads_to_the_obligation(
    client: Client, ann: Person, company: Company
) -> None:
    row = make_obligation(company, owner=ann, ends_on=date(2026, 9, 1))

    page = text(client.get(reverse("dashboard")))

    assert reverse("obligation", args=[row.public_id]) in page


def test_the_page_of_the_listing_leaves_obligations_to_their_own_page(
    client: Client, ann: Person, company: Company
) -> None:
    make_listing_profile(company, owner=ann)
    make_deadline(None, company=company, title="Circular", owner=ann)
    make_obligation(company, owner=ann, ends_on=TODAY, lead_days=0)

    page = text(client.get(reverse("listing_obligations")))

    assert "Circular" in page
    assert "ICP licence" not in page


def test_a_script_in_any_field_is_shown_and_not_run(
    client: Client, ann: Person, company: Company
) -> None:
    script = "<script>alert(1)</script>"
    row = make_obligation(
        company,
        owner=ann,
        title=script,
        authority=script,
        reference=script,
        note=script,
        interval_months=12,
    )
    sent = {
        "done_on": TODAY.isoformat(),
        "note": script,
        "reference": script,
        "document": f"https://x.example/{script}",
    }
    client.post(form("renew_obligation", row), sent)
    client.post(form("reverse_record", row), {"reason": script})

    pages = (listed(client), page_of(client, row))

    for page in pages:
        assert "alert(1)" in page
        assert script not in page


def test_the_list_asks_as_often_for_many_as_for_two(
    client: Client, ann: Person, company: Company
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("obligations"))
        return len(asked)

    for number in range(2):
        make_renewed(company, owner=ann, title=f"Licence {number}")
    few = queries()
    for number in range(2, 12):
        make_renewed(company, owner=make_person(), title=f"Licence {number}")

    assert queries() == few
