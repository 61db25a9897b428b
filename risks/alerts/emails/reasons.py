"""Why this date, and why you: a reader can check a mail instead of trusting it."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from risks.access.models import Person
from risks.alerts.emails.wording import lead_time, on_clock, one_line, short_day
from risks.alerts.models import Notification
from risks.alerts.queries.limits import acknowledge_within
from risks.cases.models import Case, Deadline
from risks.register.models import Risk

NAME_LIMIT = 60
# Labels of a deadline's choices, which the models keep in English.
LABELS = (
    gettext_noop("Ours"),
    gettext_noop("The other side's"),
    gettext_noop("The court's"),
    gettext_noop("Computed from a rule"),
    gettext_noop("Set by the court"),
    gettext_noop("Entered by a person"),
    gettext_noop("Counted from another deadline"),
    gettext_noop("Critical"),
    gettext_noop("Normal"),
)
_OWNING = {
    Deadline: gettext_noop("You own this deadline."),
    Risk: gettext_noop("You own this risk."),
    Case: gettext_noop("You are responsible for this case."),
}


def why_this_date(deadline: Deadline, *, walled: bool) -> Iterator[str]:
    yield _basis(deadline, walled=walled)
    cause = _cause(deadline)
    if cause:
        yield cause
    if deadline.whose == Deadline.Whose.OURS:
        yield _(
            "If readings differ, the date above is the calendared date: work to it."
        )


def why_you(row: Notification, deadline: Deadline) -> Iterator[str]:
    yield role_of(row, deadline)
    yield policy_of(row, name=_("Deadlines"))
    if row.step:
        yield escalated(row)


def role_of(row: Notification, thing: Deadline | Risk | Case | None) -> str:
    """What makes this person the reader."""
    owner = thing.owner if thing else None
    backup = thing.backup if thing else None
    if thing and row.recipient_id == thing.owner_id:
        return _(_OWNING[type(thing)])
    if backup and row.recipient_id == backup.pk:
        return _("You are the backup.")
    for person in (owner, backup):
        if person and person.supervisor_id == row.recipient_id:
            return _("You are the supervisor of %(name)s.") % {"name": _name(person)}
    return _("You are on the compliance list.")


def policy_of(row: Notification, *, name: str) -> str:
    return _("Policy: %(name)s · %(severity)s · %(lead)s.") % {
        "name": name,
        "severity": _("Critical") if row.critical else _("Normal"),
        "lead": lead_time(row.offset),
    }


def answer_by(row: Notification, *, due_at: datetime, now: datetime) -> str:
    """When it goes to the next person; the row itself knows once it has left."""
    if not row.critical:
        return ""
    by = now + acknowledge_within(due_at=due_at, now=now)
    return on_clock(by, tz=row.recipient.zone.key)


def escalated(row: Notification) -> str:
    """Whom it could not reach, and how that showed."""
    before = _given_up(row)
    if before is None:
        return _("You receive this because the person before you could not be reached.")
    known = {"name": _name(before.recipient)}
    if before.state == Notification.State.BOUNCED:
        return _("The mail to %(name)s bounced.") % known
    if before.state == Notification.State.SENT and before.sent_at:
        known["moment"] = on_clock(before.sent_at, tz=row.recipient.zone.key)
        if before.recipient_id == row.recipient_id:
            return _("You have not acknowledged the reminder of %(moment)s.") % known
        return _("%(name)s has not acknowledged the reminder of %(moment)s.") % known
    if "@" not in before.recipient.email:
        return _("%(name)s has no usable mail address.") % known
    return _("%(name)s could not be reached.") % known


def _given_up(row: Notification) -> Notification | None:
    """Not `row.replaces`: that names one of the people of the step only."""
    same = Notification.objects.filter(
        kind=row.kind, object_id=row.object_id, revision=row.revision
    )
    earlier = same.filter(
        offset=row.offset, step__lt=row.step, escalated_to__isnull=False
    )
    return earlier.select_related("recipient").order_by("-step", "pk").first()


def _name(person: Person) -> str:
    return one_line(str(person), limit=NAME_LIMIT)


def _basis(deadline: Deadline, *, walled: bool) -> str:
    """Of a restricted matter only a computed one: a typed one may name the matter."""
    shown = not walled or deadline.basis == Deadline.Basis.COMPUTED
    if not deadline.citation or not shown:
        return _("%(basis)s.") % {"basis": _(deadline.get_basis_display())}
    rule, checked_on = one_line(deadline.citation), deadline.rule_checked_on
    if not deadline.is_rule_checked or checked_on is None:
        return _("%(rule)s; verify before relying.") % {"rule": rule}
    return _("%(rule)s; checked against its official text on %(day)s.") % {
        "rule": rule,
        "day": short_day(checked_on),
    }


def _cause(deadline: Deadline) -> str:
    """By number and date: what an entry says stays behind the sign-in."""
    event = deadline.cause
    if event is None:
        return ""
    entry = event.entry
    known = {"number": one_line(entry.number), "day": short_day(entry.filed_date)}
    if entry.illustrative:
        known["day"] = _("%(day)s (illustrative)") % known
    if entry.number:
        return _("Triggered by docket entry %(number)s of %(day)s.") % known
    return _("Triggered by a docket entry of %(day)s.") % known
