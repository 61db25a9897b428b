"""The inputs of an assessment one by one, each under a name that a change can use."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext, gettext_lazy

from risks.engine.exposure.documents.declared import declared, parts_of
from risks.engine.exposure.documents.fact_multiples import FACT
from risks.engine.exposure.documents.numbers import as_stated
from risks.engine.exposure.documents.parameters import is_number
from risks.engine.exposure.kinds.frequency import MEASURES
from risks.engine.exposure.kinds.glossary import INPUTS, own_inputs
from risks.engine.exposure.kinds.parsing import KINDS
from risks.engine.exposure.kinds.risk import LABELS
from risks.engine.exposure.sampling.distributions import Constant
from risks.engine.foreign.documents import Document
from risks.engine.sentences.inputs import NOT_STATED
from risks.sentences import translated
from risks.web.assumptions.rows import is_share, label_of, plain, told
from risks.web.assumptions.typed_numbers import typed

# What says where a risk belongs, or is told elsewhere, and is no input to doubt.
NOT_ASKED = LABELS | {"currency", "accounting", "linked_suit"}
# Objects whose keys are other people's names: nothing to type one into.
NAMED_BY_OTHERS = {"loadings", "decided"}
UNSTATED = gettext_lazy("Not stated so far")
Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    steps: Steps  # to its place in the parameters
    group: str  # the item that it belongs to: Summary judgment
    label: str
    value: Any  # as it is stated, JSON; None where it is not stated
    implied: str = ""  # the mean and the median of what is uncertain

    @property
    def path(self) -> str:
        """stages[1].fee, as the engine names it where it refuses one."""
        first, *rest = self.steps
        inside = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in rest)
        return f"{first}{''.join(inside)}"

    @property
    def name(self) -> str:
        """Summary judgment: fee."""
        if self.group in ("", str(UNSTATED)):
            return self.label
        return f"{self.group}: {self.label[0].lower()}{self.label[1:]}"

    @property
    def is_share(self) -> bool:
        return is_share(str(self.steps[-1]))

    @property
    def is_stated(self) -> bool:
        return self.value is not None

    @property
    def words(self) -> str:
        if not self.is_stated:
            return translated(NOT_STATED())
        return told(self.value, as_share=self.is_share)

    @property
    def aid(self) -> str:
        """Context beside the field, and never a default."""
        declared = INPUTS.get(str(self.steps[-1]))
        return gettext(declared.remark) if declared and declared.remark else ""

    @property
    def typed(self) -> str:
        return typed(self.value)


def fields_of(kind: str, parameters: Mapping[str, Any]) -> tuple[Field, ...]:
    """What is stated, in its order and then by item; then what might be stated.

    What an item might state besides stands with the item.
    """
    parts = dict(parts_of(KINDS[kind]))
    stated = [
        field
        for name, value in parameters.items()
        if name not in NOT_ASKED
        for field in _walk(name, value, steps=(name,), group="", parts=parts)
    ]
    unstated = [
        Field(steps=(name,), group=str(UNSTATED), label=label_of(name), value=None)
        for name in (each.key for each in own_inputs(kind))
        if name not in NOT_ASKED.union(NAMED_BY_OTHERS, MEASURES, parameters)
    ]
    stated.sort(key=lambda field: bool(field.group))
    return (*stated, *unstated)


def with_values(
    parameters: Mapping[str, Any], values: Mapping[Steps, Any]
) -> dict[str, Any]:
    """A copy of the parameters with other values in some places."""
    changed: dict[str, Any] = deepcopy(dict(parameters))
    for steps, value in values.items():
        *outer, last = steps
        inside: Any = changed
        for step in outer:
            inside = inside[step]
        inside[last] = value
    return changed


def implied(name: str, value: object) -> str:
    """Mean 8,458.33, median 7,213: nothing where the number is certain."""
    number = as_stated(value)
    if number is None or isinstance(number, Constant):
        return ""
    as_share = is_share(name)
    median = float(number.at(np.array([0.0]))[0])
    told = [plain(_short(each), as_share=as_share) for each in (number.mean, median)]
    return gettext("mean %(mean)s, median %(median)s") % {
        "mean": told[0],
        "median": told[1],
    }


def _short(number: float) -> float:
    return float(f"{number:.5g}")


def _walk(
    name: str,
    value: Any,
    *,
    steps: Steps,
    group: str,
    parts: Mapping[str, type[Document]],
) -> Iterator[Field]:
    if isinstance(value, list) and all(_is_named(item) for item in value):
        for index, item in enumerate(value):
            yield from _item(item, steps=(*steps, index), part=parts.get(name))
        return
    if isinstance(value, Mapping) and value and not _is_one(value):
        for key, each in value.items():
            at = (*steps, key)
            yield from _walk(key, each, steps=at, group=label_of(name), parts={})
        return
    yield Field(
        steps=steps,
        group=group,
        label=label_of(name),
        value=value,
        implied=implied(name, value),
    )


def _item(
    item: Mapping[str, Any], *, steps: Steps, part: type[Document] | None
) -> Iterator[Field]:
    """A stage, claim or tier: what it states, then what it might state."""
    group = label_of(item["name"])
    for key, each in item.items():
        if key != "name":
            yield from _walk(key, each, steps=(*steps, key), group=group, parts={})
    for key in (each.key for each in declared(part)) if part else ():
        if key not in item:
            at = (*steps, key)
            yield Field(steps=at, group=group, label=label_of(key), value=None)


def _is_named(item: object) -> bool:
    return isinstance(item, Mapping) and "name" in item


def _is_one(value: Mapping[str, Any]) -> bool:
    return is_number(value) or FACT in value
