"""A CourtListener of our own, and a clock that stands still."""

from collections.abc import Iterator

import pytest
import time_machine
from pytest_django import Settings

from risks.cases.sources.sandbox.sandbox import Sandbox
from tests.cases.feeds.feed_server import OwnCourt, own_court
from tests.cases.sweeps.courtlistener_server import (
    TOKEN,
    OwnCourtListener,
    own_courtlistener,
)
from tests.factories import NOW


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One for all: its child takes a second to learn to read."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def there(settings: Settings) -> Iterator[OwnCourtListener]:
    with own_courtlistener() as server:
        settings.COURTLISTENER_URL = server.url
        settings.COURTLISTENER_TOKEN = TOKEN
        yield server


@pytest.fixture
def at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def court() -> Iterator[OwnCourt]:
    with own_court() as server:
        yield server
