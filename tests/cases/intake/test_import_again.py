"""What was imported once changes nothing again: whole or in part, in any order."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from risks.cases.models import Case, DocketEntry
from risks.cases.operations import Imported, import_docket
from risks.cases.sources.docket import Docket, Entry, Source
from tests.factories import NOW, make_case
from tests.fuzz import examples

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 5, 4)
MINUTES = "MINUTES of the status conference held before Judge A. Person."
MOTION = (
    "NOTICE OF MOTION AND MOTION to Dismiss Case filed by defendant Acme. Motion set "
    "for hearing on 6/{day}/2026 at 08:30 AM before Judge Roe."
)


def made_docket() -> list[Entry]:
    """Numbered and minute entries, several on a day, some with the same words."""
    filed = [
        ("1", 0, 0, "COMPLAINT against Acme filed by plaintiff Doe."),
        ("2", 0, 0, "SUMMONS ISSUED as to Acme"),
        ("3", 0, 0, "SUMMONS ISSUED as to Acme Holdings"),
        ("", 0, 1, MINUTES),
        ("", 1, 1, MINUTES),
        ("", 1, 1, MINUTES),
        ("4", 1, 4, "First AMENDED COMPLAINT against Acme filed by Doe."),
        ("5", 4, 4, MOTION.format(day=15)),
        ("6", 4, 5, MOTION.format(day=22)),
        ("7", 4, 4, "NOTICE of Appearance filed by attorney Poe."),
        ("8", 4, 4, "NOTICE of Appearance filed by attorney Poe."),
        ("", 5, 5, "Minutes"),
        ("9", 6, 7, "ORDER GRANTING 5 Motion to Dismiss. Answer due 6/19/2026."),
    ]
    return [
        Entry(
            filed_date=MONDAY + timedelta(days=day),
            entered_date=MONDAY + timedelta(days=entered),
            number=number,
            text=text,
            pacer_seq_no=str(100 + index),
            pacer_doc_id=f"0311{index:04}" if number else "",
        )
        for index, (number, day, entered, text) in enumerate(filed)
    ]


def as_told(entry: Entry, source: Source) -> Entry:
    """The entry as this source knows it."""
    if source is Source.RSS:
        assert entry.entered_date is not None
        stub = " ".join(entry.text.split()[:3])
        return replace(entry, filed_date=entry.entered_date, text=stub)
    if source is Source.COURTLISTENER:
        return replace(entry, entered_date=None)
    if source is Source.NOTICE:
        return replace(entry, entered_date=None, pacer_seq_no="")
    if source is Source.JSON:
        return replace(entry, pacer_seq_no="", pacer_doc_id="")
    # As a bankruptcy court's page does it.
    placeholder = "0000000" if entry.number else ""
    if source is Source.SHEET:
        return replace(entry, pacer_seq_no="", pacer_doc_id=placeholder)
    return entry


DOCKET = made_docket()
SOURCES = (
    Source.PACER,
    Source.RSS,
    Source.COURTLISTENER,
    Source.NOTICE,
    Source.JSON,
    Source.SHEET,
)
PARTS = st.lists(
    st.tuples(
        st.sampled_from(SOURCES),
        st.lists(st.sampled_from(range(len(DOCKET))), min_size=1, unique=True),
        # How many days too late it dates those that have an id.
        st.sampled_from([0, 0, 1, 4]),
    ),
    min_size=1,
    max_size=4,
)


def take_in(case: Case, source: Source, part: list[int], late: int = 0) -> Imported:
    told = [as_told(DOCKET[index], source) for index in part]
    docket = Docket(
        source=source,
        court_id=case.court_id,
        docket_number=case.docket_number,
        caption=case.caption,
        entries=tuple(
            replace(entry, filed_date=entry.filed_date + timedelta(days=late))
            if entry.pacer_seq_no
            else entry
            for entry in told
        ),
    )
    return import_docket(docket, case=case, now=NOW)


def changes(result: Imported) -> tuple[int, int, int]:
    return result.created, result.updated, result.deadlines


@examples(25)
@given(parts=PARTS)
def test_any_parts_from_any_sources_change_nothing_again(
    parts: list[tuple[Source, list[int], int]],
) -> None:
    with transaction.atomic():
        case = make_case()
        for source, part, late in parts:
            take_in(case, source, part, late)
        again = [changes(take_in(case, *part)) for part in parts]
        transaction.set_rollback(True)

    assert again == [(0, 0, 0)] * len(parts)


@pytest.mark.parametrize("seed", range(6))
def test_no_part_adds_an_entry_to_a_whole_docket(seed: int) -> None:
    case, choose = make_case(), random.Random(seed)
    take_in(case, Source.PACER, list(range(len(DOCKET))))

    for _ in range(6):
        part = choose.sample(range(len(DOCKET)), choose.randint(1, 6))
        again = take_in(case, choose.choice(SOURCES), part)
        assert changes(again) == (0, 0, 0), (seed, part)

    assert DocketEntry.objects.count() == len(DOCKET)


@pytest.mark.parametrize("seed", range(6))
def test_the_whole_page_after_any_parts_has_each_entry_once(seed: int) -> None:
    case, choose = make_case(), random.Random(seed)
    for _ in range(3):
        part = choose.sample(range(len(DOCKET)), choose.randint(1, 6))
        take_in(case, choose.choice((Source.PACER, Source.COURTLISTENER)), part)

    take_in(case, Source.PACER, list(range(len(DOCKET))))

    rows = DocketEntry.objects.order_by("pacer_seq_no")
    assert [row.pacer_seq_no for row in rows] == [one.pacer_seq_no for one in DOCKET]
    assert [row.text for row in rows] == [one.text for one in DOCKET]
