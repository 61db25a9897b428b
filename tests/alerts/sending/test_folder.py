from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from risks.alerts.emails import FolderBackend
from risks.alerts.operations import dispatch_due
from tests.alerts.world import make_watched


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MAIL_FOLDER = str(tmp_path / "mail")
    settings.EMAIL_BACKEND = "risks.alerts.emails.FolderBackend"
    return tmp_path / "mail"


def make_message(message_id: str = "<one@localhost>", body: str = "x") -> EmailMessage:
    headers = {"Message-ID": message_id}
    return EmailMessage("s", body, to=["a@example.com"], headers=headers)


def test_each_message_is_one_file_named_by_its_message_id(folder: Path) -> None:
    FolderBackend().send_messages([make_message(), make_message("<two@localhost>")])

    names = sorted(path.name for path in folder.iterdir())
    assert names == ["one@localhost.eml", "two@localhost.eml"]


def test_a_repeat_takes_the_place_of_the_first(folder: Path) -> None:
    FolderBackend().send_messages([make_message(body="first")])
    FolderBackend().send_messages([make_message(body="second")])

    (path,) = folder.iterdir()
    assert "second" in path.read_text()


def test_no_message_id_leads_out_of_the_folder(folder: Path) -> None:
    FolderBackend().send_messages([make_message("<../../etc/passwd>")])

    (path,) = folder.iterdir()
    assert path.name == "_.._etc_passwd.eml"


def test_a_message_to_nobody_is_not_counted_as_sent(folder: Path) -> None:
    message = make_message()
    message.to = []

    assert FolderBackend().send_messages([message]) == 0
    assert list(folder.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
def test_a_reminder_in_the_folder_reads_as_mail(folder: Path) -> None:
    deadline = make_watched(days=2)

    dispatch_due()

    (path,) = folder.iterdir()
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert deadline.code in message["Subject"]
    kinds = [part.get_content_type() for part in message.walk()]
    assert {"text/plain", "text/html", "text/calendar"} <= set(kinds)
