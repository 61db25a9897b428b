"""A request to another machine ends in time, and goes where its name led."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from risks.cases.sources.remote import connection
from risks.cases.sources.remote.outbound import Address, Answer, Limits, NotNow, ask

# A byte comes well within a step, and the whole would take minutes.
PAUSE_SECONDS, STEP_SECONDS, TOTAL_SECONDS = 0.05, 2.0, 0.7
HEAD = b"HTTP/1.1 200 OK\r\n"


@contextmanager
def dripping(at_once: bytes) -> Iterator[int]:
    """A server on loopback that goes on with one byte at a time; yields its port."""
    gone = threading.Event()

    def drip(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                connection.sendall(at_once)
                while not gone.wait(PAUSE_SECONDS):
                    connection.sendall(b"x")
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip, args=[listener])
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            gone.set()
            thread.join()


def ask_at(address: Address) -> Answer:
    limits = Limits(
        what="answer",
        step_seconds=STEP_SECONDS,
        total_seconds=TOTAL_SECONDS,
        most_bytes=2**20,
    )
    return ask(address, headers={}, limits=limits)


def seconds_until_left(address: Address) -> float:
    started = time.monotonic()
    with pytest.raises(NotNow, match="did not answer in time"):
        ask_at(address)
    return time.monotonic() - started


@pytest.mark.parametrize(
    "at_once",
    [HEAD + b"X-Slow: ", HEAD + b"Content-Length: 9000\r\n\r\n"],
    ids=["headers", "body"],
)
def test_a_server_that_drips_is_left_at_the_total_deadline(at_once: bytes) -> None:
    with dripping(at_once) as port:
        seconds = seconds_until_left(Address.at(f"http://127.0.0.1:{port}/"))

    assert TOTAL_SECONDS <= seconds < STEP_SECONDS


def test_a_handshake_that_does_not_end_is_left_at_the_total_deadline() -> None:
    # A record of TLS that says it is 16,640 bytes long.
    with dripping(b"\x16\x03\x03\x41\x00") as port:
        seconds = seconds_until_left(Address.at(f"https://127.0.0.1:{port}/"))

    assert TOTAL_SECONDS <= seconds < STEP_SECONDS


def test_a_name_server_that_keeps_silent_is_left_at_the_total_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    released = threading.Event()
    monkeypatch.setattr(connection, "getaddrinfo", lambda *_, **__: released.wait())
    try:
        seconds = seconds_until_left(Address.at("https://court.example/"))
    finally:
        released.set()

    assert TOTAL_SECONDS <= seconds < STEP_SECONDS


def test_a_name_is_looked_up_once_and_the_request_goes_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names: list[str] = []

    def look_up(name: str, port: int, **_options: Any) -> list[Any]:
        names.append(name)
        return socket.getaddrinfo("127.0.0.1", port, type=socket.SOCK_STREAM)

    monkeypatch.setattr(connection, "getaddrinfo", look_up)
    with dripping(HEAD + b"Content-Length: 1\r\n\r\n") as port:
        # A name that only this look-up knows.
        answer = ask_at(
            Address(
                scheme="http",
                netloc=f"court.invalid:{port}",
                host="court.invalid",
                port=port,
                path="/",
                query="",
            )
        )

    assert (names, answer.body) == (["court.invalid"], b"x")
