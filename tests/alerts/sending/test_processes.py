"""Real processes, a real mail server, a real `kill -9`."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy

import pytest
from django.conf import settings

from tests.alerts.sending.mailserver import MailServer

pytestmark = pytest.mark.integration

LEASE_SECONDS = 2
# Longer than any sender of a test may be kept waiting by a busy machine.
LONG_LEASE_SECONDS = 120


class House:
    """One installation: a database file and the port of its mail server."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "house.sqlite3"
        self.folder = folder
        self.environment: dict[str, str] = {}

    def start(self, *command: str, port: int) -> subprocess.Popen[str]:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "WATCHBRIEF_VAR": str(self.folder),
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(port),
            **self.environment,
        }
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def dispatcher(
        self, *, port: int, lease: int = LEASE_SECONDS
    ) -> subprocess.Popen[str]:
        step = ("-m", "tests.alerts.outside", "dispatch", str(lease))
        return self.start(*step, port=port)

    def states(self) -> list[str]:
        with sqlite3.connect(self.database, timeout=20) as connection:
            rows = connection.execute("SELECT state FROM risks_notification")
            return sorted(state for (state,) in rows)


def wait_until(condition: Callable[[], object], *, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def finish(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=180)
    assert process.returncode == 0, said
    return said


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=10)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    house = House(tmp_path_factory.mktemp("prepared"))
    finish(house.start("-m", "tests.alerts.outside", "prepare", "12", port=1))
    return house.database


@pytest.fixture
def house(prepared: Path, tmp_path: Path) -> House:
    copy(prepared, tmp_path / "house.sqlite3")
    return House(tmp_path)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


def message_ids(server: MailServer) -> list[str]:
    return [str(message["Message-ID"]) for message in server.inbox]


def test_a_dispatcher_killed_before_it_sent_loses_nothing(
    house: House, server: MailServer
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        victim = house.dispatcher(port=silent.getsockname()[1])
        wait_until(lambda: "sending" in house.states())
        kill(victim)
    assert "sending" in house.states()

    time.sleep(LEASE_SECONDS + 0.2)
    finish(house.dispatcher(port=server.port))

    assert house.states() == ["sent"] * 12
    assert len(set(message_ids(server))) == len(server.inbox) == 12


def test_a_dispatcher_killed_after_it_sent_repeats_with_the_same_message_id(
    house: House, server: MailServer
) -> None:
    server.answers_after = 60
    victim = house.dispatcher(port=server.port)
    wait_until(lambda: server.inbox)
    kill(victim)

    server.answers_after = 0
    time.sleep(LEASE_SECONDS + 0.2)
    finish(house.dispatcher(port=server.port))

    assert house.states() == ["sent"] * 12
    assert len(server.inbox) == 13
    assert len(set(message_ids(server))) == 12


def test_three_dispatchers_at_once_send_each_mail_once(
    house: House, server: MailServer
) -> None:
    running = [
        house.dispatcher(port=server.port, lease=LONG_LEASE_SECONDS) for _ in range(3)
    ]

    for process in running:
        finish(process)

    assert len(set(message_ids(server))) == len(server.inbox) == 12


def test_the_loop_sends_without_celery_and_redis_until_it_is_stopped(
    house: House, server: MailServer
) -> None:
    loop = house.start("manage.py", "dispatcher", "--loop", port=server.port)

    wait_until(lambda: len(server.inbox) == 12)
    wait_until(lambda: house.states() == ["sent"] * 12)
    loop.send_signal(signal.SIGINT)

    assert "stopped" in finish(loop)
