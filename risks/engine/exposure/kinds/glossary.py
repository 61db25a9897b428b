"""The words for each input of a risk, by its key: what pages and charts call it."""

from collections.abc import Iterator, Mapping
from typing import Any

from risks.engine.exposure.documents.declared import Declared, declared, parts_of
from risks.engine.exposure.kinds.accounting_facts import (
    AccountingFacts,
    Exemption,
    Insurance,
)
from risks.engine.exposure.kinds.parsing import KINDS
from risks.engine.exposure.kinds.risk import LABELS, Evidence, Risk
from risks.engine.foreign.documents import Document


def documents() -> Iterator[tuple[str, type[Document]]]:
    """Yield each kind of risk, and after it what its inputs hold, with its key."""
    for kind, model in KINDS.items():
        yield kind, model
        yield from ((key, part) for key, part in parts_of(model) if key not in LABELS)


def own_inputs(kind: str) -> tuple[Declared, ...]:
    """Return the inputs that a kind of risk has besides those of every risk."""
    return tuple(
        each for each in declared(KINDS[kind]) if each.key not in Risk.model_fields
    )


def example_of(kind: str) -> dict[str, Any]:
    """Return a risk of this kind, made of the worked examples of its inputs."""
    examples = {
        each.key: each.example for each in own_inputs(kind) if each.example is not None
    }
    return {"id": kind.replace("_", "-"), "kind": kind, **examples}


LABELLING: tuple[type[Document], ...] = (
    Evidence,
    Insurance,
    Exemption,
    AccountingFacts,
    Risk,
)
INPUTS: Mapping[str, Declared] = {
    each.key: each
    for _, document in documents()
    for each in declared(document)
    if each.key not in Risk.model_fields
}
"""What moves a figure. One key means the same wherever it stands."""

KNOWN: Mapping[str, Declared] = {
    **{each.key: each for document in LABELLING for each in declared(document)},
    **INPUTS,
}
"""With what says where a risk belongs and how it stands in the accounts."""
