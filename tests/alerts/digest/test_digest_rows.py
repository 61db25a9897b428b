"""The SQL of the digest sees what `visible_to` sees, and nothing else."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet

from risks.access.models import Person, Role
from risks.alerts.queries.digest.digest import digest_readers, digest_rows
from risks.alerts.queries.kinds.deadline import working_day
from risks.cases.models import Deadline
from tests.alerts.world import make_counsel, make_watched, wall_off
from tests.factories import (
    NOW,
    TODAY,
    make_case,
    make_company,
    make_deadline,
    make_person,
    make_restricted_matter,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FAR = date(9999, 12, 31)
CLOSED: dict[str, Any] = {"status": "met", "closed_at": NOW, "close_reason": "Filed."}


def make_crowd(chance: random.Random, *, size: int) -> list[Person]:
    people: list[Person] = []
    for _ in range(size):
        roles = chance.sample(list(Role), chance.randint(0, 2))
        boss = chance.choice([None, *people])
        active = chance.random() < 0.85
        people.append(make_person(roles=roles, supervisor=boss, is_active=active))
    return people


def make_walls(chance: random.Random, people: list[Person]) -> list[object]:
    groups = list(Group.objects.order_by("pk"))
    walls: list[object] = []
    for _ in range(4):
        wall = make_restricted_matter(members=chance.sample(people, 4))
        wall.member_groups.set(chance.sample(groups, chance.randint(0, 2)))
        wall.denied.set(chance.sample(people, chance.randint(0, 3)))
        wall.denied_groups.set(chance.sample(groups, chance.randint(0, 1)))
        walls.append(wall)
    return walls


def make_deadlines(chance: random.Random, people: list[Person]) -> None:
    walls = make_walls(chance, people)
    company = make_company()
    for number in range(40):
        owner, backup = chance.choice(people), chance.choice([None, *people])
        due = TODAY + timedelta(days=chance.randint(-30, 60))
        wall = chance.choice([None, *walls])
        case = make_case(company=company, owner=owner, restricted_matter=wall)
        hangs: dict[str, Any] = {"case": case} if number % 8 else {"company": company}
        make_deadline(
            **hangs,
            owner=owner,
            backup=backup,
            due_date=due,
            calendared_date=due - timedelta(days=chance.choice([0, 0, 3])),
            whose=chance.choice(["ours", "opponent", "court"]),
            **(CLOSED if chance.random() < 0.2 else {}),
        )


def responsible_or_above(person: Person) -> QuerySet[Deadline]:
    those = Q(owner=person) | Q(owner__supervisor=person)
    backing = Q(backup=person) | Q(backup__supervisor=person)
    return Deadline.objects.open().visible_to(person).filter(those | backing)


@pytest.mark.parametrize("seed", range(6))
def test_the_rows_are_those_that_a_person_may_see(seed: int) -> None:
    chance = random.Random(seed)
    people = make_crowd(chance, size=14)
    make_deadlines(chance, people)
    until = TODAY + timedelta(days=14)
    seen = 0

    for person in people:
        allowed = responsible_or_above(person)
        codes = {one.code for one in allowed}
        soon = {one.code for one in allowed if working_day(one) <= until}

        assert {row.code for row in digest_rows(person.pk, until=FAR)} == codes
        assert {row.code for row in digest_rows(person.pk, until=until)} == soon
        seen += len(codes)
    assert seen


def test_a_row_says_what_a_reader_needs() -> None:
    jane = make_counsel("jane", first_name="Jane", last_name="Lee")
    deadline = make_watched(days=5, owner=jane, severity="critical")

    (row,) = digest_rows(jane.pk, until=FAR)

    assert deadline.case is not None
    assert (row.code, row.title) == (deadline.code, deadline.title)
    assert (row.subject, row.day) == (deadline.case.code, TODAY + timedelta(days=5))
    assert (row.critical, row.ours, row.owner) == (True, True, "Jane Lee")
    assert row.responsible == (jane.pk,)


def test_behind_a_wall_a_row_has_no_title() -> None:
    deadline = make_watched(days=5)
    wall_off(deadline, leaving=[deadline.owner])

    (row,) = digest_rows(deadline.owner.pk, until=FAR)

    assert (row.code, row.title) == (deadline.code, "")


def test_our_own_acts_are_listed_by_the_calendared_date_and_by_day() -> None:
    owner = make_counsel()
    late = make_watched(days=9, owner=owner)
    early = make_watched(
        days=10, owner=owner, calendared_date=TODAY + timedelta(days=3)
    )
    theirs = make_watched(days=12, owner=owner, calendared_date=TODAY, whose="opponent")

    codes = [row.code for row in digest_rows(owner.pk, until=FAR)]

    assert codes == [early.code, late.code, theirs.code]


def test_readers_are_owners_backups_and_those_above_them() -> None:
    boss, backup = make_counsel("boss"), make_counsel("backup")
    owner = make_counsel("owner", supervisor=boss)
    make_counsel("idle")
    gone = make_counsel("gone", is_active=False)
    make_watched(owner=owner, backup=backup)
    make_watched(owner=gone)

    assert digest_readers() == sorted([boss.pk, backup.pk, owner.pk])


def test_whose_deadlines_are_all_closed_still_reads() -> None:
    owner = make_counsel()
    make_watched(owner=owner, **CLOSED)

    assert digest_readers() == [owner.pk]
