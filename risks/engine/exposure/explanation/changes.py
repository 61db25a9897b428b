"""A file of changes to a register: docs/simulate.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from risks.engine.exposure.documents.parameters import Json, changed
from risks.engine.exposure.documents.reading import (
    MONEY,
    Fields,
    Place,
    RegisterError,
    read_object,
    read_text,
)
from risks.engine.exposure.portfolio.register import Register, no_risk
from risks.engine.exposure.portfolio.register_parsing import parse_register

CHANGING_KEYS = ("risks", "add", "remove", "register")
CHANGES_KEYS = ("name", "cost", *CHANGING_KEYS)
REGISTER_CHANGES = (
    "horizon_months",
    "discount_rate",
    "capacity",
    "appetite",
    "valuation_date",
    "rates",
    "drivers",
    "facts",
)
"""Not the currency nor the trials: before and after could not be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    name: str | None
    cost: float  # currency units
    after: Register


def parse_changes(document: object, register: Mapping[str, Any]) -> Changes:
    """The changed register, from both documents, decoded. Raises RegisterError."""
    place = Place()
    fields = Fields(document, place=place, known=CHANGES_KEYS, what="object of changes")
    if not any(fields.values.get(key) for key in CHANGING_KEYS):
        raise RegisterError(f"changes nothing; give {', '.join(CHANGING_KEYS)}")
    risks = [*_kept(fields, register["risks"]), *_added(fields)]
    return Changes(
        name=fields.text("name") if "name" in fields else None,
        cost=fields.number("cost", MONEY, default=0.0),
        after=parse_register(_terms(fields, register) | {"risks": risks}),
    )


def _terms(fields: Fields, register: Mapping[str, Any]) -> Json:
    place = fields.place.key("register")
    given = Fields(
        fields.values.get("register", {}), place=place, known=REGISTER_CHANGES
    )
    return changed(register, given.values, place=place)


def _added(fields: Fields) -> list[object]:
    if "add" not in fields:
        return []
    return [
        read_object(item, place=place, what="risk")
        for item, place in fields.items("add")
    ]


def _kept(fields: Fields, risks: list[Json]) -> Iterator[Json]:
    known = [risk["id"] for risk in risks]
    changes = read_object(
        fields.values.get("risks", {}), place=fields.place.key("risks")
    )
    removed = _removed(fields, known)
    for risk_id in changes:
        if risk_id not in known:
            raise no_risk(risk_id, known=known)
        if risk_id in removed:
            raise RegisterError("is both changed and removed", risk=risk_id)
    for risk in risks:
        if risk["id"] not in removed:
            yield _changed_risk(risk, changes.get(risk["id"], {}))


def _removed(fields: Fields, known: list[str]) -> set[str]:
    if "remove" not in fields:
        return set()
    removed = {read_text(item, place=place) for item, place in fields.items("remove")}
    for risk_id in sorted(removed - set(known)):
        raise no_risk(risk_id, known=known)
    return removed


def _changed_risk(risk: Json, changes: object) -> Json:
    place = Place(risk=risk["id"])
    given = read_object(changes, place=place)
    for name in ("id", "kind"):
        if name in given:
            raise place.key(name).error("cannot be changed; remove the risk and add it")
    return changed(risk, given, place=place) if given else risk
