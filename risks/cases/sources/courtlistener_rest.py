"""CourtListener's REST API, version 4: a docket's entries, one page at a time.

`http.client` follows no redirect and takes no proxy from the environment, so the token
goes to the one host that the settings name.
"""

from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from time import monotonic
from urllib.parse import urlsplit

from risks.cases.sources.docket import SourceRefused

ENTRIES_PATH = "/api/rest/v4/docket-entries/"
TIMEOUT_SECONDS = 5.0
MOST_BYTES = 1024 * 1024
SHORTEST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(days=1)
_CHUNK = 64 * 1024
_PORTS = {"https": 443, "http": 80}


class SettingRefused(ValueError):
    """A setting that no request is sent with; one line that names it."""


class NotNow(RuntimeError):
    """No page, and not because of the docket; the message is one line."""

    def __init__(self, message: str, *, retry_after: str = "") -> None:
        super().__init__(message)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtListener:
    scheme: str
    netloc: str
    host: str
    port: int
    path: str
    token: str = field(repr=False)

    @classmethod
    def at(cls, url: str, *, token: str) -> "CourtListener":
        """Raises SettingRefused."""
        # http.client's own refusal of a wrong header would show the token.
        if not (token and token.isascii() and token.isprintable()):
            raise SettingRefused("COURTLISTENER_TOKEN: is not set, or is no token")
        try:
            parts = urlsplit(url)
            port = parts.port or _PORTS[parts.scheme]
        except (ValueError, KeyError):
            raise SettingRefused("COURTLISTENER_URL: is no web address") from None
        host = parts.hostname or ""
        if not host or "@" in parts.netloc or parts.query or parts.fragment:
            raise SettingRefused("COURTLISTENER_URL: is no plain web address")
        if parts.scheme == "http" and not _is_loopback(host):
            raise SettingRefused("COURTLISTENER_URL: only https, except on loopback")
        return cls(
            scheme=parts.scheme,
            netloc=parts.netloc.lower(),
            host=host,
            port=port,
            path=parts.path.rstrip("/") + ENTRIES_PATH,
            token=token,
        )

    def query_of(self, link: str) -> str:
        """Of a link to a further page; raises SourceRefused for any other place."""
        try:
            parts = urlsplit(link)
        except ValueError:
            raise SourceRefused("is no web address", path=("next",)) from None
        place = (parts.scheme, parts.netloc.lower(), parts.path)
        if place != (self.scheme, self.netloc, self.path):
            raise SourceRefused("leads to another place than asked", path=("next",))
        if not (parts.query.isascii() and parts.query.isprintable()) or (
            " " in parts.query
        ):
            raise SourceRefused("holds what no address has", path=("next",))
        return parts.query

    def ask(self, query: str, *, timeout: float = TIMEOUT_SECONDS) -> bytes:
        """The page; `timeout` seconds for each step, and twice that for its body.

        Raises NotNow when asking again later may help, and SourceRefused when there is
        no page of this docket to be had.
        """
        kind = HTTPSConnection if self.scheme == "https" else HTTPConnection
        headers = {
            "Accept": "application/json",
            "Authorization": f"Token {self.token}",
            "User-Agent": "Watchbrief",
        }
        try:
            with closing(kind(self.host, self.port, timeout=timeout)) as connection:
                connection.request("GET", f"{self.path}?{query}", headers=headers)
                response = connection.getresponse()
                _refuse_status(response)
                return _body(response, until=monotonic() + 2 * timeout)
        except TimeoutError:
            raise NotNow("did not answer in time") from None
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise NotNow(f"cannot be reached: {why}") from None
        except HTTPException as error:
            raise NotNow(f"broke off ({type(error).__name__})") from None


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refuse_status(response: HTTPResponse) -> None:
    status = response.status
    if status == 200:
        return
    if 400 <= status < 500 and status not in (401, 403, 408, 429):
        told = "there is no such docket" if status == 404 else "the request was refused"
        raise SourceRefused(f"{told} at CourtListener ({status})")
    told = {
        401: "does not accept COURTLISTENER_TOKEN",
        403: "does not let COURTLISTENER_TOKEN read dockets",
        429: "was asked too often",
    }.get(status, "failed")
    if 300 <= status < 400:
        told = "redirects, which is not followed"
    retry_after = response.getheader("Retry-After", "")
    raise NotNow(f"{told} ({status})", retry_after=retry_after)


def _body(response: HTTPResponse, *, until: float) -> bytes:
    body = bytearray()
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > MOST_BYTES:
            raise SourceRefused(f"the page is larger than {MOST_BYTES >> 20} MB")
        # Each chunk may come just in time, for ever.
        if monotonic() > until:
            raise TimeoutError
    if response.length:
        raise NotNow("broke off in the middle of a page")
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
