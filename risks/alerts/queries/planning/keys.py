"""What makes two notifications the same one."""

import hashlib
from collections.abc import Iterator, Sequence
from email.utils import parseaddr
from typing import TypeVar

from django.conf import settings

from risks.alerts.models import Notification

KeyT = TypeVar("KeyT")

# Keys in one statement: well under what any database takes.
CHUNK = 500


def chunks(keys: Sequence[KeyT], *, size: int = CHUNK) -> Iterator[Sequence[KeyT]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def notification_key(
    *,
    kind: str,
    object_id: int,
    revision: int,
    offset: str,
    step: int,
    recipient_id: int,
) -> str:
    parts = ("v1", kind, object_id, revision, offset, step, recipient_id)
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def mail_host() -> str:
    """The right side of our message ids: the domain that the mail comes from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def message_id(key: str) -> str:
    """The same on every try, so that a repeat is recognised as one."""
    return f"<{key[:32]}@{mail_host()[:80]}>"


def named_by_key(beginning: str) -> Notification | None:
    """The row whose key begins so; hexadecimal letters, all but surely one's own.

    A range and not LIKE: SQLite uses the index of the key for the first only.
    """
    rows = Notification.objects.filter(key__gte=beginning, key__lt=f"{beginning}g")
    return rows.select_related("recipient", "deadline").first()
