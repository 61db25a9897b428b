"""A large register end to end: python -m benchmarks.register [--risks N --people N …].

Fills a fresh SQLite in a temporary folder with risks (three in a hundred restricted,
one in fifty privileged; with --mixed one in ten a suit, and one an injunction linked to
it), people whose access differs, restricted matters and cases. Then it times what users
wait for: the first recalculation, a tick without work, one changed assumption, pages,
the next day. Prints rows of a table: CPU seconds, queries, and the goal.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch
from uuid import UUID

from benchmarks.registers import injunction, suit

NOW = datetime(2026, 5, 27, 1, 0, tzinfo=UTC)
ENTITIES, MOST_MATTERS = 5, 3
DAYS, CHANGES_A_DAY = 365, 20
PAGES = ("dashboard", "exposure", "register")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--risks", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--matters", type=int, default=20)
    parser.add_argument("--scopes", type=int, default=68)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--mixed", action="store_true", help="suits and injunctions")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/benchmark.sqlite3",
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "WATCHBRIEF_VAR": folder,
        }
        fill(wanted)
        measure(Path(folder) / "benchmark.sqlite3")


def fill(wanted: argparse.Namespace) -> None:
    # Here and not at the top: the settings read the database from the environment.
    from tests.tables import make_tables

    make_tables()
    from django.db import transaction

    from risks.access.models import Person
    from tests.factories import make_case, make_company, make_entity

    with transaction.atomic():
        company = make_company("MANY")
        entities = [make_entity(company, f"E{n}") for n in range(ENTITIES)]
        matters = _people_and_matters(wanted)
        _risks(wanted, company=company, entities=entities, matters=matters)
        owner = Person.objects.earliest("pk")
        for number in range(wanted.cases):
            make_case(f"C-{number}", company=company, owner=owner)


def _people_and_matters(wanted: argparse.Namespace) -> list[Any]:
    """People in as many scopes as wanted; the first two see no restricted matter."""
    from risks.access.models import Role
    from tests.factories import make_person, make_restricted_matter

    matters = [make_restricted_matter(f"M{n}") for n in range(wanted.matters)]
    luck, scopes = Random(1), list[Any]([((), False), ((), True)])
    while len(scopes) < wanted.scopes:
        some = luck.sample(matters, min(luck.randint(1, MOST_MATTERS), len(matters)))
        scope = (tuple(sorted(some, key=lambda each: each.pk)), luck.random() < 0.2)
        if scope not in scopes:
            scopes.append(scope)
    for number in range(wanted.people):
        seen, lawyer = scopes[number % len(scopes)]
        role = Role.IN_HOUSE_LAWYER if lawyer else Role.VIEWER
        person = make_person(f"reader{number}", roles=[role])
        for matter in seen:
            matter.members.add(person)
    return matters


def _risks(
    wanted: argparse.Namespace, *, company: Any, entities: list[Any], matters: list[Any]
) -> None:
    from risks.access.models import Person
    from risks.register.models import Assumptions, Risk
    from risks.register.operations import assumptions_hash

    owner, luck = Person.objects.earliest("pk"), Random(2)
    rows = [
        Risk(
            code=code(number),
            title=f"Risk {number}",
            company=company,
            owner=owner,
            kind=parameters_of(number, mixed=wanted.mixed)[0],
            entity=entities[number % ENTITIES] if number % 6 else None,
            restricted_matter=luck.choice(matters) if luck.random() < 0.03 else None,
            privileged=number % 50 == 0,
            uuid=UUID(int=Random(-number - 1).getrandbits(128)),
            opened_on=date(2026, 5, 1),
        )
        for number in range(wanted.risks)
    ]
    Risk.objects.bulk_create(rows)
    Assumptions.objects.bulk_create(
        Assumptions(
            risk=risk,
            number=1,
            parameters=parameters,
            hash=assumptions_hash(kind, parameters),
            reason="For the benchmark.",
            author=owner,
            effective_date=date(2026, 5, 1),
            created_at=NOW,
        )
        for number, risk in enumerate(rows)
        for kind, parameters in [parameters_of(number, mixed=wanted.mixed)]
    )


def code(number: int) -> str:
    return f"R-{number:06}"


def parameters_of(number: int, *, mixed: bool) -> tuple[str, dict[str, Any]]:
    """The kind of risk and what is assumed of it."""
    if mixed and number % 10 == 7:
        return "copyright_suit", bare(suit(number % 100))
    if mixed and number % 10 == 8:
        linked = {"linked_suit": code(number - 1)}
        return "injunction", bare(injunction(number % 100)) | linked
    luck = Random(number)
    low = 10 ** luck.uniform(4, 5)
    return "event", {
        "probability_horizon": luck.uniform(0.05, 0.15),
        "severity": {"lognormal90": [low, 10 * low]},
    }


def bare(document: dict[str, Any]) -> dict[str, Any]:
    return {key: document[key] for key in document if key not in ("id", "kind")}


def measure(database: Path) -> None:
    from risks.exposure.operations import recalculate_stale

    def tick(minutes: int) -> Callable[[], object]:
        def work() -> None:
            assert not recalculate_stale(now=NOW + timedelta(minutes=minutes)).failed

        return work

    print("| what | measured | queries | goal |\n| --- | --- | --- | --- |")
    engine = row("the engine alone: each risk priced and measured", price_all)
    goal = f"{3 * engine:.1f} s: 3 × the engine"
    row("the first time", tick(0), goal=goal)
    row("a tick without work", tick(1), goal="0.5 s")
    before = megabytes(database)
    change(11)
    row("one changed assumption: its own figures", price_changed, goal="1 s")
    row("the same: every scope's sums and shares", tick(2), goal="30 s")
    change(11)
    row("another change of it", tick(3), goal="30 s")
    each = megabytes(database) - before
    for page in PAGES:
        row(f"the page {page}", page_of(page))
    before = megabytes(database)
    row("the next day", tick(24 * 60), goal=goal)
    size(database, change=each / 2, day=megabytes(database) - before)


def price_all() -> None:
    """Price and measure each risk with the engine, and write nothing."""
    from risks.engine.exposure.portfolio.valuation import value_risk
    from risks.exposure.operations import model_and_suit
    from risks.exposure.queries import present_inputs
    from risks.register.models import Company

    company = Company.objects.get()
    for inputs in present_inputs(company, today=company.today(NOW)):
        model, linked = model_and_suit(inputs)
        value_risk(model, terms=inputs.terms, linked=linked)


def change(number: int) -> None:
    from risks.access.models import Person
    from risks.register.models import Risk
    from risks.register.operations import record_assumptions

    risk = Risk.objects.get(code=code(number))
    latest = risk.assumptions.get(is_latest=True)
    chance = latest.parameters["probability_horizon"] + 0.01
    record_assumptions(
        risk,
        parameters={**latest.parameters, "probability_horizon": chance},
        reason="For the benchmark.",
        author=Person.objects.earliest("pk"),
        effective_date=date(2026, 5, 1),
        now=NOW,
    )


class Priced(BaseException):
    """The changed risk has its figures, and the rest of the walk is left out."""


def price_changed() -> None:
    """What a save asks for, until the figures of the risk itself are stored."""
    from risks.exposure.operations import recalculate, recalculate_stale

    def stop(*_arguments: object, **_named: object) -> None:
        raise Priced

    with patch.object(recalculate, "watch_appetites", stop), suppress(Priced):
        recalculate_stale(now=NOW + timedelta(minutes=2))


def page_of(name: str) -> Callable[[], object]:
    from django.test import Client
    from django.urls import reverse

    from risks.access.models import Person

    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(username="reader1"))

    def get() -> None:
        assert client.get(reverse(name)).status_code == 200

    return get


def size(database: Path, *, change: float, day: float) -> None:
    print(
        f"| the database | {megabytes(database):,.0f} MB; a change {change:.1f} MB, "
        f"a day {day:.1f} MB | | 3 GB a year |"
    )


def megabytes(database: Path) -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return database.stat().st_size / 1e6


def row(what: str, work: Callable[[], object], *, goal: str = "") -> float:
    from django.db import connection

    queries = 0

    def counted(execute: Callable[..., object], *arguments: Any) -> object:
        nonlocal queries
        queries += 1
        return execute(*arguments)

    with connection.execute_wrapper(counted):
        began = time.process_time()
        work()
        took = time.process_time() - began
    print(f"| {what} | {took:.2f} s | {queries:,} | {goal} |", flush=True)
    return took


if __name__ == "__main__":
    main()
