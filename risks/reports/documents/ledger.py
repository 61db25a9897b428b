"""The ledger of reminders as a file: one line for each mail to one person."""

from collections.abc import Iterable
from datetime import datetime

from risks.reports.documents.comma_separated import comma_separated
from risks.reports.documents.tables import Column, Row, Table
from risks.reports.documents.workbook import workbook

COLUMNS = (
    Column("Kind", "kind", width=18),
    Column("Deadline", "deadline"),
    Column("Matter", "subject"),
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


def ledger_csv(rows: Iterable[Row], *, about: str) -> bytes:
    return comma_separated(_table(rows, about=about))


def ledger_workbook(rows: Iterable[Row], *, about: str, created: datetime) -> bytes:
    return workbook([_table(rows, about=about)], title=about, created=created)


def _table(rows: Iterable[Row], *, about: str) -> Table:
    return Table(
        name="Reminders",
        columns=COLUMNS,
        rows=rows,
        notes=(about, *NOTES),
        frozen_columns=2,
    )
