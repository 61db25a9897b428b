"""What holds for every test."""

import gc
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db.models.signals import post_migrate
from django.test import override_settings

from risks.access.models import Role
from risks.engine.time.rule_book import take_entered

# A job in a shell's background ignores SIGINT, and so would every program that a test
# starts and wants to interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)


def name_the_roles(using: str, **_: Any) -> None:
    """The tables come from the models; and some tests empty them for those after."""
    groups = (Group(name=role) for role in Role.values)
    Group.objects.using(using).bulk_create(groups, ignore_conflicts=True)


post_migrate.connect(name_the_roles)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first: at the end, no process waits for the other's last one."""
    items.sort(key=lambda item: not item.get_closest_marker("integration"))


def pytest_collection_finish() -> None:
    """All code is loaded, and no test throws it away: the collector need not look.

    Saves about 10 % of the processor's time in the tests of pages.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def settings_of_tests() -> Iterator[None]:
    with override_settings(
        # What the engine drew before it was changed must not answer for it.
        EXPOSURE_CACHE_MB=0,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        # Each client of a test would list all static files.
        WHITENOISE_AUTOREFRESH=True,
    ):
        yield


@pytest.fixture(autouse=True)
def nothing_entered() -> Iterator[None]:
    """The rules that a test confirmed are gone with its database."""
    yield
    take_entered(())
