"""The ledger of reminders as a file: one line for each mail to one person."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from risks.reports.documents.columns import Column
from risks.reports.documents.schedule import AS_WRITTEN
from risks.reports.documents.xlsx import FORMATS, LONGEST_TEXT

COLUMNS = (
    Column("Kind", "kind", width=18),
    Column("Deadline", "deadline"),
    Column("Matter", "matter"),
    Column("Rule", "citation", width=24),
    Column("Severity", "severity"),
    Column("Revision of the due moment", "revision", "number"),
    Column("Due (UTC)", "due", "moment", 20),
    Column("Due (court's clock)", "due_local", "moment", 20),
    Column("Court's time zone", "tz", width=20),
    Column("Lead time", "lead", width=18),
    Column("Late", "late"),
    Column("Step (0: owner and backup)", "step", "number"),
    Column("Person", "person", width=20),
    Column("Address", "address", width=28),
    Column("State", "state", width=16),
    Column("Planned for (UTC)", "planned", "moment", 20),
    Column("Sent (UTC)", "sent", "moment", 20),
    Column("Sent (court's clock)", "sent_local", "moment", 20),
    Column("Delivered (UTC)", "delivered", "moment", 20),
    Column("Bounced (UTC)", "bounced", "moment", 20),
    Column("Answer wanted by (UTC)", "answer_by", "moment", 20),
    Column("Acknowledged (UTC)", "acknowledged", "moment", 20),
    Column("Acknowledged by", "acknowledged_by", width=20),
    Column("Escalated to", "escalated_to", width=20),
    Column("Attempts (number)", "attempts", "number"),
    Column("Answers of the mail server (SMTP)", "answers", width=24),
    Column("Message-ID", "message_id", width=48),
)
NOTES = (
    "Moments are in UTC; those marked so are on the clock of the court's time zone.",
    "Delivered: accepted by the mail server and not bounced; read: acknowledged.",
)
# What a spreadsheet program would take for the start of a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")

Rows = Iterable[Mapping[str, Any]]


def ledger_csv(rows: Rows, *, about: str) -> bytes:
    """With a byte order mark, or Excel reads it in a character set of its own."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    for note in (about, *NOTES):
        writer.writerow([_tame(note)])
    writer.writerow([column.heading for column in COLUMNS])
    for row in rows:
        writer.writerow([_tame(row[column.key]) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig", "replace")


def ledger_xlsx(rows: Rows, *, about: str, created: datetime) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, AS_WRITTEN) as book:
        book.set_properties({"title": about, "created": created.replace(tzinfo=None)})
        formats = {kind: book.add_format(look) for kind, look in FORMATS.items()}
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet("Reminders")
        notes: Sequence[str] = (about, *NOTES)
        for line, note in enumerate(notes):
            sheet.write_string(line, 0, note)
        top = len(notes) + 1
        sheet.freeze_panes(top + 1, 2)
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, column.width)
            sheet.write_string(top, place, column.heading, bold)
        for line, row in enumerate(rows, start=top + 1):
            for place, column in enumerate(COLUMNS):
                sheet.write(line, place, _cut(row[column.key]), formats[column.kind])
    return buffer.getvalue()


def _cut(value: object) -> object:
    return value[:LONGEST_TEXT] if isinstance(value, str) else value


def _tame(value: object) -> str:
    if not isinstance(value, str):
        return "" if value is None else str(value)
    return f"'{value}" if value.startswith(RISKY) else value
