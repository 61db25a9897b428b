"""Write what the kinds of risk declare into the documentation and the JSON Schema."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from risks.engine.exposure.portfolio.register_schema import register_schema
from risks.management.simulation.page import laid_out, made_anew

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "simulate.md"
SCHEMA = ROOT / "risks" / "engine" / "exposure" / "simulate.schema.json"


class Command(BaseCommand):
    help = "Write docs/simulate.md and its JSON Schema anew from the declared inputs."
    requires_system_checks = ()

    def handle(self, *args: object, **options: Any) -> None:
        SCHEMA.write_text(f"{laid_out(register_schema())}\n", "utf-8")
        PAGE.write_text(made_anew(PAGE.read_text("utf-8")), "utf-8")
        self.stdout.write(f"Wrote {SCHEMA.relative_to(ROOT)} and docs/simulate.md.")
