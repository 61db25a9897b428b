"""Every mail of every kind shows no word that is not translated."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils import translation

from risks.access.models import Role
from risks.alerts.emails import deadline_due
from risks.alerts.emails.watchdog import all_clear, warning
from risks.alerts.models import Notification
from risks.alerts.operations import plan, send_digests
from risks.alerts.operations.monitoring.alarms import raise_alarm
from risks.alerts.queries.monitoring.incidents import incidents, no_answer
from risks.cases.models import ComplianceObligation, Deadline
from risks.engine.sentences.operating import UNSENT_DIGESTS
from tests.alerts.digest.test_send_digests import MORNING
from tests.alerts.mailbox import letter, make_alert
from tests.alerts.planning.test_house_alerts import SILENT
from tests.alerts.world import make_counsel, make_watched
from tests.cases.notices import make_notice
from tests.cases.obligations.obligations import make_obligation
from tests.factories import (
    NOW,
    TODAY,
    make_acceptance,
    make_appetite_excess,
    make_case,
    make_entity,
    make_entry,
    make_event,
    make_person,
    make_recalculation,
    make_restricted_matter,
    make_review,
    make_risk,
    make_source,
    make_subscription,
    make_treatment,
)
from tests.words.bare import Bare, bare_in_html, bare_in_text
from tests.words.marked import mark_what_people_typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pseudo")]

CRITICAL = Deadline.Severity.CRITICAL


def bare_in(message: EmailMessage) -> list[str]:
    found: list[Bare] = [
        *bare_in_text(str(message.subject), where="subject"),
        *bare_in_text(unfolded(str(message.body)), where="text"),
    ]
    for html, _ in getattr(message, "alternatives", ()):
        found += bare_in_html(str(html))
    return [str(one) for one in found]


def unfolded(body: str) -> str:
    """A sentence that was folded over lines is looked at as one line."""
    return body.replace("\n  ", " ").replace("\n", " \n ")


def make_everything_due() -> None:
    """Each kind of deadline that a mail words otherwise, and one of each alert."""
    owner = make_counsel("owner", time_zone="Asia/Hong_Kong")
    compliance = make_person(roles=[Role.COMPLIANCE_ADMINISTRATOR])
    wall = make_restricted_matter(members=[owner, compliance])
    case = make_case(owner=owner)
    walled = make_case(owner=owner, restricted_matter=wall)
    event = make_event(make_entry(case, number="42", illustrative=True))
    risk = make_risk(owner=owner)
    make_watched(case=case, owner=owner, event=event, severity=CRITICAL)
    make_watched(case=walled, owner=owner, days=7)
    make_watched(case=case, owner=owner, days=-1, citation="FRCP 12")
    official = {"rule_grade": "official text", "rule_checked_on": TODAY}
    make_watched(case=case, owner=owner, days=4, citation="FRCP 13", **official)
    for whose, basis in zip(Deadline.Whose, Deadline.Basis, strict=False):
        make_watched(case=case, owner=owner, days=3, whose=whose, basis=basis)
    soon = TODAY + timedelta(days=5)
    for kind in ComplianceObligation.Kind:
        make_obligation(
            case.company,
            owner=owner,
            kind=kind,
            title=f"Obligation {kind}",
            entity=make_entity(case.company),
            reference="31-2026",
            ends_on=soon,
            lead_days=0,
        )
    make_treatment(risk, due_date=TODAY)
    make_review(risk, due_date=TODAY)
    make_acceptance(risk, until=TODAY + timedelta(days=3))
    make_subscription(owner, event_kind=event.kind, created_at=NOW - timedelta(days=1))
    make_recalculation(risk.company)
    make_source(last_success_at=SILENT)
    make_appetite_excess(risk)
    make_notice(make_watched(case=case, owner=owner))
    make_notice(make_watched(case=walled, owner=owner))


def test_every_word_of_every_planned_mail_is_translated() -> None:
    make_everything_due()
    mark_what_people_typed()
    # Whoever plans has no reader's language.
    with translation.override(None):
        plan(now=NOW)

    rows = list(Notification.objects.select_related("recipient", "deadline"))
    bare = {f"{row.kind} {row.offset}": bare_in(letter(row)) for row in rows}

    kinds = {row.kind for row in rows}
    assert set(Notification.Kind.values) - kinds == {Notification.Kind.REPORT}
    assert {kind: found for kind, found in bare.items() if found} == {}


@pytest.mark.parametrize("kind", sorted(set(Notification.Kind.values) - {"deadline"}))
def test_an_alert_whose_day_has_passed_is_translated(kind: str) -> None:
    row = make_alert(kind, about={"title": "Ａ", "path": "/"}, critical=True)

    assert bare_in(letter(row, now=NOW + timedelta(days=3))) == []


def test_the_mail_without_content_is_translated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(deadline_due, "write", None)
    make_watched(days=7)
    plan(now=NOW)

    row = Notification.objects.select_related("recipient", "deadline").first()

    assert row is not None
    assert bare_in(letter(row)) == []


def test_every_word_of_the_watchdog_is_translated() -> None:
    with translation.override(None):
        raise_alarm("k", text=UNSENT_DIGESTS(unsent=3), now=NOW)
    found = [*incidents(now=NOW), no_answer("１")]

    for subject, text in (warning([each.line for each in found]), all_clear()):
        assert bare_in(EmailMessage(subject, text)) == []
    assert len(found) == 3


@pytest.mark.parametrize("days", [-2, 7, 60])
def test_every_word_of_a_digest_is_translated(days: int) -> None:
    make_watched(days=days)
    mark_what_people_typed()

    send_digests(now=MORNING)

    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    assert bare_in(message) == []
