"""Real processes, started once for all tests that need them.

Each pytest process that needs them has its own.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from celery import Celery

from risks.management import broker
from tests.integration.waiting import eventually
from tests.place import ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A broker and a migrated database in a file, with the environment to use both."""

    folder: Path
    environment: dict[str, str]
    jobs: Celery

    def count(self, sql: str) -> int:
        with sqlite3.connect(self.folder / "site.sqlite3", timeout=20) as database:
            return int(database.execute(sql).fetchone()[0])

    def running(self) -> list[Any]:
        """The tasks that a worker has begun and not ended."""
        active = self.jobs.control.inspect(timeout=1).active() or {}
        return [task for tasks in active.values() for task in tasks]


@contextmanager
def program(
    command: list[str], *, environment: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, 9)
        process.wait()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    port = broker.free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{quote(str(folder / 'site.sqlite3'))}",
        "REDIS_URL": broker.url(port),
        "MAIL_FOLDER": str(folder / "mail"),
    }
    serve = list(broker.server_command(folder=folder, port=port))
    with (
        program(serve, environment=environment, log=folder / "broker.log"),
        Celery(broker=broker.url(port), set_as_current=False) as jobs,
    ):
        tables = [sys.executable, "-m", "tests.tables"]
        subprocess.run(tables, cwd=ROOT, env=environment, check=True)
        assert eventually(lambda: broker.answers(broker.url(port)))
        yield Site(folder=folder, environment=environment, jobs=jobs)


@pytest.fixture
def start_worker(site: Site) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts a worker, and returns when it answers."""
    command = [sys.executable, "-m", "celery", "-A", "tracker", "worker"]
    options = ["--concurrency=1", "--without-gossip", "--without-mingle"]
    with ExitStack() as started:

        def start() -> subprocess.Popen[bytes]:
            worker = program(
                [*command, *options],
                environment=site.environment,
                log=site.folder / "worker.log",
            )
            process = started.enter_context(worker)
            inspect = site.jobs.control.inspect(timeout=1)
            assert eventually(inspect.ping)
            return process

        yield start
