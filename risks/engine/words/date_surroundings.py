"""Cut out the sentence around a date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from risks.engine.words.date_rows import pattern
from risks.engine.words.written_dates import WrittenDate

# The most characters between a date and a word about it.
_REACH = 260
# The longest abbreviation, with what stands before it.
_ABBREVIATION = 8
# An address, whose full stops end no sentence and whose "@" is no date.
_ADDRESS = re.compile(
    r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,6}|https?://[^\s;]{1,200}(?=[\s;]|$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The words before and after a date in its sentence; other dates are "@"."""

    before: str
    after: str
    # Where `before` begins in the text.
    start: int

    @property
    def sentence(self) -> str:
        return self.before + self.after


def sentence_around(text: str, dates: Sequence[WrittenDate], place: int) -> Around:
    """Return the sentence around the date that stands at `place` among all."""
    text, one = _without_addresses(text), dates[place]
    start = max(0, one.start - _REACH, _sentence_start(text, one.start))
    stop = _sentence_end(text, one.end)
    before, mark = "", start
    for other in dates[:place]:
        if other.start >= start:
            before += text[mark : other.start] + "@"
            mark = other.end
    before += text[mark : one.start]
    after, mark = "", one.end
    for other in dates[place + 1 :]:
        if other.end <= stop:
            after += text[mark : other.start] + "@"
            mark = other.end
    # The date may follow a word without a space: "filed by6/16/2026".
    before = before if before.endswith(" ") else before + " "
    return Around(before=before, after=after + text[mark:stop], start=start)


@lru_cache(maxsize=64)
def _without_addresses(text: str) -> str:
    """Return a text of the same length with no sign of addresses but letters."""
    return _ADDRESS.sub(lambda found: re.sub(r"[@.:;]", "·", found[0]), text)


def _sentence_start(text: str, place: int) -> int:
    reach = max(0, place - _REACH)
    ends = [*pattern("sentence", "end").finditer(text, reach, place)]
    for end in reversed(ends):
        if not _is_abbreviated(text, end.start()):
            return end.end()
    return reach


def _sentence_end(text: str, place: int) -> int:
    # The full stop of "a.m." belongs to the clock time.
    if text[place - 1] == "." and pattern("sentence", "behind_clock").match(
        text, place
    ):
        return place
    stop = min(len(text), place + _REACH)
    for end in pattern("sentence", "end").finditer(text, place, stop):
        if not _is_abbreviated(text, end.start()):
            return end.start()
    return stop


def _is_abbreviated(text: str, stop: int) -> bool:
    reach = max(0, stop - _ABBREVIATION)
    return bool(pattern("sentence", "abbreviated").search(text, reach, stop))
