"""Judge the markup of a court's page before a library parses it."""

import re
from html import unescape

from risks.cases.sources.docket import SourceRefused
from risks.engine.sentences import sources

# Tags that stay open until they are closed. Parsing time grows with the square of
# how many are open at once.
_NESTING = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|hr|img|input|li|link|meta|option|p|param|tbody|"
    r"td|tfoot|th|thead|tr|wbr)\b)[a-z]",
    re.IGNORECASE,
)
MOST_NESTED = 10_000
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(
    r"<(h[1-4]|title|center)\b[^>]*>(.{0,2000}?)</\1>", re.IGNORECASE | re.DOTALL
)
_TABLE = re.compile(r"<!--.*?-->|<(/?)table\b", re.IGNORECASE | re.DOTALL)
# The head of the table of entries, of a docket report and of a history.
_ENTRIES = re.compile(
    r"<t[dh]\b[^>]*>(?:\s|&nbsp;|<(?!/?t[dhr]\b)[^>]*>)*"
    r"(?:Docket\s+Text|Doc\.?(?:\s|<br[^>]*>)*No\.?)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b\d\d/\d\d/\d{4}\b")
# The court's receipt stands behind the entries.
_RECEIPT = re.compile(
    r"<(?:th|td|font|b|span)\b[^>]*>\s*Transaction\s+Receipt", re.IGNORECASE
)


def text_of(markup: str) -> str:
    """Return what a reader sees of a piece of markup, on one line."""
    return " ".join(unescape(_TAG.sub(" ", markup)).split())


def headings(page: str) -> str:
    """Return the title and the headings of a page as text."""
    return " ".join(text_of(found[2]) for found in _HEADING.finditer(page))


def entries_start(page: str) -> int:
    """Return where the table of entries is headed, or -1."""
    found = _ENTRIES.search(page)
    return found.start() if found else -1


def is_history(page: str) -> bool:
    """Say whether the list of entries is that of a docket history."""
    found = _ENTRIES.search(page)
    return found is not None and not found[0].lower().endswith("text")


def refuse_deep_nesting(page: str) -> None:
    depth = 0
    for tag in _NESTING.finditer(page):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MOST_NESTED:
            raise SourceRefused(sources.NESTED_PAGE())


def refuse_cut(page: str) -> None:
    """Raise SourceRefused unless everything up to the end of the entries is there.

    The end is the closed table of entries, the court's receipt behind it or the end of
    the page: a page saved from a browser's memory has no </html>.
    """
    start = entries_start(page)
    if start >= 0 and _closed_after(page, start) >= 0:
        return
    if _RECEIPT.search(page, max(start, 0)) or "</html>" in page[-2000:].lower():
        return
    raise SourceRefused(sources.CUT_PAGE())


def has_receipt(page: str) -> bool:
    return _RECEIPT.search(page) is not None


def lists_nothing(page: str) -> bool:
    """Say whether there is a list of entries, without a date in it."""
    start = entries_start(page)
    end = _closed_after(page, start) if start >= 0 else -1
    return end >= 0 and not _DATE.search(page, start, end)


def _closed_after(page: str, start: int) -> int:
    """Return where the table is closed in which `start` stands, or -1."""
    depth = 1
    for tag in _TABLE.finditer(page, start):
        if not tag[0].startswith("<!--"):
            depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.start()
    return -1
