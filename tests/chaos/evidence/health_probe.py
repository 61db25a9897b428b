"""A watchdog outside: it asks the product's own page whether reminders flow."""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    at: float
    healthy: bool
    # None: no dispatcher has ever run.
    heartbeat_age: int | None
    # Seconds since the heartbeat in the database, which the page must not contradict.
    truth: float | None = None


class ReminderHealth:
    def __init__(
        self, port: int, *, beat_at: Callable[[], float | None], every: float = 0.5
    ) -> None:
        self.samples: list[Sample] = []
        self._beat_at = beat_at
        self._address = f"http://127.0.0.1:{port}/healthz/reminders"
        self._every = every
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._poll, daemon=True)
        self._thread.start()

    def is_felt(self) -> bool:
        return any(sample.heartbeat_age is not None for sample in self.samples)

    def close(self) -> None:
        self._ended.set()
        self._thread.join(10)

    def _poll(self) -> None:
        while not self._ended.wait(self._every):
            # The page is not there while it, or its database, starts again.
            with suppress(OSError, ValueError):
                self._look()

    def _look(self) -> None:
        # Read first: a heartbeat that comes meanwhile makes no alarm a false one.
        beat_at = self._beat_at()
        truth = None if beat_at is None else time.time() - beat_at
        try:
            with urllib.request.urlopen(self._address, timeout=5) as answer:
                self._keep(answer.read(), healthy=True, truth=truth)
        except urllib.error.HTTPError as refusal:
            if refusal.code == 503:
                self._keep(refusal.read(), healthy=False, truth=truth)

    def _keep(self, body: bytes, *, healthy: bool, truth: float | None) -> None:
        self.samples.append(
            Sample(
                at=time.time(),
                healthy=healthy,
                heartbeat_age=json.loads(body)["heartbeat_age_seconds"],
                truth=truth,
            )
        )
