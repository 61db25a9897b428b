"""Read the TOML of a rule pack strictly and report all of its mistakes at once."""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Annotated, Any, ClassVar

from pydantic import Field, ValidationError, ValidationInfo, field_validator

from risks.engine.foreign.documents import Document, Several, refuse
from risks.engine.foreign.refusals import Refusal, in_words, refusals_of
from risks.engine.foreign.shown import shown
from risks.engine.time.rules import (
    ID,
    Courts,
    Layer,
    Rule,
    RuleFields,
    Text,
    in_line,
    one_of,
)

# Raised whenever a row changes, because stored deadlines name their version.
PACK_VERSION = "2026.4"
# What is wrong, and where: a rule's id, "row 3", or empty for the file as a whole.
Problem = tuple[str, str]

_TITLES = {"hon", "honorable", "honourable", "judge", "justice", "magistrate"}
_LAYERS = {layer.name.lower(): layer for layer in Layer}


class Row(RuleFields):
    """A rule as a row of a pack states it."""

    noun: ClassVar[str] = "table that begins with [[rule]]"

    courts: Courts | None = None


class PackFile(Document):
    """A pack of rules as its file states it."""

    noun: ClassVar[str] = "table"

    layer: Annotated[Layer, one_of(_LAYERS)]
    country: Text = "US"
    judge: Annotated[str, in_line(200)] = Field("", validate_default=True)
    courts: Courts
    rule: Several[Row]

    @field_validator("judge")
    @classmethod
    def _only_a_judges_pack_names_a_judge(cls, judge: str, info: ValidationInfo) -> str:
        layer, words = info.data.get("layer"), re.findall(r"\w+", judge.casefold())
        if layer in (Layer.NATIONAL, Layer.LOCAL) and judge:
            name = layer.name.lower()
            raise refuse(f"only a pack of the layer judge names one, not {name}")
        if layer is not Layer.JUDGE:
            return judge
        if not words:
            raise refuse("is missing, and the layer is judge")
        if words[0] in _TITLES:
            raise refuse(f"write {shown(judge)} without the title")
        if len(words) < 2:
            raise refuse(f"{shown(judge)} may be several; write the whole name")
        return judge

    def rules(self, pack: str) -> Iterator[Rule]:
        whole: dict[str, Any] = {
            "pack": pack,
            "layer": self.layer,
            "country": self.country,
            "judge": self.judge,
            "version": PACK_VERSION,
        }
        for row in self.rule:
            stated = {name: getattr(row, name) for name in RuleFields.model_fields}
            yield Rule.model_construct(
                **stated,
                **whole,
                court_ids=frozenset(self._courts_of(row, "ids")),
                court_kinds=frozenset(self._courts_of(row, "kinds")),
                courts_without=frozenset(self._courts_of(row, "without")),
            )

    def _courts_of(self, row: Row, name: str) -> tuple[Any, ...]:
        """Return the courts of the row itself, or else of the pack."""
        own = row.courts if row.courts and name in row.courts.model_fields_set else None
        courts: tuple[Any, ...] = getattr(own or self.courts, name)
        return courts


def read_pack(pack: str, table: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Return the rules of a decoded pack; raises ValidationError."""
    return tuple(PackFile.model_validate(table).rules(pack))


def version_of(pack: str, text: str) -> str:
    """Return a version that identifies the text by which a deadline was counted."""
    return f"{PACK_VERSION}+{pack}.{sha256(text.encode()).hexdigest()[:8]}"


def problems_of(error: ValidationError, table: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the rule and the message of each error."""
    for found in refusals_of(error, PackFile):
        yield _problem(found, table)


def _problem(found: Refusal, table: Mapping[str, Any]) -> Problem:
    match found.path:
        case ("rule", int() as index, *inside):
            where, path = _named(table["rule"][index], index + 1), tuple(inside)
        case path:
            where = ""
    named = in_words(path)
    return where, f"{named}: {found.problem}" if named else found.problem


def _named(row: object, number: int) -> str:
    name = row.get("id") if isinstance(row, dict) else None
    sound = isinstance(name, str) and ID.fullmatch(name)
    return str(name) if sound else f"row {number}"
