"""A rule that a person entered, with the dull fields filled in."""

from datetime import date
from typing import Any

from risks.access.models import public_id
from risks.cases.models import EnteredRule
from tests.factories import NOW, make_person


def make_entered_rule(**fields: Any) -> EnteredRule:
    """A judge's rule that is confirmed, unless the fields say otherwise."""
    confirmed = fields.get("state", "confirmed") == "confirmed"
    made: dict[str, Any] = {
        "rule_id": f"entered-{public_id()}",
        "court_id": "cacd",
        "judge": "Jane Doe",
        "replaces": "cacd-7-9",
        "title": "Opposition to the motion",
        "citation": "Standing Order (invented), para. 4",
        "trigger": "hearing_set",
        "actor": "opposing",
        "period": "28 days",
        "direction": "before",
        "counting": "plain",
        "condition": "Any motion.",
        "effective_from": date(2026, 1, 1),
        "quote": "Oppositions are due 28 days before the hearing.",
        "read_on": date(2026, 5, 26),
        "grade": "official text",
        "source": "Standing Order of 5 January 2026",
        "entered_by": fields.get("entered_by") or make_person(),
        "entered_at": NOW,
        "state": "confirmed",
        "decided_by": make_person() if confirmed else None,
        "decided_at": NOW if confirmed else None,
        "decision_reason": "Read in the order." if confirmed else "",
    }
    return EnteredRule.objects.create(**(made | fields))
