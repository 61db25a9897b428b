"""Write tables as a workbook: numbers and dates are real ones, text stays text."""

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from risks.engine.formats import CELLS, Cell, cell_format
from risks.reports.documents.tables import Row, Table, Typed

LONGEST_TEXT = 32_767  # characters in a cell
HEADER = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
LOOKS: dict[Cell, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "date": {"align": "left"},
    "moment": {"align": "left"},
}


def workbook(tables: Iterable[Table], *, title: str, created: datetime) -> bytes:
    """Return one sheet for each table; equal tables give equal bytes."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": created.replace(tzinfo=None)})
        header = book.add_format(HEADER)
        for table in tables:
            _Sheet(book, table, header=header).write()
    return buffer.getvalue()


class _Sheet:
    def __init__(self, book: Workbook, table: Table, *, header: Format) -> None:
        self.table = table
        self.header = header
        self.sheet: Worksheet = book.add_worksheet(str(table.name))
        self.formats = _formats(book, currency=table.currency)

    def write(self) -> None:
        top = self._notes()
        self._header(top)
        last = top
        for last, row in enumerate(self.table.rows, start=top + 1):
            self._row(last, row)
        self.sheet.autofilter(top, 0, last, len(self.table.columns) - 1)
        self._print_setup(top)

    def _notes(self) -> int:
        """Write the lines above the header; return the line of the header."""
        for line, note in enumerate(self.table.notes):
            self.sheet.write_string(line, 0, str(note)[:LONGEST_TEXT])
        return len(self.table.notes) + 1 if self.table.notes else 0

    def _header(self, top: int) -> None:
        self.sheet.freeze_panes(top + 1, self.table.frozen_columns)
        for place, column in enumerate(self.table.columns):
            self.sheet.set_column(place, place, column.width)
            self.sheet.write_string(top, place, str(column.heading), self.header)

    def _row(self, line: int, row: Row) -> None:
        for place, column in enumerate(self.table.columns):
            value, kind = row.get(column.key), column.kind
            if isinstance(value, Typed):
                value, kind = value
            self._cell(line, place, value, kind)

    def _cell(self, line: int, place: int, value: Any, kind: Cell) -> None:
        """`=1+1` is the name of a party here and not a formula."""
        look = self.formats[kind]
        if value is None or value == "":
            self.sheet.write_blank(line, place, None, look)
        elif kind == "text":
            self.sheet.write_string(line, place, str(value)[:LONGEST_TEXT], look)
        elif kind in ("date", "moment"):
            self.sheet.write_datetime(line, place, _day(value), look)
        else:
            self.sheet.write_number(line, place, float(value), look)

    def _print_setup(self, top: int) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(top)


def _formats(book: Workbook, *, currency: str) -> dict[Cell, Format]:
    return {
        kind: book.add_format(
            {
                "num_format": cell_format(kind, currency=currency),
                "valign": "top",
                **LOOKS.get(kind, {}),
            }
        )
        for kind in CELLS
    }


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
