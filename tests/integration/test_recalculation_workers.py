"""Real workers share a recalculation: one result, whoever does it and whoever dies."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.conftest import Site
from tests.integration.waiting import eventually
from tests.place import ROOT

pytestmark = pytest.mark.integration

JOB = "exposure.recalculate_stale"
ENDED = "SELECT count(*) FROM risks_recalculation WHERE ended_at IS NOT NULL"
DONE = "SELECT count(*) FROM risks_recalculation WHERE state = 'done'"
RISKS = 40
Start = Callable[[], subprocess.Popen[bytes]]

MAKE = f"""
from tests.exposure.examples import FIRE, SUIT, assume
from tests.factories import *
from risks.access.models import Role
company = make_company("SHARED")
make_person("viewer"); make_person("counsel", roles=[Role.IN_HOUSE_LAWYER])
wfoe = make_entity(company, "WFOE")
for number in range({RISKS}):
    low = 1e5 + 1e4 * number
    suit = number % 4 == 0
    assume(
        make_risk(
            f"R-{{number:02}}", company=company, entity=wfoe if number % 3 else None,
            kind="copyright_suit" if suit else "event", privileged=number == 7,
        ),
        {{**SUIT, "works": 100 + number}} if suit
        else {{**FIRE, "severity": {{"lognormal90": [low, 9 * low]}}}},
    )
"""
FORGET = """
from risks.exposure.models import *
from risks.register.models import Risk
from uuid import uuid4
for table in (Recalculation, Standing, Snapshot, PortfolioRun):
    table.objects.all().delete()
for risk in Risk.objects.all():
    Risk.objects.filter(pk=risk.pk).update(code=uuid4().hex[:12])
"""
REQUEST = """
from risks.clock import now
from risks.exposure.operations import request_full_recalculation
from risks.register.models import Company
request_full_recalculation(Company.objects.get(), by=None, now=now())
"""
ONE_BY_ONE = """
from risks.clock import now
from risks.exposure.operations import recalculate_stale
from risks.register.models import Risk
risks = list(Risk.objects.order_by("pk"))
Risk.objects.update(status="closed")
for risk in risks:
    Risk.objects.filter(pk=risk.pk).update(status="open")
    recalculate_stale(now=now())
"""
FIGURES = """
import json
from risks.exposure.models import PortfolioRun, Snapshot
from risks.exposure.queries import newest_of_each
runs = newest_of_each(PortfolioRun.objects.all(), "scope", "dimension", "part")
print(json.dumps({
    "runs": sorted(
        [r.scope, r.dimension, r.part, r.loss_hash, str(r.tvar95), str(r.expected),
         str(r.standard_error), sorted(m.get("tvar95", 0) for m in r.members)]
        for r in runs
    ),
    "risks": sorted(
        [str(s.risk.uuid), s.loss_hash] for s in Snapshot.objects.select_related("risk")
    ),
}))
"""


class House:
    """A site with a company whose risks are many shards' worth."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.environment = {
            **site.environment,
            "EXPOSURE_SHARD_RISKS": "4",
            "EXPOSURE_CACHE_MB": "0",
        }

    def run(self, code: str, **instead: str) -> str:
        lines = ["import django", "django.setup()", *code.splitlines()]
        done = subprocess.run(
            [sys.executable, "-c", "\n".join(lines)],
            cwd=ROOT,
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "tracker.settings"}
            | instead,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def figures(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run(FIGURES).splitlines()[-1])
        return found

    def forget(self) -> None:
        """All results, and the order in which risks are dealt to shards."""
        self.run(FORGET)

    def send(self) -> None:
        self.site.jobs.send_task(JOB)

    def is_done(self) -> bool:
        return bool(self.site.count(ENDED))


@pytest.fixture(scope="module")
def house(site: Site) -> House:
    made = House(site)
    # Workers are started with the site's environment: let it be the house's.
    site.environment.update(made.environment)
    made.run(MAKE)
    return made


@pytest.fixture(autouse=True)
def nothing_priced_yet(house: House) -> None:
    house.site.jobs.control.purge()
    house.forget()


@pytest.fixture(scope="module")
def expected(house: House) -> dict[str, Any]:
    """As one process makes them at once, without any shard."""
    house.forget()
    house.run(
        "from risks.clock import now\n"
        "from risks.exposure.operations import recalculate_stale\n"
        "recalculate_stale(now=now())",
        EXPOSURE_SHARD_RISKS="1000",
    )
    figures = house.figures()
    assert len(figures["risks"]) == RISKS
    assert len(figures["runs"]) == 2 * 4
    return figures


@pytest.mark.parametrize("workers", [1, 2])
def test_any_number_of_workers_comes_to_the_same_figures(
    house: House, expected: dict[str, Any], start_worker: Start, workers: int
) -> None:
    for _ in range(workers):
        start_worker()

    house.send()

    assert eventually(house.is_done)
    assert house.site.count(DONE) == 1
    assert house.figures() == expected


def test_risk_by_risk_comes_to_the_same_figures(
    house: House, expected: dict[str, Any]
) -> None:
    house.run(ONE_BY_ONE)

    assert house.figures() == expected


def test_everything_anew_comes_to_the_same_figures(
    house: House, expected: dict[str, Any], start_worker: Start
) -> None:
    start_worker()
    start_worker()
    house.run(REQUEST)

    house.send()

    assert eventually(house.is_done)
    assert house.site.count(DONE) == 1
    assert house.figures() == expected


def test_a_worker_killed_among_its_shards_costs_time_only(
    house: House, expected: dict[str, Any], start_worker: Start
) -> None:
    killed = start_worker()
    house.send()
    begun = "SELECT count(*) FROM risks_runshard WHERE done_at IS NOT NULL"
    assert eventually(lambda: house.site.count(begun))
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    interrupted = house.site.count(ENDED) == 0
    house.site.jobs.control.purge()
    house.run(
        "from risks.exposure.models import RunShard\n"
        "RunShard.objects.filter(done_at=None).update(leased_until=None)"
    )  # as when the lease has run out

    start_worker()
    house.send()

    assert interrupted
    assert eventually(house.is_done)
    assert house.figures() == expected
    distinct = (
        "SELECT count(*) - count(DISTINCT hex(scope) || dimension || part) "
        "FROM risks_portfoliorun"
    )
    assert house.site.count(distinct) == 0


def test_two_that_look_at_once_come_to_one_result(
    house: House, expected: dict[str, Any]
) -> None:
    command = [sys.executable, "manage.py", "recalculate"]
    both = [
        subprocess.Popen(
            command, cwd=ROOT, env=house.environment, stdout=subprocess.DEVNULL
        )
        for _ in range(2)
    ]

    codes = [process.wait(timeout=120) for process in both]

    assert codes == [0, 0]
    assert house.figures() == expected
    assert house.site.count("SELECT count(*) FROM risks_portfoliorun") == 8
    assert house.site.count("SELECT count(*) FROM risks_snapshot") == RISKS
