"""A mail server for demonstrations: one file for each message."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Write each message to `settings.MAIL_FOLDER`, named by its Message-ID.

    A repeat of the same message takes the place of the first, and a reader never
    sees half of one.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        deliverable = [message for message in email_messages if message.recipients()]
        for message in deliverable:
            _write(message, folder=folder)
        return len(deliverable)


def _write(message: EmailMessage, *, folder: Path) -> None:
    written = message.message()
    name = re.sub(r"[^A-Za-z0-9@._-]+", "_", written["Message-ID"].strip("<> \t"))
    with NamedTemporaryFile(dir=folder, prefix=".", delete=False) as part:
        part.write(written.as_bytes(linesep="\r\n"))
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).replace(folder / f"{name.lstrip('.')[:200]}.eml")
