"""The contingency schedule as a workbook: one row a suit, real numbers and dates."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from risks.reports.documents.columns import Column, Kind
from risks.reports.documents.xlsx import FORMATS, LONGEST_TEXT

COLUMNS = (
    Column("Code", "code"),
    Column("Matter", "title", width=36),
    Column("Court", "court"),
    Column("Counterparty", "counterparty", width=30),
    Column("Stage", "stage", width=18),
    Column("Next date", "next_date", "date"),
    Column("Claimed", "claimed", "money", 18),
    Column("Class, IAS 37", "ifrs_class", width=16),
    Column("Basis, IAS 37", "ifrs_basis", width=60),
    Column("Class, ASC 450-20", "us_gaap_class", width=18),
    Column("Basis, ASC 450-20", "us_gaap_basis", width=60),
    Column("Low", "low", "money", 18),
    Column("Best", "best", "money", 18),
    Column("High", "high", "money", 18),
    Column("Accrued, opening", "opening", "money", 18),
    Column("Additions", "additions", "money", 18),
    Column("Used", "used", "money", 18),
    Column("Reversed", "reversed", "money", 18),
    Column("Exchange", "exchange", "money", 18),
    Column("Accrued, closing", "closing", "money", 18),
    Column("Excess over accrual", "excess", "money", 18),
    Column("Insurance", "insurance", "money", 18),
    Column("Of it reimbursement", "reimbursement", "money", 18),
    Column("Change and reason", "change_reason", width=40),
    Column("Proposed class, IAS 37", "proposed_ifrs_class", width=20),
    Column("Proposed class, ASC 450-20", "proposed_us_gaap_class", width=24),
    Column("Proposed closing", "proposed_closing", "money", 18),
    Column("Why signed otherwise", "override_reason", width=40),
    Column("IAS 37.92", "exemption", width=50),
    Column("State", "status"),
    Column("Prepared by", "prepared_by", width=18),
    Column("Prepared on", "prepared_at", "date"),
    Column("Reviewed by", "reviewed_by", width=18),
    Column("Reviewed on", "reviewed_at", "date"),
    Column("Approved by", "approved_by", width=18),
    Column("Approved on", "approved_at", "date"),
    Column("Assumptions", "assumptions"),
    Column("Engine", "engine"),
    Column("Hash of the inputs", "input_hash", width=20),
)
# Text stays text: `=1+1` is the name of a party here and not a formula.
AS_WRITTEN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def schedule_xlsx(figures: Mapping[str, Any]) -> bytes:
    """The same figures give the same bytes."""
    buffer = BytesIO()
    created: datetime = figures["created"]
    on: date = figures["reporting_date"]
    title = f"{figures['company']}, contingencies at {on:%-d %B %Y}"
    with xlsxwriter.Workbook(buffer, AS_WRITTEN) as book:
        book.set_properties({"title": title, "created": created.replace(tzinfo=None)})
        formats = {kind: book.add_format(look) for kind, look in FORMATS.items()}
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet("Contingencies")
        governing = f"{figures['standard']} governs; amounts in {figures['currency']}"
        lines = (title, governing, figures["note"])
        for line, text in enumerate(lines):
            sheet.write_string(line, 0, text)
        top = len(lines) + 1
        sheet.freeze_panes(top + 1, 2)
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, column.width)
            sheet.write_string(top, place, column.heading, bold)
        rows = [*figures["rows"], figures["totals"]]
        for line, row in enumerate(rows, start=top + 1):
            _write(sheet, line, row, formats=formats)
    return buffer.getvalue()


def _write(
    sheet: Worksheet,
    line: int,
    row: Mapping[str, Any],
    *,
    formats: Mapping[Kind, Format],
) -> None:
    """What a row does not say stays blank."""
    for place, column in enumerate(COLUMNS):
        value = row.get(column.key)
        if isinstance(value, str):
            value = value[:LONGEST_TEXT]
        if isinstance(value, Decimal):
            value = float(value)
        sheet.write(line, place, value, formats[column.kind])
