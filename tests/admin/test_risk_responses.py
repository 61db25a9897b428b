"""The admin pages of what people do about a risk."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from risks.access.models import Role
from risks.register.models import Appetite, Review, Risk, RiskAcceptance, Treatment
from tests.admin.forms import errors, filled
from tests.factories import (
    make_acceptance,
    make_current_exposure,
    make_person,
    make_review,
    make_risk,
    make_treatment,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


def post(name: str, *args: int, **said: Any) -> Any:
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    address = reverse(f"admin:risks_{name}", args=args)
    return client.post(address, filled(client, address, **said))


def test_a_treatment_is_marked_done_and_opened_again() -> None:
    row = make_treatment()
    client = client_of(make_person("grace", roles=[Role.RISK_OWNER]))
    address = reverse("admin:risks_treatment_changelist")

    client.post(address, {"action": "mark_done", "_selected_action": [row.pk]})
    done = Treatment.objects.get()
    client.post(address, {"action": "open_again", "_selected_action": [row.pk]})

    assert str(done.done_by) == "grace"
    assert Treatment.objects.get().done_at is None


def test_a_review_is_scheduled_and_another_is_refused_at_the_field() -> None:
    risk = make_risk()
    first = post("review_add", risk=risk.pk, due_date="2026-06-30")

    again = post("review_add", risk=risk.pk, due_date="2026-07-31")

    assert first.status_code == 302
    assert "already" in str(errors(again))
    assert Review.objects.get().due_date == date(2026, 6, 30)


def test_writing_an_outcome_records_the_review_and_schedules_the_next() -> None:
    row = make_review()

    answer = post("review_change", row.pk, outcome="Unchanged.", next_due="2026-12-31")

    row.refresh_from_db()
    assert answer.status_code == 302
    assert (row.outcome, row.done_by is None) == ("Unchanged.", False)
    assert Review.objects.get(done_at=None).due_date == date(2026, 12, 31)


def test_a_review_is_put_off() -> None:
    row = make_review()

    post("review_change", row.pk, due_date="2026-08-31")

    assert Review.objects.get().due_date == date(2026, 8, 31)


def test_an_acceptance_copies_where_the_risk_stands() -> None:
    risk = make_risk()
    make_current_exposure(risk, expected=Decimal(1_234_000), score=61.5)

    post("riskacceptance_add", risk=risk.pk, until="2026-12-31", rationale="Cheap.")

    kept = RiskAcceptance.objects.get()
    assert (kept.score, kept.expected) == (61.5, Decimal(1_234_000))
    assert kept.assumptions_number == 1


def test_a_risk_without_a_price_is_not_accepted() -> None:
    said = {"until": "2026-12-31", "rationale": "Cheap."}

    answer = post("riskacceptance_add", risk=make_risk().pk, **said)

    assert "no figures yet" in str(errors(answer))


def test_an_acceptance_is_withdrawn_and_nothing_else_of_it_changes() -> None:
    row = make_acceptance()

    said = {"withdrawal_reason": "It grew.", "until": "2030-01-01", "score": 1}
    post("riskacceptance_change", row.pk, **said)

    after = RiskAcceptance.objects.get()
    assert after.withdrawal_reason == "It grew."
    assert (after.until, after.score) == (row.until, row.score)


def test_an_appetite_is_set_and_never_edited() -> None:
    risk = make_risk()
    said = {"measure": "p95", "limit": "2000000", "reason": "Board."}

    post(
        "appetite_add",
        company=risk.company_id,
        risk=risk.pk,
        valid_from="2026-01-01",
        **said,
    )

    row = Appetite.objects.get()
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    page = client.get(reverse("admin:risks_appetite_change", args=[row.pk]))
    assert (row.limit, row.currency) == (Decimal(2_000_000), "USD")
    assert b'name="_save"' not in page.content


@pytest.mark.parametrize("name", ["review", "riskacceptance", "appetite"])
def test_who_is_no_counsel_is_offered_no_privileged_risk(name: str) -> None:
    make_risk("R-PRIV", privileged=True)
    roles = [Role.COMPLIANCE_ADMINISTRATOR]

    page = client_of(make_person(roles=roles)).get(reverse(f"admin:risks_{name}_add"))

    assert page.status_code == 200
    assert b"R-PRIV" not in page.content
    assert Risk.objects.exists()
