"""The numbers of a risk, one by one, under the names of a register file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, get_args

from risks.engine.exposure.kinds.parsing import RiskModel
from risks.engine.exposure.kinds.risk import LABELS
from risks.engine.exposure.kinds.suit import CopyrightSuit
from risks.engine.exposure.sampling.distributions import Distribution, is_constant

Step = str | int
MONEY_INPUTS = frozenset(
    {
        "severity",
        "fee",
        "settlement",
        "ordinary_award",
        "wilful_award",
        "innocent_award",
        "actual_damages",
        "fee_award",
        "loss",
        "revenue_per_year",
        "filter_once",
        "filter_monthly",
    }
)
SHARES = frozenset({"cut", "margin", "pass_through", "share", "share_registered"})
CHANCE = ("p_", "probability_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    steps: tuple[Step, ...]  # to its field in the model
    path: str  # as a register file has it: stages[1].fee
    label: str  # the same with the item's own name: summary_judgment fee
    number: Distribution

    @property
    def is_certain(self) -> bool:
        return is_constant(self.number)

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[-1]

    @property
    def is_money(self) -> bool:
        return self.name in MONEY_INPUTS

    @property
    def is_share(self) -> bool:
        """From 0 to 1: a chance or a part of something."""
        return self.name in SHARES or self.name.startswith(CHANCE)


def inputs_of(risk: RiskModel) -> tuple[Input, ...]:
    """Every number that may be uncertain, in the order of the model."""
    return tuple(
        Input(
            steps=steps,
            path=_path(risk, steps),
            label=_label(risk, steps),
            number=number,
        )
        for steps, number in _walk(risk, ())
    )


def with_input(risk: RiskModel, one: Input, number: Distribution) -> RiskModel:
    """The same risk with another number in one place."""
    changed: RiskModel = _replaced(risk, one.steps, number)
    return changed


def _walk(
    value: object, steps: tuple[Step, ...]
) -> Iterator[tuple[tuple[Step, ...], Distribution]]:
    if isinstance(value, get_args(Distribution)):
        yield steps, value
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in LABELS:
                yield from _walk(getattr(value, each.name), (*steps, each.name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, (*steps, index))


def _replaced(value: Any, steps: Sequence[Step], number: Distribution) -> Any:
    if not steps:
        return number
    first, *rest = steps
    if isinstance(first, int):
        changed = _replaced(value[first], rest, number)
        return (*value[:first], changed, *value[first + 1 :])
    return replace(value, **{first: _replaced(getattr(value, first), rest, number)})


def _path(risk: RiskModel, steps: Sequence[Step]) -> str:
    """The frequency stands under its measure, the appeal last among the stages."""
    first, *rest = steps
    if first == "frequency":
        return str(_at(risk, steps[:1]).measure)
    if first == "appeal" and isinstance(risk, CopyrightSuit):
        first, rest = "stages", [len(risk.stages), *rest]
    path = str(first)
    for step in rest:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path


def _label(risk: RiskModel, steps: Sequence[Step]) -> str:
    if len(steps) == 1 or steps[0] == "frequency":
        return _path(risk, steps)
    return f"{_at(risk, steps[:-1]).name} {steps[-1]}"


def _at(value: Any, steps: Sequence[Step]) -> Any:
    for step in steps:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value
