"""Reports of delivery (RFC 3464), as mail servers write them and strangers forge them.

The old parser of the standard library (`compat32`) and not the new one: it takes
whatever bytes come, and raises for none of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from email.utils import parseaddr

# A report comes first and what it returns last: more than this is never needed.
MOST_BYTES = 1024 * 1024
_SENT_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
_STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
_HEADER_TYPES = ("text/rfc822-headers", "message/global-headers")


class ReportUnreadable(Exception):
    """It says that it is a report of delivery, and does not report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of one recipient."""

    action: str
    status: str
    recipient: str
    diagnostic: str

    @property
    def is_final(self) -> bool:
        """The server has given up: at once (5.x.x), or after days of trying (4.x.x).

        RFC 3464, 2.3.3: after "failed" no further report comes; "delayed" goes on.
        """
        return self.action == "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    # Where it was sent, and what the returned mail says of itself: signatures, if any.
    addressed: tuple[str, ...]
    # Of the returned mail; empty when nothing was returned.
    message_id: str
    answers: tuple[Answer, ...]


def read_report(raw: bytes) -> Report | None:
    """None for a mail that is no report; raises ReportUnreadable for a broken one."""
    try:
        return _read(message_from_bytes(raw[:MOST_BYTES]))
    except ReportUnreadable:
        raise
    except Exception as fault:
        # Nested a thousand deep, for one.
        raise ReportUnreadable(type(fault).__name__) from fault


def _read(message: Message) -> Report | None:
    report = _report_in(message)
    if report is None:
        if _looks_like_one(message):
            raise ReportUnreadable("comes from a mail server and is no RFC 3464 report")
        return None
    parts = _children(report)
    answers = tuple(answer for part in parts for answer in _answers(part))
    if not answers:
        raise ReportUnreadable("names no recipient")
    returned = next(filter(None, map(_returned, parts)), None)
    own = [text for name in _SENT_TO for text in _texts(message, name)]
    echoed = [str(value) for _, value in returned.items()] if returned else []
    return Report(
        addressed=(*own, *echoed),
        message_id=_first(returned, "Message-ID") if returned else "",
        answers=answers,
    )


def _report_in(message: Message) -> Message | None:
    """Also inside what a gateway has wrapped around it, but not in a returned mail."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() != "multipart":
            continue
        if part.get_content_subtype() == "report" and _is_of_delivery(part):
            return part
        waiting.extend(_children(part))
    return None


def _is_of_delivery(part: Message) -> bool:
    kind = part.get_param("report-type")
    return isinstance(kind, str) and kind.lower() == "delivery-status"


def _looks_like_one(message: Message) -> bool:
    """Nobody's mail that answers nobody: an absence note says that it is one."""
    sender = _first(message, "Return-Path").strip()
    automatic = _first(message, "Auto-Submitted").lower()
    return sender == "<>" and not automatic.startswith("auto-replied")


def _children(part: Message) -> list[Message]:
    inside = part.get_payload()
    if not isinstance(inside, list):
        return []
    return [child for child in inside if isinstance(child, Message)]


def _answers(part: Message) -> Iterator[Answer]:
    if part.get_content_type() not in _STATUS_TYPES:
        return
    for block in _blocks(part):
        action = _first(block, "Action").strip().lower()
        if action:
            yield Answer(
                action=action,
                status=_first(block, "Status").strip()[:20],
                recipient=_recipient(block),
                diagnostic=_first(block, "Diagnostic-Code"),
            )


def _blocks(part: Message) -> Iterator[Message]:
    """One for the message and one for each recipient, empty lines between."""
    for block in _children(part):
        yield block
        rest = block.get_payload()
        if isinstance(rest, str):
            texts = rest.replace("\r\n", "\n").split("\n\n")
            yield from map(message_from_string, filter(str.strip, texts))


def _recipient(block: Message) -> str:
    """`rfc822; jane@example.com`, with or without the kind of address."""
    written = _first(block, "Final-Recipient") or _first(block, "Original-Recipient")
    return parseaddr(written.rpartition(";")[2])[1].lower()


def _returned(part: Message) -> Message | None:
    kind = part.get_content_type()
    if kind in ("message/rfc822", "message/global", "message/global-headers"):
        return next(iter(_children(part)), None)
    if kind in _HEADER_TYPES:
        raw = part.get_payload(decode=True)
        return message_from_bytes(raw) if isinstance(raw, bytes) else None
    return None


def _texts(message: Message, name: str) -> list[str]:
    return [str(value) for value in message.get_all(name, [])]


def _first(message: Message, name: str) -> str:
    return next(iter(_texts(message, name)), "")
