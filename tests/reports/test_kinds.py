"""A kind of report is one module, one choice in the database, and one permission."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission

import risks.reports.kinds
from risks.access.models import Role
from risks.reports.kinds import KINDS, ReportKind
from risks.reports.models import Report
from tests.factories import make_person

FOLDER = Path(risks.reports.kinds.__file__).parent
kinds = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())


def test_the_kinds_are_the_choices_of_the_database() -> None:
    assert set(KINDS) == set(Report.Kind.values)
    assert all(key == kind.key for key, kind in KINDS.items())


def test_each_kind_is_a_module_of_its_name() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py")}

    assert modules - {"__init__", "kind"} == set(KINDS)


@kinds
@pytest.mark.django_db
def test_a_kind_asks_for_a_permission_that_exists(kind: ReportKind) -> None:
    app, _, codename = kind.permission.partition(".")

    assert Permission.objects.filter(
        content_type__app_label=app, codename=codename
    ).exists()


@pytest.mark.django_db
def test_who_has_no_role_for_it_may_not_have_it() -> None:
    board = KINDS[Report.Kind.BOARD]

    assert board.may_have(make_person("ann"))
    assert not board.may_have(make_person("eve", roles=[Role.EXTERNAL_LAWYER]))
