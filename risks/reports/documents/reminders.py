"""The reminders page as a file: one line for each mail to one person."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from risks.reports.documents.comma_separated import comma_separated
from risks.reports.documents.tables import Column, Row, Table
from risks.reports.documents.workbook import workbook

COLUMNS = (
    Column(_("Kind"), "kind", width=18),
    Column(_("Deadline"), "deadline"),
    Column(_("Matter"), "subject"),
    Column(_("Rule"), "citation", width=24),
    Column(_("Severity"), "severity"),
    Column(_("Revision of the due date"), "revision", "number"),
    Column(_("Due (UTC)"), "due", "moment", 20),
    Column(_("Due (court time)"), "due_local", "moment", 20),
    Column(_("Court's time zone"), "tz", width=20),
    Column(_("Lead time"), "lead", width=18),
    Column(_("Late"), "late"),
    Column(_("Escalation step (0: owner and backup)"), "step", "number"),
    Column(_("Person"), "person", width=20),
    Column(_("Address"), "address", width=28),
    Column(_("State"), "state", width=16),
    Column(_("Planned for (UTC)"), "planned", "moment", 20),
    Column(_("Sent (UTC)"), "sent", "moment", 20),
    Column(_("Sent (court time)"), "sent_local", "moment", 20),
    Column(_("Delivered (UTC)"), "delivered", "moment", 20),
    Column(_("Bounced (UTC)"), "bounced", "moment", 20),
    Column(_("Acknowledge by (UTC)"), "answer_by", "moment", 20),
    Column(_("Acknowledged (UTC)"), "acknowledged", "moment", 20),
    Column(_("Acknowledged by"), "acknowledged_by", width=20),
    Column(_("Escalated to"), "escalated_to", width=20),
    Column(_("Number of attempts"), "attempts", "number"),
    Column(_("Mail server replies (SMTP)"), "answers", width=24),
    Column(_("Message-ID"), "message_id", width=48),
)
NOTES = (
    _("Times are in UTC unless marked as court time."),
    _(
        "Delivered: accepted by the mail server and not bounced. Acknowledged: the "
        "reader confirmed it."
    ),
)


def reminders_csv(rows: Iterable[Row], *, about: str) -> bytes:
    return comma_separated(_table(rows, about=about))


def reminders_workbook(rows: Iterable[Row], *, about: str, created: datetime) -> bytes:
    return workbook([_table(rows, about=about)], title=about, created=created)


def _table(rows: Iterable[Row], *, about: str) -> Table:
    return Table(
        name=_("Reminders"),
        columns=COLUMNS,
        rows=rows,
        notes=(about, *NOTES),
        frozen_columns=2,
    )
