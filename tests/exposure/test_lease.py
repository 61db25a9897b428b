"""One worker recalculates a company, under a lease that it renews."""

import logging
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from risks.exposure.models import PortfolioRun, RecalculationLease, Snapshot
from risks.exposure.operations import (
    Drawn,
    Pricer,
    Recalculated,
    recalculate_company,
    recalculate_stale,
)
from risks.exposure.operations.lease import LeaseLost, take_lease
from risks.exposure.queries import Inputs
from risks.register.models import Company
from tests.exposure.examples import FIRE, assume
from tests.factories import NOW, make_company, make_person, make_risk

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Company:
    make_person()
    company = make_company()
    assume(make_risk(company=company))
    return company


def lease_runs_out() -> None:
    RecalculationLease.objects.update(until=Now() - timedelta(seconds=1))


@pytest.mark.database
def test_a_company_is_recalculated_by_one_worker_at_a_time(company: Company) -> None:
    take_lease(company)

    assert recalculate_company(company, now=NOW) is None
    assert not Snapshot.objects.exists()


def test_another_company_is_recalculated_meanwhile(company: Company) -> None:
    take_lease(company)
    other = make_risk()
    assume(other)

    done = recalculate_stale(now=NOW)

    assert done.snapshots == 1
    assert Snapshot.objects.get().risk == other


@pytest.mark.database
def test_a_worker_that_died_is_followed_once_its_lease_runs_out(
    company: Company,
) -> None:
    take_lease(company)
    lease_runs_out()

    done = recalculate_company(company, now=NOW)

    assert done
    assert done.snapshots == 1


def test_the_lease_is_given_back_at_the_end_and_after_a_fault(company: Company) -> None:
    recalculate_stale(now=NOW)
    after_the_end = RecalculationLease.objects.get().until
    company.facts.all().delete()

    recalculate_stale(now=NOW)

    assert after_the_end is None
    assert RecalculationLease.objects.get().until is None


def test_a_renewal_keeps_the_others_out(company: Company) -> None:
    lease = take_lease(company)
    assert lease
    lease_runs_out()

    lease.renew()

    assert take_lease(company) is None


def test_what_a_worker_writes_after_it_lost_its_lease_is_not_kept(
    company: Company,
) -> None:
    late = take_lease(company)
    assert late
    lease_runs_out()
    take_lease(company)

    with pytest.raises(LeaseLost), late.writing():
        Snapshot.objects.all().delete()
    late.give_back()

    assert RecalculationLease.objects.get().until is not None


@pytest.mark.database
def test_a_worker_that_loses_its_lease_in_the_middle_stops_without_harm(
    company: Company, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    drawn, others = Pricer.drawn, list[Recalculated | None]()

    def drawn_while_another_does_it_all(pricer: Pricer, inputs: Inputs) -> Drawn:
        if not others:
            others.append(None)
            lease_runs_out()
            others.append(recalculate_company(company, now=NOW))
        return drawn(pricer, inputs)

    monkeypatch.setattr(Pricer, "drawn", drawn_while_another_does_it_all)

    with caplog.at_level(logging.WARNING):
        late = recalculate_company(company, now=NOW)

    assert late is None
    assert others[1] == Recalculated(snapshots=1, runs=2)
    assert Snapshot.objects.count() == 1
    assert "another worker goes on" in caplog.text


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite in memory has one connection; test_recalculation_workers.py does it",
)
@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_come_to_one_result() -> None:
    make_person()
    companies = [make_company() for _ in range(3)]
    for number in range(9):
        assume(
            make_risk(company=companies[number % 3]),
            {**FIRE, "probability_horizon": 0.1 + number / 100},
        )

    def run() -> None:
        recalculate_stale(now=NOW)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    recalculate_stale(now=NOW)  # as the next beat does
    assert Snapshot.objects.count() == 9
    assert PortfolioRun.objects.count() == 3 * 2
    assert set(RecalculationLease.objects.values_list("until", flat=True)) == {None}
