"""The language of tests, the tests' clock, and the world behind the pages."""

from collections.abc import Iterator

import pytest
import time_machine
from django.utils import translation
from django.utils.translation import trans_real

from tests.factories import NOW
from tests.words.pseudo import Pseudo


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pseudo]:
    """Let English be the language of tests, for pages, mails and lazy words alike."""
    bracketing = Pseudo("en")
    # Other languages fall back on English, and are built anew after the test.
    monkeypatch.setattr(trans_real, "_translations", {"en": bracketing})
    monkeypatch.setattr(trans_real, "_default", bracketing)
    with translation.override("en"):
        yield bracketing
    translation.deactivate()  # Else the brackets stay in this thread for later tests.


@pytest.fixture
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield
