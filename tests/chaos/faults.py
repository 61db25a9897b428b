"""What goes wrong, dealt like cards: each once, before any comes again."""

import time
from collections.abc import Callable
from random import Random

import redis

from tests.chaos.evidence.recorder import CLEAR, Sink, Weather
from tests.chaos.processes.databases import Database
from tests.chaos.processes.installation import Counts, Part, World
from tests.chaos.processes.supervision import Troupe
from tests.chaos.processes.time_scale import SendingLimits

TURN_SECONDS = 0.05
CHANCES = {"451": 0.5, "550": 0.1, "drop before": 0.5, "drop after": 0.3, "slow": 0.3}
# The rest have one card each.
CARDS = {"kill a worker": 3, "kill a dispatcher": 3, "stop a sender": 2}


class Faults:
    def __init__(
        self,
        world: World,
        *,
        troupe: Troupe,
        sink: Sink,
        database: Database,
        counts: Counts,
        rng: Random,
        gap: float,
    ) -> None:
        self._world = world
        self._troupe = troupe
        self._sink = sink
        self._database = database
        self._counts = counts
        self._rng = rng
        self._gap = gap
        self._sending_limits = SendingLimits.of(world.minutes)
        self._kinds = self._all_kinds()
        self._deck: list[str] = []
        # What ends a fault, and when.
        self._ends: list[tuple[float, Callable[[], None]]] = []

    def rage(
        self, *, until: float, spare_database: Callable[[], bool] = lambda: False
    ) -> None:
        self._spare_database = spare_database
        next_at = time.time()
        while time.time() < until:
            self._turn()
            if time.time() >= next_at:
                self._deal()
                next_at = time.time() + self._gap * self._rng.uniform(0.5, 1.5)

    def calm(self) -> None:
        """Every fault ends."""
        for _, end in self._ends:
            end()
        self._ends.clear()
        self._troupe.wake()

    def _turn(self) -> None:
        now = time.time()
        for item in [item for item in self._ends if item[0] <= now]:
            self._ends.remove(item)
            item[1]()
        self._troupe.tend()
        time.sleep(TURN_SECONDS)

    def _deal(self) -> None:
        if not self._deck:
            self._deck = [
                name for name in self._kinds for _ in range(CARDS.get(name, 1))
            ]
            self._rng.shuffle(self._deck)
        name = self._deck.pop()
        self._counts.faults[name] = self._counts.faults.get(name, 0) + 1
        self._kinds[name]()

    def _all_kinds(self) -> dict[str, Callable[[], None]]:
        weathers = {
            f"mail {name}": self._weather(name, chance)
            for name, chance in CHANCES.items()
        }
        return {
            "kill a worker": lambda: self._kill("worker"),
            "kill a dispatcher": lambda: self._kill("dispatcher"),
            "kill beat": lambda: self._kill("beat"),
            "kill the broker": lambda: self._kill("broker"),
            "freeze the broker": self._freeze_broker,
            "flush the broker": self._flush_broker,
            "two beats": self._second_beat,
            "crash the database": self._crash,
            "stop a sender": self._stop_sender,
            "mail refused": self._refuse,
            **weathers,
        }

    def _later(self, seconds: float, end: Callable[[], None]) -> None:
        self._ends.append((time.time() + seconds, end))

    def _kill(self, program: str) -> None:
        self._troupe.kill(self._rng.choice(self._troupe.of([program])))

    def _freeze_broker(self) -> None:
        self._troupe.stop("broker")
        self._later(
            self._sending_limits.lease / 2, lambda: self._troupe.go_on("broker")
        )

    def _flush_broker(self) -> None:
        client = redis.Redis.from_url(
            self._world.broker_url, socket_connect_timeout=1, socket_timeout=1
        )
        try:
            client.flushall()
        except redis.RedisError:
            # It is frozen or dead already.
            return
        finally:
            client.close()

    def _second_beat(self) -> None:
        name = "second beat"
        if name in self._troupe.of(["beat"]):
            return
        self._troupe.join(Part(program="beat", name=name, world=self._world))
        self._later(self._sending_limits.lease, lambda: self._troupe.leave(name))

    def _crash(self) -> None:
        senders = self._troupe.senders()
        if self._database.has_server:
            # While others use the server it is not ours to crash.
            if self._spare_database():
                return
            self._counts.cuts += len(senders)
            self._database.crash()
            return
        # A file has no server: every process that writes reminders dies at once.
        for name in senders:
            self._troupe.kill(name)

    def _stop_sender(self) -> None:
        """Past its lease, while it waits for the mail server: not in a transaction."""
        weather = self._sink.weather
        self._sink.weather = Weather(name="slow", chance=1, slow=(0.3, 0.4))
        time.sleep(0.2)
        name = self._rng.choice(self._troupe.senders())
        self._troupe.stop(name)
        self._sink.weather = weather
        if self._database.is_held(self._world.database):
            self._troupe.go_on(name)
            return
        since = time.time()

        def go_on() -> None:
            self._counts.stops.append((since, time.time()))
            self._troupe.go_on(name)

        self._later(self._sending_limits.lease * 1.3, go_on)

    def _refuse(self) -> None:
        self._sink.refuse()
        self._later(max(1, self._sending_limits.lease / 4), self._sink.open)

    def _weather(self, name: str, chance: float) -> Callable[[], None]:
        timeout = self._sending_limits.mail_timeout
        slow = (timeout * 0.2, timeout * 1.4)
        weather = Weather(name=name, chance=chance, slow=slow)

        def clear() -> None:
            # Unless another weather has followed already.
            if self._sink.weather is weather:
                self._sink.weather = CLEAR

        def begin() -> None:
            self._sink.weather = weather
            self._later(max(1.5, timeout * 2), clear)

        return begin
