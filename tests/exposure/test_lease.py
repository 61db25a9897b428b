"""One worker recalculates a company, under a lease that it renews."""

import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from pytest_django import DjangoAssertNumQueries

from risks.engine.exposure.kinds.natures import Nature
from risks.exposure.models import PortfolioRun, RecalculationLease, Snapshot
from risks.exposure.operations import (
    Drawn,
    Pricer,
    Recalculated,
    recalculate_company,
    recalculate_stale,
)
from risks.exposure.operations.lease import RENEWED_AFTER, LeaseLost, take_lease
from risks.exposure.operations.worker import Worker
from risks.exposure.queries import Inputs
from risks.register.models import Company, Risk
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


def held_by(process: "subprocess.Popen[bytes]", company: Company) -> None:
    RecalculationLease.objects.update_or_create(
        company=company,
        defaults={
            "holder": f"{Worker.of(process.pid)} {'ab' * 16}",
            "until": Now() + timedelta(minutes=5),
        },
    )


@pytest.fixture
def sleeper() -> "Iterator[subprocess.Popen[bytes]]":
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process
        process.kill()


def test_a_worker_that_lives_is_waited_for(
    company: Company, sleeper: "subprocess.Popen[bytes]"
) -> None:
    held_by(sleeper, company)

    assert take_lease(company) is None


@pytest.mark.parametrize("kept", [0, os.WNOWAIT], ids=["reaped", "zombie"])
def test_a_killed_worker_of_this_machine_is_followed_at_once(
    company: Company, sleeper: "subprocess.Popen[bytes]", kept: int
) -> None:
    held_by(sleeper, company)
    sleeper.send_signal(signal.SIGKILL)
    os.waitid(os.P_PID, sleeper.pid, os.WEXITED | kept)

    assert take_lease(company) is not None


def test_a_worker_of_another_machine_is_waited_for(
    company: Company, sleeper: "subprocess.Popen[bytes]"
) -> None:
    held_by(sleeper, company)
    sleeper.kill()
    sleeper.wait()
    holder = RecalculationLease.objects.get().holder
    RecalculationLease.objects.update(holder=f"elsewhere-{holder}")

    assert take_lease(company) is None


def test_long_work_renews_the_lease_as_time_goes_on(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = take_lease(company)
    assert lease
    work = lease.renewed_over(range(3))
    next(work)
    lease_runs_out()
    started = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: started + RENEWED_AFTER + 1)

    next(work)

    assert take_lease(company) is None


@pytest.mark.database
def test_a_tick_without_work_reads_and_writes_next_to_nothing(
    company: Company, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    recalculate_stale(now=NOW)

    with django_assert_max_num_queries(22) as queries:
        done = recalculate_stale(now=NOW + timedelta(minutes=1))

    assert done == Recalculated()
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_what_is_changed_during_a_recalculation_is_recalculated_too(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, changed = Pricer.drawn, list[int]()

    def drawn_while_somebody_changes_it(pricer: Pricer, inputs: Inputs) -> Drawn:
        if not changed:
            changed.append(inputs.risk.pk)
            assume(inputs.risk, {**FIRE, "probability_horizon": 0.3})
        return drawn(pricer, inputs)

    monkeypatch.setattr(Pricer, "drawn", drawn_while_somebody_changes_it)

    recalculate_stale(now=NOW)

    newest = Snapshot.objects.get(assumptions__is_latest=True)
    assert newest.current_exposures.exists()


def test_what_somebody_changed_is_priced_before_everything_else(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        assume(make_risk(company=company))
    recalculate_stale(now=NOW)
    risk = Risk.objects.latest("pk")
    assume(risk, {**FIRE, "probability_horizon": 0.3})
    monkeypatch.setattr("risks.exposure.operations.recalculate.present_inputs", die)

    with pytest.raises(KeyboardInterrupt):
        recalculate_stale(now=NOW + timedelta(minutes=1))

    assert risk.current_exposure.snapshot.assumptions.number == 2


def die(*_args: object, **_named: object) -> None:
    raise KeyboardInterrupt


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

    def drawn_while_another_does_it_all(
        pricer: Pricer, inputs: Inputs, nature: Nature | None = None
    ) -> Drawn:
        if not others:
            others.append(None)
            lease_runs_out()
            others.append(recalculate_company(company, now=NOW))
        return drawn(pricer, inputs, nature)

    monkeypatch.setattr(Pricer, "drawn", drawn_while_another_does_it_all)

    with caplog.at_level(logging.WARNING):
        late = recalculate_company(company, now=NOW)

    assert late is None
    assert others[1] == Recalculated(snapshots=1, runs=3)
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
    # Of each company the portfolio, its one category and its one nature.
    assert PortfolioRun.objects.count() == 3 * 3
    assert set(RecalculationLease.objects.values_list("until", flat=True)) == {None}
