from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from risks.access.models import Role
from tests.factories import make_case, make_deadline, make_person


@pytest.mark.django_db
def test_one_turn_sends_what_is_due_and_says_so() -> None:
    case = make_case(owner=make_person(roles=[Role.IN_HOUSE_LAWYER]))
    make_deadline(case, due_date=timezone.now().date())
    said = StringIO()

    call_command("dispatcher", stdout=said)

    assert "1 sent" in said.getvalue()
