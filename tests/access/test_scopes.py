"""The scopes of many people at once are those of each by themselves."""

import pytest
from django.contrib.auth.models import Group

from risks.access.models import Person, Role, Scope
from tests.factories import make_person, make_restricted_matter

pytestmark = pytest.mark.django_db


def test_they_agree_with_each_one_s_own() -> None:
    people = [make_person(roles=[role]) for role in Role]
    people.append(make_person(roles=[Role.VIEWER, Role.EXTERNAL_LAWYER]))
    people.append(make_person(roles=[]))
    for number, person in enumerate(people):
        wall = make_restricted_matter(members=[person, people[0]])
        wall.member_groups.add(Group.objects.get(name=Role.IN_HOUSE_LAWYER))
        wall.denied.add(people[number - 1])
        if number % 2:
            wall.denied_groups.add(Group.objects.get(name=Role.VIEWER))

    found = Scope.of_each(people)

    assert found == {person.pk: Scope.of(person) for person in people}


def test_an_inactive_person_has_none() -> None:
    gone = make_person(is_active=False)

    assert Scope.of_each([gone]) == {}


def test_a_scope_admits_what_its_person_sees() -> None:
    wall = make_restricted_matter()
    outside: Person = make_person(roles=[Role.EXTERNAL_LAWYER])
    wall.members.add(outside)

    scope = Scope.of(outside)

    assert scope.admits(wall.pk)
    assert not scope.admits(wall.pk + 1)
    assert not scope.admits(None)
