"""Read a court's RSS feed: its newest entries, with a short text each."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from risks.cases.sources.docket import Docket, Entry, Source, SourceRefused
from risks.cases.sources.formats.feed import refuse_other_feed
from risks.cases.sources.formats.scraping import cut, scraping
from risks.engine.time.courts import Court, UnknownCourt, court


def read_rss(xml: str, *, court_id: str) -> tuple[Docket, ...]:
    """Read one docket for each item; raises SourceRefused for another feed.

    An item gives the instant of entry; its day is the day at the court.
    """
    try:
        tribunal = court(court_id)
    except UnknownCourt as error:
        raise SourceRefused(f"court: {error}") from error
    refuse_other_feed(xml, court_id=court_id)
    return tuple(_dockets(_parse(xml, court_id=court_id), tribunal))


def _parse(xml: str, *, court_id: str) -> list[Mapping[str, Any]]:
    with scraping("is not a court's RSS feed"):
        # Imported here because it is slow to load.
        from juriscraper.pacer import PacerRssFeed  # noqa: PLC0415

        feed = PacerRssFeed(court_id)
        feed._parse_text(xml)
        return list(feed.data)


def _dockets(items: list[Mapping[str, Any]], tribunal: Court) -> Iterator[Docket]:
    for item in items:
        entries = tuple(_entry(row, tribunal) for row in item["docket_entries"])
        number = cut(item["docket_number"], 60)
        if number and entries:
            yield Docket(
                source=Source.RSS,
                court_id=tribunal.id,
                docket_number=number,
                caption=cut(item["case_name"], 300) or number,
                entries=entries,
            )


def _entry(row: Mapping[str, Any], tribunal: Court) -> Entry:
    entered = row["date_filed"]
    if not isinstance(entered, datetime) or entered.tzinfo is None:
        raise SourceRefused("an item of the feed has no moment")
    local = entered.astimezone(tribunal.zone)
    text = cut(row["description"] or row["short_description"], 200_000)
    return Entry(
        filed_date=local.date(),
        entered_date=local.date(),
        number=cut(row["document_number"], 20),
        text=text or "(no text in the feed)",
        source_detail="RSS feed",
        pacer_doc_id=cut(row["pacer_doc_id"], 40),
        pacer_seq_no=cut(row["pacer_seq_no"], 40),
    )
