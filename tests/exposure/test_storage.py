"""Five years of daily figures of 1,000 risks stay under 0.6 GB."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection

from risks.exposure.models import PortfolioRun, Snapshot
from risks.exposure.operations import recalculate_stale
from risks.exposure.operations.shares import LARGEST
from risks.register.models import Company
from tests.exposure.examples import FIRE, assume
from tests.factories import NOW, TODAY, make_company, make_person, make_risk

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="counts the pages of SQLite"
    ),
]
DAYS = 5 * 365
GIGABYTE = 10**9


@pytest.fixture
def company() -> Company:
    make_person()
    company = make_company()
    for number in range(4):
        assume(
            make_risk(company=company),
            {**FIRE, "severity": {"lognormal90": [123_456, 2_345_678 + number]}},
        )
    recalculate_stale(now=NOW)
    return company


def bytes_of(write: Callable[[], object]) -> int:
    """How much larger the database becomes."""
    before = size()
    write()
    return size() - before


def size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute("PRAGMA page_size")
        (page,) = cursor.fetchone()
        cursor.execute("PRAGMA freelist_count")
        (free,) = cursor.fetchone()
    return int((pages - free) * page)


def snapshots_of_days(company: Company, count: int) -> list[Snapshot]:
    """As the days make them: figures to the cent, another hash each day."""
    patterns = list(Snapshot.objects.filter(risk__company=company))
    rows = []
    for number in range(count):
        row = patterns[number % len(patterns)]
        rows.append(
            Snapshot(
                **{
                    field.attname: getattr(row, field.attname)
                    for field in Snapshot._meta.concrete_fields
                    if field.name != "id"
                }
                | {
                    "input_hash": f"{number * 2**200:064x}",
                    "valuation_date": TODAY + timedelta(days=number // 4),
                    "computed_at": NOW + timedelta(days=number // 4, microseconds=1),
                    "change": "",
                    "p99": row.p99 + Decimal("0.01"),
                }
            )
        )
    return rows


def run_of(company: Company, *, members: int) -> PortfolioRun:
    run = PortfolioRun.objects.filter(company=company, dimension="portfolio")[0]
    run.pk = None
    run.input_hash = "cd" * 32
    run.risks = members
    run.largest = [
        {
            "risk": 1_000 + number,
            "snapshot": 1_800_000 + 7 * number,
            "tvar95": number * 1234.56,
            "p95": number * 345.67,
        }
        for number in range(min(members, LARGEST))
    ]
    return run


def test_five_years_of_a_thousand_risks_fit(company: Company) -> None:
    rows = snapshots_of_days(company, 4_000)

    each = bytes_of(lambda: Snapshot.objects.bulk_create(rows)) / len(rows)

    assert each <= 300
    assert each * 1_000 * DAYS < 0.6 * GIGABYTE


def test_a_run_of_a_few_risks_takes_little_more_than_a_kilobyte(
    company: Company,
) -> None:
    runs = [run_of(company, members=4) for _ in range(500)]
    for number, run in enumerate(runs):
        run.input_hash = f"{number:064x}"

    each = bytes_of(lambda: PortfolioRun.objects.bulk_create(runs)) / len(runs)

    assert each <= 1_400


def test_a_run_of_a_thousand_members_keeps_the_largest(company: Company) -> None:
    runs = [run_of(company, members=1_000) for _ in range(50)]
    for number, run in enumerate(runs):
        run.input_hash = f"{number:064x}"

    each = bytes_of(lambda: PortfolioRun.objects.bulk_create(runs)) / len(runs)

    assert each <= 4_000
    stored = PortfolioRun.objects.get(input_hash=f"{7:064x}")
    assert stored.largest == runs[7].largest
