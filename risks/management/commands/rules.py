"""List the rules in force: of the product, of own packs, and entered by people."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from risks.cases.queries.entered_rules import take_entered_rules
from risks.clock import now, today
from risks.engine.time.courts import UnknownCourt, court
from risks.engine.time.rule_book import all_rules, binding, company_rules
from risks.engine.time.rules import Grade, Rule
from risks.management.arguments import day

SUPREME_COURT = "scotus"


class Command(BaseCommand):
    help = "List the rules in force: all, or those that bind in a court."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--court", metavar="ID", help="cacd, nysd …")
        parser.add_argument(
            "--judge",
            metavar="NAME",
            help="before this judge of the court; without it, no judge's own rules",
        )
        parser.add_argument(
            "--on", type=day, metavar="DATE", help="today at the court if not given"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, **options: Any) -> None:
        try:
            take_entered_rules()
        except DatabaseError as error:  # Packs can be checked before there is one.
            self.stderr.write(f"Entered rules are not listed: {error}")
        court_id = options["court"]
        on = options["on"] or _today(court_id)
        rules = _in_force(court_id, options["judge"], on=on)
        if options["json"]:
            self.stdout.write(
                json.dumps([_row(rule) for rule in rules], indent=2, ensure_ascii=False)
            )
            return
        for rule in rules:
            self.stdout.write(_line(_row(rule)))


def _today(court_id: str | None) -> date:
    """Return the present day at the court, or in Washington for all courts."""
    try:
        return today(court(court_id or SUPREME_COURT).zone, now())
    except UnknownCourt as error:
        raise CommandError(f"--court: {error}", returncode=2) from None


def _in_force(court_id: str | None, judge: str | None, *, on: date) -> tuple[Rule, ...]:
    if court_id is None:
        if judge is not None:
            raise CommandError("--judge: name the --court too", returncode=2)
        rules = (*all_rules(), *company_rules())
        return tuple(rule for rule in rules if rule.in_force(on))
    try:
        tribunal = court(court_id)
    except UnknownCourt as error:
        raise CommandError(f"--court: {error}", returncode=2) from None
    return binding(all_rules(), tribunal=tribunal, judge=judge or "", on=on)


def _row(rule: Rule) -> dict[str, Any]:
    ends = rule.effective_to
    return {
        "id": rule.id,
        "layer": rule.layer.name.lower(),
        "judge": rule.judge,
        "courts": sorted({*rule.court_ids, *rule.court_kinds}),
        "pack": rule.pack,
        "version": rule.version,
        "replaces": rule.replaces,
        "title": rule.title,
        "citation": rule.citation,
        "trigger": rule.trigger,
        "period": f"{rule.period} {rule.direction}",
        "counting": rule.counting,
        "needs": rule.needs,
        "effective_from": rule.effective_from.isoformat(),
        "effective_to": ends.isoformat() if ends else None,
        "grade": rule.grade,
        "quote": rule.quote,
        "checked": rule.checked.isoformat() if rule.checked else None,
    }


def _line(row: dict[str, Any]) -> str:
    layer = f"{row['layer']} ({row['judge']})" if row["judge"] else row["layer"]
    until = f" to {row['effective_to']}" if row["effective_to"] else ""
    replaces = f"; replaces {row['replaces']}" if row["replaces"] else ""
    return (
        f"{row['id']}  {layer}, pack {row['pack']} {row['version']}: "
        f"{row['citation']}, {row['title']}: {row['period']} {row['trigger']}; "
        f"from {row['effective_from']}{until}; {_evidence(row)}{replaces}"
    )


def _evidence(row: dict[str, Any]) -> str:
    """Return the grade; only of an official text is it said that it was checked."""
    if row["grade"] == Grade.OFFICIAL:
        return f"{row['grade']}, checked {row['checked']}"
    return f"{row['grade']}: verify before relying"
