"""Dockets into a database that fills: python -m benchmarks.imports [--entries N].

Prints what a docket of 47 entries costs beyond its parsing, new and again, in queries
and in CPU seconds, and then the rate of importing at each tenth of the way to N
entries. The database is a fresh SQLite in a temporary folder.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

ENTRIES_OF_A_DOCKET = 47
NOW = datetime(2026, 5, 27, 1, 0, tzinfo=UTC)
_TEXTS = (
    "COMPLAINT against Acme Corp. filed by plaintiff Doe {n}. (Attachments: # 1)",
    (
        "NOTICE OF MOTION AND MOTION to Dismiss Case filed by defendant Acme. "
        "Motion set for hearing on 6/{day}/2026 at 08:30 AM before Judge Roe."
    ),
    "MEMORANDUM in Opposition to NOTICE OF MOTION AND MOTION to Dismiss Case {n}",
    (
        "MINUTES (IN CHAMBERS) ORDER by Judge Roe: the Scheduling Conference is set "
        "for 9/14/2026 at 08:30 AM. {n}"
    ),
    "NOTICE of Appearance filed by attorney Poe on behalf of defendant Acme {n}",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    wanted = parser.parse_args().entries
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"WATCHBRIEF_VAR": folder, "DJANGO_SETTINGS_MODULE": SETTINGS}
        os.environ.pop("DATABASE_URL", None)
        set_up()
        for line in (*one_docket(), *a_full_database(wanted)):
            print(line, flush=True)


SETTINGS = "tracker.settings"


def set_up() -> None:
    # Here and not at the top: the settings read the folder from the environment.
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def take_in(number: int) -> None:
    from risks.cases.operations import import_docket
    from risks.cases.sources.docket import Docket, Entry, Source

    filed = date(2025, 9, 16)
    entries = tuple(
        Entry(
            filed_date=filed + timedelta(days=5 * n),
            number=str(n + 1),
            text=_TEXTS[n % len(_TEXTS)].format(n=n, day=n % 28 + 1),
            pacer_seq_no=str(n + 1),
        )
        for n in range(ENTRIES_OF_A_DOCKET)
    )
    docket = Docket(
        source=Source.PACER,
        court_id="cacd",
        docket_number=f"2:25-cv-{number:05d}",
        caption=f"Doe {number} v. Acme",
        filed_date=filed,
        entries=entries,
    )
    import_docket(docket, now=NOW)


def one_docket() -> Iterator[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for said, number in (("first of all", 1), ("new", 2), ("again", 2), ("new", 3)):
        with CaptureQueriesContext(connection) as queries:
            began = time.process_time()
            take_in(number)
            took = time.process_time() - began
        yield f"| 47 entries, {said} | {took:.3f} s | {len(queries)} queries |"


def a_full_database(wanted: int) -> Iterator[str]:
    dockets = wanted // ENTRIES_OF_A_DOCKET
    step = max(1, dockets // 10)
    for first in range(0, dockets, step):
        numbers = range(first, min(first + step, dockets))
        began = time.process_time()
        for number in numbers:
            take_in(10 + number)
        rate = len(numbers) * ENTRIES_OF_A_DOCKET / (time.process_time() - began)
        there = numbers.stop * ENTRIES_OF_A_DOCKET
        yield f"| to {there:,} entries | {rate:,.0f} entries a CPU second |"


if __name__ == "__main__":
    main()
