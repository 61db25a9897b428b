"""Missing items and the page of a case ask as often for fifty rows as for one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from risks.access.models import Person, Role
from risks.cases.models import Case, DeadlineChange, DocketQuestion
from risks.register.models import Company
from tests.cases.notices import make_notice
from tests.factories import (
    NOW,
    make_case,
    make_change,
    make_closure,
    make_company,
    make_deadline,
    make_entry,
    make_event,
    make_person,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db
ROLES = (Role.IN_HOUSE_LAWYER, Role.COMPLIANCE_ADMINISTRATOR)
POSTPONED = DeadlineChange.Kind.POSTPONED


def asked(reader: Person, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client_of(reader).get(address).status_code == 200
    return len(queries)


def add_missing(number: int) -> None:
    """Of each list: an undated case, a date to verify, a change, a list, an entry."""
    company = Company.objects.first() or make_company()
    for _ in range(number):
        case = make_case(company=company)
        docket = f"25-cv-{case.pk}"
        DocketQuestion.objects.create(case=case, docket_number=docket, asked_at=NOW)
        entry = make_entry(case, question="decision")
        event = make_event(entry)
        make_deadline(case, event=event, basis="computed", rule_id=f"r{case.pk}")
        make_change(make_deadline(case, event=None, severity="critical"))
        make_notice(make_deadline(case))
        make_closure(case, asked_by=make_person())
        make_case(company=company)


def fill(case: Case, number: int) -> None:
    """Deadlines with all that one shows: event, parent, request, notice."""
    for _ in range(number):
        entry = make_entry(case)
        event = make_event(entry)
        row = make_deadline(case, event=event, backup=make_person(), basis="computed")
        make_deadline(
            case,
            owner=make_person(),
            depends_on=row,
            basis="following",
            interval_number=7,
            interval_unit="days",
            interval_direction="before",
            counted_from=row.calendared_date,
        )
        make_change(row, asked_by=make_person())
        noticed = make_deadline(case, verified_by=make_person(), verified_at=NOW)
        make_notice(noticed)
        later = row.due_date + timedelta(days=3)
        objected = make_deadline(case)
        make_notice(
            objected,
            due_date=later,
            objected_by=make_person(),
            objected_at=NOW,
            objection="No.",
        )
        party = case.parties.create(name=f"Party {row.pk}", role="Defendant")
        party.counsel.create(name="Counsel")
        make_closure(case, party=party, asked_by=make_person())


def test_missing_items_ask_as_often_for_one_ten_and_fifty_cases() -> None:
    reader = make_person("reader", roles=ROLES)
    address = reverse("missing_items")

    counts = []
    for more in (1, 9, 40):
        add_missing(more)
        counts.append(asked(reader, address))

    assert counts[0] == counts[1] == counts[2]


def test_a_case_asks_as_often_for_one_ten_and_fifty_deadlines() -> None:
    reader, case = make_person("reader", roles=ROLES), make_case()
    address = reverse("case", args=[case.public_id])

    counts = []
    for more in (1, 9, 40):
        fill(case, more)
        counts.append(asked(reader, address))

    assert counts[0] == counts[1] == counts[2]


def test_the_dashboard_asks_as_often_for_one_ten_and_fifty_cases() -> None:
    reader = make_person("reader", roles=ROLES)
    address = reverse("dashboard")

    counts = []
    for more in (1, 9, 40):
        add_missing(more)
        counts.append(asked(reader, address))

    assert counts[0] == counts[1] == counts[2]
