"""Reading the figures: nobody reads more than they may, and staleness shows."""

from datetime import timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from risks.access.models import Role, Scope
from risks.exposure.models import CurrentExposure
from risks.exposure.operations import recalculate_stale
from risks.exposure.queries import (
    current_sum,
    history,
    is_current,
    latest_company_exposure,
    latest_run,
    previous_snapshot,
    register_rows,
)
from risks.register.models import Company, Fact
from tests.exposure.examples import FIRE, INJUNCTION, SUIT, assume
from tests.factories import (
    NOW,
    TODAY,
    make_company,
    make_fact,
    make_person,
    make_restricted_matter,
    make_risk,
)

pytestmark = pytest.mark.django_db
DEARER = {**FIRE, "severity": {"constant": 40_000_000}}


@pytest.fixture
def company() -> Company:
    return make_company()


@pytest.fixture
def viewer() -> Scope:
    return Scope.of(make_person())


@pytest.fixture
def counsel() -> Scope:
    return Scope.of(make_person(roles=[Role.IN_HOUSE_LAWYER]))


def test_rows_come_with_the_highest_score_first_and_the_unpriced_last(
    company: Company, viewer: Scope
) -> None:
    small, large, bare = (make_risk(company=company) for _ in range(3))
    assume(small)
    assume(large, DEARER)
    recalculate_stale(now=NOW)

    rows = list(register_rows(viewer, now=NOW))

    assert rows == [large, small, bare]
    assert [row.is_priced_today for row in rows] == [True, True, False]


def test_yesterday_s_figures_are_marked(company: Company, viewer: Scope) -> None:
    assume(make_risk(company=company))
    recalculate_stale(now=NOW)

    row = register_rows(viewer, now=NOW + timedelta(days=1)).get()

    assert not row.is_priced_today
    assert row.current_exposure.score == row.visible_score


def test_a_privileged_risk_shows_its_title_and_no_figure(
    company: Company, viewer: Scope, counsel: Scope
) -> None:
    risk = make_risk(company=company, privileged=True)
    assume(risk, DEARER)
    recalculate_stale(now=NOW)

    row = register_rows(viewer, now=NOW).get()

    assert row.visible_score is None
    assert not row.is_priced_today
    with pytest.raises(CurrentExposure.DoesNotExist):
        assert row.current_exposure
    assert register_rows(counsel, now=NOW).get().current_exposure.risk == risk


def test_a_privileged_risk_s_place_in_the_list_tells_nothing(
    company: Company, viewer: Scope
) -> None:
    hidden = make_risk("R-ZZ", company=company, privileged=True)
    shown = make_risk("R-AA", company=company)
    assume(hidden, DEARER)
    assume(shown)
    recalculate_stale(now=NOW)

    rows = list(register_rows(viewer, now=NOW))

    assert rows == [shown, hidden]


def test_a_walled_risk_is_no_row(company: Company, viewer: Scope) -> None:
    make_risk(company=company, restricted_matter=make_restricted_matter())

    assert not register_rows(viewer, now=NOW).exists()


def test_the_number_of_queries_does_not_grow_with_the_rows(
    company: Company, viewer: Scope, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(4):
        assume(make_risk(company=company))
    recalculate_stale(now=NOW)

    with django_assert_num_queries(3):
        rows = list(register_rows(viewer, now=NOW))
        shown = [
            (row.owner.username, row.current_exposure.snapshot.p95) for row in rows
        ]

    assert len(shown) == 4


def test_a_run_is_current_until_the_day_ends(company: Company, viewer: Scope) -> None:
    assume(make_risk(company=company))
    recalculate_stale(now=NOW)

    current = current_sum(company, scope=viewer)

    assert current is not None
    assert is_current(current, scope=viewer, today=TODAY)
    assert not is_current(current, scope=viewer, today=TODAY + timedelta(days=1))


def test_a_run_is_stale_once_assumptions_or_the_capacity_change(
    company: Company, viewer: Scope
) -> None:
    risk = make_risk(company=company)
    assume(risk)
    recalculate_stale(now=NOW)
    current = current_sum(company, scope=viewer)
    assert current is not None

    assume(risk, DEARER)
    stale_by_assumptions = not is_current(current, scope=viewer, today=TODAY)
    recalculate_stale(now=NOW + timedelta(minutes=1))
    fresh = current_sum(company, scope=viewer)
    make_fact(company, kind=Fact.Kind.RISK_CAPACITY, amount=Decimal(10**6), as_of=TODAY)

    assert stale_by_assumptions
    assert fresh is not None
    assert not is_current(fresh, scope=viewer, today=TODAY)


def test_a_run_without_a_risk_that_has_come_since_is_not_current(
    company: Company, viewer: Scope
) -> None:
    assume(make_risk(company=company))
    recalculate_stale(now=NOW)
    current = current_sum(company, scope=viewer)
    assert current is not None

    assume(make_risk(company=company))

    assert not is_current(current, scope=viewer, today=TODAY)


def test_a_change_that_a_reader_does_not_see_leaves_the_sum_current(
    company: Company, viewer: Scope
) -> None:
    assume(make_risk(company=company))
    hidden = make_risk(company=company, restricted_matter=make_restricted_matter())
    assume(hidden)
    recalculate_stale(now=NOW)
    current = current_sum(company, scope=viewer)
    assert current is not None

    assume(hidden, DEARER)

    assert is_current(current, scope=viewer, today=TODAY)


def test_a_sum_is_stale_once_the_hidden_suit_of_an_injunction_changes(
    company: Company, viewer: Scope
) -> None:
    wall = make_restricted_matter()
    suit = make_risk(company=company, kind="copyright_suit", restricted_matter=wall)
    assume(suit, SUIT)
    threat = make_risk(company=company, kind="injunction")
    assume(threat, {**INJUNCTION, "linked_suit": suit.code})
    recalculate_stale(now=NOW)
    current = current_sum(company, scope=viewer)
    assert current is not None

    assume(suit, {**SUIT, "works": 900})

    assert not is_current(current, scope=viewer, today=TODAY)


def test_nobody_reads_the_run_of_another_scope(
    company: Company, viewer: Scope, counsel: Scope
) -> None:
    assume(make_risk(company=company, privileged=True))
    recalculate_stale(now=NOW)

    assert latest_run(company, scope=counsel) is not None
    assert latest_run(company, scope=viewer) is None


def test_each_company_is_listed_and_none_says_that_it_is_being_computed(
    company: Company, viewer: Scope
) -> None:
    assume(make_risk(company=company))
    recalculate_stale(now=NOW)
    waiting = make_company()

    exposure = latest_company_exposure(viewer)

    run = latest_run(company, scope=viewer)
    assert {company: run, waiting: None}.items() <= exposure.items()


def test_history_is_newest_first_and_narrowed_by_who_asks(company: Company) -> None:
    risk = make_risk(company=company, privileged=True)
    assume(risk)
    recalculate_stale(now=NOW)
    assume(risk, DEARER)
    recalculate_stale(now=NOW + timedelta(minutes=1))

    newest, oldest = history(risk)

    assert previous_snapshot(newest) == oldest
    assert previous_snapshot(oldest) is None
    assert not history(risk).visible_to(make_person()).exists()
