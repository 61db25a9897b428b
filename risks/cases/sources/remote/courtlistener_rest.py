"""Request a docket's entries from CourtListener's REST API, version 4, by page."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.remote.outbound import (
    TIMEOUT_SECONDS,
    Address,
    AddressRefused,
    Answer,
    Limits,
    NotNow,
    ask,
)

ENTRIES_PATH = "/api/rest/v4/docket-entries/"
MOST_BYTES = 1024 * 1024
# The total time, as a multiple of the time for each step.
_STEPS = 4
# The longest query of a next page that a sweep stores.
_LONGEST_QUERY = 2000


class SettingRefused(ValueError):
    """A setting prevents any request; the message names it in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtListener:
    """The address of the API and the token that is sent to it."""

    address: Address
    token: str = field(repr=False)

    @classmethod
    def at(cls, url: str, *, token: str) -> "CourtListener":
        """Return the client for these settings; raises SettingRefused."""
        # Checked here, because an error of the HTTP client could show the token.
        if not (token and token.isascii() and token.isprintable()):
            raise SettingRefused("COURTLISTENER_TOKEN: is not set, or is no token")
        try:
            address = Address.at(url)
        except AddressRefused as refused:
            raise SettingRefused(f"COURTLISTENER_URL: {refused}") from None
        if address.query:
            raise SettingRefused("COURTLISTENER_URL: is no plain web address")
        path = address.path.rstrip("/") + ENTRIES_PATH
        return cls(address=replace(address, path=path), token=token)

    def query_of(self, link: str) -> str:
        """Return the query of a next page; raises SourceRefused if not ours."""
        try:
            parts = urlsplit(link)
        except ValueError:
            raise SourceRefused("is no web address", path=("next",)) from None
        here = (self.address.scheme, self.address.netloc, self.address.path)
        if (parts.scheme, parts.netloc.lower(), parts.path) != here:
            raise SourceRefused("leads to another place than asked", path=("next",))
        query = parts.query
        if not (query.isascii() and query.isprintable()) or " " in query:
            raise SourceRefused("holds what no address has", path=("next",))
        if len(query) > _LONGEST_QUERY:
            raise SourceRefused("is longer than any address", path=("next",))
        return query

    def ask(self, query: str, *, timeout: float = TIMEOUT_SECONDS) -> bytes:
        """Return the page for a query.

        The limit is `timeout` seconds for each step and four times that in total.
        Raises NotNow when a later request may succeed, and SourceRefused when there is
        no such page.
        """
        answer = ask(
            replace(self.address, query=query),
            headers={
                "Accept": "application/json",
                "Authorization": f"Token {self.token}",
            },
            limits=Limits(
                what="page",
                step_seconds=timeout,
                total_seconds=_STEPS * timeout,
                most_bytes=MOST_BYTES,
            ),
        )
        _refuse_status(answer)
        return answer.body


def _refuse_status(answer: Answer) -> None:
    status = answer.status
    if status == 200:
        return
    if 400 <= status < 500 and status not in (401, 403, 408, 429):
        problem = (
            "there is no such docket" if status == 404 else "the request was refused"
        )
        raise SourceRefused(f"{problem} at CourtListener ({status})")
    problem = {
        401: "does not accept COURTLISTENER_TOKEN",
        403: "does not let COURTLISTENER_TOKEN read dockets",
        429: "was asked too often",
    }.get(status, "failed")
    if 300 <= status < 400:
        problem = "redirects, which is not followed"
    retry_after = answer.headers.get("Retry-After", "")
    raise NotNow(f"{problem} ({status})", retry_after=retry_after)
