"""Compose sentences from templates, and find the template of a stored sentence.

A sentence is stored in English, as a record. The template that composed it is found
again from its text, so that an interface can show it in the reader's language.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, lru_cache

_PLACE = re.compile(r"%\((\w+)\)s")
SEPARATOR = "; "


def gettext_noop(text: str) -> str:
    """Mark a text for translation; an interface translates it when it renders."""
    return text


class Slot(Enum):
    """What a slot without templates of its own holds."""

    FIGURE = "a figure, a date, a code"
    QUOTE = "words that somebody wrote, shown as they are"
    LABEL = "the name of a choice, translated as a whole"
    EITHER = "a sentence of any template, or words that somebody wrote"


# A figure holds no list, bracket or arrow, and does not end its sentence.
_INSIDE = {
    Slot.FIGURE: r"(?:[^;:()→]|:(?=\S))*?[^;:()→.\s]",
    Slot.QUOTE: r".+?",
    Slot.LABEL: r".+?",
    Slot.EITHER: r".+?",
}


@dataclass(frozen=True, eq=False)
class Template:
    """A sentence with named slots, such as "score %(score)s".

    A slot without an entry in `slots` holds a figure. One with templates holds a phrase
    that one of them composed; one named in `several` holds a list of such phrases.
    """

    text: str
    slots: Mapping[str, "Sequence[Template | Slot] | Slot"] = field(
        default_factory=dict
    )
    several: frozenset[str] = frozenset()

    def __call__(self, **values: object) -> str:
        """Return the sentence; in English it is also its stored form."""
        return self.text % values

    def read(self, sentence: str) -> dict[str, str] | None:
        """Return what stands in the slots, or None if it is another sentence."""
        match = self._named.fullmatch(sentence)
        return match.groupdict() if match else None

    @cached_property
    def literal(self) -> int:
        """Return the fewest characters that it says itself, with its phrases."""
        own = len(_PLACE.sub("", self.text))
        phrases = (slot for slot in self.slots.values() if not isinstance(slot, Slot))
        return own + sum(
            min(each.literal if isinstance(each, Template) else 0 for each in slot)
            for slot in phrases
        )

    @cached_property
    def _named(self) -> re.Pattern[str]:
        return re.compile(self._pattern(is_named=True), re.DOTALL)

    def _pattern(self, *, is_named: bool = False) -> str:
        parts = _PLACE.split(self.text)
        written = [re.escape(part.replace("%%", "%")) for part in parts[::2]]
        if written[0][:1].islower():
            # A phrase may begin a sentence.
            first = written[0][0]
            written[0] = f"[{first}{first.upper()}]{written[0][1:]}"
        pattern = written[0]
        for name, after in zip(parts[1::2], written[1:], strict=True):
            opening = f"(?P<{name}>" if is_named else "(?:"
            pattern += f"{opening}{self._inside(name)}){after}"
        return pattern

    def _inside(self, name: str) -> str:
        slot = self.slots.get(name, Slot.FIGURE)
        if isinstance(slot, Slot):
            return _INSIDE[slot]
        one = "|".join(
            _INSIDE[each] if isinstance(each, Slot) else each._pattern()
            for each in slot
        )
        many = f"(?:{re.escape(SEPARATOR)}(?:{one}))*" if name in self.several else ""
        return f"(?:{one}){many}"


_KNOWN: list[Template] = []


def template(
    text: str,
    *,
    several: Sequence[str] = (),
    **slots: Sequence[Template | Slot] | Slot,
) -> Template:
    """Declare the template of a sentence, once, in `risks/engine/sentences`.

    A phrase that is too general to be recognised alone is a `Template` of a slot.
    """
    declared = Template(text=text, slots=slots, several=frozenset(several))
    _KNOWN.append(declared)
    return declared


def known_templates() -> tuple[Template, ...]:
    """Return each declared template."""
    return tuple(_KNOWN)


@lru_cache(maxsize=4096)
def found(
    sentence: str, among: tuple[Template, ...]
) -> tuple[Template, Mapping[str, str]] | None:
    """Return the template that composed a sentence, and what is in its slots.

    Of several that fit, it is the most specific one.
    """
    for each in sorted(among, key=lambda each: -each.literal):
        given = each.read(sentence)
        if given is not None:
            return each, given
    return None


def phrases(text: str, among: tuple[Template, ...]) -> Iterator[str]:
    """Split a list into phrases of templates, and what stands between them.

    >>> up = Template(text="up (%(why)s)", slots={"why": Slot.QUOTE})
    >>> list(phrases("up (a; b); so; it; down", (up, Template(text="down"))))
    ['up (a; b)', 'so; it', 'down']
    """
    parts, other = text.split(SEPARATOR), list[str]()
    while parts:
        sizes = range(1, len(parts) + 1)
        size = next((n for n in sizes if found(SEPARATOR.join(parts[:n]), among)), 0)
        if not size:
            other.append(parts.pop(0))
            continue
        if other:
            yield SEPARATOR.join(other)
        yield SEPARATOR.join(parts[:size])
        parts, other = parts[size:], []
    if other:
        yield SEPARATOR.join(other)
