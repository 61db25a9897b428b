"""Rows of the contingency schedule: who sees them, and what the database refuses."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from risks.access.models import Role, Scope
from risks.reports.operations import (
    send_back,
)
from risks.reports.queries.contingencies import (
    contingencies,
    reporting_dates,
    schedule,
    totals,
    unprepared,
)
from tests.exposure.examples import SUIT, assume
from tests.factories import (
    NOW,
    make_case,
    make_company,
    make_deadline,
    make_person,
    make_restricted_matter,
)
from tests.reports.contingencies import (
    LOSING,
    QUARTER_END,
    YEAR_END,
    make_contingency,
    make_suit,
    prepared,
    preparer,
)

pytestmark = pytest.mark.django_db

EVERYTHING = Scope(restricted_matters=(), open_matters=True, privileged=True)
WEAK = {**SUIT, "claims": [{"name": "direct", "p_liable": 0.1}]}


def test_the_matter_comes_from_the_case() -> None:
    suit = make_suit()
    case = make_case(company=suit.company, stage="Discovery")
    case.risks.add(suit)
    case.parties.create(name="Studio One", role="Plaintiff")
    case.parties.create(name="Acme", role="Defendant")
    make_deadline(case, due_date=date(2026, 6, 9))

    row = prepared(suit)

    assert (row.court, row.counterparty) == ("C.D. Cal.", "Studio One")
    assert (row.stage, row.next_date) == ("Discovery", date(2026, 6, 9))


def test_a_case_behind_its_own_wall_is_not_told_from_the_row() -> None:
    insider = make_person(roles=[Role.IN_HOUSE_LAWYER])
    wall = make_restricted_matter(members=[insider])
    suit = make_suit()
    case = make_case(company=suit.company, restricted_matter=wall)
    case.risks.add(suit)
    row = prepared(suit, by=insider)

    seen = {
        person: contingencies(Scope.of(person)).get(pk=row.pk).shows_case
        for person in (insider, preparer())
    }

    assert list(seen.values()) == [True, False]


def test_walls_and_privilege_hide_a_row_from_lists_and_sums() -> None:
    company = make_company("ACME")
    make_contingency(make_suit("R-1", company=company))
    make_contingency(
        make_suit("R-2", company=company, restricted_matter=make_restricted_matter())
    )
    make_contingency(make_suit("R-3", company=company, privileged=True))
    scope = Scope.of(make_person(roles=[Role.FINANCE_CONTROLLER]))

    rows = schedule(company, on=QUARTER_END, scope=scope)

    assert [row.risk.code for row in rows] == ["R-1"]
    assert totals(rows).closing == 150
    assert [each.rows for each in reporting_dates(scope)] == [1]
    assert not unprepared(company, on=YEAR_END, scope=scope).exclude(code="R-1")


def test_a_suit_without_a_row_of_the_date_is_missing() -> None:
    suit = make_suit(parameters=LOSING)
    company = suit.company
    assert list(unprepared(company, on=QUARTER_END, scope=EVERYTHING)) == [suit]

    prepared(suit)

    assert not unprepared(company, on=QUARTER_END, scope=EVERYTHING)
    assert list(unprepared(company, on=YEAR_END, scope=EVERYTHING)) == [suit]


def test_newer_assumptions_make_a_row_stale() -> None:
    suit = make_suit()
    prepared(suit)
    assume(suit, WEAK, reason="Summary judgment for us.", effective_date=QUARTER_END)

    row = contingencies(EVERYTHING).get()

    assert (row.assumptions.number, row.newest_assumptions) == (1, 2)


def test_equal_inputs_have_equal_hashes() -> None:
    suit = make_suit()

    rows = [prepared(suit, on=YEAR_END), prepared(suit)]
    send_back(rows[1], by=preparer(), reason="Again.", now=NOW)
    again = prepared(suit)

    assert again.input_hash == rows[1].input_hash != rows[0].input_hash


SIGNED = {"reviewed_at": NOW, "approved_at": NOW}
NONSENSE: dict[str, dict[str, Any]] = {
    "closes_where_its_movements_lead": {"closing": 151, "proposed_closing": 151},
    "amounts_are_not_negative": {"additions": 51, "used": -1, "reversed": 2},
    "provides_only_for_what_is_probable": {
        "ifrs_class": "possible",
        "proposed_ifrs_class": "possible",
    },
    "uses_no_more_than_it_opened_with": {"used": 101, "additions": 151},
    "has_figures_unless_it_cannot_be_estimated": {"low": None},
    "overridden_has_a_person_and_a_reason": {"proposed_closing": 149},
    "changed_or_corrected_has_a_reason": {"is_changed": True},
    "exempt_is_of_ifrs_with_its_nature_and_reason": {"is_exempt": True},
    "has_the_signatures_of_its_status": {"status": "approved"},
}


@pytest.mark.parametrize("sentence", NONSENSE)
def test_the_database_refuses_nonsense(sentence: str) -> None:
    suit = make_suit()

    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        make_contingency(suit, **NONSENSE[sentence])


def test_the_database_refuses_one_person_in_two_places() -> None:
    ann, bob, suit = preparer(), preparer(), make_suit()
    pairs = [(ann, ann, bob), (ann, bob, ann), (ann, bob, bob)]

    for first, second, third in pairs:
        people = {"prepared_by": first, "reviewed_by": second, "approved_by": third}
        with pytest.raises(IntegrityError, match="three"), transaction.atomic():
            make_contingency(suit, status="approved", **people, **SIGNED)


def test_the_database_keeps_cents_exact() -> None:
    closing = Decimal("0.30")

    row = make_contingency(
        opening=Decimal("0.10"),
        additions=Decimal("0.20"),
        closing=closing,
        proposed_closing=closing,
    )

    row.refresh_from_db()
    assert row.closing == row.opening + row.additions


def test_a_row_says_what_it_is() -> None:
    row = make_contingency()

    assert str(row) == "R-1 at 2026-03-31: Prepared"
    assert (row.excess, row.reimbursement) == (Decimal(850), Decimal(0))


def test_reimbursement_is_virtually_certain_and_never_above_the_provision() -> None:
    row = make_contingency(insurance=Decimal(500), insurance_is_virtually_certain=True)

    assert row.reimbursement == row.closing == 150
