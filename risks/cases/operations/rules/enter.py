"""Enter a judge's or a local rule, or a correction of one, for a second reader."""

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from risks.access.models import Person, public_id
from risks.cases.models import EnteredRule, Event
from risks.cases.queries.entered_rules import take_entered_rules
from risks.engine.time.entered_rules import PACK, Entry, EntryRefused, checked

State = EnteredRule.State
TRIGGERS = frozenset(Event.Kind.values)


def enter_rule(entry: Entry, *, by: Person, now: datetime) -> EnteredRule:
    """Store a rule that counts nothing until a second reader confirms it.

    Its id is made here, whatever the entry says. Raises EntryRefused.
    """
    fresh = replace(entry, id=f"{PACK}-{public_id()}", number=1)
    with transaction.atomic():
        take_entered_rules()
        return _stored(fresh, by=by, now=now)


def correct_rule(
    rule: EnteredRule, entry: Entry, *, by: Person, now: datetime
) -> EnteredRule:
    """Store a correction of a confirmed rule for a second reader.

    Its court, its judge and what it replaces stay as they are. Raises EntryRefused.
    """
    with transaction.atomic():
        texts = EnteredRule.objects.filter(rule_id=rule.rule_id)
        locked = list(texts.select_for_update().order_by("number"))
        if any(text.state == State.PROPOSED for text in locked):
            waits = _("A correction of this rule already waits for a second reader.")
            raise EntryRefused([("", waits)])
        if all(text.state != State.CONFIRMED for text in locked):
            raise EntryRefused([("", _("Only a confirmed rule can be corrected."))])
        last = texts.aggregate(last=Max("number"))["last"]
        corrected = replace(
            entry,
            id=rule.rule_id,
            number=last + 1,
            court_id=rule.court_id,
            judge=rule.judge,
            replaces=rule.replaces,
        )
        take_entered_rules()
        return _stored(corrected, by=by, now=now)


def _stored(entry: Entry, *, by: Person, now: datetime) -> EnteredRule:
    checked(entry, triggers=TRIGGERS)
    if entry.checked is None or entry.checked > by.today(now):
        raise EntryRefused([("checked", _("Enter a day that is not in the future."))])
    row = EnteredRule(
        rule_id=entry.id,
        number=entry.number,
        court_id=entry.court_id,
        judge=entry.judge,
        replaces=entry.replaces,
        title=entry.title,
        citation=entry.citation,
        trigger=entry.trigger,
        actor=entry.actor,
        period=entry.period,
        direction=entry.direction,
        counting=entry.counting,
        condition=entry.condition,
        is_critical=entry.critical,
        effective_from=entry.effective_from,
        effective_to=entry.effective_to,
        quote=entry.quote,
        read_on=entry.checked,
        grade=entry.grade,
        source=entry.source,
        entered_by=by,
        entered_at=now,
    )
    _refuse_what_does_not_fit(row)
    row.save()
    return row


def _refuse_what_does_not_fit(row: EnteredRule) -> None:
    """Raise EntryRefused for a value that the columns do not take."""
    try:
        row.clean_fields()
    except ValidationError as error:
        raise EntryRefused(
            [
                (name, line)
                for name, lines in error.message_dict.items()
                for line in lines
            ]
        ) from None
