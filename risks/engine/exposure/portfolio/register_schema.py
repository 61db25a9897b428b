"""The JSON Schema of a register file, made from what its models declare."""

import re
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from risks.engine.exposure.documents import bounds
from risks.engine.exposure.documents.fact_multiples import Multiple
from risks.engine.exposure.documents.numbers import UNCERTAIN, Uncertain
from risks.engine.exposure.kinds.parsing import KINDS
from risks.engine.exposure.portfolio.register_parsing import RegisterFile
from risks.engine.exposure.sampling.distributions import Constant

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MULTIPLE = {"$ref": "#/$defs/multiple"}
NAMES = {model.__name__: kind for kind, model in KINDS.items()}


class _Shapes(GenerateJsonSchema):
    """Names its definitions as a file names the things: copyright_suit, stage."""

    def normalize_name(self, name: str) -> str:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
        return NAMES.get(name, words)

    def encode_default(self, dft: Any) -> Any:
        given = dft.value if isinstance(dft, Constant) else dft
        return None if isinstance(given, BaseModel) else super().encode_default(given)


def register_schema() -> dict[str, Any]:
    """Return the schema of a register file; the parser refuses all that it refuses."""
    models = (RegisterFile, Multiple, *KINDS.values())
    _, shapes = models_json_schema(
        [(model, "validation") for model in models], schema_generator=_Shapes
    )
    definitions = {
        **{each.name: _uncertain(each) for each in UNCERTAIN},
        **_tidied(shapes["$defs"]),
    }
    register = definitions.pop("register_file")
    register["properties"]["risks"] |= {"items": _risk(tuple(KINDS))}
    return {"$schema": DIALECT, **register, "$defs": definitions}


def _risk(kinds: Sequence[str]) -> dict[str, Any]:
    """An editor that knows the kind tells only what is wrong with that kind."""
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
    """A number, or an object that states it in one of the ways."""
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


def _tidied(shape: Any) -> Any:
    """With references to the uncertain numbers, without defaults that say nothing."""
    if isinstance(shape, list):
        return [_tidied(each) for each in shape]
    if not isinstance(shape, dict):
        return shape
    tidied = {
        key: _tidied(each)
        for key, each in shape.items()
        if key != "default" or each not in (None, [], {}, "")
    }
    if "x-number" in tidied:
        return {"$ref": f"#/$defs/{tidied.pop('x-number')}", **tidied}
    return tidied
