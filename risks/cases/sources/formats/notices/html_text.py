"""Convert the text of a mail to lines for a reader, with the addresses of its links."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urlsplit

_LINE = re.compile(
    r"address|blockquote|body|br|center|d[dlt]|div|h[1-6r]|li|[ou]l|p|pre|table|tbody|tr"
)
_HIDDEN = frozenset(("head", "script", "style", "title"))
_QUOTES = re.compile(r"^[ \t]*(?:[>|][ \t]?)+", re.MULTILINE)
_TYPE = re.compile(r"</?(?:i|b|u|em|strong|font|br)\b[^<>]{0,200}>", re.IGNORECASE)
# How often a link may have been led through a mail filter.
_MOST_FILTERS = 5
_DEFENDED = re.compile(r"/v3/__(https?:/.*?)__;")


def plain_text(html: str) -> str:
    """Return the text of HTML: a line for each block, `text <address>` for a link.

    >>> plain_text('<p>Case: <a href="https://ecf.example/1">1-2</a></p><p>Text</p>')
    'Case: 1-2 <https://ecf.example/1>\\nText'
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def unquoted(text: str) -> str:
    """Return a plain text without the marks of quotation before its lines.

    Courts leave marks of type in their plain texts.

    >>> unquoted("> > Docket Text:\\n>> <i>ORDER</i>")
    'Docket Text:\\nORDER'
    """
    bare = unescape(_TYPE.sub("", text.replace("\r", "")))
    lines = _QUOTES.sub("", bare).split("\n")
    return "\n".join(line for line in map(str.strip, lines) if line)


def unwrapped(address: str) -> str:
    """Return the address inside those that mail filters have put around it."""
    for _filter in range(_MOST_FILTERS):
        inner = _inside(address)
        if not inner:
            break
        address = inner
    return address


def _inside(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if host.endswith("safelinks.protection.outlook.com"):
        return parse_qs(parts.query).get("url", [""])[0]
    if host == "urldefense.proofpoint.com" and "u=" in parts.query:
        packed = parse_qs(parts.query).get("u", [""])[0]
        return unquote(packed.replace("-", "%").replace("_", "/"))
    defended = _DEFENDED.search(address) if host.startswith("urldefense") else None
    return defended[1] if defended else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._address = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._hidden = 0
        if tag in _HIDDEN:
            self._hidden += 1
        elif _LINE.fullmatch(tag):
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append(" ")
        elif tag == "a":
            self._end_link()
            address = dict(attrs).get("href") or ""
            self._address = address.strip() if address.startswith("http") else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "a":
            self._end_link()
        elif _LINE.fullmatch(tag):
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data.replace("\n", " "))

    def _end_link(self) -> None:
        if self._address:
            self.pieces.append(f" <{unwrapped(self._address)}>")
        self._address = ""
