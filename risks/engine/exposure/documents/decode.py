"""A register file, as text, to plain values; and the line of what is refused in it."""

import re

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.foreign.decoding import Undecodable
from risks.engine.foreign.decoding import decode as decode_json
from risks.engine.foreign.refusals import in_words
from risks.engine.json_lines import Path, line_of

_STEP = re.compile(r"\w+")


def decode(text: str) -> object:
    """Raises RegisterError with the line and column where there is one."""
    try:
        return decode_json(text)
    except Undecodable as error:
        field = in_words(error.path) or None
        raise RegisterError(error.problem, field=field) from error


def line_of_refusal(text: str, document: object, refused: RegisterError) -> int | None:
    """The line of the field that was refused; None where it names no field."""
    path = _path(document, refused)
    return line_of(text, path) if path else None


def _path(document: object, refused: RegisterError) -> Path:
    steps = _STEP.findall(refused.field or "")
    inside = tuple(int(step) if step.isdecimal() else step for step in steps)
    if refused.risk is None:
        return _of_register(inside, document)
    where = _where_is(refused.risk, document)
    return (*where, *inside) if where else ()


def _of_register(path: Path, document: object) -> Path:
    """A file of changes holds those to the register's own keys apart."""
    own = document.get("register") if isinstance(document, dict) else None
    is_own = path and isinstance(own, dict) and path[0] in own
    return ("register", *path) if is_own else path


def _where_is(risk_id: str, document: object) -> Path | None:
    """A register lists its risks; a file of changes names them, or adds some."""
    if not isinstance(document, dict):
        return None
    named = document.get("risks")
    if isinstance(named, dict) and risk_id in named:
        return ("risks", risk_id)
    for key in ("risks", "add"):
        listed = document.get(key)
        if not isinstance(listed, list):
            continue
        ids = [each.get("id") if isinstance(each, dict) else None for each in listed]
        if risk_id in ids:
            return (key, ids.index(risk_id))
    return None
