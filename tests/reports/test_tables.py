"""One writer of workbooks and one of comma-separated values."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from risks.reports.documents.comma_separated import RISKY, comma_separated
from risks.reports.documents.tables import Column, Table, Typed
from risks.reports.documents.workbook import LONGEST_TEXT, workbook

CREATED = datetime(2026, 5, 27, 9, 30, tzinfo=UTC)
COLUMNS = (
    Column("Risk", "title", width=40),
    Column("Loss", "loss", "money", 18),
    Column("Chance", "chance", "percent"),
    Column("Day", "day", "date"),
    Column("Sent", "sent", "moment"),
)
ROW = {
    "title": "Fire",
    "loss": Decimal("1234.56"),
    "chance": 0.153,
    "day": date(2026, 6, 9),
    "sent": datetime(2026, 5, 27, 9, 30),  # noqa: DTZ001 (a clock's, as cells hold it)
}


def table(*rows: dict[str, Any], **fields: Any) -> Table:
    return Table(name="Sheet", columns=COLUMNS, rows=rows, **fields)


def sheet(made: Table) -> Worksheet:
    content = workbook([made], title="A test", created=CREATED)
    return load_workbook(BytesIO(content))["Sheet"]


def test_cells_hold_numbers_and_dates() -> None:
    cells = sheet(table(ROW))[2]

    assert [cell.value for cell in cells] == [
        "Fire",
        1234.56,
        0.153,
        datetime(2026, 6, 9),  # noqa: DTZ001
        datetime(2026, 5, 27, 9, 30),  # noqa: DTZ001
    ]
    assert [cell.number_format for cell in cells] == [
        "General",
        "#,##0.00",
        "0.0%",
        "yyyy-mm-dd",
        "yyyy-mm-dd hh:mm:ss",
    ]


def test_money_names_its_currency() -> None:
    cell = sheet(table(ROW, currency="HKD"))["B2"]

    assert cell.number_format == "[$HKD] #,##0.00"
    assert cell.value == 1234.56


def test_a_date_may_come_as_frozen_text() -> None:
    assert sheet(table({"day": "2026-06-09"}))["D2"].is_date


def test_what_a_row_does_not_say_stays_blank() -> None:
    blank, empty = sheet(table({}, {"title": "", "loss": None})).iter_rows(min_row=2)

    assert {cell.value for cell in (*blank, *empty)} == {None}


@pytest.mark.parametrize("start", [*RISKY, "{=", "http://", "mailto:", "0"])
def test_text_stays_text_in_a_workbook(start: str) -> None:
    text = f"{start}HYPERLINK(1)".replace("\0", "")

    cell = sheet(table({"title": text}))["A2"]

    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_a_text_longer_than_a_cell_is_cut() -> None:
    cell = sheet(table({"title": "x" * (LONGEST_TEXT + 1)}))["A2"]

    assert len(str(cell.value)) == LONGEST_TEXT


def test_notes_stand_above_a_header_that_stays_in_view() -> None:
    made = sheet(table(ROW, notes=("=About", "Second"), frozen_columns=2))

    assert [made.cell(line, 1).value for line in range(1, 5)] == [
        "=About",
        "Second",
        None,
        "Risk",
    ]
    assert made["A1"].data_type == "s"
    assert made.freeze_panes == "C5"
    assert made.auto_filter.ref == "A4:E5"
    assert made["A4"].font.bold


def test_a_sheet_prints_on_one_page_of_width() -> None:
    made = sheet(table(ROW))

    assert made.sheet_properties.pageSetUpPr is not None
    assert made.sheet_properties.pageSetUpPr.fitToPage
    assert made.page_setup.fitToHeight == 0
    assert made.print_title_rows == "$1:$1"


def test_columns_are_as_wide_as_they_say() -> None:
    assert round(sheet(table(ROW)).column_dimensions["A"].width) in (40, 41)


def test_a_value_may_be_of_another_kind_than_its_column() -> None:
    made = sheet(table({"loss": Typed(0.5, "percent")}))

    assert made["B2"].number_format == "0.0%"


def test_equal_tables_are_equal_bytes() -> None:
    one, other = (
        workbook([table(ROW)], title="A test", created=CREATED) for _ in range(2)
    )

    assert one == other


@pytest.mark.parametrize("start", RISKY)
def test_no_line_of_text_begins_a_formula(start: str) -> None:
    content = comma_separated(table({"title": f"{start}1"}, notes=(f"{start}note",)))

    lines = content.decode("utf-8-sig")
    assert f"'{start}note" in lines
    assert f"'{start}1" in lines


def test_numbers_and_dates_are_written_plainly() -> None:
    content = comma_separated(table(ROW | {"loss": Decimal("-1.50")}))

    assert content.decode("utf-8-sig").splitlines() == [
        "Risk,Loss,Chance,Day,Sent",
        "Fire,-1.50,0.153,2026-06-09,2026-05-27 09:30:00",
    ]


def test_a_byte_order_mark_names_the_character_set() -> None:
    assert comma_separated(table({"title": "火災"})).startswith(b"\xef\xbb\xbf")
