"""Open connections only to checked addresses and within a total time limit.

A name is looked up once, and the connection goes to the address that was checked.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv6Address, ip_address
from socket import SOCK_STREAM, create_connection, getaddrinfo, socket
from ssl import SSLContext
from time import monotonic
from typing import Any

from httpcore import NetworkBackend, NetworkStream


class NotPublic(Exception):
    """The name resolves to a private address; the message is the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """A limit for each step and for all of them, against servers that trickle bytes."""

    step_seconds: float
    ends_at: float

    @classmethod
    def of(cls, *, step_seconds: float, total_seconds: float) -> "TimeLimit":
        return cls(step_seconds=step_seconds, ends_at=monotonic() + total_seconds)

    def left(self) -> float:
        """Return the seconds for the next step; raises TimeoutError if none."""
        left = self.ends_at - monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, self.step_seconds)


class Network(NetworkBackend):
    """The network layer for httpcore, with a time limit and checked addresses.

    Raises TimeoutError, NotPublic and OSError, which httpcore passes on unchanged.
    """

    def __init__(self, limit: TimeLimit, *, public_only: bool) -> None:
        self._limit = limit
        self._public_only = public_only

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        places = _places(host, port, limit=self._limit)
        for place in places:
            if self._public_only and not is_public(place):
                raise NotPublic(place)
        failed = OSError("no address")
        for place in places:
            try:
                found = create_connection((place, port), self._limit.left())
            except OSError as error:
                failed = error
            else:
                return _Stream(found, self._limit)
        raise failed


class _Stream(NetworkStream):
    def __init__(self, connected: socket, limit: TimeLimit) -> None:
        self._socket = connected
        self._limit = limit

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._socket.settimeout(self._limit.left())
        return self._socket.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._socket.settimeout(self._limit.left())
        self._socket.sendall(buffer)

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> NetworkStream:
        try:
            # A socket's time-out applies to the whole handshake.
            self._socket.settimeout(self._limit.left())
            safe = ssl_context.wrap_socket(
                self._socket, server_hostname=server_hostname
            )
        except OSError:
            self.close()
            raise
        return _Stream(safe, self._limit)

    def close(self) -> None:
        self._socket.close()


def _places(host: str, port: int, *, limit: TimeLimit) -> list[str]:
    look_up = partial(getaddrinfo, host, port, type=SOCK_STREAM)
    # A look-up cannot be interrupted, so it runs in a thread that can be abandoned.
    thread = ThreadPoolExecutor(max_workers=1)
    try:
        found = thread.submit(look_up).result(timeout=limit.left())
    finally:
        thread.shutdown(wait=False)
    return [str(where[4][0]) for where in found]


def is_public(place: str) -> bool:
    at = ip_address(place)
    # Python 3.11 does not look inside an IPv4-mapped IPv6 address.
    plain = at.ipv4_mapped if isinstance(at, IPv6Address) else None
    return (plain or at).is_global
