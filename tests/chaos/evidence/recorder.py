"""The recorder: a mail server that is never killed and remembers every copy."""

import asyncio
import re
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from random import Random
from typing import Any

_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>\r\n]+>)", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(rb"<([^>]*)>")
MOST_BYTES = 2**24


@dataclass(slots=True, kw_only=True)
class Letter:
    message_id: str
    recipient: str
    # Taken at, by the machine's clock, which is the database's as well.
    at: float
    # Whether the sender was still there to hear the 250.
    answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """How likely each misfortune is for one mail; `slow` is in seconds."""

    name: str = "clear"
    chance: float = 0
    slow: tuple[float, float] = (0, 0)


CLEAR = Weather()


@dataclass(slots=True)
class Sink:
    rng: Random
    weather: Weather = CLEAR
    letters: list[Letter] = field(default_factory=list)
    # Conversations in which a text has come and no answer was given yet.
    pending: int = 0
    # Mails that met a misfortune.
    struck: int = 0
    # Mails that met one after their text.
    unanswered: set[str] = field(default_factory=set)
    port: int = 0
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _server: asyncio.Server | None = None

    def __post_init__(self) -> None:
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.open()

    def open(self) -> None:
        self._call(self._open())

    def refuse(self) -> None:
        """Nobody listens: a connection is refused."""
        self._call(self._close())

    def close(self) -> None:
        self.refuse()
        self._loop.call_soon_threadsafe(self._loop.stop)

    @property
    def ambiguous(self) -> int:
        return sum(not letter.answered for letter in list(self.letters))

    def _call(self, step: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(step, self._loop).result(10)

    async def _open(self) -> None:
        if self._server is not None:
            return
        self._server = await asyncio.start_server(
            self._converse, "127.0.0.1", self.port, limit=MOST_BYTES
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _converse(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        talk = _Talk(sink=self, reader=reader, writer=writer)
        try:
            await talk.run()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@dataclass(slots=True)
class _Talk:
    sink: Sink
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    recipient: str = ""
    fate: str = "clear"

    async def run(self) -> None:
        await self._say("220 recorder")
        while line := await self.reader.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                await self._say("221 bye")
                return
            await _ANSWERS.get(verb, _Talk._agree)(self, line)

    async def _agree(self, _line: bytes) -> None:
        await self._say("250 ok")

    async def _rcpt(self, line: bytes) -> None:
        found = _ADDRESS.search(line)
        self.recipient = found[1].decode() if found else ""
        weather = self.sink.weather
        struck = self.sink.rng.random() < weather.chance
        self.fate = weather.name if struck else "clear"
        self.sink.struck += struck
        if self.fate == "550":
            await self._say("550 no such person")
            return
        await self._say("250 ok")

    async def _data(self, _line: bytes) -> None:
        if self.fate == "drop before":
            self.writer.transport.abort()
            return
        await self._say("354 go on")
        text = await self.reader.readuntil(b"\r\n.\r\n")
        if self.fate == "451":
            await self._say("451 later")
            return
        found = _MESSAGE_ID.search(text)
        letter = Letter(
            message_id=found[1].decode() if found else "",
            recipient=self.recipient,
            at=time.time(),
        )
        self.sink.letters.append(letter)
        await self._answer(letter)

    async def _answer(self, letter: Letter) -> None:
        # Once for each mail: a server that did it for ever would have no limit of
        # copies, and the senders killed beside it make some already.
        if letter.message_id in self.sink.unanswered:
            self.fate = "clear"
        self.sink.unanswered.add(letter.message_id)
        if self.fate == "drop after":
            self.writer.transport.abort()
            return
        if self.fate == "slow":
            self.sink.pending += 1
            await asyncio.sleep(self.sink.rng.uniform(*self.sink.weather.slow))
            self.sink.pending -= 1
        if self.reader.at_eof() or self.writer.is_closing():
            return
        await self._say("250 taken")
        letter.answered = True

    async def _say(self, text: str) -> None:
        self.writer.write(f"{text}\r\n".encode())
        await self.writer.drain()


_ANSWERS: dict[bytes, Callable[[_Talk, bytes], Coroutine[Any, Any, None]]] = {
    b"RCPT": _Talk._rcpt,
    b"DATA": _Talk._data,
}
