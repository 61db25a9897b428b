"""Real dispatchers over one maildir: each report is answered once."""

import signal
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from tests.alerts.sending.mailserver import MailServer
from tests.alerts.sending.test_processes import House, finish, wait_until

pytestmark = pytest.mark.integration

MAILS = 6
REPORT = """\
From: MAILER-DAEMON@mx.example
Return-Path: <>
To: {sender}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; owner@example.com
Action: failed
Status: 5.1.1

--b--
"""


class Office(House):
    """An owner with a supervisor; mails that come back lie in `mail`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.maildir = folder / "mail"
        (self.maildir / "new").mkdir(parents=True)
        self.environment = {
            "BOUNCE_ADDRESS": "bounces@acme.example",
            "BOUNCE_MAILDIR": str(self.maildir),
        }

    def return_all(self, server: MailServer) -> None:
        for number, sender in enumerate(server.senders):
            path = self.maildir / "new" / f"{number}.host"
            path.write_text(REPORT.format(sender=sender))

    def count(self, state: str) -> int:
        return self.states().count(state)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    house = House(tmp_path_factory.mktemp("prepared"))
    finish(house.start("-m", "tests.alerts.outside", "prepare", str(MAILS), port=1))
    return house.database


@pytest.fixture
def office(prepared: Path, tmp_path: Path, server: MailServer) -> Office:
    """Every reminder has left, and every one has come back."""
    copy(prepared, tmp_path / "house.sqlite3")
    office = Office(tmp_path)
    finish(office.start("manage.py", "dispatcher", port=server.port))
    office.return_all(server)
    return office


def test_the_loop_answers_them_without_celery(
    office: Office, server: MailServer
) -> None:
    loop = office.start("manage.py", "dispatcher", "--loop", port=server.port)

    wait_until(lambda: office.count("bounced") == MAILS)
    wait_until(lambda: office.count("sent") == MAILS)
    loop.send_signal(signal.SIGINT)
    finish(loop)

    to_boss = [mail for mail in server.inbox if mail["To"] == "boss@example.com"]
    assert len(to_boss) == MAILS


def test_three_dispatchers_at_once_answer_each_once(
    office: Office, server: MailServer
) -> None:
    running = [
        office.start("manage.py", "dispatcher", port=server.port) for _ in range(3)
    ]

    for process in running:
        finish(process)
    finish(office.start("manage.py", "dispatcher", port=server.port))

    assert (office.count("bounced"), office.count("sent")) == (MAILS, MAILS)
    assert len(list((office.maildir / "cur").iterdir())) == MAILS
    assert not list((office.maildir / "new").iterdir())
    to_boss = [mail for mail in server.inbox if mail["To"] == "boss@example.com"]
    assert len(to_boss) == MAILS
