"""A court's feed from its address, if it has changed since it was last fetched."""

from dataclasses import dataclass
from http.client import HTTPResponse

from risks.cases.sources.remote.outbound import Address, NotNow, asked, body_of

MOST_BYTES = 5 * 1024 * 1024
BODY_SECONDS = 30.0
# What a server names a version of its feed by, if it is a name and no essay.
_LONGEST_MARK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    body: bytes
    etag: str = ""
    last_modified: str = ""


def fetch_feed(
    address: Address,
    *,
    etag: str = "",
    last_modified: str = "",
    timeout: float,
    public_only: bool,
) -> Fetched | None:
    """None: it is as it was. Raises NotNow, and SourceRefused for one too large."""
    marks = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    conditions = {name: mark for name, mark in marks.items() if mark}
    headers = {"Accept": "application/rss+xml, text/xml", **conditions}
    with asked(
        address, headers=headers, timeout=timeout, public_only=public_only
    ) as response:
        if response.status == 304 and conditions:
            return None
        _refuse_status(response)
        body = body_of(
            response, most_bytes=MOST_BYTES, seconds=BODY_SECONDS, what="feed"
        )
        return Fetched(
            body=body,
            etag=_mark(response, "ETag"),
            last_modified=_mark(response, "Last-Modified"),
        )


def _refuse_status(response: HTTPResponse) -> None:
    status = response.status
    if status == 200:
        return
    told = {
        404: "is not there",
        410: "is not there any more",
        429: "was asked for too often",
    }.get(status, "was not given")
    if 300 <= status < 400 and status != 304:
        told = "redirects, which is not followed"
    retry_after = response.getheader("Retry-After", "")
    raise NotNow(f"{told} ({status})", retry_after=retry_after)


def _mark(response: HTTPResponse, name: str) -> str:
    """One that can be sent back as it came, or none."""
    mark: str = response.getheader(name, "").strip()
    fits = mark.isascii() and mark.isprintable() and len(mark) <= _LONGEST_MARK
    return mark if fits else ""
