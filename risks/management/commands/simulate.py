"""Price a register file without a database."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from risks.engine.exposure.documents.decode import decode, line_of_refusal
from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.explanation.changes import parse_changes
from risks.engine.exposure.portfolio.register import (
    Priced,
    Register,
    cautions_of,
    price_register,
)
from risks.engine.exposure.portfolio.register_parsing import parse_register
from risks.management.simulation.sections import (
    Section,
    accounting_section,
    attribution_section,
    confidence_section,
    tornado_section,
    what_if_section,
)
from risks.management.simulation.tables import register_table

STDIN = "-"
Found = TypeVar("Found")


class Command(BaseCommand):
    help = "Price a register of risks from a JSON file (docs/use/simulate.md)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE.json", help="- reads standard input.")
        parser.add_argument("--json", action="store_true", help="Print JSON.")
        parser.add_argument(
            "--what-if",
            metavar="CHANGES.json",
            help="Show what changes to the register would be worth.",
        )
        parser.add_argument(
            "--attribution",
            action="store_true",
            help="Split the portfolio's TVaR95 and P95 over its risks.",
        )
        parser.add_argument(
            "--tornado",
            metavar="ID",
            help="Move each input of this risk, and show what that does.",
        )

        parser.add_argument(
            "--accounting",
            action="store_true",
            help="Propose the class and provision of each suit, IAS 37 and ASC 450.",
        )

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        """Return a parser that raises errors instead of printing its usage."""
        parser = super().create_parser(*args, **kwargs)
        parser.called_from_command_line = False
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except CommandError as error:
            self.stderr.write(str(error))
            sys.exit(2)

    def handle(self, *args: object, **options: Any) -> None:
        name = options["file"]
        text = _read(name)
        register, priced = _refused_by(name, text, lambda: _priced(text))
        sections = [confidence_section(register)]
        cautions = list(priced.cautions)
        if changing := options["what_if"]:
            section, more = _what_if(changing, text, register, priced)
            sections.append(section)
            cautions += [each for each in more if each not in cautions]
        if options["attribution"]:
            sections.append(attribution_section(priced))
        if (risk_id := options["tornado"]) is not None:
            asked = partial(tornado_section, register, risk_id)
            sections.append(_refused_by("argument --tornado", "", asked))
        if options["accounting"]:
            asked = partial(accounting_section, register)
            sections.append(_refused_by("argument --accounting", "", asked))
        for caution in cautions:
            self.stderr.write(f"Note: {caution}")
        shown = _shown_as_json if options["json"] else _shown_as_text
        self.stdout.write(shown(register, priced, [each for each in sections if each]))


def _priced(text: str) -> tuple[Register, Priced]:
    register = parse_register(decode(text))
    return register, price_register(register)


def _what_if(
    name: str, text: str, register: Register, priced: Priced
) -> tuple[Section, Iterable[str]]:
    """Return the section and the cautions of the changed register."""
    before: Any = decode(text)
    changing = _read(name)

    def section() -> tuple[Section, Iterable[str]]:
        changes = parse_changes(decode(changing), before)
        found = what_if_section(register, changes, priced)
        return found, cautions_of(changes.after.risks)

    return _refused_by(name, changing, section)


def _refused_by(name: str, text: str, read: Callable[[], Found]) -> Found:
    """Turn a refusal into one line with the file and, if known, its line."""
    try:
        return read()
    except RegisterError as error:
        line = _line(text, error)
        where = f"{name}: line {line}" if line else name
        raise CommandError(f"{where}: {error}", returncode=2) from error


def _line(text: str, refused: RegisterError) -> int | None:
    """Return the line number; None where the text is no JSON."""
    try:
        return line_of_refusal(text, decode(text), refused)
    except RegisterError:
        return None


def _read(name: str) -> str:
    try:
        source = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        return source.decode("utf-8-sig")
    except OSError as error:
        message = f"{name}: cannot be read: {error.strerror}"
        raise CommandError(message, returncode=2) from error
    except UnicodeDecodeError as error:
        message = f"{name}: is not UTF-8: byte {error.start + 1}"
        raise CommandError(message, returncode=2) from error


def _shown_as_json(_: Register, priced: Priced, sections: Sequence[Section]) -> str:
    found = priced.as_json() | {each.key: each.json for each in sections}
    return json.dumps(found, ensure_ascii=False, indent=2)


def _shown_as_text(
    register: Register, priced: Priced, sections: Sequence[Section]
) -> str:
    lines = list(register_table(register, priced))
    for each in sections:
        lines += ["", each.title, "", *each.lines]
    return "\n".join(lines)
