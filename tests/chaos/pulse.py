"""A watchdog outside: it asks the product's own page whether reminders flow."""

import json
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    at: float
    healthy: bool
    # None: no dispatcher has ever run.
    heartbeat_age: int | None


class Pulse:
    def __init__(self, port: int, *, every: float = 0.5) -> None:
        self.samples: list[Sample] = []
        self._address = f"http://127.0.0.1:{port}/healthz/reminders"
        self._every = every
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._poll, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._ended.set()
        self._thread.join(10)

    def _poll(self) -> None:
        while not self._ended.wait(self._every):
            try:
                self._look()
            except (OSError, ValueError):
                # The page is not there while it, or its database, starts again.
                continue

    def _look(self) -> None:
        try:
            with urllib.request.urlopen(self._address, timeout=5) as answer:
                self._keep(answer.read(), healthy=True)
        except urllib.error.HTTPError as refusal:
            if refusal.code == 503:
                self._keep(refusal.read(), healthy=False)

    def _keep(self, body: bytes, *, healthy: bool) -> None:
        age = json.loads(body)["heartbeat_age_seconds"]
        sample = Sample(at=time.time(), healthy=healthy, heartbeat_age=age)
        self.samples.append(sample)
