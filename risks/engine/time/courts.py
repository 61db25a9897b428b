"""The supported courts by their PACER ids."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from risks.engine.sentences import dates

# Territories whose district judges sit in bankruptcy themselves (28 U.S.C. 152(a)(4)).
_WITHOUT_BANKRUPTCY = frozenset({"gud", "nmid", "vid"})


class UnknownCourt(ValueError):
    """No supported court has this id."""


class Kind(StrEnum):
    """The kinds of courts, which decide how time is counted."""

    DISTRICT = "district"
    # A unit of each district court: dockets are read, but its rules are not included.
    BANKRUPTCY = "bankruptcy"
    APPELLATE = "appellate"
    SPECIAL = "special"
    SUPREME = "supreme"
    # Of an American state: closed on the holidays of its state's list.
    STATE = "state"
    FOREIGN = "foreign"
    ARBITRAL = "arbitral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """A court with its name, time zone and kind."""

    id: str
    name: str
    # As the Bluebook cites it: "C.D. Cal."
    short: str
    tz: str
    state: str | None = None
    country: str = "US"
    kind: Kind

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.tz)


def court(court_id: str) -> Court:
    """Return the court with this id; raises UnknownCourt with similar ids."""
    known = _courts()
    if court_id in known:
        return known[court_id]
    near = get_close_matches(court_id.lower(), known, n=3)
    raise UnknownCourt(
        dates.NEAR_COURT(id=repr(court_id), near=" or ".join(near))
        if near
        else dates.UNKNOWN_COURT(id=repr(court_id))
    )


def all_courts() -> tuple[Court, ...]:
    return tuple(_courts().values())


@cache
def _courts() -> Mapping[str, Court]:
    text = files("risks.engine").joinpath("rules/courts.toml").read_text("utf-8")
    listed = [
        Court(**row, kind=Kind(kind))
        for kind, rows in tomllib.loads(text).items()
        for row in rows
    ]
    return {one.id: one for one in (*listed, *_bankruptcy_courts(listed))}


def _bankruptcy_courts(listed: Iterable[Court]) -> Iterator[Court]:
    """Yield the bankruptcy court of each district court: cacb for cacd.

    28 U.S.C. 151.
    """
    for district in listed:
        if district.kind is Kind.DISTRICT and district.id not in _WITHOUT_BANKRUPTCY:
            yield replace(
                district,
                id=f"{district.id.removesuffix('d')}b",
                name=f"Bankruptcy Court, {district.name}",
                short=f"Bankr. {district.short}",
                kind=Kind.BANKRUPTCY,
            )
