"""The courts this product knows, by their PACER ids."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

# Territories whose district judges sit in bankruptcy themselves (28 U.S.C. 152(a)(4)).
_WITHOUT_BANKRUPTCY = frozenset({"gud", "nmid", "vid"})


class UnknownCourt(ValueError):
    """No court has this id."""


class Kind(StrEnum):
    DISTRICT = "district"
    # A unit of each district court: read here, and counted by rules of its own.
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
    """Raise UnknownCourt, with the nearest ids, when there is none of this id."""
    known = _courts()
    if court_id in known:
        return known[court_id]
    near = get_close_matches(court_id.lower(), known, n=3)
    hint = f"; did you mean {' or '.join(near)}?" if near else ", such as cacd or nysd"
    raise UnknownCourt(f"{court_id!r} is not the id of a court known here{hint}")


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
    """One beside each district court of a state: cacb beside cacd (28 U.S.C. 151)."""
    for district in listed:
        if district.kind is Kind.DISTRICT and district.id not in _WITHOUT_BANKRUPTCY:
            yield replace(
                district,
                id=f"{district.id.removesuffix('d')}b",
                name=f"Bankruptcy Court, {district.name}",
                short=f"Bankr. {district.short}",
                kind=Kind.BANKRUPTCY,
            )
