"""Reports as real mail servers write them, about one mail of ours."""

from pathlib import Path

from django.conf import settings

from risks.alerts.emails.return_path import token
from risks.alerts.models import Notification

FOLDER = Path(__file__).parent
FAILURES = ("exchange", "exim", "gmail", "postfix", "postfix_expired")


def return_path(row: Notification) -> str:
    local, _, domain = settings.BOUNCE_ADDRESS.rpartition("@")
    return f"{local}+{token(row.key)}@{domain}"


def report(
    name: str,
    row: Notification,
    *,
    sent_to: str = "",
    signed: str = "",
    recipient: str = "",
) -> str:
    """The report `name`; what is given differs from what our mail carried."""
    filled = {
        "@@RETURN_PATH@@": sent_to or return_path(row),
        "@@TOKEN@@": signed or token(row.key),
        "@@RECIPIENT@@": recipient or row.recipient.email,
        "@@MESSAGE_ID@@": row.message_id,
    }
    text = (FOLDER / f"{name}.eml").read_text(encoding="utf-8")
    for mark, value in filled.items():
        text = text.replace(mark, value)
    return text
