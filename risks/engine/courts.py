"""The courts this product knows, by their PACER ids."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo


class UnknownCourt(ValueError):
    """No court has this id."""


class Kind(StrEnum):
    DISTRICT = "district"
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
    return {
        row["id"]: Court(**row, kind=Kind(kind))
        for kind, rows in tomllib.loads(text).items()
        for row in rows
    }
