"""What is asked of other machines, and how little is trusted of their answers.

`http.client` follows no redirect and takes no proxy from the environment, so a request
goes to the one host that it is meant for.
"""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv6Address, ip_address
from socket import SOCK_STREAM, create_connection, getaddrinfo, socket
from time import monotonic
from urllib.parse import urlsplit

from risks.cases.sources.docket import SourceRefused

TIMEOUT_SECONDS = 5.0
SHORTEST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(days=1)
_CHUNK = 64 * 1024
_PORTS = {"https": 443, "http": 80}


class AddressRefused(ValueError):
    """An address that nothing is asked at; the message is one line."""


class NotNow(RuntimeError):
    """No answer, and asking again later may help; the message is one line."""

    def __init__(self, message: str, *, retry_after: str = "") -> None:
        super().__init__(message)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    scheme: str
    netloc: str
    host: str
    port: int
    path: str
    query: str

    @classmethod
    def at(cls, url: str) -> "Address":
        """Raises AddressRefused; http is for loopback only."""
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
            port = parts.port or _PORTS[parts.scheme]
            host.encode("idna")
        except (ValueError, KeyError):
            raise AddressRefused("is no web address") from None
        written = url.isascii() and url.isprintable() and " " not in url
        if not host or not written or "@" in parts.netloc or parts.fragment:
            raise AddressRefused("is no plain web address")
        if parts.scheme == "http" and not _is_loopback(host):
            raise AddressRefused("only https, except on loopback")
        return cls(
            scheme=parts.scheme,
            netloc=parts.netloc.lower(),
            host=host,
            port=port,
            path=parts.path or "/",
            query=parts.query,
        )

    @property
    def is_loopback(self) -> bool:
        return _is_loopback(self.host)

    @property
    def target(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


@contextmanager
def asked(
    address: Address,
    *,
    headers: Mapping[str, str],
    timeout: float,
    public_only: bool = False,
) -> Iterator[HTTPResponse]:
    """The response, with `timeout` seconds for each step; raises NotNow.

    With `public_only` nothing is sent to a private address, whatever a name says.
    """
    try:
        with closing(
            _connection(address, timeout=timeout, public_only=public_only)
        ) as connection:
            sent = {**headers, "User-Agent": "Watchbrief"}
            connection.request("GET", address.target, headers=sent)
            yield connection.getresponse()
    except TimeoutError:
        raise NotNow("did not answer in time") from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NotNow(f"cannot be reached: {why}") from None
    except HTTPException as error:
        raise NotNow(f"broke off ({type(error).__name__})") from None


def _connection(
    address: Address, *, timeout: float, public_only: bool
) -> HTTPConnection:
    if address.scheme == "http":
        connection = HTTPConnection(address.host, address.port, timeout=timeout)
    else:
        connection = HTTPSConnection(address.host, address.port, timeout=timeout)
    if public_only:
        connection.sock = _public_socket(address, timeout=timeout)
    return connection


def _public_socket(address: Address, *, timeout: float) -> socket:
    """To where the name leads now: it is looked up once, and not again to connect."""
    found = getaddrinfo(address.host, address.port, type=SOCK_STREAM)
    places = [str(where[4][0]) for where in found]
    for place in places:
        if not _is_public(place):
            raise NotNow(f"is at {place}, which is no public address")
    plain = _first_that_answers(places, address.port, timeout=timeout)
    if address.scheme == "http":
        return plain
    try:
        safe = ssl.create_default_context()
        return safe.wrap_socket(plain, server_hostname=address.host)
    except BaseException:
        plain.close()
        raise


def _first_that_answers(places: list[str], port: int, *, timeout: float) -> socket:
    failed = OSError("no address")
    for place in places:
        try:
            return create_connection((place, port), timeout)
        except OSError as error:
            failed = error
    raise failed


def _is_public(place: str) -> bool:
    at = ip_address(place)
    # Python 3.11 takes an IPv4 address in the clothes of version 6 at its word.
    plain = at.ipv4_mapped if isinstance(at, IPv6Address) else None
    return (plain or at).is_global


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def body_of(
    response: HTTPResponse, *, most_bytes: int, seconds: float, what: str
) -> bytes:
    """Inside `asked`. Raises SourceRefused for one that is too large."""
    until, body = monotonic() + seconds, bytearray()
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > most_bytes:
            raise SourceRefused(f"the {what} is larger than {most_bytes >> 20} MB")
        # Each chunk may come just in time, for ever.
        if monotonic() > until:
            raise TimeoutError
    if response.length:
        raise NotNow("broke off in the middle")
    return bytes(body)


def retry_at(header: str, *, now: datetime) -> datetime | None:
    """When a Retry-After (seconds, or an HTTP date) lets us ask again; None: no word.

    Never for more than a day: what it says then can be asked again.

    >>> retry_at("120", now=datetime(2026, 5, 27, tzinfo=UTC))
    datetime.datetime(2026, 5, 27, 0, 2, tzinfo=datetime.timezone.utc)
    """
    at = _seconds(header, now=now) or _date(header)
    if at is None:
        return None
    return min(max(at, now + SHORTEST_REST), now + LONGEST_REST)


def _seconds(header: str, *, now: datetime) -> datetime | None:
    text = header.strip()
    if not (text.isascii() and text.isdecimal()):
        return None
    # Of a number with too many figures, the first ones are long enough.
    return now + timedelta(seconds=int(text[:9]))


def _date(header: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(header)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
