"""The rules that people entered: those that count now, and those that wait."""

from datetime import date

from risks.cases.models import EnteredRule
from risks.engine.time.entered_rules import rule_of
from risks.engine.time.rule_book import rules_for as rules_of_the_book
from risks.engine.time.rule_book import take_entered
from risks.engine.time.rules import Rule


def take_entered_rules() -> None:
    """Let the rules that are confirmed now count in this thread, in one query.

    Whatever counts or closes deadlines calls this first, with its case locked: then a
    rule that is confirmed at the same time either counts here, or finds what this
    counted.
    """
    rows = EnteredRule.objects.filter(state=EnteredRule.State.CONFIRMED)
    take_entered(rule_of(row.entry) for row in rows.order_by("pk"))


def rules_for(
    trigger: str, *, court_id: str, on: date, judge: str = ""
) -> tuple[Rule, ...]:
    """Return the rules that an event starts, with the rules confirmed now.

    Raises risks.engine.time.courts.UnknownCourt.
    """
    take_entered_rules()
    return rules_of_the_book(trigger, court_id=court_id, on=on, judge=judge)
