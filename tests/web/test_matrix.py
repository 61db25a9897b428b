"""Every address outside the admin, asked by everyone, about what is behind a wall."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web.world import World, client_of

pytestmark = pytest.mark.django_db

# Address -> the answer to nobody, a viewer, counsel inside the wall, outside counsel
# inside it, and a risk owner outside it. 302 leads to the sign-in page or away from it.
ANSWERS = {
    "dashboard": (302, 200, 200, 200, 200),
    "register": (302, 200, 200, 403, 200),
    "risk": (302, 404, 200, 403, 404),
    "what_if": (302, 404, 200, 403, 404),
    "exposure": (302, 200, 200, 403, 200),
    "recalculate": (302, 403, 403, 403, 403),
    "cases": (302, 200, 200, 200, 200),
    "case": (302, 404, 200, 200, 404),
    "missing_items": (302, 200, 200, 200, 200),
    "rules": (302, 200, 200, 200, 200),
    # Of a court and no matter: who may enter rules sees them all.
    "enter_rule": (302, 403, 200, 403, 200),
    "entered_rule": (302, 200, 200, 403, 200),
    "correct_rule": (302, 403, 200, 403, 200),
    # Only posted to.
    "answer_docket_question": (302, 403, 405, 403, 405),
    "add_deadline": (302, 403, 200, 403, 404),
    "close_case": (302, 403, 200, 403, 404),
    "scheduling_order": (302, 403, 200, 403, 404),
    "closure": (302, 403, 200, 403, 404),
    "change_responsible": (302, 403, 200, 403, 404),
    # Only posted to.
    "verify_deadline": (302, 403, 405, 403, 405),
    "mark_as_met": (302, 403, 200, 403, 404),
    "add_dependent_deadline": (302, 403, 200, 403, 404),
    "change_interval": (302, 403, 200, 403, 404),
    "remove_dependent": (302, 403, 200, 403, 404),
    "decide_change": (302, 403, 200, 403, 404),
    "notify_change": (302, 403, 200, 403, 404),
    # Sent by a button of the case page, and never asked for.
    "object_to_change": (302, 405, 405, 405, 405),
    "change_event": (302, 403, 200, 403, 404),
    "add_event_reading": (302, 403, 200, 403, 404),
    # Only posted to.
    "record_no_event": (302, 403, 405, 403, 405),
    "reject_reading": (302, 403, 405, 403, 405),
    # Sent by a button of the case page, and never asked for.
    "acknowledge_hold": (302, 405, 405, 405, 405),
    # Of a company, which has no wall: by role alone.
    "listing_obligations": (302, 200, 200, 403, 200),
    "listing_profile": (302, 403, 200, 403, 403),
    "record_company_event": (302, 403, 200, 403, 200),
    # Only posted to.
    "confirm_listing_withdrawals": (302, 403, 405, 403, 405),
    "decide_proposal": (302, 403, 200, 403, 404),
    "reminder_list": (302, 200, 200, 200, 200),
    "reminder_file": (302, 200, 200, 200, 200),
    # A reminder of a walled deadline, to counsel: nobody answers for another.
    "reminder": (302, 404, 200, 403, 404),
    "snooze_reminder": (302, 404, 200, 403, 404),
    # Outside counsel reads its own reminders only.
    "reminder_history": (302, 404, 200, 404, 404),
    # Of no matter: what any role of the company reads.
    "obligations": (302, 200, 200, 403, 200),
    "obligation": (302, 200, 200, 403, 200),
    "record_obligation": (302, 403, 200, 403, 200),
    "correct_obligation": (302, 403, 200, 403, 200),
    "renew_obligation": (302, 403, 200, 403, 200),
    "end_obligation": (302, 403, 200, 403, 200),
    "reverse_record": (302, 403, 200, 403, 200),
    "reports": (302, 200, 200, 403, 200),
    "report_file": (302, 404, 200, 403, 404),
    "provisions": (302, 403, 200, 403, 403),
    # No suit is prepared here, and what is behind the wall is no suit.
    "provision": (302, 403, 404, 403, 403),
    "provision_file": (302, 403, 404, 403, 403),
    "prepare_provision": (302, 403, 404, 403, 403),
    "subsequent_events": (302, 403, 200, 403, 403),
    "accounting_policy": (302, 403, 200, 403, 403),
    # Of the reader's own; the second only posted to.
    "subscriptions": (302, 200, 200, 200, 200),
    "end_subscription": (302, 405, 405, 405, 405),
    # The compliance administrator's, and none of these readers is one.
    "reminder_policies": (302, 403, 403, 403, 403),
    "reminder_policy": (302, 403, 403, 403, 403),
    "calendar": (302, 200, 200, 200, 200),
    # The address is the right: an unknown one answers alike to all.
    "feed": (404, 404, 404, 404, 404),
    # Only posted to, by a program; the address is the right.
    "courtlistener_webhook": (405, 405, 405, 405, 405),
    # No dispatcher runs in this test, and the watchdog has no sign-in.
    "healthz_reminders": (503, 503, 503, 503, 503),
    # allauth's: about the reader's own account, or about none.
    "account_login": (200, 302, 302, 302, 302),
    "account_logout": (302, 200, 200, 200, 200),
    "account_inactive": (200, 200, 200, 200, 200),
    "account_signup": (200, 302, 302, 302, 302),
    "account_reauthenticate": (302, 403, 403, 403, 403),
    "account_email": (302, 200, 200, 200, 200),
    "account_email_verification_sent": (200, 200, 200, 200, 200),
    "account_change_password": (302, 302, 302, 302, 302),
    "account_set_password": (302, 200, 200, 200, 200),
    "account_reset_password": (200, 200, 200, 200, 200),
    "account_confirm_login_code": (302, 302, 302, 302, 302),
    "account_confirm_email": (200, 200, 200, 200, 200),
    "account_reset_password_from_key_done": (200, 200, 200, 200, 200),
    "account_reset_password_from_key": (200, 200, 200, 200, 200),
    "account_reset_password_done": (200, 200, 200, 200, 200),
    "mfa_index": (302, 200, 200, 200, 200),
    "mfa_authenticate": (302, 302, 302, 302, 302),
    "mfa_reauthenticate": (302, 403, 403, 403, 403),
    "mfa_activate_totp": (302, 200, 200, 200, 200),
    "mfa_deactivate_totp": (302, 404, 404, 404, 404),
    "mfa_view_recovery_codes": (302, 404, 404, 404, 404),
    "mfa_generate_recovery_codes": (302, 200, 200, 200, 200),
    "mfa_download_recovery_codes": (302, 404, 404, 404, 404),
}
READERS = (None, "viewer", "counsel", "outside", "walled")


def addresses(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield str(entry.name)
        elif entry.namespace != "admin":
            yield from addresses(entry)


def address(name: str, world: World) -> str:
    """Of the thing behind the wall, where the address names a thing."""
    arguments: dict[str, list[str]] = {
        "risk": [world.walled_risk.public_id],
        "what_if": [world.walled_risk.public_id],
        "recalculate": [world.company.code],
        "listing_profile": [world.company.code],
        "record_company_event": [world.company.code],
        "confirm_listing_withdrawals": [world.company.code],
        "case": [world.walled_case.public_id],
        "verify_deadline": [world.walled_deadline.public_id],
        "mark_as_met": [world.walled_deadline.public_id],
        "add_dependent_deadline": [world.walled_deadline.public_id],
        "change_interval": [world.walled_deadline.public_id],
        "remove_dependent": [world.walled_deadline.public_id],
        "acknowledge_hold": ["000000000000"],
        "answer_docket_question": ["000000000000"],
        "entered_rule": [world.entered_rule.public_id],
        "correct_rule": [world.entered_rule.public_id],
        "change_event": [str(world.walled_event.pk)],
        "reject_reading": [str(world.walled_event.pk)],
        "record_no_event": [world.walled_entry.public_id],
        "add_event_reading": [world.walled_entry.public_id],
        "add_deadline": [world.walled_case.public_id],
        "close_case": [world.walled_case.public_id],
        "scheduling_order": [world.walled_case.public_id],
        "closure": [world.walled_closure.public_id],
        "change_responsible": [world.walled_deadline.public_id],
        "reminder_file": ["csv"],
        "reminder": [world.walled_reminder.public_id],
        "snooze_reminder": [world.walled_reminder.public_id],
        "reminder_history": [world.walled_reminder.public_id],
        "decide_change": [world.walled_change.public_id],
        "notify_change": [world.walled_deadline.public_id],
        "object_to_change": [world.walled_change.public_id],
        "decide_proposal": [world.walled_proposal.public_id],
        "obligation": [world.obligation.public_id],
        "correct_obligation": [world.obligation.public_id],
        "renew_obligation": [world.obligation.public_id, "2"],
        "end_obligation": [world.obligation.public_id, "2"],
        "reverse_record": [world.obligation.public_id, "1"],
        "report_file": [world.report.public_id, "pdf"],
        "provision": ["000000000000"],
        "provision_file": ["ACME", "2026-03-31"],
        "subsequent_events": ["ACME", "2026-03-31"],
        "accounting_policy": ["ACME"],
        "prepare_provision": [world.walled_risk.public_id, "2026-03-31"],
        "end_subscription": ["1"],
        "reminder_policy": ["deadline", "normal"],
        "feed": ["unknown"],
        "courtlistener_webhook": ["unknown"],
        "account_confirm_email": ["unknown"],
        "account_reset_password_from_key": ["1", "unknown"],
    }
    return reverse(name, args=arguments.get(name, []))


def test_no_address_is_forgotten_here() -> None:
    known = set(addresses(get_resolver()))

    listed = set(ANSWERS)

    assert known == listed


@pytest.mark.parametrize("name", ANSWERS)
def test_each_reader_gets_the_answer_of_their_role(name: str, world: World) -> None:
    asked = address(name, world)

    answers = [client_of(world.people.get(who or "")).get(asked) for who in READERS]

    assert tuple(answer.status_code for answer in answers) == ANSWERS[name]
    assert all("no-store" in answer["Cache-Control"] for answer in answers)


@pytest.mark.parametrize(
    "name",
    [
        "risk",
        "case",
        "mark_as_met",
        "notify_change",
        "add_dependent_deadline",
        "change_interval",
        "remove_dependent",
        "add_deadline",
        "close_case",
        "scheduling_order",
        "closure",
        "change_responsible",
        "reminder",
        "snooze_reminder",
        "reminder_history",
        "decide_change",
        "decide_proposal",
    ],
)
def test_what_is_hidden_answers_as_what_is_absent(name: str, world: World) -> None:
    client = client_of(world.people["walled"])
    hidden = client.get(address(name, world))

    absent = client.get(reverse(name, args=["000000000000"]))

    assert hidden.status_code == absent.status_code == 404
    assert hidden.content.split(b"<main")[1] == absent.content.split(b"<main")[1]


@pytest.mark.parametrize("name", ["mark_as_met", "decide_change", "decide_proposal"])
def test_a_form_sent_past_the_wall_changes_nothing(name: str, world: World) -> None:
    sent = {"reason": "Because.", "decision": "accept"}

    answer = client_of(world.people["walled"]).post(address(name, world), sent)

    world.walled_deadline.refresh_from_db()
    world.walled_proposal.refresh_from_db()
    world.walled_change.refresh_from_db()
    assert answer.status_code == 404
    assert world.walled_deadline.status == world.walled_proposal.status == "open"
    assert world.walled_change.state == "asked"
