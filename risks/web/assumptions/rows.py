"""The parameters of an assessment as rows to read, not as JSON."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from risks.engine.exposure.documents.fact_multiples import FACT, TIMES
from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.explanation.differences import Difference, stated
from risks.engine.exposure.kinds.glossary import INPUTS, KNOWN
from risks.engine.formats import number
from risks.engine.sentences.inputs import NO, YES
from risks.exposure.models import LossNature
from risks.register.models import Fact
from risks.sentences import translated
from risks.web.assumptions.typed_numbers import TABLE, typed

NATURE = "nature"
KEY = re.compile(r"[a-z0-9_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    label: str
    text: str = ""
    rows: tuple["Row", ...] = ()


def readable(parameters: Mapping[str, object]) -> tuple[Row, ...]:
    return tuple(_row(name, value) for name, value in parameters.items())


def label_of(name: str) -> str:
    """A key of the engine in words; a name that people gave stays as it is."""
    if name in KNOWN:
        return gettext(KNOWN[name].label)
    if not KEY.fullmatch(name):
        return name
    return name.replace("_", " ").capitalize()


def is_share(name: str) -> bool:
    """Whether an input is a probability or a part of something."""
    return name in INPUTS and INPUTS[name].unit == "share"


def difference_words(difference: Difference) -> str:
    """What the engine tells by its keys: summary_judgment p_continue 0.6 → 0.8."""
    name = " ".join(
        f"{label[0].lower()}{label[1:]}" if (label := _known(word)) else word
        for word in difference.name.split(" ")
    )
    old, new = (
        translated(stated(value).replace("_", " "))
        for value in (difference.old, difference.new)
    )
    return _("%(input)s %(old)s → %(new)s") % {"input": name, "old": old, "new": new}


def problem(error: RegisterError) -> str:
    """Without the engine's name of the risk, which is no reader's."""
    return f"{error.field}: {error.problem}" if error.field else error.problem


def _known(word: str) -> str:
    return label_of(word) if word in INPUTS or "_" in word else ""


def _row(name: str, value: object) -> Row:
    label = label_of(name)
    as_share = is_share(name)
    if isinstance(value, Mapping):
        words = distribution(value, as_share=as_share)
        return (
            Row(label=label, text=words)
            if words
            else Row(label=label, rows=readable(value))
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Row(label=label, rows=tuple(_item(n, v) for n, v in enumerate(value, 1)))
    if name == NATURE and value in LossNature.values:
        return Row(label=label, text=str(LossNature(str(value)).label))
    return Row(label=label, text=plain(value, as_share=as_share))


def _item(number: int, value: object) -> Row:
    """One of a list: by its name where it has one."""
    if not isinstance(value, Mapping):
        return _row(str(number), value)
    name = str(value.get("name", number)).replace("_", " ").capitalize()
    rest = {key: each for key, each in value.items() if key != "name"}
    return Row(label=name, rows=readable(rest))


def distribution(value: Mapping[str, object], *, as_share: bool) -> str:
    """In words, or nothing when it is not one of the distributions."""
    if FACT in value:
        times = {"times": typed(value.get(TIMES)), "fact": _fact(str(value[FACT]))}
        return _("%(times)s × %(fact)s") % times
    if TABLE in value:
        return typed(value)
    (kind, bounds), *more = value.items() if value else [("", None)]
    figures = bounds if isinstance(bounds, list) else [bounds]
    if more or not all(isinstance(each, int | float) for each in figures):
        return ""
    words = [plain(each, as_share=as_share) for each in figures]
    if kind == "lognormal90" and len(words) == 2:
        ends = {"low": words[0], "high": words[1]}
        return _("90 %% of outcomes from %(low)s to %(high)s (log-normal)") % ends
    if kind == "pert" and len(words) == 3:
        points = {"low": words[0], "likely": words[1], "high": words[2]}
        return _("%(low)s to %(high)s, most likely %(likely)s (PERT)") % points
    return words[0] if kind == "constant" and len(words) == 1 else ""


def _fact(name: str) -> str:
    """Return the name of a fact as people know it: `revenue: API`, Revenue API."""
    kind, _colon, segment = name.partition(": ")
    label = str(Fact.Kind(kind).label) if kind in Fact.Kind else kind
    return f"{label} {segment}".strip()


def told(value: object, *, as_share: bool = False) -> str:
    """One value on one line."""
    if isinstance(value, Mapping):
        return distribution(value, as_share=as_share) or typed(value)
    return plain(value, as_share=as_share)


def plain(value: object, *, as_share: bool) -> str:
    if isinstance(value, bool):
        return translated(YES() if value else NO())
    if not isinstance(value, int | float):
        return translated(str(value).replace("_", " "))
    if as_share:
        return f"{round(100 * value, 2):,g} %"
    return number(value) if 1000 <= abs(value) < math.inf else f"{value:g}"
