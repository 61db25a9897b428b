"""Facts keep their sources; those that differ stand side by side."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import Case, CaseFact
from risks.cases.queries import conflicting_facts
from tests.factories import make_case, make_entry, make_person, make_restricted_matter
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


def make_fact(case: Case, value: str, **fields: Any) -> CaseFact:
    fields.setdefault("subject", "judge")
    fields.setdefault("source", "a source")
    fields.setdefault("tier", "press")
    return CaseFact.objects.create(case=case, value=value, **fields)


def test_two_judges_conflict_and_the_docket_stands_first() -> None:
    case = make_case()
    press = make_fact(case, "Judge Doe", tier="press")
    docket = make_fact(case, "Judge Roe", tier="docket", subject="Judge")
    make_fact(case, "9 June 2026", subject="hearing date")

    assert conflicting_facts(case) == [("Judge", [docket, press])]


def test_the_same_value_from_two_sources_is_no_conflict() -> None:
    case = make_case()
    make_fact(case, "Judge Roe")
    make_fact(case, "judge  ROE", tier="docket")

    assert conflicting_facts(case) == []


def test_a_fact_no_longer_held_conflicts_with_nothing() -> None:
    case = make_case()
    make_fact(case, "Judge Doe", current=False)
    make_fact(case, "Judge Roe", tier="docket")

    assert conflicting_facts(case) == []


def test_facts_of_another_case_are_not_compared() -> None:
    case = make_case()
    make_fact(case, "Judge Doe")
    make_fact(make_case(), "Judge Roe")

    assert conflicting_facts(case) == []


def test_a_fact_without_a_source_is_refused() -> None:
    with pytest.raises(IntegrityError, match="case_fact_has_a_subject"):
        make_fact(make_case(), "Judge Doe", source="")


def test_a_fact_cites_an_entry_of_its_own_case() -> None:
    fact = make_fact(make_case(), "Judge Doe", entry=make_entry(make_case()))

    with pytest.raises(ValidationError, match="belongs to another case"):
        fact.full_clean()


def test_the_page_shows_both_with_their_sources() -> None:
    case = make_case()
    make_fact(case, "Judge Doe", source="The Daily", source_date=date(2025, 9, 17))
    make_fact(case, "Judge Roe", source="PACER", tier="docket")
    client = client_of(make_person(roles=[Role.VIEWER]))

    page = client.get(reverse("case", args=[case.public_id])).content.decode()

    assert page.index("Judge Roe") < page.index("Judge Doe") < page.index("The Daily")
    assert "17 Sep 2025" in page


def test_a_fact_of_a_walled_case_is_not_seen_from_outside() -> None:
    insider, outsider = make_person(), make_person()
    case = make_case(restricted_matter=make_restricted_matter(members=[insider]))
    fact = make_fact(case, "Judge Doe")

    assert list(CaseFact.objects.visible_to(insider)) == [fact]
    assert list(CaseFact.objects.visible_to(outsider)) == []
