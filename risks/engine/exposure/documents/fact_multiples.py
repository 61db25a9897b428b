"""Amounts stated as a multiple of a company's fact: one update moves them all.

{"fact": "revenue", "times": {"pert": [0.01, 0.03, 0.05]}} is a PERT of one to five
per cent of the revenue. It is replaced before a risk is read, so that no kind of
risk knows of it.
"""

from collections.abc import Iterator, Mapping

from risks.engine.exposure.documents.reading import (
    WAYS,
    Bounds,
    Fields,
    Place,
    kind_of,
    read_number,
    shown,
)

FACT, TIMES = "fact", "times"
ANY_NUMBER = Bounds(words="a finite number")
NAMED_BY_PEOPLE = frozenset({"loadings", "decided"})
"""Their keys are names of drivers and claims: one may be called fact."""


def facts_used(document: object) -> frozenset[str]:
    """The names of the facts that a risk, decoded, is stated in."""
    return frozenset(_names(document))


def resolve(document: object, facts: Mapping[str, float], *, place: Place) -> object:
    """The same document with each multiple of a fact as plain numbers.

    Raises RegisterError where the fact is not known or the multiple is no number.
    """
    if isinstance(document, list):
        return [
            resolve(item, facts, place=place.item(index))
            for index, item in enumerate(document)
        ]
    if not isinstance(document, dict):
        return document
    if FACT in document:
        return _scaled(document, facts, place=place)
    return {
        key: value
        if key in NAMED_BY_PEOPLE
        else resolve(value, facts, place=place.key(str(key)))
        for key, value in document.items()
    }


def _names(document: object) -> Iterator[str]:
    if isinstance(document, list):
        for item in document:
            yield from _names(item)
    if isinstance(document, dict):
        name = document.get(FACT)
        if isinstance(name, str):
            yield name
        for key, value in document.items():
            if key not in NAMED_BY_PEOPLE:
                yield from _names(value)


def _scaled(
    document: Mapping[str, object], facts: Mapping[str, float], *, place: Place
) -> object:
    fields = Fields(document, place=place, known=(FACT, TIMES))
    name = fields.text(FACT)
    if name not in facts:
        known = ", ".join(sorted(facts)) or "none"
        problem = f"no fact is called {shown(name)}; known are {known}"
        raise place.key(FACT).error(problem)
    times, place = fields.required(TIMES), place.key(TIMES)
    if not isinstance(times, dict):
        return _product(times, facts[name], place=place)
    ways = Fields(times, place=place, known=WAYS)
    return {
        way: _table(value, facts[name], place=place.key(way))
        if way == "table"
        else _product(value, facts[name], place=place.key(way))
        for way, value in ways.values.items()
    }


def _table(rows: object, base: float, *, place: Place) -> object:
    """Its values are multiplied; its chances are not."""
    if not isinstance(rows, list):
        return rows
    return [
        [_product(row[0], base, place=place.item(index).item(0)), *row[1:]]
        if isinstance(row, list) and row
        else row
        for index, row in enumerate(rows)
    ]


def _product(value: object, base: float, *, place: Place) -> object:
    if isinstance(value, list):
        return [
            _product(item, base, place=place.item(index))
            for index, item in enumerate(value)
        ]
    if isinstance(value, str | dict) or value is None:
        raise place.error(f"must be a number, not {kind_of(value)}")
    return base * read_number(value, place=place, bounds=ANY_NUMBER)
