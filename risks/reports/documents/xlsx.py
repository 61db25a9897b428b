"""The same frozen figures as a workbook: numbers and dates are real ones."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from risks.reports.documents.columns import SHEETS, SUMMARY, Column, Kind

LONGEST_TEXT = 32_767  # characters in a cell
FORMATS: dict[Kind, dict[str, Any]] = {
    "text": {"text_wrap": True, "valign": "top"},
    "money": {"num_format": "#,##0.00", "valign": "top"},
    "number": {"num_format": "#,##0.####", "valign": "top"},
    "score": {"num_format": "0.0", "valign": "top"},
    "percent": {"num_format": "0.0%", "valign": "top"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left", "valign": "top"},
}


def xlsx(figures: Mapping[str, Any]) -> bytes:
    """The same figures give the same bytes."""
    buffer = BytesIO()
    created = datetime.fromisoformat(figures["created"]).replace(tzinfo=None)
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": _title(figures), "created": created})
        formats = {kind: book.add_format(look) for kind, look in FORMATS.items()}
        _summary(book, figures, formats)
        for name, key, columns in SHEETS:
            _table(book, name, figures[key], columns=columns, formats=formats)
    return buffer.getvalue()


def _title(figures: Mapping[str, Any]) -> str:
    period = figures["period"]
    return f"{figures['company']['name']}, {period['start']} to {period['end']}"


def _summary(
    book: Workbook, figures: Mapping[str, Any], formats: Mapping[Kind, Format]
) -> None:
    sheet = book.add_worksheet("Summary")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 2, 26)
    bold = book.add_format({"bold": True})
    sheet.write_string(0, 0, _title(figures), bold)
    for line, note in enumerate(figures["demo"], start=1):
        sheet.write_string(line, 0, note)
    top = 2 + len(figures["demo"])
    for place, heading in enumerate(("Measure", "At the end", "At the start")):
        sheet.write_string(top, place, heading, bold)
    for row, column in enumerate(SUMMARY, start=top + 1):
        sheet.write_string(row, 0, column.heading)
        for place, key in enumerate(("portfolio", "before"), start=1):
            value = (figures[key] or {}).get(column.key)
            _write(sheet, row, place, value, kind=column.kind, formats=formats)
    last = top + len(SUMMARY) + 2
    sheet.write_string(last, 0, "SHA-256 of the frozen figures")
    sheet.write_string(last, 1, figures["sha256"])


def _table(
    book: Workbook,
    name: str,
    rows: Iterable[Mapping[str, Any]],
    *,
    columns: tuple[Column, ...],
    formats: Mapping[Kind, Format],
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, bold)
    for line, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            value = row[column.key]
            _write(sheet, line, place, value, kind=column.kind, formats=formats)


def _write(
    sheet: Worksheet,
    row: int,
    place: int,
    value: Any,
    *,
    kind: Kind,
    formats: Mapping[Kind, Format],
) -> None:
    """Text is written as text: `=1+1` is a title here and not a formula."""
    look = formats[kind]
    if value is None or value == "":
        sheet.write_blank(row, place, None, look)
        return
    if kind == "text":
        sheet.write_string(row, place, str(value)[:LONGEST_TEXT], look)
        return
    if kind == "date":
        sheet.write_datetime(row, place, date.fromisoformat(value), look)
        return
    sheet.write_number(row, place, value, look)
