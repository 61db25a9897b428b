"""A critical deadline that reaches fewer than two people is red in each list."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from risks.access.models import Person, Role
from risks.alerts.operations import plan
from risks.alerts.queries.kinds.deadline import deadline_obligation
from risks.alerts.queries.monitoring.reach import reached, understaffed, with_address
from risks.alerts.queries.obligation import Planning
from risks.alerts.queries.policies import policies
from risks.alerts.queries.recipients import Audience
from risks.cases.models import Deadline
from risks.register.models import Company
from tests.factories import (
    NOW,
    make_case,
    make_company,
    make_person,
    make_restricted_matter,
)
from tests.web.reminders.reminders import make_critical
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

RED = "ewer than two"


def make_counsel(**fields: Any) -> Person:
    return make_person(roles=[Role.IN_HOUSE_LAWYER], **fields)


def make_pair(number: int) -> None:
    """An understaffed one and one with enough people, each of a case of its own."""
    # Of one company: each is summed by itself on the dashboard.
    company = Company.objects.first() or make_company()
    for _ in range(number):
        understaffed_one = make_counsel(supervisor=make_counsel())
        make_critical(case=make_case(company=company), owner=understaffed_one)
        case = make_case(company=company)
        make_critical(case=case, owner=make_counsel(), backup=make_counsel())
    plan(now=NOW)


@pytest.mark.parametrize("name", ["dashboard", "cases"])
def test_it_is_red_in_the_lists(name: str) -> None:
    make_critical(owner=make_counsel())
    plan(now=NOW)

    page = client_of(make_counsel()).get(reverse(name)).content.decode()

    assert RED in page


@pytest.mark.parametrize("name", ["dashboard", "cases"])
def test_with_enough_people_it_is_not(name: str) -> None:
    make_critical(owner=make_counsel(), backup=make_counsel())
    plan(now=NOW)

    page = client_of(make_counsel()).get(reverse(name)).content.decode()

    assert RED not in page


@pytest.mark.parametrize("name", ["dashboard", "cases"])
def test_more_of_them_cost_no_more_queries(name: str) -> None:
    client = client_of(make_counsel())

    def asked() -> int:
        with CaptureQueriesContext(connection) as made:
            client.get(reverse(name))
        return len(made)

    make_pair(1)
    asked()
    few = asked()
    make_pair(3)

    assert asked() == few


def test_a_draft_reaches_whom_the_planner_finds_once_it_is_stored() -> None:
    ann, bob, chief = make_counsel(), make_counsel(), make_counsel()
    outside = make_person(roles=[Role.EXTERNAL_LAWYER], supervisor=chief)
    denied, gone = make_counsel(), make_counsel(is_active=False, supervisor=ann)
    wall = make_restricted_matter(members=[ann, outside, denied])
    wall.denied.add(denied)
    inside = make_case(restricted_matter=wall)
    make_critical(case=inside, owner=ann, backup=bob)
    make_critical(case=inside, owner=outside, backup=denied)
    make_critical(owner=outside)
    make_critical(owner=gone)
    make_critical(owner=ann, backup=make_counsel(email="nowhere"))
    rows = list(Deadline.objects.order_by("pk"))

    drafted = [reached(row) for row in rows]

    ask = Planning(policies=policies(), audience=Audience(), now=NOW)
    planned = [deadline_obligation(row, ask).people for row in rows]
    assert drafted == [with_address(person for _, person in pairs) for pairs in planned]
    assert [len(people) for people in drafted] == [1, 1, 1, 1, 1]


def test_it_is_red_until_it_reaches_two() -> None:
    case = make_case()
    row = make_critical(case=case, owner=make_counsel())
    page = reverse("case", args=[case.public_id])
    plan(now=NOW)
    assert RED in client_of(row.owner).get(page).content.decode()

    row.backup = make_counsel()
    row.save()
    plan(now=NOW)

    assert RED not in client_of(row.owner).get(page).content.decode()


def test_an_address_that_is_mended_is_seen() -> None:
    backup = make_counsel(email="nowhere")
    row = make_critical(owner=make_counsel(), backup=backup)
    plan(now=NOW)
    assert understaffed(Deadline.objects.all()).get() == row

    backup.email = "backup@example.com"
    backup.save()
    plan(now=NOW)

    assert not understaffed(Deadline.objects.all()).exists()
