"""The one door."""

import pytest
from django.contrib.auth.models import AnonymousUser

from risks.access.models import Person, RestrictedMatter, Role, Scope
from risks.access.queries import people_by_scope, sees
from risks.cases.models import Case, Counsel, Deadline, DocketEntry, Party
from risks.register.models import Assumptions, Company, Risk
from tests.factories import (
    NOW,
    TODAY,
    make_case,
    make_company,
    make_deadline,
    make_entry,
    make_person,
    make_restricted_matter,
    make_risk,
)

pytestmark = pytest.mark.django_db


def test_what_has_no_wall_is_seen_by_everyone_with_a_role() -> None:
    risk = make_risk()

    viewer = make_person(roles=[Role.VIEWER])

    assert list(Risk.objects.visible_to(viewer)) == [risk]


def test_a_person_without_a_role_sees_nothing() -> None:
    make_risk()

    nobody = make_person(roles=[])

    assert not Risk.objects.visible_to(nobody).exists()
    assert not Company.objects.visible_to(nobody).exists()
    assert not Person.objects.visible_to(nobody).exists()


def test_a_visitor_who_has_not_signed_in_sees_nothing() -> None:
    make_risk()

    assert not Risk.objects.visible_to(AnonymousUser()).exists()


def test_a_wall_hides_a_risk_from_those_outside() -> None:
    inside, outside = make_person(), make_person()
    risk = make_risk(restricted_matter=make_restricted_matter(members=[inside]))

    assert sees(inside, risk)
    assert not sees(outside, risk)


def test_a_group_may_be_inside_a_wall() -> None:
    counsel = make_person(roles=[Role.IN_HOUSE_LAWYER])
    wall = make_restricted_matter()
    wall.member_groups.set(counsel.groups.all())

    assert sees(counsel, make_risk(restricted_matter=wall))


def test_denial_of_a_person_wins_over_membership() -> None:
    person = make_person()
    wall = make_restricted_matter(members=[person])
    wall.denied.add(person)

    assert not sees(person, make_risk(restricted_matter=wall))


def test_denial_of_a_group_wins_over_membership() -> None:
    person = make_person(roles=[Role.AUDITOR])
    wall = make_restricted_matter(members=[person])
    wall.denied_groups.set(person.groups.all())

    assert not sees(person, make_risk(restricted_matter=wall))


def test_a_superuser_walks_through_no_wall() -> None:
    root = make_person(is_superuser=True)

    assert not sees(root, make_risk(restricted_matter=make_restricted_matter()))


def test_a_person_who_left_sees_nothing() -> None:
    risk = make_risk()
    person = make_person(is_active=False)

    assert not sees(person, risk)


def test_outside_counsel_sees_their_own_matters_only() -> None:
    counsel = make_person(roles=[Role.EXTERNAL_LAWYER])
    own = make_case(restricted_matter=make_restricted_matter(members=[counsel]))
    make_case()

    assert list(Case.objects.visible_to(counsel)) == [own]
    assert not Company.objects.visible_to(counsel).exists()


def test_what_belongs_to_a_restricted_case_is_hidden_with_it() -> None:
    outside = make_person()
    case = make_case(restricted_matter=make_restricted_matter())
    make_entry(case)
    make_deadline(case)
    party = Party.objects.create(case=case, name="Doe", role="Plaintiff")
    Counsel.objects.create(party=party, name="Roe")

    for model in (DocketEntry, Deadline, Party, Counsel):
        assert not model.objects.visible_to(outside).exists(), model


def test_a_deadline_of_the_company_is_seen_by_staff_and_not_by_outside_counsel() -> (
    None
):
    deadline = make_deadline(company=make_company())

    assert sees(make_person(), deadline)
    assert not sees(make_person(roles=[Role.EXTERNAL_LAWYER]), deadline)


def test_a_privileged_assessment_is_counsels_only() -> None:
    risk = make_risk(privileged=True)
    row = Assumptions.objects.create(
        risk=risk,
        number=1,
        parameters={},
        reason="opening",
        author=risk.owner,
        effective_date=TODAY,
        created_at=NOW,
    )

    assert sees(make_person(), risk)
    assert not sees(make_person(), row)
    assert not sees(risk.owner, row)
    assert sees(make_person(roles=[Role.IN_HOUSE_LAWYER]), row)


def test_a_walls_own_row_is_seen_from_inside_only() -> None:
    member = make_person()
    wall = make_restricted_matter(members=[member])
    make_restricted_matter()

    assert list(RestrictedMatter.objects.visible_to(member)) == [wall]


def test_people_who_see_the_same_share_a_scope() -> None:
    first, second = make_person(), make_person(roles=[Role.AUDITOR])
    counsel = make_person(roles=[Role.IN_HOUSE_LAWYER])

    scopes = people_by_scope()

    assert scopes[Scope.of(first)] == [first, second]
    assert scopes[Scope.of(counsel)] == [counsel]


def test_the_key_of_a_scope_tells_scopes_apart_and_not_the_order_of_walls() -> None:
    person = make_person()
    make_restricted_matter("b", members=[person])
    make_restricted_matter("a", members=[person])

    same = Scope.of(person)

    assert same.key == Scope.of(Person.objects.get(pk=person.pk)).key
    assert same.key != Scope.of(make_person()).key
