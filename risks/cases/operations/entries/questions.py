"""Ask once what an entry means that looks important and was not understood."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import Case, DocketEntry
from risks.engine.words.events import Recognised
from risks.engine.words.questions import question_about
from risks.register.models import Tier

_ASKED_OF = (Tier.DOCKET, Tier.ORDER)


class QuestionRefused(ValueError):
    """There is nothing to answer about this entry; the message is one line."""


def ask_about(row: DocketEntry, found: Iterable[Recognised]) -> None:
    """Set the question that an entry raises, without saving it.

    An entry that a person has checked is never asked about again.
    """
    if row.answered_at is None:
        asks = row.tier in _ASKED_OF
        row.question = (
            question_about(row.text, found, filed_date=row.filed_date) if asks else ""
        )


def record_no_event(entry: DocketEntry, *, by: Person, now: datetime) -> DocketEntry:
    """Record that an entry holds nothing to record; may raise QuestionRefused."""
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=entry.case_id)
        row = DocketEntry.objects.select_for_update().get(pk=entry.pk)
        if not row.question or row.answered_at is not None:
            raise QuestionRefused(_("Nothing is asked about this entry any more."))
        mark_as_answered(row, by=by, now=now)
    return row


def mark_as_answered(row: DocketEntry, *, by: Person, now: datetime) -> None:
    """Save who answered the question about an entry, if one is open."""
    if row.question and row.answered_at is None:
        row.answered_by, row.answered_at = by, now
        row.save()
