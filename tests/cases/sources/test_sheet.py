"""A docket kept in a spreadsheet: CSV or a workbook, refused by row and column."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from risks.cases.sources.docket import SourceRefused, StatedEvent
from risks.cases.sources.formats.sheet import read_csv
from risks.cases.sources.formats.workbook import read_rows
from risks.cases.sources.read_file import read_dockets
from risks.cases.sources.sandbox.sandbox import Sandbox

HEAD = "docket_number,caption,filed_date,number,text,event,event_date,subject,whose\n"
FIRST = "HCA 100/2026,Doe v. Acme,2026-03-02,1,Writ of summons issued.,,,,\n"
SECOND = (
    'HCA 100/2026,,2026-03-20,2,"Order: defence by 17 April.",'
    "court_set_date,2026-04-17,Defence,ours\n"
)


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_rows_of_one_number_are_one_docket() -> None:
    (docket,) = read_csv(HEAD + FIRST + SECOND, court_id="hkcfi")

    assert (docket.docket_number, docket.caption) == ("HCA 100/2026", "Doe v. Acme")
    assert [entry.number for entry in docket.entries] == ["1", "2"]
    assert docket.entries[0].events is None
    assert docket.entries[1].events == (
        StatedEvent(
            kind="court_set_date",
            date=date(2026, 4, 17),
            subject="Defence",
            whose="ours",
        ),
    )


def test_rows_of_two_numbers_are_two_dockets() -> None:
    other = FIRST.replace("100/2026", "200/2026")

    dockets = read_csv(HEAD + FIRST + other, court_id="hkcfi")

    assert [d.docket_number for d in dockets] == ["HCA 100/2026", "HCA 200/2026"]


def test_a_workbook_says_what_the_csv_says(tmp_path: Path, sandbox: Sandbox) -> None:
    names = ["Docket number", "Caption", "Filed date", "Number", "Text"]
    row = [
        "HCA 100/2026",
        "Doe v. Acme",
        date(2026, 3, 2),
        1,
        "Writ of summons issued.",
    ]
    (tmp_path / "docket.xlsx").write_bytes(workbook(names, row))
    (tmp_path / "docket.csv").write_text(HEAD + FIRST, encoding="utf-8")

    by_book = read_dockets(
        tmp_path / "docket.xlsx", court_id="hkcfi", sandbox=sandbox
    ).dockets
    by_text = read_dockets(
        tmp_path / "docket.csv", court_id="hkcfi", sandbox=sandbox
    ).dockets

    assert by_book == by_text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", 'row 1: the column "docket_number" is missing'),
        (HEAD, "has no row below"),
        ("nonsense\n", 'row 1: "nonsense" is not a column'),
        (HEAD.replace("filed_date", "filed_dat"), 'did you mean "filed_date"'),
        (HEAD.replace("subject", "text"), '"text" stands there twice'),
        (HEAD + FIRST + SECOND.replace("2026-03-20", "20 March"), "row 3, filed_date"),
        (HEAD + SECOND, "row 2, caption: is missing"),
        (HEAD + FIRST + SECOND.replace("2026-04-17", ""), "row 3, event_date: is miss"),
        (HEAD + FIRST + SECOND.replace("court_set_date", "x"), "row 3, event: .* not"),
        (HEAD + FIRST.replace("Writ of summons issued.", ""), "row 2, text: is miss"),
        (HEAD + FIRST.replace("HCA 100/2026", ""), "row 2, docket_number: is missing"),
        (HEAD + '"open', "is not a CSV file"),
    ],
)
def test_a_wrong_sheet_is_refused_by_row_and_column(text: str, problem: str) -> None:
    with pytest.raises(SourceRefused, match=problem):
        read_csv(text, court_id="hkcfi")


def test_a_workbook_that_inflates_out_of_proportion_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)

    with pytest.raises(SourceRefused, match="inflates to 48 MB"):
        read_rows(out.getvalue())


@pytest.mark.parametrize("raw", [b"PK\x03\x04nonsense", b"hello", b""])
def test_what_is_no_workbook_is_refused(raw: bytes) -> None:
    with pytest.raises(SourceRefused, match="is not a workbook"):
        read_rows(raw)
