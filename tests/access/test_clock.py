from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from pytest_django import Settings

from risks.access.models import known_time_zone
from risks.clock import now


@time_machine.travel(datetime(2026, 5, 27, 1, 0, tzinfo=UTC), tick=False)
def test_the_clock_is_the_present() -> None:
    assert now() == datetime(2026, 5, 27, 1, 0, tzinfo=UTC)


@time_machine.travel(datetime(2026, 5, 27, 1, 0, tzinfo=UTC), tick=False)
def test_the_demo_shifts_the_clock(settings: Settings) -> None:
    settings.DEMO_CLOCK_OFFSET = timedelta(days=-1)

    assert now() == datetime(2026, 5, 26, 1, 0, tzinfo=UTC)


def test_a_time_zone_that_does_not_exist_is_refused() -> None:
    known_time_zone("Asia/Hong_Kong")

    with pytest.raises(ValidationError, match="Asia/Kowloon"):
        known_time_zone("Asia/Kowloon")
