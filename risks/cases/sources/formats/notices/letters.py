"""Unpack a mail: its own text, and each message that is forwarded as an attachment."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import cast

from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.formats.decoding import mixed
from risks.cases.sources.formats.notices.html_text import plain_text, unquoted
from risks.engine.sentences import sources

# Messages inside messages that are opened.
DEEPEST = 12
# Types whose content cannot be read here, and what to do instead.
_CLOSED = {
    "application/pkcs7-mime": sources.ENCRYPTED_SMIME,
    "application/x-pkcs7-mime": sources.ENCRYPTED_SMIME,
    "application/pgp-encrypted": sources.ENCRYPTED_PGP,
    "application/ms-tnef": sources.WINMAIL,
    "application/vnd.ms-outlook": sources.ATTACHED_MSG,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message without those that are attached to it."""

    subject: str
    # The text as HTML; empty: the mail has none.
    html: str
    # The text for a reader, with the address of each link behind it: `41 <https://…>`.
    texts: tuple[str, ...]


def letters_of(raw: bytes) -> tuple[Letter, ...]:
    """Return the message and those attached to it; raises SourceRefused if closed."""
    message = _parsed(raw.removeprefix(BOM_UTF8))
    return tuple(_letters(message, depth=0))


def _parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def _letters(message: EmailMessage, *, depth: int) -> Iterator[Letter]:
    if depth > DEEPEST:
        raise SourceRefused(sources.NESTED_MAILS(most=DEEPEST))
    htmls, plains, inner = [], [], []
    for part in _leaves(message):
        kind = part.get_content_type()
        if kind in _CLOSED:
            raise SourceRefused(_CLOSED[kind]())
        if kind == "message/rfc822" or _is_saved_mail(part):
            inner.append(part)
        elif kind == "text/html":
            htmls.append(_decoded(part))
        elif kind.startswith("text/"):
            plains.append(unquoted(_decoded(part)))
    yield Letter(
        subject=str(message.get("Subject", "")),
        html=htmls[0] if htmls else "",
        texts=(*map(plain_text, htmls), *plains),
    )
    for part in inner:
        yield from _letters(_attached(part), depth=depth + 1)


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold content, without opening attached messages."""
    if message.get_content_maintype() != "multipart":
        yield message
        return
    payload = message.get_payload()
    for part in payload if isinstance(payload, list) else ():
        yield from _leaves(cast(Message, part))


def _is_saved_mail(part: Message) -> bool:
    return (part.get_filename() or "").lower().endswith(".eml")


def _attached(part: Message) -> EmailMessage:
    """Return an attached message, also where a mail program has encoded it."""
    payload = part.get_payload()
    if isinstance(payload, list) and payload:
        inner = cast(EmailMessage, payload[0])
        encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
        if encoding not in ("base64", "quoted-printable"):
            return inner
        # What is encoded was parsed as if it were a message.
        part = Message()
        part["Content-Transfer-Encoding"] = encoding
        part.set_payload(inner.as_string().lstrip("\n"))
    content = part.get_payload(decode=True)
    return _parsed(content if isinstance(content, bytes) else b"")


def _decoded(part: Message) -> str:
    """Decode a text as it says, else as UTF-8, else as Windows-1252."""
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    if not raw.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        raw = raw.replace(b"\0", b"")
    charset = (part.get_content_charset() or "utf-8").lower()
    # What says it is Latin-1 or ASCII is Windows-1252 in practice.
    if charset in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "utf-8"):
        return mixed(raw)
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return mixed(raw)
