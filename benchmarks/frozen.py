"""How long a save takes with a frozen broker: python -m benchmarks.frozen.

A real page, the one that closes a deadline, is posted to by Django's client,
with a real Valkey that answers, and with the same one stopped by SIGSTOP. Beside it
stands what the usual `.delay()` does. It stops by itself.
"""

import os
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from risks.management import broker

SAVES = 20


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, valkey(Path(folder)) as server:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/house.sqlite3",
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "WATCHBRIEF_VAR": folder,
            "ALLOWED_HOSTS": "testserver",
        }
        django.setup()
        from tests.tables import make_tables

        make_tables()
        answering = saves()
        server.send_signal(signal.SIGSTOP)
        frozen = saves()
        waited = plain_delay()
        server.send_signal(signal.SIGCONT)
    print(f"| a save, the broker answers | {said(answering)} |")
    print(f"| a save, the broker is frozen | {said(frozen)} |")
    print(f"| `.delay()` with a frozen broker | {waited:.1f} s |")


@contextmanager
def valkey(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    port = broker.free_port()
    os.environ["REDIS_URL"] = broker.url(port)
    command = broker.server_command(folder=folder, port=port)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        while not broker.answers(broker.url(port)):
            time.sleep(0.1)
        try:
            yield server
        finally:
            server.send_signal(signal.SIGCONT)
            server.kill()


def saves() -> list[float]:
    """Seconds of each: a normal deadline is marked as met, with a reason."""
    from django.test import Client
    from django.urls import reverse

    from tests.alerts.world import make_counsel, make_watched

    person = make_counsel()
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    took = []
    for _ in range(SAVES):
        page = reverse("mark_as_met", args=[make_watched(owner=person).public_id])
        began = time.perf_counter()
        answer = client.post(page, {"reason": "filed"})
        took.append(time.perf_counter() - began)
        assert answer.status_code == 302, answer.content[:500]
    return took


def plain_delay() -> float:
    from risks.alerts.tasks import dispatch_due

    began = time.perf_counter()
    try:
        dispatch_due.delay()
    except Exception as fault:
        print(f"| (it ends with {type(fault).__name__}) | |")
    return time.perf_counter() - began


def said(took: list[float]) -> str:
    return f"median {statistics.median(took):.2f} s, slowest {max(took):.2f} s"


if __name__ == "__main__":
    main()
