"""Generate the JSON Schema of a register file from its models."""

from collections.abc import Sequence
from typing import Any

from risks.engine.exposure.documents import bounds
from risks.engine.exposure.documents.fact_multiples import Multiple
from risks.engine.exposure.documents.numbers import UNCERTAIN, Uncertain
from risks.engine.exposure.kinds.parsing import KINDS
from risks.engine.exposure.portfolio.register_parsing import RegisterFile
from risks.engine.exposure.sampling.distributions import Constant
from risks.engine.foreign.schema import DIALECT, Shapes, definitions_of

MULTIPLE = {"$ref": "#/$defs/multiple"}
NAMES = {model.__name__: kind for kind, model in KINDS.items()}


class _Shapes(Shapes):
    def normalize_name(self, name: str) -> str:
        return NAMES.get(name) or super().normalize_name(name)

    def encode_default(self, dft: Any) -> Any:
        return super().encode_default(dft.value if isinstance(dft, Constant) else dft)


def register_schema() -> dict[str, Any]:
    """Return the schema of a register file; the parser enforces all of it."""
    made = definitions_of((RegisterFile, Multiple, *KINDS.values()), shapes=_Shapes)
    register = _referring(made.pop("register_file"))
    register["properties"]["risks"] |= {"items": _risk(tuple(KINDS))}
    numbers = {each.name: _uncertain(each) for each in UNCERTAIN}
    return {
        "$schema": DIALECT,
        "title": "Watchbrief register file",
        **register,
        "$defs": {**numbers, **_referring(made)},
    }


def _risk(kinds: Sequence[str]) -> dict[str, Any]:
    """Return a schema that selects the kind first, so that editors show its errors."""
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": list(kinds)}},
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"$ref": f"#/$defs/{kind}"},
            }
            for kind in kinds
        ],
    }


def _uncertain(number: Uncertain) -> dict[str, Any]:
    """Return the schema of a number or of an object that states it."""
    within = number.bounds
    plain, low = within.shape, within.low
    chance = bounds.CHANCE.shape
    pair = {"type": "array", "prefixItems": [plain, chance], "minItems": 2}
    ways = {
        "constant": plain,
        "pert": _list("low, likely, high, rising", plain, count=3),
        "table": {
            "description": "[value, chance], …: rising, the chances add up to 1",
            "type": "array",
            "minItems": 1,
            "items": pair | {"maxItems": 2},
        },
    }
    if low >= 0 and within.high > 1:
        ends = plain | {"exclusiveMinimum": 0}
        words = "the 5 % and 95 % quantiles, above 0 and rising"
        ways["lognormal90"] = _list(words, ends, count=2)
    choices = [_only(way, shape) for way, shape in ways.items()]
    return {"description": number.unit, "anyOf": [plain, MULTIPLE, *choices]}


def _list(words: str, item: dict[str, Any], *, count: int) -> dict[str, Any]:
    return {
        "description": words,
        "type": "array",
        "items": item,
        "minItems": count,
        "maxItems": count,
    }


def _only(way: str, shape: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {way: shape},
        "required": [way],
        "additionalProperties": False,
    }


def _referring(shape: Any) -> Any:
    """Return a schema that refers to the definitions of uncertain numbers."""
    if isinstance(shape, list):
        return [_referring(each) for each in shape]
    if not isinstance(shape, dict):
        return shape
    referring = {key: _referring(each) for key, each in shape.items()}
    if "x-number" in referring:
        return {"$ref": f"#/$defs/{referring.pop('x-number')}", **referring}
    return referring
