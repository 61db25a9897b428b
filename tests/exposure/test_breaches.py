"""A breach is opened and closed by the transaction that prices its risk."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from risks.exposure.models import AppetiteExcess, CurrentExposure, Snapshot
from risks.exposure.operations import recalculate_stale
from risks.exposure.operations.appetites import Limits
from risks.register.models import Appetite, Risk
from tests.exposure.examples import assume
from tests.factories import (
    NOW,
    make_appetite,
    make_appetite_excess,
    make_current_exposure,
    make_risk,
)

pytestmark = pytest.mark.django_db

# P95 of 0 and of the whole amount: a chance of 1 % and of 50 %.
RARE = {"probability_horizon": 0.01, "severity": {"constant": 4_000_000}}
LIKELY = {"probability_horizon": 0.5, "severity": {"constant": 4_000_000}}
LATER = NOW + timedelta(minutes=1)


def priced(parameters: dict[str, object], risk: Risk | None = None) -> Risk:
    risk = risk or make_risk()
    assume(risk, parameters)
    recalculate_stale(now=NOW)
    return risk


def test_a_risk_over_its_company_s_limit_opens_a_breach() -> None:
    risk = make_risk()
    limit = make_appetite(risk.company)

    priced(LIKELY, risk)

    appetite_excess = AppetiteExcess.objects.get()
    assert (
        appetite_excess.risk,
        appetite_excess.appetite,
        appetite_excess.closed_at,
    ) == (risk, limit, None)
    assert appetite_excess.snapshot == CurrentExposure.objects.get().snapshot


def test_a_risk_within_its_limit_opens_none() -> None:
    risk = make_risk()
    make_appetite(risk.company)

    priced(RARE, risk)

    assert not AppetiteExcess.objects.exists()


def test_without_an_appetite_there_is_no_breach() -> None:
    priced(LIKELY)

    assert not AppetiteExcess.objects.exists()


def test_a_risk_s_own_limit_stands_in_place_of_the_company_s() -> None:
    risk = make_risk()
    make_appetite(risk.company)
    make_appetite(risk.company, risk=risk, limit=Decimal(50_000_000))

    priced(LIKELY, risk)

    assert not AppetiteExcess.objects.exists()


def test_a_limit_of_the_score_is_a_measure_of_its_own() -> None:
    risk = make_risk()
    make_appetite(risk.company)
    make_appetite(risk.company, measure=Appetite.Measure.SCORE, limit=Decimal(5))

    priced(LIKELY, risk)

    assert set(AppetiteExcess.objects.values_list("measure", flat=True)) == {
        "p95",
        "score",
    }


def test_it_opens_once_closes_when_it_falls_and_opens_anew() -> None:
    risk = make_risk()
    make_appetite(risk.company)
    priced(LIKELY, risk)
    recalculate_stale(now=LATER)
    once = AppetiteExcess.objects.count()

    priced(RARE, risk)
    closed = AppetiteExcess.objects.get().closed_at
    priced(LIKELY, risk)

    assert (once, closed) == (1, NOW)
    assert AppetiteExcess.objects.count() == 2
    assert AppetiteExcess.objects.open().count() == 1


def test_a_new_appetite_is_held_against_what_is_priced_already() -> None:
    risk = priced(LIKELY)
    make_appetite(risk.company)

    recalculate_stale(now=LATER)

    assert AppetiteExcess.objects.get().opened_at == LATER


def test_a_higher_appetite_closes_the_breach() -> None:
    risk = make_risk()
    make_appetite(risk.company)
    priced(LIKELY, risk)

    make_appetite(risk.company, limit=Decimal(50_000_000))
    recalculate_stale(now=LATER)

    assert AppetiteExcess.objects.get().closed_at == LATER


def test_an_appetite_of_a_later_day_does_not_hold_yet() -> None:
    risk = make_risk()
    make_appetite(risk.company, valid_from=date(2026, 7, 1))

    priced(LIKELY, risk)

    assert not AppetiteExcess.objects.exists()


def test_a_risk_followed_no_longer_breaches_nothing() -> None:
    risk = make_risk()
    make_appetite(risk.company)
    priced(LIKELY, risk)

    risk.status = Risk.Status.CLOSED
    risk.save()
    recalculate_stale(now=LATER)

    assert AppetiteExcess.objects.get().closed_at == LATER


def test_a_limit_in_another_currency_than_the_figures_says_nothing() -> None:
    risk = make_risk()
    make_appetite(risk.company, currency="HKD")

    priced(LIKELY, risk)

    assert not AppetiteExcess.objects.exists()


def test_it_is_written_with_the_price_or_not_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    risk = make_risk()
    make_appetite(risk.company)

    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Limits, "hold_against", broken)
    priced(LIKELY, risk)

    assert not Snapshot.objects.exists()
    assert not CurrentExposure.objects.exists()


def test_two_workers_at_once_open_one() -> None:
    risk = make_risk()
    current_exposure = make_current_exposure(risk)
    make_appetite(risk.company)
    one, other = Limits(), Limits()
    far = make_risk(company=risk.company)
    for limits in (one, other):
        limits.hold_against(
            make_current_exposure(far).snapshot
            if limits is one
            else current_exposure.snapshot,
            risk=far if limits is one else risk,
            on=NOW.date(),
            now=NOW,
        )

    one.hold_against(current_exposure.snapshot, risk=risk, on=NOW.date(), now=LATER)

    assert AppetiteExcess.objects.filter(risk=risk).count() == 1


def test_a_breach_closed_by_another_is_closed_once() -> None:
    appetite_excess = make_appetite_excess()
    current_exposure = appetite_excess.risk.current_exposure
    limits = Limits()
    AppetiteExcess.objects.update(closed_at=NOW)
    Appetite.objects.update(limit=Decimal(50_000_000))

    limits.hold_against(
        current_exposure.snapshot, risk=appetite_excess.risk, on=NOW.date(), now=LATER
    )

    assert AppetiteExcess.objects.get().closed_at == NOW
