"""Record settlement offers with the deadline of their expiry, and answers to them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import Deadline, Event, SettlementOffer
from risks.cases.operations.records.due_dates import (
    RegisterRefused,
    close_deadline,
    computed_deadline,
    counted,
    entered_deadline,
)
from risks.cases.queries.entered_rules import rules_for
from risks.engine.time.deadlines import Computed, Direction, Period, Whose

RULE_68 = "Fed. R. Civ. P. 68(a)"
FORTNIGHT = Period.parse("14 days")
OUR_ANSWER = "Answer by counsel"
THEIR_ANSWER = "Answer to counsel"
Status = SettlementOffer.Status
MAY_ANSWER = {
    Status.ACCEPTED: Deadline.Status.MET,
    Status.REJECTED: Deadline.Status.MET,
    Status.LAPSED: Deadline.Status.WITHDRAWN,
    Status.WITHDRAWN: Deadline.Status.WITHDRAWN,
}


def refuse_offer(offer: SettlementOffer) -> None:
    """Raise RegisterRefused where this offer cannot be made; nothing is stored."""
    if offer.amount <= 0:
        raise RegisterRefused(field="amount", message=_("Enter an amount above zero."))
    if offer.expires_on and offer.expires_on < offer.made_on:
        message = _("%(expires_on)s is before the offer was made.") % {
            "expires_on": offer.expires_on
        }
        raise RegisterRefused(field="expires_on", message=message)
    if not offer.rule_68:
        return
    if offer.expires_on:
        message = _("%(rule)s gives 14 days: leave the date empty.") % {"rule": RULE_68}
        raise RegisterRefused(field="expires_on", message=message)
    _expiry(offer)
    if offer.trial_on:
        latest = counted(
            offer.case,
            trigger=offer.trial_on,
            period=FORTNIGHT,
            direction=Direction.BEFORE,
            whose=Whose.OURS,
            field="trial_on",
        )
        if offer.made_on > latest.calendared_date:
            message = _("%(rule)s requires service by %(calendared_date)s.") % {
                "rule": RULE_68,
                "calendared_date": latest.calendared_date,
            }
            raise RegisterRefused(field="made_on", message=message)


def record_offer(
    offer: SettlementOffer, *, by: Person, now: datetime
) -> SettlementOffer:
    """Store a new offer with the deadline of its expiry. Raises RegisterRefused.

    An offer of judgment is open for 14 days after its service (Rule 68(a)).
    """
    refuse_offer(offer)
    with transaction.atomic():
        offer.deadline = _deadline(offer, by=by, now=now)
        offer.save()
    return offer


def answer_offer(
    offer: SettlementOffer, status: SettlementOffer.Status, *, by: Person, now: datetime
) -> SettlementOffer:
    """Close an open offer, and its deadline with it. Raises RegisterRefused."""
    with transaction.atomic():
        row = SettlementOffer.objects.select_for_update().get(pk=offer.pk)
        if row.status != Status.OPEN or status not in MAY_ANSWER:
            message = _("An offer cannot change from %(status)s to %(next)s.") % {
                "status": row.get_status_display(),
                "next": Status(status).label,
            }
            raise RegisterRefused(field="status", message=message)
        row.status = status
        row.save()
        close_deadline(
            row.deadline,
            MAY_ANSWER[status],
            by=by,
            reason="Answered, or no longer asked.",
            now=now,
        )
    return row


def _deadline(offer: SettlementOffer, *, by: Person, now: datetime) -> Deadline | None:
    # Offers are privileged, and everyone on the case reads its deadlines: so the
    # deadline names neither the offer nor its rule.
    whose = _whose(offer)
    title = OUR_ANSWER if whose is Whose.OURS else THEIR_ANSWER
    fields = {"title": title, "whose": whose.value, "created_at": now}
    if offer.rule_68:
        computed = _expiry(offer)
        offer.expires_on = computed.due_local.date()
        return computed_deadline(
            offer.case,
            computed,
            severity=Deadline.Severity.CRITICAL,
            **fields,
        )
    if offer.expires_on is None:
        return None
    return entered_deadline(offer.case, offer.expires_on, by=by, **fields)


def _expiry(offer: SettlementOffer) -> Computed:
    case, kind = offer.case, Event.Kind.OFFER_OF_JUDGMENT.value
    if not rules_for(kind, court_id=case.court_id, judge=case.judge, on=offer.made_on):
        message = _("%(rule)s does not bind in %(court)s; enter its dates by hand") % {
            "rule": RULE_68,
            "court": case.court_id,
        }
        raise RegisterRefused(field="made_on", message=message)
    return counted(
        case,
        trigger=offer.made_on,
        period=FORTNIGHT,
        whose=_whose(offer),
        field="made_on",
    )


def _whose(offer: SettlementOffer) -> Whose:
    """Return whose act the acceptance is: ours if the other side offers."""
    ours = offer.offered_by == SettlementOffer.By.THEIRS
    return Whose.OURS if ours else Whose.OPPONENT
