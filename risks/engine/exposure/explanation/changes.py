"""Parse a file of changes to a register, as docs/use/simulate.md describes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import ValidationError

from risks.engine.exposure.documents import bounds
from risks.engine.exposure.documents.numbers import plain
from risks.engine.exposure.documents.parameters import Json, changed
from risks.engine.exposure.documents.refusal import Place, RegisterError
from risks.engine.exposure.documents.values import TEXT, Text, asks
from risks.engine.exposure.kinds.parsing import risk_object
from risks.engine.exposure.portfolio.register import Register, no_risk
from risks.engine.exposure.portfolio.register_parsing import parse_register
from risks.engine.foreign.documents import Document, Several
from risks.engine.foreign.shown import kind_of
from risks.engine.wording import gettext_noop as _

CHANGING_KEYS = ("risks", "add", "remove", "register")


class RegisterChanges(Document):
    """Changes of terms, except currency and trials, which prevent a comparison."""

    horizon_months: Any = None
    discount_rate: Any = None
    capacity: Any = None
    appetite: Any = None
    valuation_date: Any = None
    rates: Any = None
    drivers: Any = None
    facts: Any = None


class ChangesFile(Document):
    """A file of changes; at least one of its four sections changes something."""

    noun: ClassVar[str] = "object of changes"

    name: Annotated[str | None, TEXT] = asks(_("Name"), "shown", default=None)
    cost: Annotated[float, plain(bounds.AMOUNT, "money")] = asks(
        _("Cost"), "of the change, in money of today", default=0.0
    )
    risks: dict[str, Any] = asks(
        _("Changed risks"),
        "by id: parameters and their new values; `null` takes one back to its default",
        default={},
    )
    add: Several[Any] = asks(_("Added risks"), "a list of further risks", default=())
    remove: Several[Text] = asks(_("Removed risks"), "a list of ids", default=())
    register_: RegisterChanges = asks(
        _("Register"),
        "new `discount_rate`, `horizon_months`, `capacity`, `appetite`, "
        "`valuation_date`, `rates`, `drivers` or `facts`",
        default=RegisterChanges(),
        alias="register",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The changed register, and the cost and label of the change."""

    name: str | None
    cost: float  # currency units
    after: Register


def parse_changes(document: object, register: Mapping[str, Any]) -> Changes:
    """Return the changed register from both decoded documents.

    Raises RegisterError.
    """
    try:
        given = ChangesFile.model_validate(document)
    except ValidationError as error:
        raise Place().refused(error, ChangesFile) from error
    terms = {
        name: getattr(given.register_, name)
        for name in given.register_.model_fields_set
    }
    if not (given.risks or given.add or given.remove or terms):
        raise RegisterError(f"changes nothing; give {', '.join(CHANGING_KEYS)}")
    added = (
        risk_object(item, place=Place(path=f"add[{index}]"))
        for index, item in enumerate(given.add)
    )
    risks = [*_kept(given, register["risks"]), *added]
    after = changed(register, terms, place=Place(path="register"))
    return Changes(
        name=given.name,
        cost=given.cost,
        after=parse_register(after | {"risks": risks}),
    )


def _kept(given: ChangesFile, risks: list[Json]) -> Iterator[Json]:
    known = [risk["id"] for risk in risks]
    removed = set(given.remove)
    for risk_id in sorted(removed - set(known)):
        raise no_risk(risk_id, known=known)
    for risk_id in given.risks:
        if risk_id not in known:
            raise no_risk(risk_id, known=known)
        if risk_id in removed:
            raise RegisterError("is both changed and removed", risk=risk_id)
    for risk in risks:
        if risk["id"] not in removed:
            yield _changed_risk(risk, given.risks.get(risk["id"], {}))


def _changed_risk(risk: Json, changes: object) -> Json:
    place = Place(risk=risk["id"])
    if not isinstance(changes, dict):
        raise place.error(f"must be an object, not {kind_of(changes)}")
    for name in ("id", "kind"):
        if name in changes:
            raise place.key(name).error("cannot be changed; remove the risk and add it")
    return changed(risk, changes, place=place) if changes else risk
