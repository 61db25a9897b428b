"""One function and three templates for each mail; how mails leave."""

from risks.alerts.emails.folder import FolderBackend
from risks.alerts.emails.smtp import AnswerLost, SmtpBackend

__all__ = ["AnswerLost", "FolderBackend", "SmtpBackend"]
