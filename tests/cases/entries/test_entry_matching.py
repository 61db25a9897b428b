"""The same entry from two sources is one entry; two that look alike are two."""

from datetime import date
from typing import Any

import pytest

from risks.cases.models import DocketEntry
from risks.cases.operations.entries.entry_matching import match_entries
from risks.cases.operations.entries.entry_texts import close
from risks.cases.sources.docket import Entry, Source

DAY = date(2026, 5, 4)


def known(pk: int, **fields: Any) -> DocketEntry:
    return DocketEntry(pk=pk, **{"filed_date": DAY, "text": "ORDER.", **fields})


def stated(**fields: Any) -> Entry:
    return Entry(**{"filed_date": DAY, "text": "ORDER.", **fields})


def found(entries: list[Entry], rows: list[DocketEntry]) -> list[int | None]:
    rows_found = match_entries(entries, rows, source=Source.PACER)
    return [row.pk if row else None for row in rows_found]


@pytest.mark.parametrize(
    "fields",
    [
        {"pacer_seq_no": "22"},
        {"pacer_doc_id": "0310"},
        {"number": "7"},
    ],
)
def test_one_shared_number_is_enough(fields: dict[str, str]) -> None:
    rows = [known(1, text="Quite other words here."), known(2, text="X", **fields)]

    assert found([stated(text="Some words of its own.", **fields)], rows) == [2]


def test_a_sequence_number_beats_the_number_of_the_document() -> None:
    rows = [known(1, number="7"), known(2, pacer_seq_no="22")]

    assert found([stated(number="7", pacer_seq_no="22")], rows) == [2]


@pytest.mark.parametrize("name", ["pacer_seq_no", "pacer_doc_id", "number"])
def test_the_same_words_under_another_number_are_another_entry(name: str) -> None:
    row = known(1, text="MINUTES re scheduling order.", **{name: "1"})
    entry = stated(text="MINUTES re scheduling order.", **{name: "2"})

    assert found([entry], [row]) == [None]


def test_the_same_number_on_another_day_is_not_looked_for() -> None:
    row = known(1, number="7", filed_date=date(2026, 5, 5))

    assert found([stated(number="7")], [row]) == [None]


def test_the_clerk_s_marks_come_and_go() -> None:
    row = known(1, text="MINUTES held. (bp, )")
    entry = stated(text="MINUTES held. (bp, ) (Entered: 05/05/2026)")

    assert found([entry], [row]) == [1]


def test_each_row_is_found_once() -> None:
    entries = [stated(), stated(), stated()]

    assert found(entries, [known(1), known(2)]) == [1, 2, None]


def test_the_same_words_go_before_the_close_ones() -> None:
    rows = [known(1, text="SUMMONS ISSUED as to Acme")]
    entries = [
        stated(text="SUMMONS ISSUED as to Acme Holdings"),
        stated(text="SUMMONS ISSUED as to Acme"),
    ]

    assert found(entries, rows) == [None, 1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("PLACED IN FILE - NOT USED", "PLACED IN FILE - NOT USED re order", True),
        ("Order on Motion", "Order on Motion to Dismiss", False),
        ("ANSWER to Firs Complaint by A", "ANSWER to First Complaint by A", True),
        ("SUMMONS ISSUED as to Doe 1", "SUMMONS ISSUED as to Doe 2", False),
        ("CERTIFICATION filed by the TJX", "CERTIFICATION filed by the Acme", False),
        ("HEARING of 2026 is now set", "HEARING of 2027 is now set", False),
        ("MINUTES", "MINUTES", True),
    ],
)
def test_close_is_cut_short_or_misspelt_and_no_more(
    one: str,
    other: str,
    same: bool,  # noqa: FBT001
) -> None:
    assert close(one, other) is same
    assert close(other, one) is same
