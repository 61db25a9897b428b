"""List the inputs that differ between two versions, each applied on the last."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from risks.engine.exposure.documents.parameters import Json, is_number
from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.parsing import parse_risk
from risks.engine.exposure.kinds.risk import LABELS
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.foreign.shown import shown
from risks.engine.sentences.inputs import EXCHANGE_RATES, NOT_STATED
from risks.engine.wording import SEPARATOR

Steps = tuple[str | int, ...]
UNPRICED = LABELS | {"id", "kind"}
TERMS = ("discount_rate", "horizon_months", "capacity", "appetite")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One input that differs, with its value before and after."""

    steps: Steps  # path to its place in the document
    name: str  # summary_judgment p_continue
    old: Any  # None where it was not stated
    new: Any

    @property
    def words(self) -> str:
        return f"{self.name} {stated(self.old)} → {stated(self.new)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterStep:
    """A risk's document with one more change applied."""

    label: str  # summary_judgment p_continue 0.6 → 0.8
    differences: tuple[Difference, ...]
    document: Json  # of the risk, decoded, with this change and all before it


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsStep:
    """A register's terms with one more change applied."""

    label: str  # discount_rate 0.08 → 0.1
    difference: Difference | None  # None of exchange rates
    terms: Terms


def parameter_steps(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[ParameterStep, ...]:
    """Return the steps from one document of a risk to another.

    They follow the order of the later document. Changes that are valid only together,
    as when one measure of a frequency replaces another, are one step. Raises
    RegisterError where the last document is no risk.
    """
    document, found, steps = deepcopy(dict(before)), list[Difference](), []
    for difference in differences(before, after):
        _apply(document, difference)
        found.append(difference)
        if _is_read(document):
            steps.append(
                ParameterStep(
                    label=SEPARATOR.join(each.words for each in found),
                    differences=tuple(found),
                    document=deepcopy(document),
                )
            )
            found = []
    if found:
        parse_risk(document)
    return tuple(steps)


def terms_steps(before: Terms, after: Terms) -> tuple[TermsStep, ...]:
    """Return the steps between two sets of terms; exchange rates are one step."""
    terms, steps = before, []
    for name in TERMS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            terms = replace(terms, **{name: new})
            moved = Difference(steps=(name,), name=name, old=old, new=new)
            steps.append(TermsStep(label=moved.words, difference=moved, terms=terms))
    if terms != after:
        label = EXCHANGE_RATES()
        steps.append(TermsStep(label=label, difference=None, terms=after))
    return tuple(steps)


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Difference]:
    """Return the differing inputs that affect a figure; items match by name."""
    for key in {**after, **before}:
        if key not in UNPRICED:
            yield from _between(before.get(key), after.get(key), (key,), key)


def _between(old: Any, new: Any, steps: Steps, name: str) -> Iterator[Difference]:
    if _is_same(old, new):
        return
    if _is_object(old or {}) and _is_object(new or {}) and (old or new):
        old, new = old or {}, new or {}
        for key in {**new, **old}:
            inside = f"{name} {key}"
            yield from _between(old.get(key), new.get(key), (*steps, key), inside)
        return
    if _names(old) and _names(old) == _names(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _between(one, other, (*steps, index), one["name"])
        return
    yield Difference(steps=steps, name=name, old=old, new=new)


def _is_same(old: Any, new: Any) -> bool:
    """Say whether two values are equal and of one type; Python takes 1 for true."""
    old, new = _plain(old), _plain(new)
    return isinstance(old, bool) == isinstance(new, bool) and bool(old == new)


def _plain(value: Any) -> Any:
    return (
        value["constant"] if isinstance(value, dict) and "constant" in value else value
    )


def _is_object(value: Any) -> bool:
    return isinstance(value, Mapping) and not (value and is_number(value))


def _names(value: Any) -> list[str]:
    """Return the names of a list's items; empty where an item has none."""
    if not isinstance(value, list):
        return []
    items = [item for item in value if isinstance(item, dict) and "name" in item]
    return [item["name"] for item in items] if len(items) == len(value) else []


def _apply(document: Json, difference: Difference) -> None:
    *steps, name = difference.steps
    inside: Any = document
    for step in steps:
        inside = inside[step] if isinstance(step, int) else inside.setdefault(step, {})
    if difference.new is None:
        inside.pop(name, None)
        return
    inside[name] = deepcopy(difference.new)


def _is_read(document: Json) -> bool:
    try:
        parse_risk(document)
    except RegisterError:
        return False
    return True


def stated(value: Any) -> str:
    """Return a value as one line of text; None is "not stated"."""
    if value is None:
        return NOT_STATED()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:,.10g}"
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and is_number(value):
        (numbers,) = value.values()
        return stated(numbers)
    if isinstance(value, list):
        return ", ".join(stated(item) for item in value)
    if isinstance(value, Mapping) and "name" in value:
        return stated(value["name"])
    return shown(value)
