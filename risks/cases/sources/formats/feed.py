"""Split a court's RSS feed into its entries before a library parses it.

juriscraper's time grows with the square of the items, and a feed covers every case of
its court, so entries of cases that are not followed are dropped first. The feed is read
once, in linear time; no entity is expanded and nothing is fetched.
"""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from html import unescape

from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.docket_number import Wanted, numbers_in
from risks.cases.sources.formats.scraping import HOST
from risks.engine.sentences import sources

_TITLE = re.compile(
    r"<(?:\w+:)?title\b[^>]*>(.*?)</(?:\w+:)?title", re.IGNORECASE | re.DOTALL
)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
# What may stand between two docket numbers that share an entry: judges' initials of the
# first, and a separator.
_BETWEEN = re.compile(r"(?:-\w+)*[\s,;/&]+(?:and\s+)?", re.IGNORECASE)
_MARK = re.compile(
    r"<!--|<!\[CDATA\[|<\?|<!ENTITY\b|<item(?=[\s>])|</item\s*>", re.IGNORECASE
)
# Where these sections end; no item begins or ends inside one.
_OPAQUE = {"<!--": "-->", "<![cdata[": "]]>", "<?": "?>"}
# Most characters of a feed outside its items: title, address and time.
MOST_AROUND = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """The items of one entry; a court makes two items of an entry with two events."""

    title: str
    # Every item, also one that the court repeats.
    told: tuple[str, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """Return the different items."""
        return tuple(dict.fromkeys(self.told))

    @property
    def key(self) -> str:
        """Return a key that stays the same while the court's text does."""
        return hashlib.sha256("\n".join(self.items).encode()).hexdigest()

    @property
    def dockets(self) -> tuple[str, ...]:
        """Return the docket numbers that the title begins with, else its first one.

        A later number is a mention in the caption, or a caption that begins with one.
        """
        title, end = self.title.lower(), 0
        run: list[str] = []
        for number in numbers_in(title):
            start = title.index(number, end)
            if run and not _BETWEEN.fullmatch(title, end, start):
                break
            run.append(number)
            end = start + len(number)
        return tuple(run)

    def may_be_of(self, wanted: Wanted) -> bool:
        """Say whether a number in its title is one of these, or nearly."""
        return any(wanted.alike(number) for number in numbers_in(self.title))


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as text: what precedes its entries, the entries, and what follows."""

    head: str
    entries: tuple[FeedEntry, ...]
    tail: str

    def of(self, docket_numbers: Collection[str]) -> "Feed":
        """Return the feed with only the entries that may belong to these dockets.

        Of a number that nearly matches a person decides later. An entry without any is
        kept, because nobody can tell whose it is.
        """
        wanted = Wanted.of(docket_numbers)
        kept = [one for one in self.entries if not one.dockets or one.may_be_of(wanted)]
        return replace(self, entries=tuple(kept))

    def items(self) -> int:
        """Return how many items the court has listed."""
        return sum(len(entry.told) for entry in self.entries)

    def written(self, *entries: FeedEntry) -> str:
        """Return the XML of a feed with these entries, or with all of them."""
        items = [item for entry in entries or self.entries for item in entry.told]
        return "\n".join([self.head, *items, self.tail])


def refuse_other_feed(xml: str, *, court_id: str) -> None:
    """Raise SourceRefused unless this is a complete RSS feed of the court."""
    if "<rss" not in xml[:1000].lower():
        raise SourceRefused(sources.NOT_RSS())
    if "</rss>" not in xml[-1000:].lower():
        raise SourceRefused(sources.CUT_FEED())
    hosts = {host.lower() for host in HOST.findall(xml)}
    if hosts and court_id not in hosts:
        raise SourceRefused(
            sources.FEED_OF_COURT(courts=" and ".join(sorted(hosts)), expected=court_id)
        )


def cut_feed(xml: str, *, court_id: str) -> Feed:
    """Split a feed into entries; raises SourceRefused if it is not the court's."""
    refuse_other_feed(xml, court_id=court_id)
    spans = list(_spans(xml))
    first, last = (spans[0][0], spans[-1][1]) if spans else (len(xml), len(xml))
    if first + len(xml) - last > MOST_AROUND and spans:
        raise SourceRefused(sources.NOT_A_LIST())
    items = [xml[start:end] for start, end in spans]
    return Feed(head=xml[:first], entries=tuple(_entries(items)), tail=xml[last:])


def _spans(xml: str) -> Iterator[tuple[int, int]]:
    """Yield where each item begins and ends."""
    at, opened = 0, -1
    while mark := _MARK.search(xml, at):
        at, token = mark.end(), mark[0].lower()
        if token in _OPAQUE:
            at = _over(xml, _OPAQUE[token], at)
        elif token == "<!entity":
            raise SourceRefused(sources.FEED_ENTITIES())
        elif token == "<item":
            opened = mark.start() if opened < 0 else opened
        elif opened >= 0:
            yield opened, at
            opened = -1
    if opened >= 0:
        raise SourceRefused(sources.CUT_ITEM())


def _over(xml: str, end: str, at: int) -> int:
    found = xml.find(end, at)
    if found < 0:
        raise SourceRefused(sources.CUT_TAG(end=end))
    return found + len(end)


def _entries(items: list[str]) -> Iterator[FeedEntry]:
    """Group the items that differ in their descriptions only."""
    alike: dict[tuple[str, str], list[str]] = {}
    for item in items:
        before, _, rest = item.partition("<description")
        alike.setdefault((before, rest.rpartition("</description")[2]), []).append(item)
    for same in alike.values():
        yield FeedEntry(title=_title(same[0]), told=tuple(same))


def _title(item: str) -> str:
    """Return the title on one line, or nothing if the item has none."""
    found = _TITLE.search(item)
    title = _CDATA.sub(r"\1", found[1]) if found else ""
    return " ".join(unescape(title).split())
