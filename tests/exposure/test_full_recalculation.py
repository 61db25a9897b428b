"""A full recalculation: the same figures again, or it says which are not."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from risks.access.models import Role, Scope
from risks.exposure.models import CurrentExposure, PortfolioRun, Recalculation, Snapshot
from risks.exposure.operations import (
    DrawCache,
    recalculate_stale,
    request_full_recalculation,
)
from risks.exposure.queries import (
    findings,
    latest_recalculation,
    latest_run,
    progress,
)
from risks.register.models import Company
from tests.exposure.examples import FIRE, INJUNCTION, assume
from tests.factories import (
    NOW,
    make_company,
    make_person,
    make_recalculation,
    make_risk,
)

pytestmark = pytest.mark.django_db
State = Recalculation.State
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def company() -> Company:
    make_person(roles=[Role.IN_HOUSE_LAWYER])
    company = make_company()
    for number in range(3):
        assume(
            make_risk(f"R-{number}", company=company, privileged=number == 2),
            {**FIRE, "severity": {"lognormal90": [1e5, 1e6 * (number + 1)]}},
        )
    recalculate_stale(now=NOW)
    return company


def full(company: Company) -> Recalculation:
    """Request it, and let the next look do it."""
    requested = request_full_recalculation(company, by=make_person(), now=LATER)
    recalculate_stale(now=LATER)
    requested.refresh_from_db()
    return requested


def test_it_waits_for_the_next_look_and_is_asked_for_once(company: Company) -> None:
    by = make_person()

    first = request_full_recalculation(company, by=by, now=LATER)
    second = request_full_recalculation(company, by=make_person(), now=LATER)

    assert first == second
    assert (first.state, first.requested_by) == (State.WAITING, by)
    assert latest_recalculation(company) == first
    assert latest_recalculation(company, kind="stale") != first


def test_every_figure_comes_out_the_same(company: Company) -> None:
    before = set(Snapshot.objects.values_list("pk", "loss_hash"))
    runs = set(PortfolioRun.objects.values_list("pk", "loss_hash"))

    done = full(company)

    told = progress(done)
    assert done.state == State.DONE
    assert (told.done, told.total) == (3, 3)
    assert (told.reproduced, told.compared) == (3, 3)
    assert set(Snapshot.objects.values_list("pk", "loss_hash")) == before
    assert set(PortfolioRun.objects.values_list("pk", "loss_hash")) == runs


def test_nothing_drawn_before_is_trusted(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    get = DrawCache.get

    def asked_for(cache: DrawCache, key: str) -> object:
        asked.append(key)
        return get(cache, key)

    monkeypatch.setattr(DrawCache, "get", asked_for)

    full(company)

    assert asked == []


def test_what_differs_is_named_to_those_who_see_it_and_stays(
    company: Company,
) -> None:
    for code in ("R-1", "R-2"):
        Snapshot.objects.filter(risk__code=code).update(loss_hash="ab" * 32)

    done = full(company)

    counsel = Scope.of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    viewer = Scope.of(make_person())
    assert done.state == State.DIFFERS
    assert progress(done).reproduced == 1
    assert [
        str(each.risk.code) for each in findings(done, scope=counsel) if each.risk
    ] == [
        "R-1",
        "R-2",
    ]
    assert [each.text for each in findings(done, scope=viewer)] == [
        "R-1: not reproduced, its losses came out otherwise"
    ]
    assert Snapshot.objects.get(risk__code="R-1").loss_hash == "ab" * 32


def test_a_sum_that_differs_is_named_to_its_scope_and_stays(company: Company) -> None:
    viewer = make_person()
    recalculate_stale(now=NOW)
    scope = Scope.of(viewer)
    runs = PortfolioRun.objects.within(scope).filter(dimension="portfolio")
    runs.update(loss_hash="ab" * 32)

    done = full(company)

    (found,) = findings(done, scope=scope)
    assert done.state == State.DIFFERS
    assert found.text == "Portfolio: not reproduced, its losses came out otherwise"
    assert (
        findings(done, scope=Scope.of(make_person(roles=[Role.IN_HOUSE_LAWYER]))) == []
    )
    assert runs.get().loss_hash == "ab" * 32


def test_what_had_no_figure_gets_one(company: Company) -> None:
    CurrentExposure.objects.all().delete()
    Snapshot.objects.filter(risk__code="R-0").delete()
    PortfolioRun.objects.all().delete()

    done = full(company)

    told = progress(done)
    assert (done.state, done.priced) == (State.DONE, 1)
    assert (told.reproduced, told.compared) == (2, 2)
    assert CurrentExposure.objects.count() == 3
    counsel = Scope.of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    run = latest_run(company, scope=counsel)
    assert run
    assert run.risks == 3


def test_a_risk_that_cannot_be_priced_is_among_the_findings(company: Company) -> None:
    orphan = make_risk("R-X", company=company, kind="injunction")
    assume(orphan, {**INJUNCTION, "linked_suit": "no such suit"})

    done = full(company)

    (found,) = findings(done, scope=Scope.of(make_person()))
    assert (found.risk, found.what) == (orphan, "failed")
    assert done.state == State.DONE
    assert progress(done).compared == 3


def test_a_company_that_cannot_be_priced_ends_the_wait(company: Company) -> None:
    company.facts.all().delete()

    done = full(company)

    assert done.state == State.FAILED
    assert "no risk capacity is set" in done.failure


def test_one_that_a_worker_left_in_the_middle_is_begun_again(company: Company) -> None:
    left = make_recalculation(company, state=State.RUNNING, attempts=1, ended_at=None)

    recalculate_stale(now=LATER)

    left.refresh_from_db()
    assert (left.state, left.attempts, left.done) == (State.DONE, 2, 3)


def test_one_that_ends_each_worker_fails_after_the_third(company: Company) -> None:
    left = make_recalculation(company, state=State.RUNNING, attempts=3, ended_at=None)

    recalculate_stale(now=LATER)

    left.refresh_from_db()
    assert left.state == State.FAILED
    assert left.failure == "its worker ended in the middle, 3 times"


def test_a_fault_ends_it_and_says_its_kind(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr("risks.exposure.operations.recalculate.price", fail)

    done = full(company)

    assert done.state == State.FAILED
    assert done.failure == "OSError"  # its text might name a walled risk


def test_a_company_without_risks_is_done_at_once() -> None:
    done = full(make_company())

    assert (done.state, done.total) == (State.DONE, 0)


def test_progress_is_one_query(
    company: Company, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    done = full(company)

    with django_assert_num_queries(1):
        assert progress(done).total == 3
