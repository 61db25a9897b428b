"""What a stranger may put into the maildir of bounces."""

from pathlib import Path

import pytest
from pytest_django import Settings

from risks.alerts.emails.return_path import address_problem
from risks.alerts.models import Alarm, Notification
from risks.alerts.operations import dispatch_due, read_bounces
from risks.alerts.sources.bounces import ReportUnreadable, read_report
from tests.alerts.bounces import report
from tests.alerts.world import States, make_watched
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]

HEAD = "From: x@example.com\nMIME-Version: 1.0\nReturn-Path: <>\n"
REPORT = 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
STATUS = "--b\nContent-Type: message/delivery-status\n\n"


def nested(levels: int) -> str:
    opened = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n'
        for n in range(levels)
    )
    return HEAD + opened + "Content-Type: text/plain\n\nhello\n"


UNREADABLE = {
    "no status part": f"{HEAD}{REPORT}--b\nContent-Type: text/plain\n\nSorry.\n--b--\n",
    "an empty status": f"{HEAD}{REPORT}{STATUS}\n--b--\n",
    "a status in base64": f"{HEAD}{REPORT}{STATUS}RmluYWwtUmVjaXBpZW50\n--b--\n",
    "no report at all": f"{HEAD}\nHi. This is the qmail-send program.\n",
    "nested too deep": nested(3_000),
    "a type cut off": f"{HEAD}Content-Type: multipart/report; report-type=delivery-\n",
}
HARMLESS = {
    "an absence note": f"{HEAD}Auto-Submitted: auto-replied\n\nI am away.\n",
    "a person's mail": "From: a@example.com\nReturn-Path: <a@example.com>\n\nHello\n",
    "nothing": "",
    "a wrong charset": 'Content-Type: text/plain; charset="klingon-8"\n\n\xff\xfe\n',
    "noise": "\x00\x01\x02\x80" * 1000,
}


@pytest.fixture
def maildir(settings: Settings, tmp_path: Path) -> Path:
    settings.BOUNCE_ADDRESS = "bounces@acme.example"
    settings.BOUNCE_MAILDIR = str(tmp_path)
    (tmp_path / "new").mkdir()
    return tmp_path


def read_all(maildir: Path, *texts: str) -> list[str]:
    """Names in `cur` after one look; the last report is a real one."""
    make_watched(days=2)
    dispatch_due()
    real = report("postfix", Notification.objects.get())
    for number, text in enumerate((*texts, real)):
        path = maildir / "new" / f"{number}.host"
        path.write_bytes(text.encode("latin-1"))
    assert read_bounces(now=NOW) == 1
    assert not list((maildir / "new").iterdir())
    assert Notification.objects.get().state == States.BOUNCED
    return sorted(path.name for path in (maildir / "cur").iterdir())


def test_unreadable_reports_are_kept_and_raise_one_alarm(maildir: Path) -> None:
    kept = read_all(maildir, *UNREADABLE.values())

    flagged = [name for name in kept if name.endswith(":2,F")]
    assert len(flagged) == len(UNREADABLE)
    alarm = Alarm.objects.get(key="bounces unreadable")
    assert "0.host" in alarm.text


def test_what_is_no_report_is_put_by_without_an_alarm(maildir: Path) -> None:
    kept = read_all(maildir, *HARMLESS.values())

    assert [name for name in kept if name.endswith(":2,F")] == []
    assert not Alarm.objects.filter(key="bounces unreadable").exists()


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE)
def test_a_broken_report_is_refused_by_name(text: str) -> None:
    with pytest.raises(ReportUnreadable):
        read_report(text.encode("latin-1"))


def test_ten_megabytes_after_the_report_are_not_read(maildir: Path) -> None:
    make_watched(days=2)
    dispatch_due()
    text = report("exchange", Notification.objects.get())
    large = text.encode() + b"a line of the returned mail\r\n" * 400_000
    (maildir / "new" / "1.host").write_bytes(large)

    assert len(large) > 10 << 20
    assert read_bounces(now=NOW) == 1


def test_a_report_inside_what_a_gateway_wrapped_around_it_is_found() -> None:
    inner = f"{REPORT}{STATUS}\nFinal-Recipient: rfc822; a@b.example\nAction: failed\n"
    wrapped = f'{HEAD}Content-Type: multipart/mixed; boundary="w"\n\n--w\n{inner}'

    read = read_report(f"{wrapped}Status: 5.1.1\n\n--b--\n--w--\n".encode())

    assert read is not None
    assert [answer.recipient for answer in read.answers] == ["a@b.example"]


def test_a_report_that_somebody_forwards_is_not_one_of_ours() -> None:
    inner = f"{HEAD}{REPORT}{STATUS}\nAction: failed\nStatus: 5.1.1\n\n--b--\n"

    read = read_report(f"Content-Type: message/rfc822\n\n{inner}".encode())

    assert read is None


def test_the_international_form_is_read_too() -> None:
    status = STATUS.replace("delivery-status", "global-delivery-status")
    text = (
        f"{HEAD}{REPORT}{status}Reporting-MTA: dns; mx.example\n\n"
        "Final-Recipient: utf-8; 陳@例.example\nAction: failed\nStatus: 5.1.1\n\n"
    )

    read = read_report(text.encode())

    assert read is not None
    assert [answer.status for answer in read.answers] == ["5.1.1"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", ""),
        ("bounces@acme.example", ""),
        ("bounces", "no address"),
        ("@acme.example", "no address"),
        ("b" * 23 + "@acme.example", "longer than 22 letters"),
    ],
)
def test_an_address_of_bounces_must_leave_room(address: str, said: str) -> None:
    problem = address_problem(address)

    assert said in problem
    assert bool(problem) == bool(said)
