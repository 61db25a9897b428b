"""Read a court's RSS feed: its newest entries, with a short text each."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from risks.cases.sources.docket import Docket, Entry, ReadItem, Source, SourceRefused
from risks.cases.sources.formats.feed import Feed, FeedEntry, cut_feed
from risks.cases.sources.formats.scraping import cut, scraping
from risks.engine.sentences import sources
from risks.engine.time.courts import Court, UnknownCourt, court


def read_rss(xml: str, *, court_id: str) -> tuple[ReadItem, ...]:
    """Read each entry of a feed; raises SourceRefused for another feed.

    An item gives the instant of entry; its day is the day at the court. Each entry is
    parsed by itself, so that one that cannot be read costs no other.
    """
    try:
        tribunal = court(court_id)
    except UnknownCourt as error:
        raise SourceRefused(sources.COURT(problem=error)) from error
    feed = cut_feed(xml, court_id=court_id)
    with scraping(sources.NOT_A_COURT_FEED()):
        # Imported here because it is slow to load.
        from juriscraper.pacer import PacerRssFeed  # noqa: PLC0415

        library = PacerRssFeed(court_id)
    return tuple(_read(entry, feed, library, tribunal) for entry in feed.entries)


def _read(entry: FeedEntry, feed: Feed, library: Any, tribunal: Court) -> ReadItem:
    item = ReadItem(
        items=len(entry.told), title=cut(entry.title, 80) or sources.UNTITLED()
    )
    try:
        return replace(item, dockets=tuple(_dockets(entry, feed, library, tribunal)))
    except SourceRefused as refused:
        return replace(item, problem=refused.message)


def _dockets(
    entry: FeedEntry, feed: Feed, library: Any, tribunal: Court
) -> Iterator[Docket]:
    if not entry.dockets:
        raise SourceRefused(sources.NO_DOCKET_NUMBER())
    rows = _rows(feed.written(entry), library)
    caption = cut(entry.title.partition(" ")[2], 300)
    for number in entry.dockets:
        yield Docket(
            source=Source.RSS,
            court_id=tribunal.id,
            docket_number=number,
            caption=caption or number,
            entries=(_entry(rows, tribunal),),
        )


def _rows(xml: str, library: Any) -> list[Mapping[str, Any]]:
    """Return what the library reads in the items of one entry."""
    with scraping(sources.NOT_AN_ITEM()):
        library._parse_text(xml)
        parsed = library.feed.entries
    if not parsed:
        raise SourceRefused(sources.NOT_AN_ITEM())
    if any("published" not in item for item in parsed):
        raise SourceRefused(sources.NO_ENTRY_DATE())
    with scraping(sources.BAD_ENTRY_DATE()):
        for item in parsed:
            item.setdefault("summary", "")
        return [row for item in parsed for row in library.docket_entries(item)]


def _entry(rows: list[Mapping[str, Any]], tribunal: Court) -> Entry:
    entered = rows[0]["date_filed"]
    if not isinstance(entered, datetime) or entered.tzinfo is None:
        raise SourceRefused(sources.NO_ENTRY_DATE())
    local = entered.astimezone(tribunal.zone)
    # An entry with several events has an item for each.
    events = sorted({cut(row["short_description"], 200_000) for row in rows} - {""})
    return Entry(
        filed_date=local.date(),
        entered_date=local.date(),
        number=cut(rows[0]["document_number"], 20),
        text=cut(" AND ".join(events), 200_000) or "(no text in the feed)",
        source_detail="RSS feed",
        pacer_doc_id=cut(rows[0]["pacer_doc_id"], 40),
        pacer_seq_no=cut(rows[0]["pacer_seq_no"], 40),
    )
