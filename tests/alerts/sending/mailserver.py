"""A real mail server on the loopback, with the faults that real ones have."""

import asyncio
import socket
from email import message_from_bytes
from email.message import Message
from email.policy import default
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class MailServer:
    """Keeps what it accepts in `inbox`; `answer` is its reply to the text."""

    def __init__(self) -> None:
        self.inbox: list[Message] = []
        # Of the envelopes; the header From may say something else.
        self.senders: list[str] = []
        self.answer = "250 taken"
        self.drop_at = ""
        self.answers_after = 0.0
        self.refused: dict[str, str] = {}
        self.port = free_port()

    def __enter__(self) -> Self:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._controller.stop()

    async def handle_RCPT(
        self, server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.drop_at == "RCPT":
            server.transport.abort()
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            self.senders.append(envelope.mail_from)
            self.inbox.append(message_from_bytes(envelope.content, policy=default))
        await asyncio.sleep(self.answers_after)
        if self.drop_at == "DATA":
            server.transport.abort()
        return self.answer
