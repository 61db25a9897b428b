"""Write a table as comma-separated values that a spreadsheet program cannot execute."""

import csv
from io import StringIO

from risks.reports.documents.tables import Table, Typed

# What a spreadsheet program would take for the start of a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def comma_separated(table: Table) -> bytes:
    """With a byte order mark, or Excel reads it in a character set of its own."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    for note in table.notes:
        writer.writerow([_tame(str(note))])
    writer.writerow([_tame(str(column.heading)) for column in table.columns])
    for row in table.rows:
        writer.writerow([_tame(row.get(column.key)) for column in table.columns])
    return text.getvalue().encode("utf-8-sig", "replace")


def _tame(value: object) -> str:
    if isinstance(value, Typed):
        value = value.value
    if not isinstance(value, str):
        return "" if value is None else str(value)
    return f"'{value}" if value.startswith(RISKY) else value
