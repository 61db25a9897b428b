"""Download a court's feed if it has changed since the last download."""

from dataclasses import dataclass

from risks.cases.sources.remote.outbound import Address, Answer, Limits, NotNow, ask
from risks.engine.sentences import sources

MOST_BYTES = 5 * 1024 * 1024
# The total time, as a multiple of the time for each step.
_STEPS = 6
# The longest ETag or date of a version that is stored.
_LONGEST_MARK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A downloaded feed with the headers that name its version."""

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
    """Return the feed, or None if it has not changed.

    The limit is `timeout` seconds for each step and six times that in total. Raises
    NotNow, and SourceRefused for a feed that is too large.
    """
    marks = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    conditions = {name: mark for name, mark in marks.items() if mark}
    answer = ask(
        address,
        headers={"Accept": "application/rss+xml, text/xml", **conditions},
        limits=Limits(
            what="feed",
            step_seconds=timeout,
            total_seconds=_STEPS * timeout,
            most_bytes=MOST_BYTES,
        ),
        public_only=public_only,
    )
    if answer.status == 304 and conditions:
        return None
    _refuse_status(answer)
    return Fetched(
        body=answer.body,
        etag=_mark(answer, "ETag"),
        last_modified=_mark(answer, "Last-Modified"),
    )


def _refuse_status(answer: Answer) -> None:
    status = answer.status
    if status == 200:
        return
    problem = {
        404: sources.NOT_THERE,
        410: sources.GONE,
        429: sources.ASKED_FOR_TOO_OFTEN,
    }.get(status, sources.NOT_GIVEN)
    if 300 <= status < 400 and status != 304:
        problem = sources.REDIRECTS
    retry_after = answer.headers.get("Retry-After", "")
    raise NotNow(
        sources.ANSWERED(problem=problem(), status=status), retry_after=retry_after
    )


def _mark(answer: Answer, name: str) -> str:
    """Return a version header if it can be sent back unchanged, or nothing."""
    mark = answer.headers.get(name, "").strip()
    fits = mark.isascii() and mark.isprintable() and len(mark) <= _LONGEST_MARK
    return mark if fits else ""
