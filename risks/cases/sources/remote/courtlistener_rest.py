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
from risks.engine.sentences import sources
from risks.engine.sentences.operating import NO_ADDRESS, NO_PLAIN_ADDRESS

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
            raise SettingRefused(sources.NO_TOKEN())
        try:
            address = Address.at(url)
        except AddressRefused as refused:
            raise SettingRefused(sources.API_ADDRESS(problem=refused)) from None
        if address.query:
            raise SettingRefused(sources.API_ADDRESS(problem=NO_PLAIN_ADDRESS()))
        path = address.path.rstrip("/") + ENTRIES_PATH
        return cls(address=replace(address, path=path), token=token)

    def query_of(self, link: str) -> str:
        """Return the query of a next page; raises SourceRefused if not ours."""
        try:
            parts = urlsplit(link)
        except ValueError:
            raise SourceRefused(NO_ADDRESS(), path=("next",)) from None
        here = (self.address.scheme, self.address.netloc, self.address.path)
        if (parts.scheme, parts.netloc.lower(), parts.path) != here:
            raise SourceRefused(sources.OTHER_PLACE(), path=("next",))
        query = parts.query
        if not (query.isascii() and query.isprintable()) or " " in query:
            raise SourceRefused(sources.NO_ADDRESS_HAS(), path=("next",))
        if len(query) > _LONGEST_QUERY:
            raise SourceRefused(sources.LONG_ADDRESS(), path=("next",))
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
        problem = sources.NO_SUCH_DOCKET if status == 404 else sources.REQUEST_REFUSED
        raise SourceRefused(problem(status=status))
    problem = {
        401: sources.BAD_TOKEN,
        403: sources.WEAK_TOKEN,
        429: sources.ASKED_TOO_OFTEN,
    }.get(status, sources.FAILED)
    if 300 <= status < 400:
        problem = sources.REDIRECTS
    retry_after = answer.headers.get("Retry-After", "")
    raise NotNow(
        sources.ANSWERED(problem=problem(), status=status), retry_after=retry_after
    )
