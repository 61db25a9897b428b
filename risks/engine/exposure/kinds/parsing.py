"""The kinds of risk as they stand in a register file: docs/simulate.md."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, get_args

from risks.engine.exposure.documents.fact_multiples import resolve
from risks.engine.exposure.documents.reading import (
    BELOW_ONE,
    LOADING,
    MONEY,
    MONTHS,
    NEGATIVE,
    POSITIVE,
    PROBABILITY,
    RATE,
    SHARE,
    YEARS,
    Fields,
    Place,
    read_currency,
    read_date,
    read_number,
    read_object,
    read_text,
    read_word,
    shown,
    shown_key,
)
from risks.engine.exposure.kinds.events import EventRisk, Frequency, Measure
from risks.engine.exposure.kinds.governance import GovernanceRisk, Tier
from risks.engine.exposure.kinds.injunction import Injunction
from risks.engine.exposure.kinds.price_war import PriceWar
from risks.engine.exposure.kinds.risk import Evidence
from risks.engine.exposure.kinds.suit import CopyrightSuit
from risks.engine.exposure.kinds.suit_parsing import SUIT_KEYS, parse_suit
from risks.engine.exposure.sampling.drivers import LOADING_WORDS, Loading, variance_of

RiskModel = EventRisk | CopyrightSuit | Injunction | GovernanceRisk | PriceWar

MEASURES: tuple[Measure, ...] = get_args(Measure)
Q_TOLERANCE = 1e-9
KIND_NAMES: Mapping[type[RiskModel], str] = {
    EventRisk: "event",
    CopyrightSuit: "copyright_suit",
    Injunction: "injunction",
    GovernanceRisk: "governance",
    PriceWar: "price_war",
}
COMMON_KEYS = ("loadings", "currency", "entity", "category", "evidence")


def parse_risk(
    document: object,
    *,
    place: Place | None = None,
    facts: Mapping[str, float] = MappingProxyType({}),
) -> RiskModel:
    """One item of "risks", decoded; `facts` by name. Raises RegisterError."""
    place = place or Place()
    values = read_object(document, place=place, what="risk")
    if "id" not in values:
        raise place.key("id").error("is missing")
    risk_id = read_text(values["id"], place=place.key("id"))
    place = Place(risk=risk_id)
    if "kind" not in values:
        raise place.key("kind").error(f"is missing; known are {', '.join(KINDS)}")
    kind = values["kind"]
    if not isinstance(kind, str) or kind not in KINDS:
        raise place.key("kind").error(
            f"must be one of {', '.join(KINDS)}, not {shown(kind)}"
        )
    keys, parse = KINDS[kind]
    _refuse_bare_probability(values, place=place)
    plain = resolve(values, facts, place=place)
    fields = Fields(plain, place=place, known=("id", "kind", *keys, *COMMON_KEYS))
    return replace(parse(risk_id, fields), **_common(fields))


def _common(fields: Fields) -> dict[str, Any]:
    """The fields of `Priceable`, which every kind has."""
    place = fields.place
    common: dict[str, Any] = {"loadings": _loadings(fields)}
    for name in ("entity", "category"):
        if name in fields:
            common[name] = fields.text(name)
    if "currency" in fields:
        common["currency"] = read_currency(
            fields.values["currency"], place=place.key("currency")
        )
    if "evidence" in fields:
        common["evidence"] = tuple(
            _evidence(item, where) for item, where in fields.items("evidence")
        )
    return common


def _loadings(fields: Fields) -> tuple[Loading, ...]:
    """{"driver": "strong"} or {"driver": 0.6}; together they leave room for chance."""
    place = fields.place.key("loadings")
    given = read_object(fields.values.get("loadings", {}), place=place)
    loadings = tuple(
        Loading(driver=name, loading=_loading(value, place=place.key(shown_key(name))))
        for name, value in given.items()
    )
    if variance_of(loadings) >= 1:
        raise place.error("the squares of all loadings must add up to less than 1")
    return loadings


def _loading(value: object, *, place: Place) -> float:
    if isinstance(value, str):
        return read_word(value, place=place, words=LOADING_WORDS)
    return read_number(value, place=place, bounds=LOADING)


def _evidence(item: object, place: Place) -> Evidence:
    fields = Fields(item, place=place, known=("source", "date"), what="source")
    return Evidence(
        source=fields.text("source"),
        on=read_date(fields.required("date"), place=place.key("date")),
    )


def _refuse_bare_probability(values: Mapping[str, object], *, place: Place) -> None:
    if "probability" in values:
        raise place.key("probability").error(
            "does not say over which time; use probability_horizon (over the whole "
            "horizon), probability_per_year or rate_per_year"
        )


def _event(risk_id: str, fields: Fields) -> EventRisk:
    return EventRisk(
        id=risk_id,
        frequency=_stated_frequency(fields),
        severity=fields.distribution("severity", MONEY),
    )


def _stated_frequency(fields: Fields) -> Frequency:
    given = [measure for measure in MEASURES if measure in fields]
    if len(given) != 1:
        raise fields.place.key(" and ".join(given) or MEASURES[-1]).error(
            f"give exactly one of {', '.join(MEASURES)}"
        )
    return _frequency(fields, given[0])


def _frequency(fields: Fields, measure: Measure) -> Frequency:
    bounds = RATE if measure == "rate_per_year" else PROBABILITY
    return Frequency(measure=measure, value=fields.distribution(measure, bounds))


def _governance(risk_id: str, fields: Fields) -> GovernanceRisk:
    tiers = tuple(_tier(item, place) for item, place in fields.items("tiers"))
    total = math.fsum(tier.q for tier in tiers)
    if abs(total - 1) > Q_TOLERANCE:
        raise fields.place.key("tiers").error(
            f"the q of all tiers must add up to 1, not {total:g}"
        )
    return GovernanceRisk(
        id=risk_id, frequency=_frequency(fields, "rate_per_year"), tiers=tiers
    )


def _tier(item: object, place: Place) -> Tier:
    fields = Fields(item, place=place, known=("name", "q", "loss"), what="tier")
    return Tier(
        name=fields.text("name"),
        q=fields.number("q", PROBABILITY),
        loss=fields.distribution("loss", MONEY),
    )


def _price_war(risk_id: str, fields: Fields) -> PriceWar:
    return PriceWar(
        id=risk_id,
        frequency=_stated_frequency(fields),
        cut=fields.distribution("cut", BELOW_ONE),
        pass_through=fields.distribution("pass_through", SHARE),
        own_elasticity=fields.distribution("own_elasticity", NEGATIVE),
        cross_elasticity=fields.distribution("cross_elasticity", POSITIVE),
        revenue_per_year=fields.distribution("revenue_per_year", MONEY),
        margin=fields.distribution("margin", SHARE),
        months=fields.distribution("months", MONTHS),
        gain_allowed=fields.flag("gain_allowed", default=False),
    )


def _injunction(risk_id: str, fields: Fields) -> Injunction:
    linked = fields.values.get("linked_suit")
    return Injunction(
        id=risk_id,
        linked_suit=None if linked is None else fields.text("linked_suit"),
        years_until=fields.distribution("years_until", YEARS),
        p_sought=fields.distribution("p_sought", PROBABILITY),
        p_granted=fields.distribution("p_granted", PROBABILITY),
        revenue_per_year=fields.distribution("revenue_per_year", MONEY),
        share=fields.distribution("share", SHARE),
        margin=fields.distribution("margin", SHARE),
        months=fields.distribution("months", MONTHS),
        retention_years=fields.distribution("retention_years", YEARS, default=0.0),
        filter_once=fields.distribution("filter_once", MONEY, default=0.0),
        filter_monthly=fields.distribution("filter_monthly", MONEY, default=0.0),
        filter_built=_filter_built(fields),
    )


def _filter_built(fields: Fields) -> float | None:
    """The share of the effect that it spares; None while it is not built."""
    value = fields.values.get("filter_built", False)
    if isinstance(value, bool):
        return 0.0 if value else None
    spared = read_number(value, place=fields.place.key("filter_built"), bounds=SHARE)
    return spared or None


KINDS: Mapping[str, tuple[tuple[str, ...], Callable[[str, Fields], RiskModel]]] = {
    "event": ((*MEASURES, "severity"), _event),
    "copyright_suit": (SUIT_KEYS, parse_suit),
    "injunction": (
        (
            "linked_suit",
            "years_until",
            "p_sought",
            "p_granted",
            "revenue_per_year",
            "share",
            "margin",
            "months",
            "retention_years",
            "filter_once",
            "filter_monthly",
            "filter_built",
        ),
        _injunction,
    ),
    "governance": (("rate_per_year", "tiers"), _governance),
    "price_war": (
        (
            *MEASURES,
            "cut",
            "pass_through",
            "own_elasticity",
            "cross_elasticity",
            "revenue_per_year",
            "margin",
            "months",
            "gain_allowed",
        ),
        _price_war,
    ),
}
