"""`/healthz/reminders`: both edges of the one indicator."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from risks.alerts.models import Heartbeat, Notification
from risks.alerts.operations import plan
from tests.alerts.world import make_watched
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_now(settings: Settings) -> None:
    settings.DEMO_CLOCK_OFFSET = NOW - timezone.now()


def status(client: Client) -> int:
    """At NOW, or in the part of a second after it that the test takes."""
    return client.get(reverse("healthz_reminders")).status_code


def beat(*, seconds_ago: int) -> None:
    at = NOW - timedelta(seconds=seconds_ago)
    Heartbeat.objects.create(name="dispatch", at=at)


@pytest.mark.parametrize(("seconds_ago", "said"), [(170, 200), (181, 503)])
def test_a_heartbeat_may_be_three_minutes_old(
    client: Client, seconds_ago: int, said: int
) -> None:
    beat(seconds_ago=seconds_ago)

    assert status(client) == said


@pytest.mark.parametrize(("seconds", "said"), [(290, 200), (301, 503)])
def test_a_reminder_may_be_five_minutes_overdue(
    client: Client, seconds: int, said: int
) -> None:
    beat(seconds_ago=0)
    make_watched(days=20)
    plan(now=NOW)
    fire_at = NOW - timedelta(seconds=seconds)
    Notification.objects.update(fire_at=fire_at)

    assert status(client) == said


def test_a_reminder_that_was_sent_is_not_overdue(client: Client) -> None:
    beat(seconds_ago=0)
    make_watched(days=20)
    plan(now=NOW)
    Notification.objects.update(
        fire_at=NOW - timedelta(hours=1), state="sent", sent_at=NOW
    )

    assert status(client) == 200


def test_it_says_figures_and_no_more(client: Client) -> None:
    beat(seconds_ago=0)
    make_watched(days=20, title="Zanzibar")

    answer = client.get(reverse("healthz_reminders"))

    assert set(answer.json()) == {
        "healthy",
        "heartbeat_age_seconds",
        "oldest_overdue_seconds",
        "open_alarms",
    }
