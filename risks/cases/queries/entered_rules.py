"""The rules that people entered: those that count now, and those that wait."""

from datetime import date

from django.db.models import Case, IntegerField, Q, When

from risks.access.models import Scope, VisibleQuerySet
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


def entered_rules(scope: Scope) -> VisibleQuerySet[EnteredRule]:
    """Return the rules that people entered, those that wait for a reader first."""
    rows = EnteredRule.objects.within(scope).select_related("entered_by")
    waits = Q(state=EnteredRule.State.PROPOSED)
    first = Case(When(waits, then=0), default=1, output_field=IntegerField())
    return rows.order_by(first, "court_id", "judge", "rule_id", "-number")


def waiting_rules(scope: Scope) -> VisibleQuerySet[EnteredRule]:
    """Return the rules that a second reader must confirm or refuse."""
    return entered_rules(scope).filter(state=EnteredRule.State.PROPOSED)
