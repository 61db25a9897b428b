"""Two workers that price the same thing leave one row."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from risks.access.queries import people_by_scope
from risks.exposure import operations
from risks.exposure.models import PortfolioRun, Recalculation, Snapshot
from risks.exposure.operations import drawing
from risks.exposure.queries import Inputs, present_inputs
from tests.exposure.examples import FIRE, assume
from tests.factories import NOW, TODAY, make_company, make_risk

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_second_of_two_finds_the_first_one_s_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    risk = make_risk()
    assume(risk)
    drawn, calls = operations.Pricer.drawn, []

    def drawn_while_another_finishes(
        pricer: operations.Pricer, inputs: Inputs
    ) -> operations.Drawn:
        calls.append(inputs)
        if len(calls) == 1:
            operations.recalculate_stale(now=NOW + timedelta(seconds=1))
        return drawn(pricer, inputs)

    monkeypatch.setattr(drawing.Pricer, "drawn", drawn_while_another_finishes)

    operations.recalculate_stale(now=NOW)

    portfolios = PortfolioRun.objects.filter(dimension="portfolio")
    assert len(calls) > 1
    assert Snapshot.objects.count() == 1
    assert portfolios.count() == len(people_by_scope())
    assert present_inputs(risk.company, today=TODAY)[0].hash == (
        Snapshot.objects.get().input_hash
    )


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite in memory has one connection; test_recalculation_workers.py does it",
)
@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_come_to_one_result(settings: Settings) -> None:
    settings.EXPOSURE_SHARD_RISKS = 2
    company = make_company()
    for number in range(9):
        assume(
            make_risk(company=company),
            {**FIRE, "probability_horizon": 0.1 + number / 100},
        )

    def run() -> None:
        operations.recalculate_stale(now=NOW)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    operations.recalculate_stale(now=NOW)  # as the next beat does
    runs = list(PortfolioRun.objects.values_list("dimension", "part"))
    assert sorted(runs) == [("category", "event"), ("portfolio", "")]
    assert Snapshot.objects.count() == 9
    assert set(Recalculation.objects.values_list("state", "done")) == {("done", 9)}
