"""How soon the webhook acknowledges: python -m benchmarks.webhook [--seconds N].

A real server (gunicorn, two workers, warm) on loopback with a fresh SQLite takes 20
docket alerts a second, each its own, from a sender that keeps to its timetable: a late
answer does not put off the next alert. Prints the median and the 99th percentile
of the time to acknowledge, and how many alerts were kept. It stops by itself.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

ADDRESS = "127.0.0.1:8765"
A_SECOND = 20
ENTRY = {
    "docket": 70691920,
    "date_filed": "2026-05-26",
    "description": "ORDER DENYING 30 Motion to Dismiss Case. " * 20,
    "entry_number": 44,
    "pacer_sequence_number": 144,
    "recap_documents": [],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=20)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "WATCHBRIEF_VAR": folder, "BASE_URL": f"http://{ADDRESS}"}
        env.pop("DATABASE_URL", None)
        manage(env, "migrate", "--verbosity", "0")
        address = manage(env, "webhook", "CourtListener").strip()
        server = subprocess.Popen([*SERVER, "--bind", ADDRESS], env=env)
        try:
            time.sleep(4)
            measured(address, alerts=A_SECOND)
            took = sorted(measured(address, alerts=seconds * A_SECOND))
        finally:
            server.terminate()
            server.wait()
        rows = json.loads(manage(env, "sources", "--json"))
    cuts = statistics.quantiles(took, n=100)
    print(f"| {len(took)} alerts, {A_SECOND} a second | {rows[0]['waiting']} kept |")
    print(f"| median | {1000 * statistics.median(took):.1f} ms |")
    print(f"| 99th percentile | {1000 * cuts[98]:.1f} ms |")


SERVER = (sys.executable, "-m", "gunicorn", "tracker.wsgi", "--workers", "2")


def manage(env: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, env=env, check=True, capture_output=True, text=True
    ).stdout


def measured(address: str, *, alerts: int) -> list[float]:
    """Seconds to acknowledge, from the moment each alert was due to be sent."""
    began = time.perf_counter()
    with ThreadPoolExecutor(32) as senders:
        due = (began + number / A_SECOND for number in range(alerts))
        return list(senders.map(lambda at: acknowledged(address, at), due))


def acknowledged(address: str, due: float) -> float:
    time.sleep(max(0, due - time.perf_counter()))
    about = {"version": 2, "event_type": 1}
    body = {"webhook": about, "payload": {"results": [ENTRY]}}
    request = urllib.request.Request(
        address,
        data=json.dumps(body).encode(),
        headers={"Idempotency-Key": str(due), "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.status == 200
    return time.perf_counter() - due


if __name__ == "__main__":
    main()
