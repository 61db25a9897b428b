"""Bad input gives a mail, or a mail without content; never silence."""

import email
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage as Parsed
from email.policy import default
from pathlib import Path
from typing import NoReturn

import pytest
from django.core.mail import EmailMessage
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from risks.alerts.emails.columns import COLUMNS
from risks.alerts.models import Notification
from risks.alerts.operations.sending import compose
from tests.alerts.emails.test_columns import shown
from tests.alerts.mailbox import letter, make_alert, text, the_row
from tests.alerts.world import make_counsel, make_watched
from tests.factories import NOW
from tests.fuzz import examples

pytestmark = pytest.mark.django_db
ANY_TEXT = st.text(alphabet=st.characters(), max_size=400)
HOSTILE = [
    "Answer\nBcc: everyone@example.com",
    "half a \ud83d smile",
    "x" * 10_000,
    "期" * 10_000,
    "{{ settings.SECRET_KEY }}{% load nothing %}{% now 'Y' %}",
    "%(name)s %s %d",
    "\u202eesrever",
    "\x00\x1b[2J",
    "",
]


@pytest.fixture(params=["en", "zh-hant"])
def row(request: pytest.FixtureRequest) -> Notification:
    return the_row(make_watched(days=7, owner=make_counsel(language=request.param)))


def read(message: EmailMessage) -> Parsed:
    """As a mail program reads what has left."""
    sent = message.message().as_bytes(linesep="\r\n")
    parsed = email.message_from_bytes(sent, policy=default)
    assert isinstance(parsed, Parsed)
    return parsed


def check(message: EmailMessage, row: Notification) -> None:
    parsed = read(message)
    assert parsed["Message-ID"] == row.message_id
    assert parsed["To"] == row.recipient.email
    assert parsed["Bcc"] is None
    assert parsed.defects == []
    # Django folds a plain mail's subject of one long word before its first letter.
    assert parsed["Subject"].lstrip() == message.subject
    assert len(message.subject.splitlines()) == 1
    assert len(message.subject) <= 200
    body = parsed.get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == str(message.body).splitlines()


def check_lines(message: EmailMessage) -> None:
    wide = [one for one in str(message.body).split("\n") if shown(one) > COLUMNS]
    assert [line for line in wide if not line.startswith("http")] == []


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_words_of_a_matter_silence_a_reminder(row: Notification, words: str) -> None:
    assert row.deadline is not None
    assert row.deadline.case is not None
    row.deadline.title = row.deadline.citation = words
    row.deadline.case.caption = row.deadline.case.docket_number = words
    row.deadline.case.code = row.deadline.case.court_id = words
    row.recipient.last_name = words

    message = letter(row)

    check(message, row)
    check_lines(message)
    assert row.deadline.code in message.subject
    # The proper mail, and not the one without content.
    assert message.attachments


@hypothesis_settings(
    examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(title=ANY_TEXT, caption=ANY_TEXT)
def test_any_title_gives_a_valid_mail(
    row: Notification, title: str, caption: str
) -> None:
    assert row.deadline is not None
    assert row.deadline.case is not None
    row.deadline.title, row.deadline.case.caption = title, caption

    message = letter(row)

    check(message, row)
    check_lines(message)


@hypothesis_settings(
    examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(title=ANY_TEXT, label=ANY_TEXT, value=ANY_TEXT)
def test_any_alert_gives_a_valid_mail(
    row: Notification, title: str, label: str, value: str
) -> None:
    about = {"title": title, "path": "/x/", "facts": [[label, value]]}
    alert = make_alert("event", about=about, recipient=row.recipient)

    message = letter(alert)

    check(message, alert)
    check_lines(message)


@pytest.mark.parametrize(
    "due_at",
    [
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime(9999, 12, 30, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
        NOW - timedelta(days=4000),
    ],
    ids=str,
)
@pytest.mark.parametrize("critical", [False, True])
def test_any_due_date_has_a_mail(
    row: Notification, due_at: datetime, *, critical: bool
) -> None:
    assert row.deadline is not None
    row.deadline.due_at = row.due_at = due_at
    row.deadline.due_date = row.deadline.calendared_date = due_at.date()
    row.critical = critical

    message = letter(row)

    check(message, row)
    assert row.deadline.code in message.subject


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd", "\x00"])
def test_any_time_zone_has_a_mail(row: Notification, zone: str) -> None:
    assert row.deadline is not None
    row.recipient.time_zone = row.deadline.tz = zone

    check(letter(row), row)


@pytest.mark.parametrize("language", ["", "tlh", "../..", "zh-Hant", "x" * 10_000])
def test_any_language_has_a_mail(row: Notification, language: str) -> None:
    row.recipient.language = language

    message = letter(row)

    check(message, row)
    assert message.attachments


@pytest.mark.parametrize("name", ["subject.txt", "body.txt", "body.html"])
def test_a_missing_template_costs_the_content_and_not_the_mail(
    row: Notification, name: str, settings: Settings, tmp_path: Path
) -> None:
    source = Path(settings.TEMPLATES[0]["DIRS"][0]) / "emails"
    (tmp_path / "emails").mkdir()
    for template in source.iterdir():
        if not template.name.endswith(name):
            (tmp_path / "emails" / template.name).write_bytes(template.read_bytes())
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    message = letter(row)

    check(message, row)
    assert not message.attachments


def test_when_even_that_cannot_be_written_the_code_leaves(
    row: Notification, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(row: Notification, *, now: datetime) -> NoReturn:
        raise RuntimeError(f"no words for {row.pk} at {now}")

    monkeypatch.setattr(compose, "_written", fail)
    monkeypatch.setattr(compose, "content_free", fail)
    assert row.deadline is not None

    message = letter(row)

    check(message, row)
    assert message.subject == f"Watchbrief: {row.deadline.code}"
    assert message.body == f"{row.deadline.code}\n"


def test_every_try_has_the_same_bytes_but_for_its_date_and_boundaries(
    row: Notification,
) -> None:
    first, second = read(letter(row)), read(letter(row))

    assert text(row) == text(row)
    assert first["Message-ID"] == second["Message-ID"]
    assert first["References"] == second["References"]
    assert first["Auto-Submitted"] == "auto-generated"
    assert "reminders." in first["List-Id"]


def test_composing_posting_and_its_record_share_the_bytes(row: Notification) -> None:
    message = letter(row)

    posted = message.message().as_bytes(linesep="\r\n")
    recorded = message.message().as_bytes()

    assert posted == recorded.replace(b"\n", b"\r\n")
    assert b"\r\r" not in posted
