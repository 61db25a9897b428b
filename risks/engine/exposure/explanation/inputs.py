"""List the numbers of a risk under the names that a register file gives them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from risks.engine.exposure.documents.declared import unit_of
from risks.engine.exposure.documents.numbers import Unit
from risks.engine.exposure.kinds.parsing import RiskModel
from risks.engine.exposure.kinds.risk import LABELS, Part
from risks.engine.exposure.sampling.distributions import Distribution, is_constant
from risks.engine.foreign.documents import Document

Step = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One number of a risk and where it is."""

    steps: tuple[Step, ...]  # path to its field in the model
    path: str  # path in a register file: stages[1].fee
    label: str  # the path with the item's own name: summary_judgment fee
    number: Distribution
    unit: Unit

    @property
    def is_certain(self) -> bool:
        return is_constant(self.number)

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[-1]

    @property
    def is_money(self) -> bool:
        return self.unit == "money"

    @property
    def is_share(self) -> bool:
        """Say whether it is a probability or a part, from 0 to 1."""
        return self.unit == "share"


def inputs_of(risk: RiskModel) -> tuple[Input, ...]:
    """Return every number that may be uncertain, in the order of the model."""
    return tuple(_walk(risk, steps=(), path="", item=""))


def with_input(risk: RiskModel, one: Input, number: Distribution) -> RiskModel:
    """Return the risk with another number in one place."""
    changed: RiskModel = _replaced(risk, one.steps, number)
    return changed


def _walk(
    document: Document, *, steps: tuple[Step, ...], path: str, item: str
) -> Iterator[Input]:
    """Yield the inputs below a value; `item` names its stage, claim or tier."""
    for name, field in type(document).model_fields.items():
        if name in LABELS:
            continue
        value, key = getattr(document, name), field.alias or name
        at, inside = (*steps, name), f"{path}.{key}" if path else key
        if isinstance(value, get_args(Distribution)):
            yield Input(
                steps=at,
                path=inside,
                label=f"{item} {key}" if item else key,
                number=value,
                unit=unit_of(field),
            )
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                if isinstance(each, Part):
                    where = f"{inside}[{index}]"
                    yield from _walk(
                        each, steps=(*at, index), path=where, item=each.name
                    )


def _replaced(value: Any, steps: Sequence[Step], number: Distribution) -> Any:
    if not steps:
        return number
    first, *rest = steps
    if isinstance(first, int):
        changed = _replaced(value[first], rest, number)
        return (*value[:first], changed, *value[first + 1 :])
    changed = _replaced(getattr(value, first), rest, number)
    return value.model_copy(update={first: changed})
