"""Changes of deadlines on notice: the owner and the backup are told, and may object."""

from collections.abc import Iterator
from datetime import UTC

from django.urls import reverse
from django.utils.translation import gettext_noop

from risks.alerts.models import Notification
from risks.alerts.queries.obligation import (
    AlertKind,
    Obligation,
    Planning,
    Source,
    Words,
)
from risks.alerts.queries.policy import CRITICAL, Policy, lead_times, policy_for
from risks.alerts.queries.recipients import recipients
from risks.cases.models import Deadline, DeadlineChange
from risks.cases.queries import changes_on_notice

KIND = Notification.Kind.CHANGE
ONCE = 1


def obligations(planning: Planning) -> Iterator[Obligation]:
    policy = policy_for(planning.policies, kind=KIND, severity=CRITICAL)
    for change in changes_on_notice():
        deadline = change.deadline
        people = recipients(deadline, policy, audience=planning.audience, seen=deadline)
        yield Obligation(
            kind=KIND,
            object_id=change.pk,
            revision=ONCE,
            due_at=change.asked_at,
            tz=None,
            severity=CRITICAL,
            policy=policy,
            people=tuple(people),
            case=deadline.case,
            about=_about(change),
        )


def _about(change: DeadlineChange) -> dict[str, object]:
    """The document by its number: what an entry says stays behind the sign-in."""
    deadline, entry = change.deadline, change.document
    case = deadline.case
    assert case is not None
    assert entry is not None
    assert change.effective_at is not None
    facts = [
        [gettext_noop("Deadline"), f"{deadline.code} {deadline.title}"],
        [gettext_noop("Type"), str(change.get_kind_display())],
        [gettext_noop("Due"), deadline.due_date.isoformat()],
    ]
    if change.due_date:
        facts.append([gettext_noop("New date"), change.due_date.isoformat()])
    effective = change.effective_at.astimezone(UTC).isoformat()
    facts += [
        [gettext_noop("Requested by"), str(change.asked_by)],
        [gettext_noop("Entry"), entry.number or entry.filed_date.isoformat()],
        [gettext_noop("Takes effect"), effective],
    ]
    return {
        "title": f"{case.code} {case.caption}",
        "path": f"{reverse('case', args=[case.public_id])}#{deadline.code}",
        "facts": facts,
    }


def responsible(key: int) -> Deadline | None:
    return (
        Deadline.objects.filter(changes=key).select_related("owner", "backup").first()
    )


def revision(key: int) -> int | None:
    return ONCE if changes_on_notice().filter(pk=key).exists() else None


CHANGE = AlertKind(
    kind=KIND,
    defaults={CRITICAL: Policy(offsets=lead_times("PT0H"))},
    source=Source(
        obligations=obligations,
        revision=revision,
        responsible=responsible,
    ),
    words=Words(
        heading=gettext_noop("Deadline change: you may object"),
        line=gettext_noop(
            "%(name)s: a deadline will be moved later or withdrawn 24 hours after this "
            "notice, unless you object."
        ),
        opening=gettext_noop("Review change"),
        why=gettext_noop(
            "You are the owner or the backup of this deadline, or stand in for them."
        ),
    ),
)
