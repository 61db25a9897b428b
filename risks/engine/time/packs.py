"""Read a company's own rule packs from a folder: all of them, or none on an error."""

import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationError

from risks.engine.time.pack_conflicts import conflicts_of, problems_of_pair
from risks.engine.time.pack_file import Problem, problems_of, read_pack, version_of
from risks.engine.time.rule_book import shipped_rules
from risks.engine.time.rules import Rule

MOST_BYTES = 256 * 1024
# A stored deadline keeps 40 characters for the version, of which 20 are for the name.
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,19}", re.ASCII)


class PacksRefused(Exception):
    """The packs have errors; each is one line with the file and the rule."""

    def __init__(self, problems: Collection[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class _Unreadable(Exception):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pack:
    """The rules of a file, or its problems if it has any."""

    file: str
    rules: tuple[Rule, ...] = ()
    problems: tuple[Problem, ...] = ()
    # The ids in the file, valid or not.
    ids: frozenset[str] = frozenset()

    @classmethod
    def read(cls, path: Path) -> Self:
        try:
            text = _text_of(path)
            table = _table_of(text)
        except _Unreadable as error:
            return cls(file=path.name, problems=(("", str(error)),))
        ids = frozenset(_ids_of(table))
        try:
            rules = read_pack(path.stem, table)
        except ValidationError as error:
            problems = tuple(problems_of(error, table))
            return cls(file=path.name, problems=problems, ids=ids)
        version = version_of(path.stem, text)
        rules = tuple(rule.model_copy(update={"version": version}) for rule in rules)
        return cls(file=path.name, rules=rules, ids=ids)


def read_packs(folder: Path, *, triggers: Collection[str]) -> tuple[Rule, ...]:
    """Return the rules of every pack by name; raises PacksRefused.

    `triggers` are the kinds of events of a case that may start a period.
    """
    packs = [_Pack.read(path) for path in _files_in(folder)]
    problems = dict.fromkeys(
        f"{file}: {where}: {what}" if where else f"{file}: {what}"
        for file, where, what in _problems(packs, triggers)
    )
    if problems:
        raise PacksRefused(problems)
    return tuple(rule for pack in packs for rule in pack.rules)


def _files_in(folder: Path) -> list[Path]:
    try:
        files = sorted(folder.iterdir())
    except OSError as error:
        raise PacksRefused([f"{folder}: {error.strerror}"]) from None
    packs = [path for path in files if path.suffix.lower() == ".toml"]
    if not packs:
        raise PacksRefused([f"{folder}: it holds no pack, no file named *.toml"])
    return packs


def _text_of(path: Path) -> str:
    if not _NAME.fullmatch(path.stem) or path.suffix != ".toml":
        raise _Unreadable(
            "is not named as a pack is: at most 20 small letters, digits, - and _, "
            "then .toml"
        )
    if path.stem in {rule.pack for rule in shipped_rules()}:
        raise _Unreadable("has the name of a pack that is shipped")
    try:
        return _bytes_of(path).decode()
    except OSError as error:
        raise _Unreadable(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _Unreadable("is not UTF-8 text") from None


def _bytes_of(path: Path) -> bytes:
    # A symbolic link to a file is fine; reading a pipe would never end.
    if path.exists() and not path.is_file():
        raise _Unreadable("is not a file")
    with path.open("rb") as file:
        body = file.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise _Unreadable(f"is larger than {MOST_BYTES // 1024} KiB")
    return body


def _table_of(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _Unreadable(f"is not TOML: {error}") from None


def _ids_of(table: dict[str, Any]) -> Iterator[str]:
    rows = table.get("rule")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            yield row["id"]


def _problems(
    packs: Sequence[_Pack], triggers: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    known = (*shipped_rules(), *(rule for pack in packs for rule in pack.rules))
    mentioned = {name for pack in packs if pack.problems for name in pack.ids}
    before: list[Rule] = []
    for pack in packs:
        yield from ((pack.file, *problem) for problem in pack.problems)
        for row in pack.rules:
            found = [
                *conflicts_of(row, known=known, mentioned=mentioned, triggers=triggers),
                *(what for other in before for what in problems_of_pair(row, other)),
            ]
            yield from ((pack.file, row.id, what) for what in found)
            before.append(row)
