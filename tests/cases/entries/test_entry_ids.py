"""An id that is not one entry's own identifies none: a placeholder joins nothing."""

from datetime import date
from typing import Any

import pytest

from risks.cases.models import DocketEntry
from risks.cases.operations import Imported, import_docket
from risks.cases.operations.entries.entry_ids import days_agree, with_true_ids
from risks.cases.sources.docket import Docket, Entry, Source
from risks.cases.sources.read_file import read_dockets
from risks.cases.sources.sandbox.sandbox import Sandbox
from tests.court_files import court_file
from tests.factories import NOW, make_case

DAY, LATER = date(2026, 5, 4), date(2026, 5, 6)
PETITION = "Chapter 11 Voluntary Petition filed by Acme."
ORDER = "Order setting the last day to file proofs of claim, in a longer text."
NAMES = ("pacer_seq_no", "pacer_doc_id")


def stored(pk: int, **fields: Any) -> DocketEntry:
    return DocketEntry(pk=pk, **{"filed_date": DAY, "text": PETITION, **fields})


def stated(**fields: Any) -> Entry:
    return Entry(**{"filed_date": DAY, "text": PETITION, **fields})


def kept(
    entry: Entry, *rows: DocketEntry, name: str, source: Source = Source.PACER
) -> str:
    (true,) = with_true_ids([entry], rows, source=source)
    return str(getattr(true, name))


@pytest.mark.parametrize("name", NAMES)
def test_an_id_that_a_file_repeats_is_nobody_s(name: str) -> None:
    entries = [stated(number="1", **{name: "99"}), stated(number="2", **{name: "99"})]

    true = with_true_ids(entries, [], source=Source.PACER)
    assert [getattr(one, name) for one in true] == ["", ""]


@pytest.mark.parametrize("name", NAMES)
def test_an_id_of_an_entry_with_another_number_is_not_this_one_s(name: str) -> None:
    row = stored(1, number="1", **{name: "99"})
    entry = stated(number="3", **{name: "99"})

    assert kept(entry, row, name=name) == ""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("day", [DAY, LATER])
def test_an_id_of_a_stub_of_that_day_is_kept(name: str, day: date) -> None:
    fields = {"filed_date": day, "entered_date": day, "text": "Order", name: "99"}
    row = stored(1, **{name: "99"})

    assert kept(stated(**fields), row, name=name, source=Source.RSS) == "99"


@pytest.mark.parametrize("name", NAMES)
def test_an_id_of_an_entry_that_had_no_text_is_kept(name: str) -> None:
    row = stored(1, text="(no text on the docket)", **{name: "99"})

    assert kept(stated(**{name: "99"}), row, name=name) == "99"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("day", [DAY, LATER])
def test_an_id_of_an_entry_of_another_text_is_not_this_one_s(
    name: str, day: date
) -> None:
    entry = stated(text=ORDER, filed_date=day, **{name: "99"})

    assert kept(entry, stored(1, **{name: "99"}), name=name) == ""


def test_an_id_of_two_stored_entries_is_nobody_s() -> None:
    rows = [stored(pk, number=str(pk), pacer_doc_id="99") for pk in (1, 2)]

    assert kept(stated(number="1", pacer_doc_id="99"), *rows, name="pacer_doc_id") == ""


@pytest.mark.parametrize("given", ["sho0_doc.pl", "show_doc", "-"])
def test_the_name_of_a_script_is_no_id(given: str) -> None:
    assert kept(stated(pacer_doc_id=given), name="pacer_doc_id") == ""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "fields",
    [
        {"number": "1", "filed_date": LATER, "text": ORDER},
        {"filed_date": LATER},
    ],
)
def test_an_id_whose_number_or_text_agrees_is_kept(
    name: str, fields: dict[str, Any]
) -> None:
    row = stored(1, number=fields.get("number", ""), **{name: "99"})

    assert kept(stated(**fields, **{name: "99"}), row, name=name) == "99"


@pytest.mark.parametrize(
    ("day", "agrees"), [(3, False), (4, True), (18, True), (19, False)]
)
def test_an_entry_is_entered_within_two_weeks_of_its_filing(
    day: int,
    agrees: bool,  # noqa: FBT001
) -> None:
    of_feed = stated(filed_date=date(2026, 5, day), entered_date=date(2026, 5, day))

    assert days_agree(of_feed, stored(1)) is agrees


def read(name: str, *, sandbox: Sandbox) -> Docket:
    path = court_file(f"found/{name}")
    (docket,) = read_dockets(path, court_id="nyeb", sandbox=sandbox).dockets
    return docket


def numbered() -> list[tuple[str, str]]:
    rows = DocketEntry.objects.order_by("filed_date", "position", "pk")
    return [(row.number, row.text[:30]) for row in rows]


@pytest.mark.django_db
def test_a_bankruptcy_page_again_and_then_only_its_new_entry(sandbox: Sandbox) -> None:
    whole = read("02a_bankruptcy_whole.html", sandbox=sandbox)
    newer = read("02b_bankruptcy_only_new_entry.html", sandbox=sandbox)
    make_case(court_id="nyeb", docket_number=whole.docket_number)

    first, again = import_docket(whole, now=NOW), import_docket(whole, now=NOW)
    before = numbered()
    second = import_docket(newer, now=NOW)

    assert (first.created, first.updated) == (3, 0)
    assert (again.created, again.updated, again.deadlines) == (0, 0, 0)
    assert (second.created, second.updated) == (1, 0)
    assert numbered() == [*before, ("3", "Order Setting Last Day to File")]
    assert DocketEntry.objects.get(number="3").filed_date == date(2010, 2, 26)


@pytest.mark.django_db
def test_pages_of_one_entry_with_one_placeholder_are_entries_each() -> None:
    case = make_case()

    results = [_of_one(case.docket_number, number) for number in "123123"]

    assert [result.created for result in results] == [1, 1, 1, 0, 0, 0]
    assert not any(result.updated for result in results)


def _of_one(docket_number: str, number: str) -> Imported:
    entry = stated(
        number=number,
        text=f"{PETITION} {number * 3}",
        pacer_doc_id="9999999",
        pacer_seq_no="1",
    )
    docket = Docket(
        source=Source.PACER,
        court_id="cacd",
        docket_number=docket_number,
        caption="Doe v. Acme",
        entries=(entry,),
    )
    return import_docket(docket, now=NOW)
