"""Recalculation by one worker: python -m benchmarks.recalculation [--risks N].

In a fresh SQLite in a temporary folder: N risks priced for the first time, one changed
risk among them, all priced again to compare (*Recalculate all*), and all on the next
day. One risk in fifty is privileged, so that two scopes see different sums. `--mixed`:
one risk in ten is a suit, and one an injunction that is linked to it.
`--without-draws`: no draws are kept on disk. Prints rows of a table: CPU seconds, and
queries.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import median
from typing import Any
from unittest.mock import patch
from uuid import UUID

from benchmarks.registers import injunction, suit

NOW = datetime(2026, 5, 27, 1, 0, tzinfo=UTC)
CHANGES = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--risks", type=int, default=1000)
    parser.add_argument("--mixed", action="store_true")
    parser.add_argument("--without-draws", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/benchmark.sqlite3",
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "EXPOSURE_CACHE_MB": "0" if wanted.without_draws else "4096",
            "WATCHBRIEF_VAR": folder,
        }
        register(wanted.risks, mixed=wanted.mixed)
        measure(wanted.risks)


def register(count: int, *, mixed: bool) -> None:
    # Here and not at the top: the settings read the database from the environment.
    from tests.tables import make_tables

    make_tables()
    from django.db import transaction

    from risks.access.models import Role
    from tests.factories import make_company, make_entity, make_person, make_risk

    with transaction.atomic():
        company = make_company("MANY")
        make_person("viewer")
        make_person("counsel", roles=[Role.IN_HOUSE_LAWYER])
        entity = make_entity(company, "WFOE")
        for number in range(count):
            kind, parameters = parameters_of(number, mixed=mixed)
            risk = make_risk(
                code(number),
                company=company,
                entity=entity if number % 3 else None,
                kind=kind,
                privileged=number % 50 == 0,
                uuid=UUID(int=Random(-number - 1).getrandbits(128)),
            )
            assume(risk, parameters)


def code(number: int) -> str:
    return f"R-{number:06}"


def parameters_of(number: int, *, mixed: bool) -> tuple[str, dict[str, Any]]:
    """The kind of risk and what is assumed of it."""
    if mixed and number % 10 == 7:
        return "copyright_suit", bare(suit(number))
    if mixed and number % 10 == 8:
        linked = {"linked_suit": code(number - 1)}
        return "injunction", bare(injunction(number)) | linked
    luck = Random(number)
    low = 10 ** luck.uniform(4, 5)
    return "event", {
        "probability_horizon": luck.uniform(0.05, 0.15),
        "severity": {"lognormal90": [low, 10 * low]},
    }


def bare(document: dict[str, Any]) -> dict[str, Any]:
    return {key: document[key] for key in document if key not in ("id", "kind")}


def assume(risk: Any, parameters: dict[str, Any]) -> None:
    from risks.access.models import Person
    from risks.register.operations import record_assumptions

    record_assumptions(
        risk,
        parameters=parameters,
        reason="For the benchmark.",
        author=Person.objects.earliest("pk"),
        effective_date=date(2026, 5, 1),
        now=NOW,
    )


def measure(count: int) -> None:
    from risks.exposure.operations import recalculate_stale, request_full_recalculation
    from risks.register.models import Company, Risk

    row(f"{count:,} risks, the first time", lambda: recalculate_stale(now=NOW))
    row("nothing changed", lambda: recalculate_stale(now=NOW))
    each = [(0.0, 0.0)] * CHANGES
    for number in range(CHANGES):
        risk = Risk.objects.get(code=code(10 * number + 1))
        latest = risk.assumptions.latest("number")
        assume(risk, {**latest.parameters, "probability_horizon": 0.2})
        each[number] = until_sums_and_shares(minutes=number + 1)
    sums, shares = (median(part) for part in zip(*each, strict=True))
    print(f"| one changed risk, until the sums are stored | {sums:.2f} s | |")
    print(f"| the same, until each member has its share | {shares:.2f} s | |")
    request_full_recalculation(Company.objects.get(), by=None, now=NOW)
    later = NOW + timedelta(hours=1)
    row("all of them again, compared", lambda: recalculate_stale(now=later))
    tomorrow = NOW + timedelta(days=1)
    row("all of them on the next day", lambda: recalculate_stale(now=tomorrow))


def until_sums_and_shares(*, minutes: int) -> tuple[float, float]:
    from risks.exposure.operations import recalculate_stale
    from risks.exposure.operations.shares import store_shares

    spent = [0.0]

    def timed(*portfolios: Any, **named: Any) -> None:
        began = time.process_time()
        store_shares(*portfolios, **named)
        spent[0] += time.process_time() - began

    began = time.process_time()
    with patch("risks.exposure.operations.recalculate.store_shares", timed):
        recalculate_stale(now=NOW + timedelta(minutes=minutes))
    took = time.process_time() - began
    return took - spent[0], took


def row(what: str, work: Callable[[], object]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        began = time.process_time()
        work()
        took = time.process_time() - began
    print(f"| {what} | {took:.2f} s | {len(queries):,} queries |", flush=True)


if __name__ == "__main__":
    main()
