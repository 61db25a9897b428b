"""Find the words of a page, a mail or a cell that nobody has translated."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from risks.engine.time.courts import all_courts
from tests.words.pseudo import CLOSE, OPEN

SHOWN = {"alt", "aria-description", "aria-label", "placeholder", "title"}
# `value` is shown where the element is a button.
BUTTONS = {"button", "image", "reset", "submit"}
UNSEEN = {"script", "style", "template", "code", "pre", "textarea"}
VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
    "source", "track", "wbr",
}  # fmt: skip
INLINE = {
    "a", "abbr", "b", "bdi", "br", "code", "em", "i", "kbd", "mark", "small", "span",
    "strong", "sub", "sup", "time", "wbr",
}  # fmt: skip
# Names, standards and units that are the same in every language.
NAMES = (
    r"Watchbrief|English|esc|NumPy|SciPy|BLAKE2b|SFC64|SHA-256|Message-ID|SMTP|JSON|"
    r"CSV|XLSX|PDF|iCalendar|CourtListener|PACER|RSS|"
    r"Fed\. R\. (?:Civ|App)\. P\. \d+|TVaR\d*|PERT|"
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|P\d\d|IAS \d+(?:\.\d+)?|ASC [\d-]+|"
    r"US\$|HK\$|RMB|USD|HKD|CNY|EUR|GBP|"
    r"Hong Kong|Los Angeles|[A-Z2-7]{32}|"  # clocks, and the key of a second factor
    r"UTC|HKT|P[DS]T|[A-Z][a-z]+/[A-Z][A-Za-z_]+|"
    r"https?://\S+|\S+@\S+|[0-9a-f]{8,}|[A-Z]{1,3}-[A-Z0-9]+(?:-[A-Z0-9]+)*|"
    r"\d[\d.,]* ?(?:bn|[kmM])(?![A-Za-z])|v\d+|\+?P\d+D|"
    r"PT\d+H|\d:\d\d-cv-\d+|#[0-9a-f]{6}|wb-[\w-]+"
)
# Courts are cited by the same names everywhere.
_COURTS = "|".join(
    sorted(
        {re.escape(name) for one in all_courts() for name in (one.short, one.name)},
        key=len,
        reverse=True,
    )
)
# Last, a grade of confidence.
_NAME = re.compile(rf"(?<![A-Za-z])(?:{NAMES}|{_COURTS}|[A-D])(?![A-Za-z])")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Bare:
    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"


def outside_brackets(text: str, depth: int = 0) -> tuple[str, int]:
    """Return what stands outside the brackets, and how deep the text ends."""
    out = []
    for character in text:
        if character == OPEN:
            depth += 1
        elif character == CLOSE:
            depth = max(depth - 1, 0)
        elif not depth:
            out.append(character)
        else:
            out.append(" ")
    return "".join(out), depth


def has_words(text: str, data: Iterable[str] = ()) -> bool:
    """Tell whether anything is left once names and the world's data are gone."""
    for known in sorted(data, key=len, reverse=True):
        text = text.replace(known, " ")
    return bool(_WORD.search(_NAME.sub(" ", text)))


def bare_in_text(
    text: str, *, where: str = "text", data: Iterable[str] = ()
) -> list[Bare]:
    """Check plain text: a mail's body, the words of a PDF, a cell."""
    left, depth = outside_brackets(text)
    found = [
        Bare(where, line.strip()) for line in left.splitlines() if has_words(line, data)
    ]
    return [*found, Bare(where, f"cut inside brackets: {text}")] if depth else found


class _Page(HTMLParser):
    def __init__(self, data: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.data = data
        self.found: list[Bare] = []
        self.open: list[tuple[str, bool]] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._edge(tag)
        given = {name: value or "" for name, value in attrs}
        for name in self._shown(tag, given):
            where = f"{self._place(tag)}[{name}]"
            self.found += bare_in_text(given[name], where=where, data=self.data)
        if tag not in VOID:
            unseen = tag in UNSEEN or "material-symbols" in given.get("class", "")
            other = given.get("lang", "en") not in ("en", "")
            self.open.append((tag, unseen or (other and tag != "html")))

    def handle_endtag(self, tag: str) -> None:
        self._edge(tag)
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        left, self.depth = outside_brackets(data, self.depth)
        if any(unseen for _, unseen in self.open):
            return
        if has_words(left, self.data):
            self.found.append(Bare(self._place(), " ".join(left.split())))

    def _shown(self, tag: str, given: dict[str, str]) -> Iterator[str]:
        yield from (name for name in given if name in SHOWN)
        if tag == "input" and given.get("type") in BUTTONS and "value" in given:
            yield "value"

    def _edge(self, tag: str) -> None:
        """Let no bracket that lost its end hide the rest of the page."""
        if tag not in INLINE and self.depth:
            self.found.append(Bare(self._place(), "cut inside brackets"))
            self.depth = 0

    def _place(self, tag: str = "") -> str:
        names = [name for name, _ in self.open][-3:]
        return " > ".join([*names, tag] if tag else names)


def bare_in_html(html: str, *, data: Iterable[str] = ()) -> list[Bare]:
    """Check each text node, and each attribute that people meet."""
    page = _Page(frozenset(data))
    page.feed(html)
    page.close()
    return page.found
