"""Two people confirm one rule in the same moment, and one of them is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from risks.access.models import Person, Role
from risks.cases.models import EnteredRule
from risks.cases.operations.rules.decide import confirm_rule
from risks.cases.operations.rules.enter import enter_rule
from risks.engine.time.entered_rules import EntryRefused
from tests.factories import NOW, make_person
from tests.packs import DOE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_of_two_readers_at_once_one_confirms_and_the_other_is_refused() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    row = enter_rule(DOE, by=make_person(roles=[Role.CONTRIBUTOR]), now=NOW)
    readers = [make_person(roles=[Role.IN_HOUSE_LAWYER]) for _ in range(2)]
    start = Barrier(2, timeout=30)

    def decide(reader: Person) -> str:
        start.wait()
        try:
            confirm_rule(row, by=reader, reason="Read in the order.", now=NOW)
        except EntryRefused as refused:
            return str(refused)
        finally:
            connection.close()
        return "confirmed"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(decide, readers))

    assert outcomes == ["This rule is already decided: confirmed.", "confirmed"]
    assert EnteredRule.objects.get().decided_by in readers
