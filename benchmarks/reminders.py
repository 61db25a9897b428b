"""How fast reminders leave, and are claimed: python -m benchmarks.reminders.

    --database sqlite|postgres   [--mails 2000]   [--rows 1000000]

Real dispatchers (`manage.py dispatcher`, one turn each) hand real mails to a mail
server on the loopback. The floor is the least that any sender does: the same bytes over
one connection, no database. Claims are timed among a million rows, with the index and
without it. It stops by itself.
"""

import argparse
import os
import smtplib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import django

from tests.chaos.evidence.recorder import Sink
from tests.postgres import running_postgres

DISPATCHER = (sys.executable, "-W", "ignore", "manage.py", "dispatcher")
INDEX = "notification_due"
# Their moments lie within a minute, and the dispatcher turns each 15 seconds.
LATE_MAILS, MINUTE = 300, 60
# Rows in the backlog, and in a claim: ten is the product's, a hundred the target's.
DUE = 2500
CLAIMED = (10, 100)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--mails", type=int, default=2000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    asked = parser.parse_args()
    if asked.rows < 10 * DUE:
        parser.error(f"--rows {asked.rows}: at least {10 * DUE}")
    with installed(asked.database) as sink:
        for senders in (1, 2):
            throughput(sink, mails=asked.mails, senders=senders)
        floor(sink, mails=asked.mails)
        lateness(mails=LATE_MAILS)
        claims(rows=asked.rows)


@contextmanager
def installed(database: str) -> Iterator[Sink]:
    sink = Sink(rng=Random(1))
    own = running_postgres() if database == "postgres" else nullcontext("")
    with tempfile.TemporaryDirectory() as folder, own as address:
        os.environ |= {
            "DATABASE_URL": address or f"sqlite:///{folder}/house.sqlite3",
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "WATCHBRIEF_VAR": folder,
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(sink.port),
            "REMINDERS_PER_HOUR": "1000000",
        }
        django.setup()
        from tests.tables import make_tables

        make_tables()
        yield sink
        sink.close()


def throughput(sink: Sink, *, mails: int, senders: int) -> None:
    from risks.alerts.operations import plan

    make_due(mails)
    began = time.perf_counter()
    plan(now=datetime.now(UTC))
    planned = time.perf_counter() - began
    first = len(sink.letters)
    running = [subprocess.Popen(DISPATCHER, stdout=-3) for _ in range(senders)]
    for process in running:
        process.wait()
    taken = sorted(letter.at for letter in sink.letters[first:])
    rate = (len(taken) - 1) / (taken[-1] - taken[0])
    copies = len(taken) - len({one.message_id for one in sink.letters[first:]})
    print(f"| plan {mails} deadlines | {mails / planned:.0f} a second |")
    print(f"| {senders} senders, {len(taken)} mails, {copies} twice | {rate:.0f}/s |")


def make_due(mails: int) -> None:
    from risks.cases.models import Deadline
    from tests.alerts.world import make_counsel
    from tests.factories import make_case, make_deadline

    case = make_case(owner=make_counsel())
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    one = make_deadline(case, due_date=tomorrow)
    rows = [copied(one) for _ in range(mails - 1)]
    Deadline.objects.bulk_create(rows, batch_size=500)


def copied(row: Any) -> Any:
    """The same in all but its names."""
    from risks.access.models import public_id
    from risks.cases.models import Deadline
    from risks.cases.models.deadline import deadline_code

    names = [field.attname for field in Deadline._meta.concrete_fields]
    values = {name: getattr(row, name) for name in names if name != "id"}
    return Deadline(**{**values, "public_id": public_id(), "code": deadline_code()})


def floor(sink: Sink, *, mails: int) -> None:
    from risks.alerts.models import Notification
    from risks.alerts.operations.sending.compose import compose

    row = Notification.objects.select_related("deadline__case", "recipient").first()
    assert row is not None
    now = datetime.now(UTC)
    text = compose(row, now=now).message().as_bytes()
    address = row.recipient.email
    with smtplib.SMTP("127.0.0.1", sink.port) as server:
        rate = mails / seconds(lambda: server.sendmail(address, address, text), mails)
    print(f"| floor: {len(text)} bytes over one connection | {rate:.0f}/s |")
    written = seconds(lambda: compose(row, now=now), 200) / 200
    print(f"| composing one mail | {1000 * written:.1f} ms |")


def lateness(*, mails: int) -> None:
    """From the moment of a reminder to its departure, with one dispatcher's loop."""
    from risks.alerts.models import Notification
    from risks.alerts.operations import plan

    last = Notification.objects.order_by("-pk").values_list("pk", flat=True)[0]
    make_due(mails)
    plan(now=datetime.now(UTC))
    fresh = Notification.objects.filter(pk__gt=last)
    start = datetime.now(UTC) + timedelta(seconds=15)
    for number, key in enumerate(fresh.order_by("pk").values_list("pk", flat=True)):
        at = start + timedelta(seconds=MINUTE * number / mails)
        Notification.objects.filter(pk=key).update(fire_at=at)
    loop = subprocess.Popen([*DISPATCHER, "--loop"], stdout=-3, stderr=-3)
    while fresh.filter(sent_at__isnull=True).exists():
        time.sleep(0.5)
    loop.terminate()
    loop.wait()
    late = sorted(
        (sent - fire).total_seconds()
        for fire, sent in fresh.values_list("fire_at", "sent_at")
        if sent
    )
    cuts = statistics.quantiles(late, n=100)
    said = f"p50 {cuts[49]:.0f} s, p99 {cuts[98]:.0f} s"
    print(f"| lateness of {mails} mails in a minute, one loop | {said} |")


def seconds(work: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - began


def claims(*, rows: int) -> None:
    from django.db import connection

    fill(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE risks_notification")
    print(f"| rows among which is claimed | {rows} |")
    for size in CLAIMED:
        took = 1000 * claim_once(size, times=15)
        print(f"| claim of {size} with the index | {took:.1f} ms |")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {INDEX}")
    for size in CLAIMED:
        took = 1000 * claim_once(size, times=3)
        print(f"| claim of {size} without it | {took:.1f} ms |")


def claim_once(size: int, *, times: int) -> float:
    from risks.alerts.operations.sending import claim
    from risks.clock import read_clock

    vars(claim)["BATCH"] = size  # Its name there.
    took = []
    for _ in range(times):
        clock = read_clock()
        began = time.perf_counter()
        claimed = claim.claim(clock)
        took.append(time.perf_counter() - began)
        assert len(claimed) == size
    return statistics.median(took)


def fill(rows: int) -> None:
    """Nine of ten are long sent; most of the rest lies ahead: a house of years."""
    from risks.alerts.models import Notification

    pattern = Notification.objects.order_by("pk").first()
    assert pattern is not None
    present = datetime.now(UTC)
    batch = []
    for number in range(rows):
        due = number % (rows // DUE) == 0
        batch.append(one_of(pattern, number, due=due, present=present))
        if len(batch) == 5000:
            Notification.objects.bulk_create(batch)
            batch.clear()
    Notification.objects.bulk_create(batch)


def one_of(pattern: Any, number: int, *, due: bool, present: datetime) -> Any:
    from risks.alerts.models import Notification, State

    ahead = timedelta(minutes=number % 100_000)
    waiting = due or number % 10 == 0
    return Notification(
        key=f"{number:064d}",
        public_id=f"{number:012d}",
        kind="deadline",
        object_id=pattern.object_id,
        deadline_id=pattern.deadline_id,
        recipient_id=pattern.recipient_id,
        revision=1,
        offset="P7D",
        critical=number % 3 == 0,
        due_at=present + ahead,
        fire_at=present - ahead if due or not waiting else present + ahead,
        state=State.SCHEDULED if waiting else State.SENT,
        sent_at=None if waiting else present - ahead - timedelta(hours=2),
        message_id=f"<{number}@localhost>",
        created_by="plan",
        created_at=present,
    )


if __name__ == "__main__":
    main()
