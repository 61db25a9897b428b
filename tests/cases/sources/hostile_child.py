"""The child that parses, with parsers that do what a hostile file may make them do."""

import os
import signal
import socket
import sys

from risks.cases.sources.docket import Docket, Source, SourceRefused
from risks.cases.sources.sandbox.child import PARSERS, main


def saying(caption: str) -> tuple[Docket, ...]:
    number = "2:25-cv-00001"
    return (
        Docket(
            source=Source.NOTICE,
            court_id="cacd",
            docket_number=number,
            caption=caption,
        ),
    )


def loop() -> tuple[Docket, ...]:
    while True:
        pass


def eat() -> tuple[Docket, ...]:
    eaten = []
    while True:
        eaten.append(bytes(2**20))


def die() -> tuple[Docket, ...]:
    os.kill(os.getpid(), signal.SIGKILL)
    return ()


def mutter() -> tuple[Docket, ...]:
    """Where the answers go, past the guard of stdout."""
    for number in range(3, 10):
        try:
            os.write(number, b'{"read": [{"caption": "Doe"}]}\n')
        except OSError:
            continue
    return ()


def chatter() -> tuple[Docket, ...]:
    os.write(1, b"parsing...\n")
    return saying("Doe v. Acme")


def refuse() -> tuple[Docket, ...]:
    raise SourceRefused("is missing", path=("entries", 3, "text"))


def call_home() -> tuple[Docket, ...]:
    try:
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    except PermissionError as error:
        return saying(str(error))
    return saying("connected")


def write_a_file() -> tuple[Docket, ...]:
    try:
        os.write(os.memfd_create("written"), b"x")
    except OSError as error:
        return saying(str(error.strerror))
    return saying("written")


def notice_or_death(raw: bytes, court_id: str) -> tuple[Docket, ...]:
    return die() if raw.startswith(b"KILL") else read_notice(raw, court_id)


read_notice = PARSERS["notice"]
PARSERS |= {
    "notice": notice_or_death,
    "loop": lambda _raw, _court: loop(),
    "eat": lambda _raw, _court: eat(),
    "die": lambda _raw, _court: die(),
    "fail": lambda _raw, _court: 1 // 0,
    "mutter": lambda _raw, _court: mutter(),
    "half": lambda _raw, _court: [{"caption": "Doe"}],
    "chatter": lambda _raw, _court: chatter(),
    "refuse": lambda _raw, _court: refuse(),
    "call home": lambda _raw, _court: call_home(),
    "write": lambda _raw, _court: write_a_file(),
    "who": lambda _raw, _court: saying(str(os.getpid())),
    "environment": lambda _raw, _court: saying(" ".join(sorted(os.environ))),
}

if __name__ == "__main__":
    main(*sys.argv[1:])
