"""Poll courts' RSS feeds for new entries; each step reads one feed.

A feed of 3 MB each quarter of an hour would be 100 GB a year. Only the entries of the
cases followed here are stored, each once, with the access of its case.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from risks.cases.models import Case, Delivery, DocketSource
from risks.cases.operations.intake.back_off import back_off
from risks.cases.operations.intake.deliveries import receive, restricted_first
from risks.cases.queries import cases_of_court, feeds_to_poll
from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.docket_number import Wanted
from risks.cases.sources.formats.decoding import mixed
from risks.cases.sources.formats.feed import Feed, FeedEntry, cut_feed
from risks.cases.sources.remote.court_feed import Fetched, fetch_feed
from risks.cases.sources.remote.outbound import (
    TIMEOUT_SECONDS,
    Address,
    AddressRefused,
    NotNow,
)
from risks.engine.sentences import sources
from risks.engine.sentences.operating import THIS_MACHINE

# The most items that are explained one by one in a tally.
MOST_LINES = 20


def feed_address(url: str) -> Address:
    """Return the checked address of a feed; raises AddressRefused.

    An address of this machine is no court's feed.
    """
    address = Address.at(url)
    if address.is_loopback and not settings.FEEDS_ON_LOOPBACK:
        raise AddressRefused(THIS_MACHINE())
    return address


def poll_next_feed(*, now: datetime, timeout: float = TIMEOUT_SECONDS) -> bool:
    """Read the feed that is due next; return False when none is due."""
    source = _claim(now=now)
    if source is None:
        return False
    cases = list(cases_of_court(source.court_id))
    sought = _sought(source, cases)
    tally = None
    try:
        fetched = _fetch(source, sought, timeout=timeout)
        if fetched is not None:
            # latin-1 maps each byte to one letter, so the bytes survive unchanged.
            letters = fetched.body.decode("latin-1")
            feed = cut_feed(letters, court_id=source.court_id)
            tally = _take_in(source, feed, cases, now=now)
    except NotNow as reason:
        problem = sources.FEED(problem=reason)
        back_off(source, problem, retry_after=reason.retry_after, now=now)
    except AddressRefused as refused:
        back_off(source, sources.ADDRESS(problem=refused), now=now)
    except SourceRefused as refused:
        back_off(source, str(refused), now=now)
    else:
        _succeed(source, fetched, sought, tally, now=now)
    return True


def poll_soon(source: DocketSource) -> None:
    """Make a changed feed due and forget the failures of its old address."""
    DocketSource.objects.filter(pk=source.pk).update(
        polled_at=None, resting_until=None, failures=0
    )


def _claim(*, now: datetime) -> DocketSource | None:
    for source in feeds_to_poll(now=now):
        mine = feeds_to_poll(now=now).filter(pk=source.pk).order_by()
        if mine.update(polled_at=now, last_tried_at=now):
            return source
    return None


def _sought(source: DocketSource, cases: Sequence[Case]) -> str:
    """Return a hash of the search; a new search reads an unchanged feed again."""
    numbers = sorted(case.docket_number for case in cases)
    about = json.dumps([source.address, source.court_id, numbers])
    return hashlib.sha256(about.encode()).hexdigest()


def _fetch(source: DocketSource, sought: str, *, timeout: float) -> Fetched | None:
    address = feed_address(source.address)
    is_same = source.sought == sought
    return fetch_feed(
        address,
        etag=source.etag if is_same else "",
        last_modified=source.last_modified if is_same else "",
        timeout=timeout,
        public_only=not address.is_loopback,
    )


def _take_in(
    source: DocketSource, feed: Feed, cases: Sequence[Case], *, now: datetime
) -> dict[str, Any]:
    """Store each entry of a followed case that has not come before; return a tally.

    Its "new", "known", "others" and "unread" add up to its "items".
    """
    numbers = [case.docket_number for case in cases]
    kept, wanted = feed.of(numbers), Wanted.of(numbers)
    keys = [entry.key for entry in kept.entries]
    stored = Delivery.objects.filter(source=source, key__in=keys)
    known_keys = set(stored.values_list("key", flat=True))
    new, known, unread = 0, 0, []
    for entry in kept.entries:
        case = _case_of(entry, wanted, cases)
        if not entry.dockets:
            unread += [_without_number(entry)] * len(entry.told)
        elif case is None:
            continue
        elif entry.key in known_keys:
            known += len(entry.told)
        else:
            new += len(entry.told)
            receive(
                source,
                key=entry.key,
                body=feed.written(entry).encode("latin-1"),
                content_type="application/rss+xml",
                case=case,
                now=now,
            )
    items = feed.items()
    return {
        "items": items,
        "new": new,
        "known": known,
        "others": items - new - known - len(unread),
        "unread": len(unread),
        "lines": unread[:MOST_LINES],
    }


def _without_number(entry: FeedEntry) -> str:
    # Each letter is a byte of the feed, see `poll_next_feed`.
    letters = entry.title.replace("\0", "").encode("latin-1", errors="replace")
    return (
        f'"{mixed(letters)[:80] or "an item without a title"}": names no docket number'
    )


def _case_of(entry: FeedEntry, wanted: Wanted, cases: Sequence[Case]) -> Case | None:
    """Return a case that an entry is of, or may be of: a restricted one first."""
    alike = (pair for number in entry.dockets for pair in wanted.alike(number))
    may_be = {number for number, _likeness in alike}
    return restricted_first([one for one in cases if one.docket_number in may_be])


def _succeed(
    source: DocketSource,
    fetched: Fetched | None,
    sought: str,
    tally: dict[str, Any] | None,
    *,
    now: datetime,
) -> None:
    """Record the version only after it was read, so that a killed poll is repeated."""
    version = (
        {
            "etag": fetched.etag,
            "last_modified": fetched.last_modified,
            "sought": sought,
            "feed_tally": tally or {},
        }
        if fetched
        else {}
    )
    DocketSource.objects.filter(pk=source.pk).update(
        last_success_at=now, last_error="", failures=0, **version
    )
