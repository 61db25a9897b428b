"""A court's feed from its address, if it has changed since it was last fetched."""

from dataclasses import dataclass

from risks.cases.sources.remote.outbound import Address, Answer, Limits, NotNow, ask

MOST_BYTES = 5 * 1024 * 1024
# In all, of the time that each step may take.
_STEPS = 6
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
    """Return the feed, or None if it is as it was.

    `timeout` seconds for each step, and six times that in all. Raises NotNow, and
    SourceRefused for one too large.
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
    told = {
        404: "is not there",
        410: "is not there any more",
        429: "was asked for too often",
    }.get(status, "was not given")
    if 300 <= status < 400 and status != 304:
        told = "redirects, which is not followed"
    retry_after = answer.headers.get("Retry-After", "")
    raise NotNow(f"{told} ({status})", retry_after=retry_after)


def _mark(answer: Answer, name: str) -> str:
    """One that can be sent back as it came, or none."""
    mark = answer.headers.get(name, "").strip()
    fits = mark.isascii() and mark.isprintable() and len(mark) <= _LONGEST_MARK
    return mark if fits else ""
