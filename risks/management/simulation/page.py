"""Generate the sections of docs/use/simulate.md from the models."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from risks.engine.exposure.documents.declared import Declared, declared, parts_of
from risks.engine.exposure.explanation.changes import ChangesFile
from risks.engine.exposure.kinds.accounting_facts import AccountingFacts
from risks.engine.exposure.kinds.glossary import example_of, own_inputs
from risks.engine.exposure.kinds.parsing import KINDS
from risks.engine.exposure.kinds.risk import LABELS, NAMED, Risk
from risks.engine.exposure.portfolio.register_parsing import RegisterFile

SECTION = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->\n)", re.DOTALL)
WIDTH = 86
HEAD = "| key | meaning | value | when left out |\n| --- | --- | --- | --- |\n"


def made_anew(page: str) -> str:
    """Return the page with each generated section as the models declare it."""
    sections = _sections()
    return SECTION.sub(lambda found: _section(found, sections), page)


def sections_of(page: str) -> list[str]:
    return [name for _, name, _ in SECTION.findall(page)]


def _section(found: re.Match[str], sections: Mapping[str, str]) -> str:
    begin, name, end = found.groups()
    return f"{begin}\n{sections[name]}\n{end}"


def _sections() -> Mapping[str, str]:
    common = [each for each in declared(Risk) if each.key not in NAMED]
    return {
        "register": _table(declared(RegisterFile)),
        "risk": _table(common),
        "accounting": _table(declared(AccountingFacts)),
        "changes": _table(declared(ChangesFile)),
        **{kind: "\n".join(_kind(kind)) for kind in KINDS},
    }


def _kind(kind: str) -> Iterator[str]:
    yield f"```json\n{laid_out(example_of(kind))}\n```\n"
    yield _table(own_inputs(kind))
    for key, part in parts_of(KINDS[kind]):
        if key not in LABELS:
            yield f"Each of `{key}`:\n\n{_table(declared(part))}"


def _table(inputs: Iterable[Declared]) -> str:
    return HEAD + "".join(
        f"| `{each.key}` | {each.meaning} | {each.allowed} | {each.left_out} |\n"
        for each in inputs
    )


def laid_out(value: Any, *, indent: int = 0, used: int = 0) -> str:
    """Return JSON in which everything that fits on one line is on one line."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or indent + used + len(line) <= WIDTH:
        return line
    begin, end = ("{", "}") if isinstance(value, dict) else ("[", "]")
    margin = " " * (indent + 2)
    lines = (
        f"{margin}{key}{laid_out(each, indent=indent + 2, used=len(key))}"
        for key, each in _members(value)
    )
    return f"{begin}\n" + ",\n".join(lines) + f"\n{' ' * indent}{end}"


def _members(value: dict[str, Any] | list[Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield f"{json.dumps(key, ensure_ascii=False)}: ", each
    else:
        yield from (("", each) for each in value)
