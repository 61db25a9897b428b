"""A docket of 47 entries costs few queries, new or again, in a full database too."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from risks.access.models import Role
from risks.cases.models import Deadline, DocketEntry
from risks.cases.operations import import_docket
from risks.cases.sources.docket import Docket, Entry, Source
from tests.factories import NOW, make_company, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FILED = date(2025, 9, 16)
# SQLite takes so many variables in one statement that wide rows go in several.
MOST_QUERIES = 50
TEXTS = (
    "COMPLAINT against Acme filed by plaintiff Doe {n}.",
    (
        "NOTICE OF MOTION AND MOTION to Dismiss Case filed by defendant Acme. Motion "
        "set for hearing on 5/{day}/{year} at 08:30 AM before Judge Roe."
    ),
    "NOTICE of Appearance filed by attorney Poe on behalf of defendant Acme {n}",
)


def entries(year: int) -> Iterator[Entry]:
    for n in range(47):
        text = TEXTS[n % len(TEXTS)].format(n=n, day=n % 28 + 1, year=year)
        yield Entry(
            filed_date=FILED + timedelta(days=5 * n),
            number=str(n + 1),
            text=text,
            pacer_seq_no=str(n + 1),
        )


def take_in(docket_number: str, *, year: int = 2026) -> int:
    """The queries that it took."""
    docket = Docket(
        source=Source.PACER,
        court_id="cacd",
        docket_number=docket_number,
        caption="Doe v. Acme",
        entries=tuple(entries(year)),
    )
    with CaptureQueriesContext(connection) as queries:
        import_docket(docket, now=NOW)
    return len(queries)


def test_a_docket_of_47_entries_takes_at_most_fifty_queries_new_or_again() -> None:
    make_company()
    make_person(roles=[Role.IN_HOUSE_LAWYER])

    new, again = take_in("2:25-cv-08768"), take_in("2:25-cv-08768-SB")

    assert DocketEntry.objects.count() == 47
    assert Deadline.objects.exists()
    assert new <= MOST_QUERIES
    assert again < new


def test_what_depends_on_its_deadlines_takes_no_query_for_each() -> None:
    make_company()
    make_person(roles=[Role.IN_HOUSE_LAWYER])

    new = take_in("2:25-cv-08768", year=2027)
    again = take_in("2:25-cv-08768", year=2027)

    assert Deadline.objects.dependent().count() == 16
    assert new <= MOST_QUERIES
    assert again < new


def test_a_tenth_docket_takes_no_more_queries_than_the_second() -> None:
    make_company()
    make_person(roles=[Role.IN_HOUSE_LAWYER])
    costs = [take_in(f"2:25-cv-{number:05d}") for number in range(10)]

    assert costs[9] <= costs[1]
