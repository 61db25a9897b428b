import os
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.integration.conftest import Site
from tests.integration.waiting import PATIENCE_SECONDS, eventually

pytestmark = pytest.mark.integration

JOB = "alerts.dispatch_due"
DISPATCHES = "SELECT count(*) FROM risks_heartbeat WHERE name = 'dispatch'"

Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture(autouse=True)
def no_dispatch_yet(site: Site) -> None:
    with sqlite3.connect(site.folder / "site.sqlite3", timeout=20) as database:
        database.execute("DELETE FROM risks_heartbeat")
    site.jobs.control.purge()


@contextmanager
def nobody_writes(site: Site) -> Iterator[None]:
    """Holds the database's write lock, so that a task which writes stands still."""
    database = sqlite3.connect(site.folder / "site.sqlite3", isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        database.close()


def begun(site: Site) -> int:
    """The process that is in the middle of the job."""
    assert eventually(site.running)
    return int(str(site.running()[0]["worker_pid"]))


def test_a_job_sent_by_its_name_is_done(site: Site, start_worker: Start) -> None:
    start_worker()

    site.jobs.send_task(JOB)

    assert eventually(lambda: site.count(DISPATCHES))


def test_a_job_whose_process_is_killed_is_done_by_another(
    site: Site, start_worker: Start
) -> None:
    start_worker()

    with nobody_writes(site):
        site.jobs.send_task(JOB)
        os.kill(begun(site), signal.SIGKILL)

    assert eventually(lambda: site.count(DISPATCHES))


def test_a_worker_killed_in_the_middle_costs_time_only(
    site: Site, start_worker: Start
) -> None:
    killed = start_worker()
    with nobody_writes(site):
        site.jobs.send_task(JOB)
        begun(site)
        os.killpg(killed.pid, signal.SIGKILL)
        killed.wait()
    start_worker()

    site.jobs.send_task(JOB)  # as the next beat does

    assert eventually(lambda: site.count(DISPATCHES))


def test_a_job_sent_while_no_worker_runs_waits_for_one(
    site: Site, start_worker: Start
) -> None:
    site.jobs.send_task(JOB)

    start_worker()

    assert eventually(lambda: site.count(DISPATCHES))


def test_a_worker_asked_to_stop_ends_its_job_first(
    site: Site, start_worker: Start
) -> None:
    worker = start_worker()
    with nobody_writes(site):
        site.jobs.send_task(JOB)
        begun(site)
        worker.terminate()

    assert worker.wait(timeout=PATIENCE_SECONDS) == 0
    assert site.count(DISPATCHES) == 1
