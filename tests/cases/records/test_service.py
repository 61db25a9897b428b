"""Service at home and abroad: which date counts, and what it starts."""

from datetime import date

import pytest
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import Case, Deadline, Event, ServiceAttempt
from risks.cases.operations.records.due_dates import RegisterRefused
from risks.cases.operations.records.service import record_service
from tests.admin.forms import errors, filled
from tests.cases.records.case_files import make_service
from tests.factories import (
    NOW,
    make_case,
    make_deadline,
    make_entry,
    make_event,
    make_person,
)
from tests.web.world import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Means = ServiceAttempt.Means


def due(case: Case) -> dict[str, date]:
    """What to answer or to return, by rule; other periods start with service too."""
    rows = case.deadlines.filter(rule_id__regex="^frcp-(4d|12a)")
    return dict(rows.values_list("rule_id", "due_date"))


def answer_in(case: Case) -> Deadline:
    return case.deadlines.get(rule_id="frcp-12a-served-abroad")


def test_time_runs_from_the_date_stated_in_the_certificate() -> None:
    case = make_case()

    make_service(
        case,
        served_on=date(2026, 5, 4),
        certificate_on=date(2026, 5, 11),
        filed_on=date(2026, 5, 18),
    )

    assert due(case) == {"frcp-12a-served-abroad": date(2026, 5, 26)}
    assert "Acme" in answer_in(case).title
    assert answer_in(case).steps


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        (
            "US",
            {
                "frcp-4d-return": date(2026, 2, 4),
                "frcp-12a-waiver": date(2026, 3, 6),
            },
        ),
        (
            "CN",
            {
                "frcp-4d-return-abroad": date(2026, 3, 6),
                "frcp-12a-waiver-abroad": date(2026, 4, 6),
            },
        ),
    ],
)
def test_a_waiver_runs_from_its_sending(
    country: str, expected: dict[str, date]
) -> None:
    case = make_case()

    make_service(case, means=Means.WAIVER, country=country)

    assert due(case) == expected


def test_what_the_docket_states_is_not_counted_again() -> None:
    case = make_case()
    served = date(2026, 5, 4)
    make_event(make_entry(case), kind=Event.Kind.SERVED_ABROAD, date=served)

    make_service(case, served_on=served)

    assert due(case) == {}


def test_saving_again_changes_nothing() -> None:
    case = make_case()
    attempt = make_service(case, served_on=date(2026, 5, 4))

    record_service(attempt, now=NOW)

    assert answer_in(case).due_rev == 1


def test_an_earlier_date_of_service_advances_the_deadline() -> None:
    case = make_case()
    attempt = make_service(case, served_on=date(2026, 5, 11))

    attempt.served_on = date(2026, 5, 4)
    record_service(attempt, now=NOW)

    deadline = answer_in(case)
    assert (deadline.due_date, deadline.due_rev) == (date(2026, 5, 26), 2)
    assert deadline.earlier_due[0]["due_date"] == "2026-06-01"


def test_a_later_one_is_asked_for_and_postpones_nothing() -> None:
    case = make_case()
    attempt = make_service(case, served_on=date(2026, 5, 4))

    attempt.served_on = date(2026, 5, 11)
    record_service(attempt, by=case.owner, now=NOW)

    deadline = answer_in(case)
    assert (deadline.due_date, deadline.due_rev) == (date(2026, 5, 26), 1)
    change = deadline.changes.get()
    assert (change.kind, change.due_date) == ("postponed", date(2026, 6, 1))
    assert change.asked_by == case.owner
    assert "6 days later" in change.reason


@pytest.mark.parametrize(
    ("means", "country", "lifted"),
    [
        (Means.HAGUE, "CN", 1),
        (Means.COURT_ORDERED, "HK", 1),
        (Means.PERSONAL, "US", 0),
        (Means.WAIVER, "CN", 0),
    ],
)
def test_service_abroad_lifts_the_limit_of_rule_4m(
    means: ServiceAttempt.Means, country: str, lifted: int
) -> None:
    case = make_case()
    make_deadline(case, rule_id="frcp-4m")

    make_service(case, means=means, country=country)

    flag = case.deadlines.get(rule_id="frcp-4m").flag
    assert flag.count("no limit for service in a foreign country (Acme)") == lifted


def test_the_flag_is_written_once_and_its_date_stays() -> None:
    case = make_case()
    limit = make_deadline(case, rule_id="frcp-4m")
    attempt = make_service(case)

    record_service(attempt, now=NOW)

    flagged = Deadline.objects.get(pk=limit.pk)
    assert flagged.flag.count("no limit") == 1
    assert flagged.due_at == limit.due_at


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"served_on": date(2026, 1, 4)}, "served_on"),
        (
            {"served_on": date(2026, 5, 4), "certificate_on": date(2026, 5, 1)},
            "certificate_on",
        ),
    ],
)
def test_dates_that_cannot_be_are_refused(fields: dict[str, date], field: str) -> None:
    with pytest.raises(RegisterRefused) as refused:
        make_service(make_case(), **fields)

    assert refused.value.field == field
    assert not ServiceAttempt.objects.exists()


@pytest.mark.parametrize(("served_on", "alarms"), [(None, 1), (date(2026, 5, 4), 0)])
def test_a_certificate_without_a_date_of_service_is_an_alarm(
    served_on: date | None, alarms: int
) -> None:
    case = make_case()
    make_service(case, certificate_on=date(2026, 5, 11), served_on=served_on)
    client = client_of(make_person())

    page = client.get(reverse("case", args=[case.public_id])).content.decode()

    assert page.count("The certificate states no date of service") == alarms


def test_a_date_entered_by_hand_starts_its_period_or_is_refused() -> None:
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    case = make_case()
    attempt = make_service(case)
    change = reverse("admin:risks_serviceattempt_change", args=[attempt.pk])

    early = client.post(change, filled(client, change, served_on="2026-01-01"))
    client.post(change, filled(client, change, served_on="2026-05-04"))

    assert "before" in errors(early)["served_on"][0]
    assert due(case) == {"frcp-12a-served-abroad": date(2026, 5, 26)}


def test_a_party_of_another_case_is_refused() -> None:
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    party = make_case().parties.create(name="Zoe", role="Defendant")
    add = reverse("admin:risks_serviceattempt_add")
    sent = filled(client, add, case=make_case().pk, party=party.pk, means="hague")

    answer = client.post(add, {**sent, "country": "CN", "requested_on": "2026-01-05"})

    assert "belongs to another case" in errors(answer)["__all__"][0]
    assert not ServiceAttempt.objects.exists()
