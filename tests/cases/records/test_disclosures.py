"""A listed company's disclosure clocks, kept as its deadlines."""

from datetime import UTC, date, datetime

import pytest

from risks.cases.models import Deadline
from risks.cases.operations import set_disclosure_deadlines
from risks.engine.time.disclosure import CompanyEvent
from tests.factories import make_company, make_person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 27, 1, tzinfo=UTC)


def test_a_half_year_end_sets_the_interim_clock_of_the_company() -> None:
    company, ken = make_company("ACME"), make_person("ken")

    set_disclosure_deadlines(
        company,
        event=CompanyEvent.HALF_YEAR_END,
        on=date(2026, 6, 30),
        owner=ken,
        now=NOW,
    )

    results = company.deadlines.get(rule_id="hk-13-49-interim")
    assert results.title == "Interim results announcement (30 June 2026)"
    assert results.due_at == datetime(2026, 8, 31, 15, 59, 59, tzinfo=UTC)
    assert (results.basis, results.owner) == (Deadline.Basis.COMPUTED, ken)
    assert (results.citation, results.rule_grade) == (
        "HK Listing Rule 13.49(6)",
        "from memory",
    )
    assert "last day of the month" in results.steps[0]


def test_the_same_event_set_twice_is_one_clock_and_another_event_is_another() -> None:
    company, ken = make_company("ACME"), make_person("ken")

    counts = [
        len(
            set_disclosure_deadlines(
                company, event=CompanyEvent.CSRC_EVENT, on=on, owner=ken, now=NOW
            )
        )
        for on in (date(2026, 5, 26), date(2026, 5, 26), date(2026, 6, 26))
    ]

    assert counts == [1, 0, 1]
    assert set(company.deadlines.values_list("flag", flat=True)) == {
        "a civil suit alone is not a trigger"
    }
