"""The demo's offset moves the clock of due times, as it does for the product."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.alerts.sending.mailserver import MailServer
from tests.factories import NOW

SetClock = Callable[[datetime], None]


@pytest.fixture
def set_clock(settings: Settings) -> SetClock:
    def move(moment: datetime) -> None:
        settings.DEMO_CLOCK_OFFSET = moment - timezone.now()

    return move


@pytest.fixture
def at_now(set_clock: SetClock) -> None:
    set_clock(NOW)


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    with MailServer() as server:
        settings.EMAIL_BACKEND = "risks.alerts.emails.SmtpBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = server.port
        settings.EMAIL_TIMEOUT = 5
        yield server
