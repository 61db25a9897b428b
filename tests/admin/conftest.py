from collections.abc import Iterator

import pytest
import time_machine

from tests.factories import NOW
from tests.web.world import World, make_world


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def world(db: None) -> World:
    return make_world()
