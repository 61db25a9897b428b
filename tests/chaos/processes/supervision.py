"""The processes of one world: started, started again when they die, killed."""

import os
import signal
import time
from collections.abc import Collection
from contextlib import suppress

from tests.chaos.processes.fork_server import Nursery, alive
from tests.chaos.processes.installation import Counts, Part

SENDERS = ("dispatcher", "worker")


class Troupe:
    def __init__(self, nursery: Nursery, counts: Counts) -> None:
        self._nursery = nursery
        self._counts = counts
        self._parts: dict[str, Part] = {}
        self._pids: dict[str, int] = {}
        self._resting: set[str] = set()

    def join(self, part: Part) -> None:
        self._parts[part.name] = part
        self._pids[part.name] = self._nursery.start(part)

    def leave(self, name: str) -> None:
        del self._parts[name]
        _signal(self._pids.pop(name), signal.SIGKILL)

    def tend(self) -> None:
        """Start again what has died."""
        for name, part in self._parts.items():
            if name not in self._resting and not alive(self._pids[name]):
                self._pids[name] = self._nursery.start(part)

    def senders(self) -> list[str]:
        return self.of(SENDERS)

    def of(self, programs: Collection[str]) -> list[str]:
        return [name for name, part in self._parts.items() if part.program in programs]

    def kill(self, name: str) -> None:
        if not alive(self._pids[name]):
            return
        # A broker's death repeats no mail.
        self._counts.kills += self._parts[name].program != "broker"
        _signal(self._pids[name], signal.SIGKILL)

    def silence(self, programs: Collection[str]) -> None:
        """Kill them, and let nobody start them."""
        for name in self.of(programs):
            self._resting.add(name)
            self.kill(name)

    def wake(self) -> None:
        self._resting.clear()
        self.tend()

    def stop(self, name: str) -> None:
        _signal(self._pids[name], signal.SIGSTOP)

    def go_on(self, name: str) -> None:
        _signal(self._pids[name], signal.SIGCONT)

    def disband(self) -> None:
        pids = list(self._pids.values())
        self._parts.clear()
        self._pids.clear()
        for pid in pids:
            _signal(pid, signal.SIGKILL)
        while any(map(alive, pids)):
            time.sleep(0.02)

    def run(self, part: Part, *, seconds: float) -> None:
        """To its end."""
        pid = self._nursery.start(part)
        end = time.monotonic() + seconds
        while alive(pid):
            if time.monotonic() > end:
                _signal(pid, signal.SIGKILL)
                raise TimeoutError(f"{part.name}: not done after {seconds:g} s")
            time.sleep(0.02)


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
