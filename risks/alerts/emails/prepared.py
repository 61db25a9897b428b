"""A mail put together once: composing, posting and its record share the bytes."""

from email.message import Message
from email.policy import Compat32
from uuid import uuid4

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import SafeMIMEMultipart


class _AsWritten(Compat32):
    """Header lines are folded when they are set; folding them again is slow."""

    def fold_binary(self, name: str, value: str) -> bytes:
        line = f"{name}: {value}".replace("\n", self.linesep)
        return f"{line}{self.linesep}".encode("ascii")


class Prepared(SafeMIMEMultipart):
    """Its bytes are written once; what is changed afterwards does not leave."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.get_content_subtype())
        self.policy = _AsWritten()
        self.set_payload(message.get_payload())
        for name, value in message.items():
            if name not in self:
                # Checked and encoded already: not Django's own way of setting it. A
                # subject of long words begins on a second line, which some show.
                Message.__setitem__(self, name, value.lstrip())
        for part in self.walk():
            if part.is_multipart():
                # Made up otherwise by searching the whole text for it.
                part.set_boundary(uuid4().hex)
        self._written = b""

    # The signature is Django's.
    def as_bytes(  # type: ignore[override]
        self,
        unixfrom: bool = False,  # noqa: FBT001, FBT002
        linesep: str = "\n",
    ) -> bytes:
        self._written = self._written or super().as_bytes()
        return self._written.replace(b"\n", linesep.encode())


class Letter(EmailMultiAlternatives):
    _prepared: Prepared | None = None

    def message(self) -> Prepared:
        self._prepared = self._prepared or Prepared(super().message())
        return self._prepared
