"""The watchdog, on its own mail route, with and without a database."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from risks.access.models import Disclosure, Role
from risks.alerts.models import Heartbeat
from risks.alerts.operations.monitoring.alarms import close_alarm, raise_alarm
from tests.alerts.sending.mailserver import MailServer, free_port
from tests.factories import NOW, make_person


@pytest.fixture
def other_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def house(settings: Settings, tmp_path: Path, other_server: MailServer) -> Settings:
    """One compliance administrator, and a mail server of the watchdog's own."""
    settings.VAR_DIR = tmp_path
    settings.WATCHDOG_SMTP_HOST = "127.0.0.1"
    settings.WATCHDOG_SMTP_PORT = other_server.port
    at(settings, NOW)
    make_person("lee", roles=[Role.COMPLIANCE_ADMINISTRATOR])
    return settings


def at(settings: Settings, moment: datetime) -> None:
    settings.DEMO_CLOCK_OFFSET = moment - timezone.now()


def beat(moment: datetime) -> None:
    Heartbeat.objects.update_or_create(name="dispatch", defaults={"at": moment})


def watch() -> int:
    try:
        call_command("watchdog")
    except SystemExit as end:
        return int(str(end.code))
    return 0


def subjects(server: MailServer) -> list[str]:
    return [str(message["Subject"]) for message in server.inbox]


@pytest.mark.django_db
def test_while_reminders_flow_nobody_is_told(
    house: Settings, other_server: MailServer
) -> None:
    beat(NOW)

    code = watch()

    assert (code, other_server.inbox) == (0, [])


@pytest.mark.django_db
def test_a_silent_dispatcher_is_told_once_then_each_hour_then_that_it_is_over(
    house: Settings, other_server: MailServer
) -> None:
    beat(NOW - timedelta(minutes=10))
    codes = []
    for minutes in (0, 1, 59, 60, 61):
        at(house, NOW + timedelta(minutes=minutes, seconds=5 * (minutes > 59)))
        codes.append(watch())
    beat(NOW + timedelta(minutes=62))
    at(house, NOW + timedelta(minutes=62))
    codes += [watch(), watch()]

    assert codes == [1, 1, 1, 1, 1, 0, 0]
    assert subjects(other_server) == [
        "Watchbrief: 1 incident with reminders",
        "Watchbrief: 1 incident with reminders",
        "Watchbrief: reminders flow again",
    ]
    assert Disclosure.objects.filter(address="lee@example.com").count() == 3


@pytest.mark.django_db
def test_a_new_alarm_is_told_once_though_reminders_flow(
    house: Settings, other_server: MailServer
) -> None:
    beat(NOW)
    raise_alarm("unreachable D-1", text="Nobody is reminded of D-1.", now=NOW)

    first, second = watch(), watch()
    raise_alarm("unreachable D-2", text="Nobody is reminded of D-2.", now=NOW)
    watch()

    assert (first, second) == (0, 0)
    assert subjects(other_server) == [
        "Watchbrief: 1 incident with reminders",
        "Watchbrief: 2 incidents with reminders",
    ]
    assert "D-1" in str(other_server.inbox[0].get_payload())


@pytest.mark.django_db
def test_an_alarm_that_comes_back_is_a_new_one(
    house: Settings, other_server: MailServer
) -> None:
    beat(NOW)
    for _ in range(2):
        raise_alarm("disk", text="The disk is full.", now=NOW)
        watch()
        close_alarm("disk", now=NOW)
        watch()

    assert len(other_server.inbox) == 4


@pytest.mark.django_db
def test_people_outside_are_told_too_and_inactive_ones_are_not(
    house: Settings, other_server: MailServer
) -> None:
    make_person("gone", roles=[Role.COMPLIANCE_ADMINISTRATOR], is_active=False)
    make_person("other", roles=[Role.IN_HOUSE_LAWYER])
    house.WATCHDOG_TO = "night@ops.example, lee@example.com"

    watch()

    told = [str(message["To"]) for message in other_server.inbox]
    assert told == ["lee@example.com", "night@ops.example"]


@pytest.mark.django_db
def test_one_refused_address_costs_nobody_else_the_mail(
    house: Settings, other_server: MailServer, mail_server: MailServer
) -> None:
    house.WATCHDOG_TO = "night@ops.example"
    for server in (other_server, mail_server):
        server.refused = {"lee@example.com": "550 no such person"}

    watch()
    watch()

    assert [str(m["To"]) for m in other_server.inbox] == ["night@ops.example"]


@pytest.mark.django_db
def test_its_own_route_may_be_down_as_well(
    house: Settings, mail_server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    house.WATCHDOG_SMTP_PORT = free_port()

    watch()

    assert [str(message["To"]) for message in mail_server.inbox] == ["lee@example.com"]
    assert f"127.0.0.1:{house.WATCHDOG_SMTP_PORT} refuses" in capsys.readouterr().err


@pytest.mark.django_db
def test_without_a_route_of_its_own_it_says_so(
    house: Settings, mail_server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    house.WATCHDOG_SMTP_HOST = ""

    watch()

    assert len(mail_server.inbox) == 1
    assert "no WATCHDOG_SMTP_HOST" in capsys.readouterr().err


@pytest.mark.django_db
def test_what_nobody_could_be_told_is_told_by_the_next_run(
    house: Settings, other_server: MailServer, mail_server: MailServer
) -> None:
    other_server.answer = mail_server.answer = "451 later"
    first = watch()
    other_server.answer = "250 taken"

    second = watch()

    assert (first, second, len(other_server.inbox)) == (1, 1, 1)


@pytest.mark.django_db
def test_a_memory_that_cannot_be_read_is_told_again(
    house: Settings, other_server: MailServer, tmp_path: Path
) -> None:
    watch()
    (tmp_path / "watchdog.json").write_text("[1, 2")

    watch()

    assert len(other_server.inbox) == 2


def run(database: str, folder: Path, port: int) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "WATCHBRIEF_VAR": str(folder),
        "WATCHDOG_TO": "night@ops.example",
        "WATCHDOG_SMTP_HOST": "127.0.0.1",
        "WATCHDOG_SMTP_PORT": str(port),
    }
    return subprocess.run(
        [sys.executable, "manage.py", "watchdog"],
        cwd=configured.BASE_DIR,
        env=environment,
        text=True,
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.mark.integration
def test_a_database_that_does_not_answer_is_told_to_those_outside(
    tmp_path: Path, other_server: MailServer
) -> None:
    address = f"postgres://nobody@127.0.0.1:{free_port()}/none"

    ended = run(address, tmp_path, other_server.port)
    again = run(address, tmp_path, other_server.port)

    (message,) = other_server.inbox
    assert (ended.returncode, again.returncode) == (1, 1)
    assert message["To"] == "night@ops.example"
    assert "The database does not answer" in str(message.get_payload())
    assert "The database does not answer" in ended.stderr


@pytest.mark.integration
def test_a_database_that_takes_the_connection_and_is_silent_is_told_too(
    tmp_path: Path, other_server: MailServer
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        ended = run(
            f"postgres://nobody@127.0.0.1:{port}/x", tmp_path, other_server.port
        )

    (message,) = other_server.inbox
    assert ended.returncode == 1
    assert "not within 15 seconds" in str(message.get_payload())


@pytest.mark.integration
def test_a_database_without_tables_is_told_too(
    tmp_path: Path, other_server: MailServer
) -> None:
    ended = run(f"sqlite:///{tmp_path / 'empty.sqlite3'}", tmp_path, other_server.port)

    assert ended.returncode == 1
    assert "no such table" in str(other_server.inbox[0].get_payload())
