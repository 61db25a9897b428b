"""What holds for every test."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def no_draws_of_yesterday(settings: Settings) -> None:
    """What the engine drew before it was changed must not answer for it."""
    settings.EXPOSURE_CACHE_MB = 0


@pytest.fixture(autouse=True)
def fast_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
