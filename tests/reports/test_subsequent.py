"""Assumptions of after a reporting date count once the controller marks them so."""

from datetime import date
from typing import Any

import pytest

from risks.access.models import Role, Scope
from risks.register.models import Assumptions, Risk
from risks.reports.models import SubsequentAssumptions
from risks.reports.operations import (
    ContingencyRefused,
    mark_subsequent,
    state_authorisation,
)
from risks.reports.queries.contingencies import contingencies
from risks.reports.queries.subsequent import counted_assumptions, subsequent_versions
from tests.exposure.examples import SUIT, assume
from tests.factories import NOW, make_person
from tests.reports.contingencies import (
    LOSING,
    QUARTER_END,
    approved,
    make_suit,
    prepared,
    reviewed,
)

pytestmark = pytest.mark.django_db

EVERYTHING = Scope(restricted_matters=(), open_matters=True, privileged=True)
WEAK = {**SUIT, "claims": [{"name": "direct", "p_liable": 0.1}]}
APRIL, MAY = date(2026, 4, 20), date(2026, 5, 5)


def later(risk: Risk, *, on: date = APRIL) -> Assumptions:
    return assume(risk, WEAK, reason="A ruling elsewhere.", effective_date=on)


def mark(
    version: Assumptions, *, is_adjusting: bool = True, **fields: Any
) -> SubsequentAssumptions:
    by = fields.pop("by", None) or make_person(roles=[Role.FINANCE_CONTROLLER])
    said = {"on": QUARTER_END, "reason": "It decides what was owed.", "now": NOW}
    return mark_subsequent(
        version, is_adjusting=is_adjusting, by=by, **{**said, **fields}
    )


def refused(problem: str) -> Any:
    return pytest.raises(ContingencyRefused, match=problem)


def test_a_later_version_is_asked_about_and_not_taken() -> None:
    suit = make_suit()
    version = later(suit)

    row = prepared(suit)

    asked = subsequent_versions(suit.company, on=QUARTER_END, scope=EVERYTHING)
    assert row.assumptions.number == 1
    assert [(each.assumptions, each.mark) for each in asked] == [(version, None)]


@pytest.mark.parametrize(("is_adjusting", "number"), [(True, 2), (False, 1)])
def test_a_later_version_counts_once_it_is_marked_adjusting(
    is_adjusting: bool,  # noqa: FBT001
    number: int,
) -> None:
    suit = make_suit()
    mark(later(suit), is_adjusting=is_adjusting)

    row = prepared(suit)

    assert row.assumptions.number == number


def test_the_newest_mark_counts() -> None:
    suit = make_suit()
    version = later(suit)

    mark(version)
    mark(version, is_adjusting=False, reason="A new claim of May.")

    counted = counted_assumptions(suit, on=QUARTER_END)
    assert counted
    assert counted.number == 1


def test_what_comes_after_the_authorisation_for_issue_is_not_asked_about() -> None:
    suit = make_suit()
    version = later(suit, on=MAY)
    by = make_person()
    state_authorisation(suit.company, on=QUARTER_END, day=APRIL, by=by, now=NOW)

    with refused("R-1, assumptions 2: took effect after the accounts were authorised"):
        mark(version)

    assert not subsequent_versions(suit.company, on=QUARTER_END, scope=EVERYTHING)
    assert approved(reviewed(prepared(suit))).assumptions.number == 1


def test_an_earlier_authorisation_takes_back_what_was_marked() -> None:
    suit = make_suit()
    mark(later(suit, on=MAY))
    by = make_person()

    state_authorisation(suit.company, on=QUARTER_END, day=APRIL, by=by, now=NOW)

    assert prepared(suit).assumptions.number == 1


def test_accounts_are_not_authorised_before_their_date() -> None:
    company = make_suit().company

    with refused("ACME, authorised for issue: must not be before 31 March 2026"):
        state_authorisation(
            company, on=QUARTER_END, day=date(2026, 3, 30), by=make_person(), now=NOW
        )


def test_a_row_is_not_approved_while_a_later_version_is_not_marked() -> None:
    suit = make_suit()
    row = reviewed(prepared(suit))
    version = later(suit)

    with refused("R-1, assumptions 2: .* finance controller marks it"):
        approved(row)
    mark(version, is_adjusting=False)

    assert approved(row).status == "approved"


def test_a_row_of_a_version_that_no_longer_counts_is_not_approved() -> None:
    suit = make_suit()
    version = later(suit)
    mark(version)
    row = reviewed(prepared(suit))
    mark(version, is_adjusting=False)

    with refused("R-1, assumptions 2: no longer count"):
        approved(row)


def test_a_version_marked_as_not_adjusting_makes_no_row_stale() -> None:
    suit = make_suit()
    prepared(suit)
    version = later(suit)

    newest = [contingencies(EVERYTHING).get().newest_assumptions]
    mark(version)
    newest.append(contingencies(EVERYTHING).get().newest_assumptions)

    assert newest == [1, 2]


def test_a_suit_with_later_assumptions_only_is_refused_by_name() -> None:
    suit = make_suit()
    suit.assumptions.update(effective_date=APRIL)

    with refused("R-1, assumptions: none count at 31 March 2026"):
        prepared(suit)


def test_nobody_marks_what_they_wrote() -> None:
    version = later(make_suit())

    with refused("R-1, assumptions 2: you wrote them"):
        mark(version, by=version.author)


def test_a_mark_needs_a_reason_and_a_later_version() -> None:
    suit = make_suit(parameters=LOSING)
    first = suit.assumptions.get()

    with refused("R-1, assumptions 2: enter the reason"):
        mark(later(suit), reason=" ")
    with refused("R-1, assumptions 1: of the reporting date already"):
        mark(first)

    assert not SubsequentAssumptions.objects.exists()
