"""Treatments, reviews, acceptances and appetites: what is kept, and what refused."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from risks.access.models import Role
from risks.register.models import Appetite, Review, RiskAcceptance, Treatment
from risks.register.operations import (
    Frozen,
    RegisterRefused,
    accept_risk,
    complete_treatment,
    record_review,
    schedule_review,
    set_appetite,
    withdraw_acceptance,
)
from risks.register.queries import appetites_in_force
from tests.factories import (
    NOW,
    TODAY,
    make_acceptance,
    make_appetite,
    make_company,
    make_person,
    make_restricted_matter,
    make_review,
    make_risk,
    make_treatment,
)

pytestmark = pytest.mark.django_db

FROZEN = Frozen(
    score=61.5, expected=Decimal(1_000), currency="USD", assumptions_number=3
)


def test_a_treatment_is_done_once() -> None:
    treatment = make_treatment()
    done = complete_treatment(treatment, by=treatment.owner, now=NOW)

    with pytest.raises(RegisterRefused, match="already done"):
        complete_treatment(treatment, by=treatment.owner, now=NOW)

    assert (done.done_by, done.done_at) == (treatment.owner, NOW)


def test_a_risk_has_one_open_review_which_can_be_put_off() -> None:
    risk = make_risk()
    first = schedule_review(risk, due_date=date(2026, 6, 30))

    again = schedule_review(risk, due_date=date(2026, 9, 30))

    assert again.pk == first.pk
    assert Review.objects.get().due_date == date(2026, 9, 30)


def test_a_review_recorded_schedules_the_next() -> None:
    review = make_review()

    later = record_review(
        review,
        by=review.risk.owner,
        outcome="Unchanged.",
        next_due=date(2026, 12, 31),
        now=NOW,
    )

    review.refresh_from_db()
    assert (review.outcome, review.done_at) == ("Unchanged.", NOW)
    assert later is not None
    assert later.due_date == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"outcome": " "}, "Enter what the review found"),
        ({"next_due": TODAY}, "Enter a date after today"),
    ],
)
def test_a_review_without_words_or_with_a_past_day_changes_nothing(
    said: dict[str, Any], why: str
) -> None:
    review = make_review()

    with pytest.raises(RegisterRefused, match=why):
        record_review(
            review, **{"outcome": "Fine.", **said}, by=review.risk.owner, now=NOW
        )

    assert Review.objects.get().done_at is None


def test_an_acceptance_keeps_copies_of_the_figures() -> None:
    risk = make_risk()

    accept_risk(
        risk,
        by=risk.owner,
        until=date(2026, 12, 31),
        rationale="Cheaper than a treatment.",
        frozen=FROZEN,
        now=NOW,
    )

    kept = RiskAcceptance.objects.get()
    assert (kept.score, kept.expected, kept.assumptions_number) == (
        61.5,
        Decimal(1_000),
        3,
    )
    assert kept.accepted_on == TODAY


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"rationale": ""}, "Enter why the risk is accepted"),
        ({"until": TODAY}, "Enter a date after today"),
    ],
)
def test_an_acceptance_has_a_reason_and_an_end(said: dict[str, Any], why: str) -> None:
    risk = make_risk()
    whole = {"until": date(2026, 12, 31), "rationale": "Cheap.", **said}

    with pytest.raises(RegisterRefused, match=why):
        accept_risk(risk, by=risk.owner, frozen=FROZEN, now=NOW, **whole)

    assert not RiskAcceptance.objects.exists()


def test_an_acceptance_is_withdrawn_once_and_with_a_reason() -> None:
    row = make_acceptance()
    with pytest.raises(RegisterRefused, match="Enter a reason"):
        withdraw_acceptance(row, by=row.accepted_by, reason=" ", now=NOW)
    withdraw_acceptance(row, by=row.accepted_by, reason="It grew.", now=NOW)

    with pytest.raises(RegisterRefused, match="already withdrawn"):
        withdraw_acceptance(row, by=row.accepted_by, reason="Again.", now=NOW)

    assert RiskAcceptance.objects.get().withdrawal_reason == "It grew."


def test_the_newest_appetite_holds_from_its_day_on() -> None:
    company = make_company()
    risk = make_risk(company=company)
    whole = make_appetite(company, valid_from=date(2026, 1, 1))
    own = make_appetite(company, risk=risk, valid_from=date(2026, 1, 1))
    later = make_appetite(company, risk=risk, valid_from=date(2026, 7, 1))

    now = appetites_in_force(company, on=TODAY)
    then = appetites_in_force(company, on=date(2026, 7, 1))

    assert now == {(None, "p95"): whole, (risk.pk, "p95"): own}
    assert then[risk.pk, "p95"] == later


def test_an_appetite_in_money_is_in_the_company_s_currency() -> None:
    company = make_company(currency="HKD")
    said: dict[str, Any] = {"reason": "Board.", "valid_from": TODAY, "now": NOW}
    by = make_person()

    money = set_appetite(company, measure="p95", limit=Decimal(5), by=by, **said)
    score = set_appetite(company, measure="score", limit=Decimal(65), by=by, **said)

    assert (money.currency, score.currency) == ("HKD", "")


def test_an_appetite_of_another_company_s_risk_is_refused() -> None:
    risk = make_risk()

    with pytest.raises(RegisterRefused, match="is not a risk of"):
        set_appetite(
            make_company(),
            risk=risk,
            measure="score",
            limit=Decimal(65),
            reason="Board.",
            valid_from=TODAY,
            by=risk.owner,
            now=NOW,
        )

    assert not Appetite.objects.exists()


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (lambda: make_treatment(done_at=NOW), "treatment_done"),
        (lambda: make_acceptance(until=TODAY), "acceptance_ends"),
        (lambda: make_acceptance(rationale=""), "acceptance_has"),
        (lambda: make_appetite(make_company(), limit=0), "appetite_is_positive"),
        (lambda: make_appetite(make_company(), currency=""), "appetite_in_money"),
    ],
)
def test_the_database_refuses_nonsense(
    make: Callable[[], object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


def test_assessments_of_a_privileged_risk_are_counsel_s_and_walls_hold() -> None:
    wall = make_restricted_matter()
    for fields in ({"privileged": True}, {"restricted_matter": wall}, {}):
        risk = make_risk(**fields)
        make_treatment(risk)
        make_review(risk)
        make_acceptance(risk)
        make_appetite(risk.company, risk=risk)
    make_appetite(make_company())
    viewer, counsel = make_person(), make_person(roles=[Role.IN_HOUSE_LAWYER])
    models = (Treatment, Review, RiskAcceptance, Appetite)

    seen = [
        [model.objects.visible_to(who).count() for model in models]
        for who in (viewer, counsel)
    ]

    assert seen == [[2, 1, 1, 2], [2, 2, 2, 3]]
