"""What holds for every test."""

import pytest
from django.contrib.auth.models import Group
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from risks.access.models import Role


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The tables come from the models, so the roles are named here."""
    with django_db_blocker.unblock():
        Group.objects.bulk_create(Group(name=role) for role in Role.values)


@pytest.fixture(autouse=True)
def no_draws_of_yesterday(settings: Settings) -> None:
    """What the engine drew before it was changed must not answer for it."""
    settings.EXPOSURE_CACHE_MB = 0


@pytest.fixture(autouse=True)
def fast_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
