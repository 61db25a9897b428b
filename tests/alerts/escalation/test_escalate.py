import pytest

from risks.alerts.models import Alarm, Notification
from risks.alerts.operations import dispatch_due
from risks.cases.models import Deadline
from tests.alerts.sending.mailserver import MailServer
from tests.alerts.world import States, make_counsel, make_watched

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def make_chain() -> Deadline:
    chief = make_counsel("chief")
    owner = make_counsel("owner", supervisor=chief)
    return make_watched(days=2, owner=owner, backup=make_counsel("backup"))


def refuse(mail_server: MailServer, *names: str) -> None:
    mail_server.refused = {f"{name}@example.com": "550 unknown" for name in names}


def told(mail_server: MailServer) -> list[str]:
    return [str(message["To"]).split("@")[0] for message in mail_server.inbox]


def test_the_backup_hears_that_the_owner_could_not_be_reached(
    mail_server: MailServer,
) -> None:
    make_chain()
    refuse(mail_server, "owner")

    dispatch_due()

    assert told(mail_server) == ["backup", "backup"]
    text = mail_server.inbox[1].get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    assert "could not be reached" in text


def test_the_supervisor_is_next_when_neither_can_be_reached(
    mail_server: MailServer,
) -> None:
    make_chain()
    refuse(mail_server, "owner", "backup")

    dispatch_due()

    assert set(told(mail_server)) == {"chief"}


def test_when_nobody_can_be_reached_there_is_an_alarm_and_an_end(
    mail_server: MailServer,
) -> None:
    make_chain()
    refuse(mail_server, "owner", "backup", "chief")

    dispatch_due()

    assert mail_server.inbox == []
    assert Alarm.objects.exists()
    assert set(Notification.objects.values_list("state", flat=True)) == {States.FAILED}


def test_every_failed_row_leads_to_a_living_one_or_to_an_alarm(
    mail_server: MailServer,
) -> None:
    make_chain()
    refuse(mail_server, "owner", "backup")

    dispatch_due()

    failed = Notification.objects.filter(state=States.FAILED)
    assert failed.exists()
    assert not failed.filter(escalated_to=None, alarm=None).exists()


def test_a_walled_off_backup_is_passed_over(mail_server: MailServer) -> None:
    deadline = make_chain()
    assert deadline.backup is not None
    deadline.backup.groups.clear()
    refuse(mail_server, "owner")

    dispatch_due()

    assert told(mail_server) == ["chief"]
