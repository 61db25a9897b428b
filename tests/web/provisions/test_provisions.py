"""The pages of the contingency schedule: read, prepared, signed, exported."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from risks.access.models import Disclosure, Person, Role
from risks.register.models import Company, Risk
from risks.reports.models import Contingency
from tests.exposure.examples import SUIT, assume
from tests.factories import make_company, make_person, make_restricted_matter
from tests.reports.contingencies import (
    LOSING,
    QUARTER_END,
    YEAR_END,
    make_contingency,
    make_suit,
    prepared,
    reviewed,
    signed,
)
from tests.web.test_query_budgets import assert_flat
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

STATED = {"used": "0", "exchange": "0", "insurance": "0"}


def client(role: Role, username: str = "") -> Client:
    return client_of(make_person(username, roles=[role]))


def page(who: Client, name: str, *args: object, **query: str) -> str:
    answer = who.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def prepare_page(suit: Risk, on: date = QUARTER_END) -> str:
    return reverse("prepare_provision", args=[suit.public_id, on])


def sign(who: Client, row: Contingency, act: str, **said: Any) -> Any:
    judged = {
        "ifrs_class": row.ifrs_class,
        "us_gaap_class": row.us_gaap_class,
        "closing": row.closing,
        "reason": "",
    }
    address = reverse("provision", args=[row.public_id])
    answer = who.post(address, {**judged, "act": act, **said})
    row.refresh_from_db()
    return answer


def workbook(who: Client, company: Company) -> list[list[Any]]:
    address = reverse("provision_file", args=[company.code, QUARTER_END])
    answer = who.get(address)
    assert answer.status_code == 200
    sheet = load_workbook(BytesIO(answer.content))["Contingencies"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        (Role.VIEWER, 403),
        (Role.RISK_OWNER, 403),
        (Role.EXTERNAL_LAWYER, 403),
        (Role.AUDITOR, 200),
        (Role.IN_HOUSE_LAWYER, 200),
        (Role.FINANCE_CONTROLLER, 200),
        (Role.COMPLIANCE_ADMINISTRATOR, 200),
    ],
)
def test_few_read_the_schedule(role: Role, answer: int) -> None:
    row = make_contingency()
    who = client(role)

    addresses = [
        reverse("provisions"),
        reverse("provision", args=[row.public_id]),
        reverse("provision_file", args=["ACME", QUARTER_END]),
    ]

    assert {who.get(each).status_code for each in addresses} == {answer}


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.FINANCE_CONTROLLER])
def test_who_only_reads_or_approves_does_not_prepare(role: Role) -> None:
    assert client(role).get(prepare_page(make_suit())).status_code == 403


def test_without_a_company_the_page_says_so() -> None:
    assert "No company yet" in page(client(Role.AUDITOR), "provisions")


def test_the_schedule_opens_at_the_newest_date() -> None:
    make_contingency(reporting_date=YEAR_END)

    text = page(client(Role.AUDITOR), "provisions")

    assert "31 Dec 2025" in text
    assert "150.00" in text
    assert "0 of 1 approved" in text


def test_a_date_that_is_none_is_said_to_be_none() -> None:
    make_contingency()

    text = page(client(Role.AUDITOR), "provisions", company="ACME", on="soon")

    assert "Enter a valid date." in text
    assert 'value="soon"' in text


def test_a_suit_that_is_not_prepared_is_offered() -> None:
    suit = make_suit()
    who = client(Role.IN_HOUSE_LAWYER)

    text = page(who, "provisions", company="ACME", on="2026-03-31")

    assert prepare_page(suit) in text


def test_what_is_behind_a_wall_answers_as_what_is_absent() -> None:
    suit = make_suit("R-WALL", restricted_matter=make_restricted_matter())
    row = make_contingency(suit)
    who = client(Role.IN_HOUSE_LAWYER)

    hidden = who.get(reverse("provision", args=[row.public_id]))
    unseen = who.get(prepare_page(suit))
    schedule = page(who, "provisions", company="ACME", on="2026-03-31")
    export = who.get(reverse("provision_file", args=["ACME", QUARTER_END]))

    assert hidden.status_code == unseen.status_code == export.status_code == 404
    assert "R-WALL" not in schedule


def test_a_privileged_provision_is_counsel_s() -> None:
    make_contingency(make_suit("R-PRIV", privileged=True))

    texts = [
        page(client(role), "provisions", company="ACME", on="2026-03-31")
        for role in (Role.FINANCE_CONTROLLER, Role.IN_HOUSE_LAWYER)
    ]

    assert ["R-PRIV" in text for text in texts] == [False, True]


def test_the_preparer_sees_the_proposal_and_signs_it() -> None:
    suit = make_suit()
    who = client(Role.COMPLIANCE_ADMINISTRATOR, "ann")
    offered = who.get(prepare_page(suit)).content.decode()

    answer = who.post(prepare_page(suit), STATED)

    row = Contingency.objects.get()
    assert "Possible amounts" in offered
    assert "Damages, ordinary" in offered
    assert answer.headers["Location"] == reverse("provision", args=[row.public_id])
    assert row.prepared_by.username == "ann"


def test_the_preparer_states_the_rate_of_the_liability_and_reads_what_it_is() -> None:
    suit = make_suit()
    who = client(Role.COMPLIANCE_ADMINISTRATOR)
    offered = who.get(prepare_page(suit)).content.decode()

    who.post(prepare_page(suit), {**STATED, "pre_tax_rate": "10"})

    figures = Contingency.objects.get().figures
    assert "never the cost of capital (WACC)" in offered
    assert figures["pre_tax_rate"] == figures["discount_rate"] == 0.1


def test_a_refused_form_keeps_what_was_typed() -> None:
    typed = {**STATED, "used": "9", "change_reason": "Paid the experts."}

    answer = client(Role.IN_HOUSE_LAWYER).post(prepare_page(make_suit()), typed)

    text = answer.content.decode()
    assert answer.status_code == 400
    assert "R-1, used: no more than the opening provision of 0.00" in text
    assert "Paid the experts." in text
    assert 'value="9"' in text


def test_a_suit_that_cannot_be_proposed_says_why() -> None:
    suit = make_suit(company=make_company("BARE"))
    suit.company.facts.all().delete()

    answer = client(Role.IN_HOUSE_LAWYER).get(prepare_page(suit))

    assert answer.status_code == 400
    assert "no risk capacity is set" in answer.content.decode()


def test_a_day_that_is_none_is_nowhere() -> None:
    suit = make_suit()
    who = client(Role.IN_HOUSE_LAWYER)
    address = reverse("prepare_provision", args=[suit.public_id, "soon"])

    assert who.get(address).status_code == 404


def test_what_went_back_is_filled_in_again() -> None:
    suit = make_suit()
    row = prepared(suit, insurance=Decimal(7_000))
    who = client(Role.IN_HOUSE_LAWYER)
    sign(who, row, "send_back", reason="The broker says 8,000.")

    text = who.get(prepare_page(suit)).content.decode()

    assert "The broker says 8,000." in text
    assert 'value="7000.00"' in text


def test_reviewer_and_controller_sign_on_the_page() -> None:
    row = prepared(make_suit())

    first = sign(client(Role.IN_HOUSE_LAWYER), row, "review")
    second = sign(client(Role.FINANCE_CONTROLLER), row, "approve")

    assert first.status_code == second.status_code == 302
    assert row.status == Contingency.Status.APPROVED


def test_only_the_controller_approves() -> None:
    row = reviewed(prepared(make_suit()))

    answer = sign(client(Role.IN_HOUSE_LAWYER), row, "approve")

    assert answer.status_code == 403
    assert row.status == Contingency.Status.REVIEWED


def test_the_auditor_signs_nothing() -> None:
    row = prepared(make_suit())

    answers = [sign(client(Role.AUDITOR), row, a) for a in ("review", "send_back")]

    assert {answer.status_code for answer in answers} == {403}


def test_a_signature_refused_keeps_what_was_typed() -> None:
    row = prepared(make_suit())

    answer = sign(client(Role.IN_HOUSE_LAWYER), row, "review", closing="12345.67")

    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Enter a reason: this differs from the proposal." in text
    assert 'value="12345.67"' in text
    assert row.status == Contingency.Status.PREPARED


def test_the_preparer_is_told_that_another_signs() -> None:
    ann = make_person("ann", roles=[Role.IN_HOUSE_LAWYER])
    row = prepared(make_suit(), by=ann)

    text = page(client_of(ann), "provision", row.public_id)

    assert "Another person must sign next" in text
    assert "Sign as reviewed" not in text


def test_the_page_says_that_assumptions_changed() -> None:
    row = make_contingency()
    assume(row.risk, SUIT, reason="A settlement offer.", effective_date=QUARTER_END)

    text = page(client(Role.AUDITOR), "provision", row.public_id)

    assert "The assumptions have changed" in text


def test_the_export_is_recorded_and_holds_the_amounts() -> None:
    row = make_contingency(make_suit(title="=1+1"))
    auditor = make_person(roles=[Role.AUDITOR])

    cells = workbook(client_of(auditor), row.risk.company)

    left = Disclosure.objects.get()
    assert (left.channel, left.person) == (Disclosure.Channel.EXPORT, auditor)
    assert left.objects_shown == [f"contingency {row.public_id}"]
    assert any("=1+1" in line and 150 in line for line in cells)


def test_the_export_leaves_out_the_amounts_of_an_exempt_matter() -> None:
    company = make_company("ACME")
    make_contingency(make_suit("R-1", company=company))
    make_contingency(
        make_suit("R-2", company=company),
        is_exempt=True,
        nature="A copyright claim.",
        exemption_reason="Talks are under way.",
        additions=Decimal(777),
        closing=Decimal(877),
        proposed_closing=Decimal(877),
        change_reason="The judge hinted at 877.",
    )

    cells = workbook(client(Role.AUDITOR), company)

    text = str(cells)
    assert "A copyright claim." in text
    assert "Talks are under way." in text
    assert "877" not in text
    assert "777" not in text
    assert any("Total" in line and 150 in line for line in cells)


def test_no_figure_of_what_cannot_be_estimated_leaves_by_page_or_workbook() -> None:
    estimated = prepared(make_suit("R-1"))
    facts = {"claimed": 75_000_000}
    suit = make_suit("R-2", parameters={**LOSING, "accounting": facts})
    row = prepared(
        suit,
        cannot_be_estimated="Discovery has not begun.",
        public_statements="We hold the claim to be without merit.",
    )
    who = client(Role.AUDITOR)

    shown = [
        page(who, "provision", row.public_id),
        page(who, "provisions", company="ACME", on="2026-03-31"),
        str([line for line in workbook(who, suit.company) if "R-2" in line]),
    ]

    figure = f"{estimated.best:,.2f}"
    assert figure in page(who, "provision", estimated.public_id)
    assert figure not in shown[0]
    assert str(estimated.best) not in shown[2]
    assert all("75" in text for text in shown)
    assert "without merit" in shown[0]
    assert "without merit" in shown[2]
    assert "cannot be estimated reliably" in shown[1]


def test_the_controller_approves_that_no_estimate_can_be_made() -> None:
    row = reviewed(prepared(make_suit(), cannot_be_estimated="Too early."))
    who = client(Role.FINANCE_CONTROLLER)

    refused = sign(who, row, "approve")
    approved = sign(who, row, "approve", approves_no_estimate="on")

    assert "no reliable estimate can be made too" in refused.content.decode()
    assert (refused.status_code, approved.status_code) == (400, 302)


def test_a_schedule_of_nothing_has_no_workbook() -> None:
    make_company("ACME")
    address = reverse("provision_file", args=["ACME", QUARTER_END])

    assert client(Role.AUDITOR).get(address).status_code == 404


def test_the_list_asks_no_more_for_more_rows() -> None:
    add_rows(make_company("ACME"), range(2))

    def more() -> None:
        add_rows(Company.objects.get(code="ACME"), range(2, 6))

    assert_flat(client(Role.AUDITOR), reverse("provisions"), more)


def add_rows(company: Company, numbers: range) -> None:
    for number in numbers:
        owner: Person = make_person()
        make_contingency(make_suit(f"R-{number}", company=company, owner=owner))
        make_suit(f"R-M{number}", company=company)


def test_a_signed_row_offers_a_correction_and_no_signature() -> None:
    row = signed(make_suit())

    text = page(client(Role.IN_HOUSE_LAWYER), "provision", row.public_id)

    assert "Prepare correction" in text
    assert "Your signature" not in text
