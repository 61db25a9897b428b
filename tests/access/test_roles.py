"""Roles are groups; what they may do is a table."""

import pytest
from django.contrib.auth.models import Group

from risks import models
from risks.access.models import Disclosure, Role
from risks.access.operations import disclose
from risks.access.queries import PERMISSIONS
from tests.factories import NOW, make_person

pytestmark = pytest.mark.django_db


def test_each_role_is_a_group_and_has_a_row_in_the_table() -> None:
    names = set(Group.objects.values_list("name", flat=True))

    assert names == set(Role.values) == set(PERMISSIONS)


def test_the_table_names_models_that_exist() -> None:
    known = {name.lower() for name in models.__all__}

    named = {model for grants in PERMISSIONS.values() for model in grants}

    assert named <= known


def test_a_viewer_looks_and_changes_nothing() -> None:
    viewer = make_person(roles=[Role.VIEWER])

    assert viewer.has_perm("risks.view_case")
    assert not viewer.has_perm("risks.change_case")
    assert not viewer.has_perm("risks.view_person")


def test_counsel_works_on_matters_and_decides_proposals() -> None:
    counsel = make_person(roles=[Role.IN_HOUSE_LAWYER])

    assert counsel.has_perm("risks.change_deadline")
    assert counsel.has_perm("risks.change_proposal")
    assert not counsel.has_perm("risks.delete_case")


def test_nobody_but_the_administrator_touches_people_and_walls() -> None:
    for role in set(Role) - {Role.COMPLIANCE_ADMINISTRATOR}:
        person = make_person(roles=[role])

        assert not person.has_perm("risks.change_person"), role
        assert not person.has_perm("risks.change_restricted_matter"), role


def test_a_person_who_left_may_do_nothing() -> None:
    gone = make_person(roles=list(Role), is_active=False)

    assert not gone.has_perm("risks.view_case")
    assert not gone.has_module_perms("risks")


def test_a_disclosure_keeps_the_hash_and_not_the_text() -> None:
    person = make_person()

    row = disclose(
        b"secret",
        channel=Disclosure.Channel.MAIL,
        person=person,
        address=person.email,
        objects_shown=["deadline D-7KQ3AB"],
        now=NOW,
    )

    assert row.sha256.startswith("2bb80d537b1da3e3")
    assert Disclosure.objects.get().objects_shown == ["deadline D-7KQ3AB"]
