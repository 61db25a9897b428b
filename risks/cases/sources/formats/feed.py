"""A court's RSS feed cut into its entries, before other people's code parses it.

juriscraper's time grows with the square of the items, and a feed tells of every case
of its court: what is of no case followed here is left out. One pass over the letters,
in a time that grows with their number: nothing is expanded, and nothing is fetched.
"""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from html import unescape

from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.docket_number import numbers_in, without_office
from risks.cases.sources.formats.scraping import HOST

_MARK = re.compile(
    r"<!--|<!\[CDATA\[|<\?|<!ENTITY\b|<item(?=[\s>])|</item\s*>", re.IGNORECASE
)
# What begins so is over here, and no item begins or ends within it.
_OPAQUE = {"<!--": "-->", "<![cdata[": "]]>", "<?": "?>"}
# Letters of a feed that are no item: its title, its court's address, its time.
MOST_AROUND = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """The items of one entry: of an entry with two events a court makes two items."""

    # The docket numbers that its title may hold.
    numbers: tuple[str, ...]
    items: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same for as long as the court tells the same of it."""
        return hashlib.sha256("\n".join(self.items).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    head: str
    entries: tuple[FeedEntry, ...]
    tail: str

    def of(self, docket_numbers: Collection[str]) -> "Feed":
        """Only what may be of these dockets; whose it is, the whole number says."""
        wanted = without_office(docket_numbers)
        kept = [one for one in self.entries if wanted & without_office(one.numbers)]
        return replace(self, entries=tuple(kept))

    def with_numbers(self) -> int:
        """How many of the entries may be of a docket at all."""
        return sum(bool(entry.numbers) for entry in self.entries)

    def written(self, *entries: FeedEntry) -> str:
        """A feed again, of these entries or of all that it has."""
        told = [item for entry in entries or self.entries for item in entry.items]
        return "\n".join([self.head, *told, self.tail])


def refuse_other_feed(xml: str, *, court_id: str) -> None:
    """Raises SourceRefused for what is no whole RSS feed of this court."""
    if "<rss" not in xml[:1000].lower():
        raise SourceRefused("is not an RSS feed")
    if "</rss>" not in xml[-1000:].lower():
        raise SourceRefused("is a truncated feed: it does not end; fetch it again")
    hosts = {host.lower() for host in HOST.findall(xml)}
    if hosts and court_id not in hosts:
        raise SourceRefused(
            f"court: the feed is of {' and '.join(sorted(hosts))}, not of {court_id}"
        )


def cut_feed(xml: str, *, court_id: str) -> Feed:
    """Raises SourceRefused for what is no whole RSS feed of this court."""
    refuse_other_feed(xml, court_id=court_id)
    spans = list(_spans(xml))
    first, last = (spans[0][0], spans[-1][1]) if spans else (len(xml), len(xml))
    if first + len(xml) - last > MOST_AROUND and spans:
        raise SourceRefused("is more than a list of items")
    items = [xml[start:end] for start, end in spans]
    return Feed(head=xml[:first], entries=tuple(_entries(items)), tail=xml[last:])


def _spans(xml: str) -> Iterator[tuple[int, int]]:
    """Where each item begins and ends."""
    at, opened = 0, -1
    while mark := _MARK.search(xml, at):
        at, token = mark.end(), mark[0].lower()
        if token in _OPAQUE:
            at = _over(xml, _OPAQUE[token], at)
        elif token == "<!entity":
            raise SourceRefused("declares entities, which no court's feed does")
        elif token == "<item":
            opened = mark.start() if opened < 0 else opened
        elif opened >= 0:
            yield opened, at
            opened = -1
    if opened >= 0:
        raise SourceRefused("is a truncated feed: an item does not end")


def _over(xml: str, end: str, at: int) -> int:
    found = xml.find(end, at)
    if found < 0:
        raise SourceRefused(f"is a truncated feed: it has no {end} where one is due")
    return found + len(end)


def _entries(items: list[str]) -> Iterator[FeedEntry]:
    """Items that differ in their descriptions only are of one entry."""
    alike: dict[tuple[str, str], list[str]] = {}
    for item in items:
        before, _, rest = item.partition("<description")
        alike.setdefault((before, rest.rpartition("</description")[2]), []).append(item)
    for same in alike.values():
        yield FeedEntry(numbers=numbers_in(_title(same[0])), items=tuple(same))


def _title(item: str) -> str:
    """Or the whole item, where it is written in another way."""
    title = item.partition("<title")[2].partition("</title")[0]
    return unescape(title or item)
