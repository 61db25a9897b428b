from datetime import timedelta

import pytest

from risks.alerts.models import Heartbeat
from risks.alerts.operations.monitoring.alarms import close_alarm, raise_alarm
from risks.alerts.operations.planning.plan import plan
from risks.alerts.queries import open_alarms, reminder_health
from tests.alerts.world import make_watched
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def beat(*, seconds_ago: int) -> None:
    Heartbeat.objects.create(name="dispatch", at=NOW - timedelta(seconds=seconds_ago))


def test_a_house_where_no_dispatcher_ever_ran_is_unhealthy() -> None:
    health = reminder_health(now=NOW)

    assert (health.healthy, health.heartbeat_age_seconds) == (False, None)


@pytest.mark.parametrize(("seconds_ago", "healthy"), [(180, True), (181, False)])
def test_a_heartbeat_may_be_three_minutes_old(
    seconds_ago: int,
    healthy: bool,  # noqa: FBT001
) -> None:
    beat(seconds_ago=seconds_ago)

    assert reminder_health(now=NOW).healthy is healthy


def test_a_reminder_overdue_for_over_five_minutes_is_unhealthy() -> None:
    make_watched(days=2)
    plan(now=NOW - timedelta(seconds=301))
    beat(seconds_ago=0)

    health = reminder_health(now=NOW)

    assert (health.healthy, health.oldest_overdue_seconds) == (False, 301)


def test_a_reminder_of_the_future_is_not_overdue() -> None:
    make_watched(days=20)
    plan(now=NOW)

    assert reminder_health(now=NOW).oldest_overdue_seconds == 0


def test_the_same_trouble_raises_one_open_alarm() -> None:
    raise_alarm("disk", text="The disk is full", now=NOW)
    raise_alarm("disk", text="The disk is full", now=NOW + timedelta(hours=1))

    assert [alarm.at for alarm in open_alarms()] == [NOW]


def test_trouble_that_comes_back_raises_a_new_alarm() -> None:
    first = raise_alarm("disk", text="The disk is full", now=NOW)
    close_alarm("disk", now=NOW)

    second = raise_alarm("disk", text="The disk is full", now=NOW)

    assert (first != second, reminder_health(now=NOW).open_alarms) == (True, 1)
