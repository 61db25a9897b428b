"""Write what models declare into the documentation and the JSON Schemas."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from risks.cases.sources.formats.json_docket import docket_schema
from risks.engine.exposure.portfolio.register_schema import register_schema
from risks.management.simulation.page import laid_out, made_anew

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "use" / "simulate.md"
SCHEMA = ROOT / "risks" / "engine" / "exposure" / "simulate.schema.json"
DOCKET_SCHEMA = ROOT / "risks" / "cases" / "sources" / "docket.schema.json"


class Command(BaseCommand):
    help = "Write docs/use/simulate.md and the JSON Schemas from the models."
    requires_system_checks = ()

    def handle(self, *args: object, **options: Any) -> None:
        for file, schema in (
            (SCHEMA, register_schema()),
            (DOCKET_SCHEMA, docket_schema()),
        ):
            file.write_text(f"{laid_out(schema)}\n", "utf-8")
        PAGE.write_text(made_anew(PAGE.read_text("utf-8")), "utf-8")
        self.stdout.write("Wrote docs/use/simulate.md and two JSON Schemas.")
