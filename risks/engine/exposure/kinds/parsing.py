"""The kinds of risk as they stand in a register file: docs/use/simulate.md."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from risks.engine.exposure.documents.fact_multiples import Facts, facts_used, resolve
from risks.engine.exposure.documents.refusal import Place
from risks.engine.exposure.documents.values import Text
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.event import EventRisk
from risks.engine.exposure.kinds.governance import GovernanceRisk, Tier
from risks.engine.exposure.kinds.injunction import Injunction
from risks.engine.exposure.kinds.natures import Nature, in_order
from risks.engine.exposure.kinds.price_war import PriceWar
from risks.engine.foreign.shown import kind_of, shown

RiskModel = EventRisk | CopyrightSuit | Injunction | GovernanceRisk | PriceWar

KINDS: Mapping[str, type[RiskModel]] = {
    get_args(kind.model_fields["kind"].annotation)[0]: kind
    for kind in get_args(RiskModel)
}
"""By the word that a register file has for it."""

_ID = TypeAdapter(Text)


def parse_risk(
    document: object,
    *,
    place: Place | None = None,
    facts: Facts = MappingProxyType({}),
    facts_currency: str = "",
) -> RiskModel:
    """One item of "risks", decoded; `facts` by name. Raises RegisterError.

    Facts are amounts of one currency, and no rate is applied: a risk that is stated in
    another currency cannot use them.
    """
    place = place or Place()
    given = risk_object(document, place=place)
    place = Place(risk=_id(given, place=place))
    model = _model(given, place=place)
    _refuse_facts_of_another_currency(given, facts_currency, place=place)
    plain = resolve(given, facts, place=place)
    try:
        return model.model_validate(plain)
    except ValidationError as error:
        raise place.refused(error, model) from error


def natures_stated(kind: str, parameters: Mapping[str, Any]) -> tuple[Nature, ...]:
    """Return what the losses of an accepted document are, without parsing it."""
    model = KINDS[kind]
    if model is GovernanceRisk:
        default = Tier.model_fields["nature"].default
        tiers = parameters.get("tiers", ())
        return in_order({tier.get("nature", default) for tier in tiers})
    default = model.model_fields["nature"].default
    return in_order({parameters.get("nature", default)})


def risk_object(document: object, *, place: Place) -> dict[str, Any]:
    """Return the document where it is an object. Raises RegisterError."""
    if not isinstance(document, dict):
        raise place.error(f"must be a risk, not {kind_of(document)}")
    return document


def _refuse_facts_of_another_currency(
    given: Mapping[str, Any], facts_currency: str, *, place: Place
) -> None:
    if given.get("currency") in (None, facts_currency):
        return
    if used := sorted(facts_used(given)):
        problem = f"must be {facts_currency}, because its amounts use {shown(used[0])}"
        raise place.key("currency").error(problem)


def _id(document: Mapping[str, Any], *, place: Place) -> str:
    place = place.key("id")
    if "id" not in document:
        raise place.error("is missing")
    try:
        return _ID.validate_python(document["id"])
    except ValidationError as error:
        raise place.refused(error) from error


def _model(document: Mapping[str, Any], *, place: Place) -> type[RiskModel]:
    place, known = place.key("kind"), ", ".join(KINDS)
    if "kind" not in document:
        raise place.error(f"is missing; known are {known}")
    kind = document["kind"]
    if not isinstance(kind, str) or kind not in KINDS:
        raise place.error(f"must be one of {known}, not {shown(kind)}")
    return KINDS[kind]
