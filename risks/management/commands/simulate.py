"""Price a register file, without a database."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from risks.engine.exposure.document import decode, line_of_refusal
from risks.engine.exposure.metrics import Metrics
from risks.engine.exposure.reading import RegisterError
from risks.engine.exposure.register import Priced, Register, price_register
from risks.engine.exposure.register_parsing import parse_register

STDIN = "-"
HEADS = (
    *("expected", "P(loss > 0)", "P50", "P90", "P95", "P99", "TVaR95", "TVaR99"),
    *("score", "risk"),
)


class Command(BaseCommand):
    help = "Price a register of risks from a JSON file (docs/simulate.md)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE.json", help="- reads standard input.")
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: object, **options: Any) -> None:
        name = options["file"]
        text = _read(name)
        document = None
        try:
            document = decode(text)
            register = parse_register(document)
            priced = price_register(register)
        except RegisterError as error:
            line = document and line_of_refusal(text, document, error)
            where = f"{name}: line {line}" if line else name
            raise CommandError(f"{where}: {error}", returncode=2) from error
        for caution in priced.cautions:
            self.stderr.write(f"Note: {caution}")
        if options["json"]:
            shown = json.dumps(priced.as_json(), ensure_ascii=False, indent=2)
        else:
            shown = "\n".join(_table(register, priced))
        self.stdout.write(shown)


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


def _table(register: Register, priced: Priced) -> Iterable[str]:
    terms = register.terms
    yield (
        f"{terms.currency}, {terms.horizon_months} months, discounted at "
        f"{terms.discount_rate:.2%}, capacity {terms.capacity:,.2f}, "
        f"{terms.trials:,} trials"
    )
    yield ""
    yield from _aligned(
        [
            HEADS,
            *(_cells(metrics, name=risk) for risk, metrics in priced.risks.items()),
            _cells(priced.portfolio, name="= portfolio"),
        ]
    )
    yield ""
    yield f"engine {priced.engine}, hash {priced.hash}"


def _cells(metrics: Metrics, *, name: str) -> list[str]:
    money = (
        metrics.p50,
        metrics.p90,
        metrics.p95,
        metrics.p99,
        metrics.tvar95,
        metrics.tvar99,
    )
    return [
        f"{metrics.expected:,.2f}",
        f"{metrics.p_positive:.2%}",
        *(f"{amount:,.2f}" for amount in money),
        f"{metrics.score:.1f}",
        name,
    ]


def _aligned(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """The name comes last, so that no script's letter widths disturb a column."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for *figures, name in rows:
        cells = zip(figures, widths, strict=False)
        yield "  ".join([*(cell.rjust(width) for cell, width in cells), name])
