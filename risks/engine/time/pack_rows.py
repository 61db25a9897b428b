"""Whether a pack of a company's own is written as packs are: its keys and values."""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints
from unicodedata import category

from risks.engine.time.courts import Kind, UnknownCourt, court
from risks.engine.time.deadlines import DeadlineError, Period
from risks.engine.time.rule_book import Layer, Rule

# What is wrong, and where: a rule's id, "row 3", or empty for the file as a whole.
Problem = tuple[str, str]

OF_PACK = {"layer": str, "country": str, "judge": str, "courts": dict, "rule": list}
NEEDED_OF_PACK = ("layer", "courts", "rule")
# A row is a Rule without what its pack says for all of them.
_SAID_BY_PACK = {"pack", "layer", "country", "judge", "version"}
OF_ROW = {
    name: hint
    for name, hint in get_type_hints(Rule).items()
    if name not in _SAID_BY_PACK | {"court_ids", "court_kinds"}
}
NEEDED_OF_ROW = (
    *("id", "title", "citation", "trigger", "actor", "period", "direction"),
    *("counting", "condition", "critical", "effective_from", "checked"),
)
# As wide as the columns that keep them.
_WIDEST = {"id": 60, "title": 200, "citation": 120, "checked": 120, "judge": 200}
_ID = re.compile(r"[a-z0-9][a-z0-9.-]*", re.ASCII)
_CHECKED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}), .+", re.ASCII)
_TITLES = {"hon", "honorable", "honourable", "judge", "justice", "magistrate"}
_KINDS_OF_VALUE = {
    str: "a text in quotes",
    bool: "true or false",
    int: "a whole number",
    date: "a date without quotes, such as 2026-05-26",
    dict: "a table",
    list: "a list",
}


def problems_of_pack(read: dict[str, Any]) -> Iterator[Problem]:
    yield from (("", what) for what in _pack_problems(read))
    rows = read.get("rule")
    if not isinstance(rows, list):
        return
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            yield f"row {number}", "is not a table: begin it with [[rule]]"
            continue
        yield from ((_named(row, number), what) for what in _row_problems(row))


def _named(row: dict[str, Any], number: int) -> str:
    name = row.get("id")
    return name if isinstance(name, str) and _ID.fullmatch(name) else f"row {number}"


def _pack_problems(read: dict[str, Any]) -> Iterator[str]:
    yield from _key_problems(read, known=OF_PACK, needed=NEEDED_OF_PACK)
    layer, judge = read.get("layer"), read.get("judge", "")
    layers = [each.name.lower() for each in Layer]
    if isinstance(layer, str) and layer not in layers:
        yield f"layer: {shown(layer)} is not one of {', '.join(layers)}"
    if isinstance(judge, str):
        yield from _judge_problems(judge, layer=layer)
    yield from _court_problems(read.get("courts", {}))
    if read.get("rule") == []:
        yield "rule: it has no row"


def _judge_problems(judge: str, *, layer: object) -> Iterator[str]:
    words = re.findall(r"\w+", judge.casefold())
    if layer in ("national", "local") and judge:
        yield f"judge: only a pack of the layer judge names one, not {layer}"
    if layer != "judge":
        return
    if not words:
        yield "judge: missing, and the layer is judge"
    elif words[0] in _TITLES:
        yield f"judge: write {shown(judge)} without the title"
    elif len(words) < 2:
        yield f"judge: {shown(judge)} may be several; write the whole name"


def _row_problems(row: dict[str, Any]) -> Iterator[str]:
    yield from _key_problems(row, known=OF_ROW | {"courts": dict}, needed=NEEDED_OF_ROW)
    name, checked = row.get("id"), row.get("checked")
    if isinstance(name, str) and name.strip() and not _ID.fullmatch(name):
        yield f"id: {shown(name)} has more than small letters, digits, - and ."
    if isinstance(checked, str) and checked.strip() and not _is_checked(checked):
        yield (
            f'checked: {shown(checked)} is neither "unchecked" nor a day and a text, '
            'such as "2026-05-26, Standing Order as filed"'
        )
    yield from _court_problems(row.get("courts", {}))


def _is_checked(text: str) -> bool:
    dated = _CHECKED.fullmatch(text)
    return text == "unchecked" or (dated is not None and _is_day(dated[1]))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _court_problems(courts: object) -> Iterator[str]:
    if not isinstance(courts, dict):
        return
    for key, value in courts.items():
        if key not in ("ids", "kinds"):
            yield f"courts: {shown(key)} is not a key known here; write ids or kinds"
        elif not _is_list_of_texts(value):
            yield f"courts.{key}: is not a list of texts in quotes"
        else:
            yield from _unknown_courts(key, value)


def _unknown_courts(key: str, names: list[str]) -> Iterator[str]:
    for name in names:
        if key == "kinds" and name not in set(Kind):
            yield f"courts.kinds: {shown(name)} is not one of {', '.join(Kind)}"
        elif key == "ids":
            yield from _unknown_court(name)


def _unknown_court(name: str) -> Iterator[str]:
    try:
        court(name)
    except UnknownCourt as error:
        yield f"courts.ids: {error}"


def _key_problems(
    table: dict[str, Any], *, known: dict[str, Any], needed: tuple[str, ...]
) -> Iterator[str]:
    for key in needed:
        if key not in table:
            yield f"{key}: missing"
    for key, value in table.items():
        if key not in known:
            yield f"{shown(key)} is not a key known here"
        elif what := _misfit(value, known[key]):
            yield f"{key}: {what}"
        else:
            texts = [each for each in _listed(value) if isinstance(each, str)]
            yield from (
                f"{key}: {what}" for text in texts for what in _text_problems(key, text)
            )


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _text_problems(key: str, text: str) -> Iterator[str]:
    if key in NEEDED_OF_ROW and not text.strip():
        yield "is empty"
    if len(text) > _WIDEST.get(key, 2_000):
        yield f"is longer than {_WIDEST.get(key, 2_000)} characters"
    if any(category(letter).startswith("C") for letter in text):
        yield "holds a line break or another control character"


def _misfit(value: object, hint: Any) -> str:
    """What is wrong with a value; the hint is that of the field of Rule."""
    if isinstance(hint, UnionType):
        hint = next(each for each in get_args(hint) if each is not type(None))
    if get_origin(hint) is tuple:
        return "" if _is_list_of_texts(value) else "is not a list of texts in quotes"
    if hint is Period or issubclass(hint, StrEnum):
        return _not_a_word(value, hint)
    # Exactly: a bool is an int to Python, and a moment is a date.
    return "" if type(value) is hint else f"is not {_KINDS_OF_VALUE[hint]}"


def _not_a_word(value: object, hint: type[StrEnum] | type[Period]) -> str:
    if not isinstance(value, str):
        return f"is not {_KINDS_OF_VALUE[str]}"
    if issubclass(hint, StrEnum):
        listed = ", ".join(hint)
        return "" if value in set(hint) else f"{shown(value)} is not one of {listed}"
    try:
        Period.parse(value)
    except DeadlineError as error:
        return str(error)
    return ""


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
