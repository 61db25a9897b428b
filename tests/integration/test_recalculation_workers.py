"""Real workers recalculate: one result, whoever does it and whoever is killed."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.integration.conftest import Site
from tests.integration.shell import Shell, running_shell
from tests.integration.waiting import eventually
from tests.place import ROOT

pytestmark = pytest.mark.integration

JOB = "exposure.recalculate_stale"
RISKS = 160
SUMS = 2 * 6  # two scopes; a portfolio, an entity, two categories and two natures
SNAPSHOTS = "SELECT count(*) FROM risks_snapshot"
HELD = "SELECT count(*) FROM risks_recalculationlease WHERE until IS NOT NULL"
SHARED = "SELECT count(*) FROM risks_portfoliorun WHERE has_shares"
FULL_DONE = "SELECT count(*) FROM risks_recalculation WHERE state = 'done'"
FULL_BEGUN = (
    "SELECT count(*) FROM risks_recalculation "
    "WHERE state = 'running' AND 0 < done AND done < total"
)
Start = Callable[[], subprocess.Popen[bytes]]

MAKE = f"""
from tests.exposure.examples import FIRE, SUIT, assume
from tests.factories import make_company, make_entity, make_person, make_risk
from risks.access.models import Role
make_person("viewer"); make_person("counsel", roles=[Role.IN_HOUSE_LAWYER])
for company in (make_company("ACME"), make_company("OTHER")):
    wfoe = make_entity(company, "WFOE")
    for number in range({RISKS}):
        low = 1e5 + 1e4 * number
        suit = number % 4 == 0
        assume(
            make_risk(
                company=company, entity=wfoe if number % 3 else None,
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
tables = (Recalculation, RecalculationLease, CurrentExposure, Snapshot, PortfolioRun)
for table in tables:
    table.objects.all().delete()
for risk in Risk.objects.all():
    Risk.objects.filter(pk=risk.pk).update(code=uuid4().hex[:12])
Risk.objects.filter(company__code="OTHER").update(status="closed")
"""
OPEN_THE_OTHER = """
from risks.register.models import Risk
Risk.objects.update(status="open")
"""
REQUEST = """
from risks.clock import now
from risks.exposure.operations import request_full_recalculation
from risks.register.models import Company
request_full_recalculation(Company.objects.get(code="ACME"), by=None, now=now())
"""
RECALCULATE = """
from risks.clock import now
from risks.exposure.operations import recalculate_stale
recalculate_stale(now=now())
"""
SOME_BY_SOME = """
from risks.clock import now
from risks.exposure.operations import recalculate_stale
from risks.register.models import Risk
risks = list(Risk.objects.filter(company__code="ACME").order_by("code"))
Risk.objects.update(status="closed")
for first in range(0, len(risks), 20):
    Risk.objects.filter(pk__in=[risk.pk for risk in risks[first:first + 20]]).update(
        status="open"
    )
    recalculate_stale(now=now())
"""
FIGURES = """
import json
from risks.exposure.models import RunView, Snapshot
seen = {}
for view in RunView.objects.select_related("run").order_by("since", "pk"):
    seen[view.scope, view.run.dimension, view.run.part] = view.run
print(json.dumps({
    "runs": sorted(
        [*key, r.loss_hash, str(r.tvar95), str(r.expected), str(r.standard_error),
         sorted(m.get("tvar95", 0) for m in r.largest)]
        for key, r in seen.items()
    ),
    "risks": sorted(
        [str(s.risk.uuid), s.loss_hash] for s in Snapshot.objects.select_related("risk")
    ),
}))
"""


class House:
    """A site with two companies, each of several batches of risks; one is closed."""

    def __init__(self, site: Site, shell: Shell) -> None:
        self.site = site
        self.run = shell.run

    def figures(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run(FIGURES).splitlines()[-1])
        return found

    def forget(self) -> None:
        """All results, and the order in which risks are priced."""
        self.run(FORGET)

    def send(self) -> None:
        self.site.jobs.send_task(JOB)

    def is_done(self) -> bool:
        return self.site.count(SHARED) == 2 and not self.site.count(HELD)

    def is_full_done(self) -> bool:
        return bool(self.site.count(FULL_DONE)) and self.is_done()

    def is_in_the_middle(self) -> bool:
        return 0 < self.site.count(SNAPSHOTS) < RISKS


@pytest.fixture(scope="module")
def house(site: Site) -> Iterator[House]:
    # Workers are started with the site's environment, too.
    site.environment["EXPOSURE_CACHE_MB"] = "0"
    with running_shell(site.environment) as shell:
        shell.run(MAKE)
        yield House(site, shell)


@pytest.fixture(autouse=True)
def nothing_priced_yet(house: House) -> None:
    house.site.jobs.control.purge()
    house.forget()


@pytest.fixture(scope="module")
def expected(house: House) -> dict[str, Any]:
    """As one process makes them without being disturbed."""
    house.forget()
    house.run(RECALCULATE)
    figures = house.figures()
    assert len(figures["risks"]) == RISKS
    assert len(figures["runs"]) == SUMS
    return figures


def kill(worker: subprocess.Popen[bytes]) -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def test_moved_some_by_some_the_sums_come_to_the_same_figures(
    house: House, expected: dict[str, Any]
) -> None:
    house.run(SOME_BY_SOME)

    assert house.figures() == expected


def test_a_worker_killed_in_the_middle_is_followed_at_once_by_another(
    house: House, expected: dict[str, Any], start_worker: Start
) -> None:
    killed = start_worker()
    house.send()
    assert eventually(house.is_in_the_middle)
    kill(killed)
    house.site.jobs.control.purge()
    left = house.site.count(SNAPSHOTS)
    held = house.site.count(HELD)

    start_worker()
    house.send()

    assert (left < RISKS, held) == (True, 1)
    assert eventually(house.is_done)
    assert house.figures() == expected


def test_a_full_recalculation_outlives_its_worker(
    house: House, expected: dict[str, Any], start_worker: Start
) -> None:
    house.run(RECALCULATE)
    house.run(REQUEST)
    killed = start_worker()
    house.send()
    assert eventually(lambda: house.site.count(FULL_BEGUN))
    kill(killed)
    house.site.jobs.control.purge()
    interrupted = not house.site.count(FULL_DONE)

    start_worker()
    house.send()

    assert interrupted
    assert eventually(house.is_full_done)
    assert house.figures() == expected


def test_two_at_once_price_a_company_once(
    house: House, expected: dict[str, Any]
) -> None:
    command = [sys.executable, "manage.py", "recalculate", "--company", "ACME"]
    both = [
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=house.site.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]

    said = [process.communicate(timeout=120)[0] for process in both]

    priced = [int(count) for count in re.findall(r"(\d+) priced", "".join(said))]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(priced) == [0, RISKS]
    assert house.figures() == expected


def test_two_companies_are_recalculated_side_by_side(
    house: House, start_worker: Start
) -> None:
    house.run(OPEN_THE_OTHER)
    start_worker()
    start_worker()
    ping = house.site.jobs.control.ping
    assert eventually(lambda: len(ping() or []) == 2)

    house.send()
    house.send()

    assert eventually(lambda: house.site.count(HELD) == 2)
    assert eventually(lambda: house.site.count(SHARED) == 4)
    assert house.site.count(SNAPSHOTS) == 2 * RISKS
    assert eventually(lambda: not house.site.count(HELD))
