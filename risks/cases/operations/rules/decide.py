"""Let a second reader confirm or refuse a rule that somebody entered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import Deadline, EnteredRule
from risks.cases.operations.rules.enter import TRIGGERS
from risks.cases.operations.rules.recount import recount
from risks.cases.queries.entered_rules import take_entered_rules
from risks.engine.time.entered_rules import EntryRefused, checked, rule_of

State = EnteredRule.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A confirmed rule, and the deadlines that it created or advanced."""

    rule: EnteredRule
    deadlines: tuple[Deadline, ...]


def confirm_rule(
    rule: EnteredRule, *, by: Person, reason: str, now: datetime
) -> Confirmed:
    """Let a rule count, and count the open cases of its court by it.

    The texts before it end the day before it begins. Raises EntryRefused for whoever
    entered it, and where the rule book has changed so that it no longer fits.
    """
    with transaction.atomic():
        row = _waiting(rule, reason=reason)
        if row.entered_by_id == by.pk:
            own = _("You entered this rule, so another person must confirm it.")
            raise EntryRefused([("", own)])
        take_entered_rules()
        checked(row.entry, triggers=TRIGGERS)
        _end_earlier_texts(row)
        _decide(row, State.CONFIRMED, by=by, reason=reason, now=now)
        take_entered_rules()
        deadlines = recount(rule_of(row.entry), by=by, now=now)
    return Confirmed(rule=row, deadlines=tuple(deadlines))


def refuse_rule(
    rule: EnteredRule, *, by: Person, reason: str, now: datetime
) -> EnteredRule:
    """Leave the rule book as it is; whoever entered the rule may do this too."""
    with transaction.atomic():
        row = _waiting(rule, reason=reason)
        return _decide(row, State.REFUSED, by=by, reason=reason, now=now)


def _waiting(rule: EnteredRule, *, reason: str) -> EnteredRule:
    row = EnteredRule.objects.select_for_update().get(pk=rule.pk)
    if row.state != State.PROPOSED:
        state = row.get_state_display().lower()
        already = _("This rule is already decided: %(state)s.") % {"state": state}
        raise EntryRefused([("", already)])
    if not reason.strip():
        raise EntryRefused([("reason", _("Enter a reason."))])
    return row


def _end_earlier_texts(row: EnteredRule) -> None:
    texts = EnteredRule.objects.filter(rule_id=row.rule_id, state=State.CONFIRMED)
    for text in texts.select_for_update().order_by("number"):
        if text.effective_from >= row.effective_from:
            text.state = State.REPLACED
        elif text.effective_to is None or text.effective_to >= row.effective_from:
            text.effective_to = row.effective_from - timedelta(days=1)
        else:
            continue
        text.save()


def _decide(
    row: EnteredRule, state: State, *, by: Person, reason: str, now: datetime
) -> EnteredRule:
    row.state, row.decided_by, row.decided_at = state, by, now
    row.decision_reason = reason.strip()
    row.save()
    return row
