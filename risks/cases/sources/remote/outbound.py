"""Send requests to other machines, with limits on what they may answer.

No redirect is followed and no proxy is taken from the environment, so a request reaches
only the host that it names.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from ssl import create_default_context
from urllib.parse import urlsplit

from httpcore import ConnectionPool, ProtocolError, Response
from httpx import Headers

from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.remote.connection import Network, NotPublic, TimeLimit
from risks.engine.sentences import sources
from risks.engine.sentences.operating import NO_ADDRESS, NO_PLAIN_ADDRESS, ONLY_HTTPS

TIMEOUT_SECONDS = 5.0
SHORTEST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(days=1)
_PORTS = {"https": 443, "http": 80}
_OURS = {"User-Agent": "Watchbrief", "Accept-Encoding": "identity"}


class AddressRefused(ValueError):
    """The address may not be requested; the message is one line."""


class NotNow(RuntimeError):
    """The request failed and a later one may succeed; the message is one line."""

    def __init__(self, message: str, *, retry_after: str = "") -> None:
        super().__init__(message)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The parts of a checked web address."""

    scheme: str
    netloc: str
    host: str
    port: int
    path: str
    query: str

    @classmethod
    def at(cls, url: str) -> "Address":
        """Parse an address; raises AddressRefused, also for http except on loopback."""
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
            port = parts.port or _PORTS[parts.scheme]
            host.encode("idna")
        except (ValueError, KeyError):
            raise AddressRefused(NO_ADDRESS()) from None
        written = url.isascii() and url.isprintable() and " " not in url
        if not host or not written or "@" in parts.netloc or parts.fragment:
            raise AddressRefused(NO_PLAIN_ADDRESS())
        if parts.scheme == "http" and not _is_loopback(host):
            raise AddressRefused(ONLY_HTTPS())
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
    def url(self) -> str:
        target = f"{self.path}?{self.query}" if self.query else self.path
        return f"{self.scheme}://{self.netloc}{target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long a request may take and how large the answer may be."""

    what: str
    step_seconds: float
    # From the look-up of the name to the last byte, against servers that trickle.
    total_seconds: float
    most_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The status, headers and body of an answer; the body only with status 200."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


def ask(
    address: Address,
    *,
    headers: Mapping[str, str],
    limits: Limits,
    public_only: bool = False,
) -> Answer:
    """Return the answer to a GET; raises NotNow, and SourceRefused for one too large.

    With `public_only`, nothing is sent to a private address, whatever the name says.
    """
    limit = TimeLimit.of(
        step_seconds=limits.step_seconds, total_seconds=limits.total_seconds
    )
    # httpx's network layer follows no redirect, decompresses nothing and uses neither
    # proxies nor cookies.
    with (
        _refusals(),
        ConnectionPool(
            ssl_context=create_default_context(),
            network_backend=Network(limit, public_only=public_only),
        ) as pool,
        pool.stream(
            "GET",
            address.url,
            headers=[*headers.items(), ("Host", address.netloc), *_OURS.items()],
        ) as response,
    ):
        return Answer(
            status=response.status,
            headers=Headers(response.headers),
            body=_body(response, limits) if response.status == 200 else b"",
        )


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except TimeoutError:
        raise NotNow(sources.NOT_IN_TIME()) from None
    except NotPublic as place:
        raise NotNow(sources.NOT_PUBLIC(place=place)) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NotNow(sources.OUT_OF_REACH(why=why)) from None
    except ProtocolError as error:
        raise NotNow(sources.BROKE_OFF(how=type(error).__name__)) from None


def _body(response: Response, limits: Limits) -> bytes:
    body, most = bytearray(), limits.most_bytes
    try:
        for chunk in response.iter_stream():
            body += chunk
            if len(body) > most:
                raise SourceRefused(
                    sources.TOO_LARGE_ANSWER(what=limits.what, most=most >> 20)
                )
    except ProtocolError:
        raise NotNow(sources.BROKE_OFF_INSIDE()) from None
    return bytes(body)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def retry_at(header: str, *, now: datetime) -> datetime | None:
    """Return when a Retry-After (seconds or an HTTP date) allows a request; None: any.

    The result is at most a day away; the server can repeat itself then.

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
    # A longer number would overflow, and these digits exceed the maximum anyway.
    return now + timedelta(seconds=int(text[:9]))


def _date(header: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(header)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
