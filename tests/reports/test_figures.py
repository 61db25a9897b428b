"""What a report freezes: all that it shows, and only what its readers may see."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from risks.access.models import Scope
from risks.cases.models import Deadline
from risks.exposure.operations import recalculate_stale
from risks.register.models import Company
from risks.reports.documents.pdf import pdf
from risks.reports.kinds import NotReady
from risks.reports.models import Report
from risks.reports.operations import figures_sha256, freeze
from tests.exposure.examples import FIRE, assume
from tests.factories import (
    NOW,
    TODAY,
    make_company,
    make_fact,
    make_person,
    make_risk,
)
from tests.reports.world import QUARTER, counsel_scope, frozen, open_company

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Company:
    return open_company()


@pytest.fixture
def viewer() -> Scope:
    return Scope.of(make_person())


def freeze_again(report: Report, scope: Scope) -> Report:
    return freeze(
        report.company,
        period_start=report.period_start,
        period_end=report.period_end,
        scope=scope,
        now=NOW + timedelta(hours=1),
    )


def test_frozen_figures_do_not_move_when_the_register_does(
    company: Company, viewer: Scope
) -> None:
    report = frozen(company, viewer)
    before = dict(report.figures)
    assume(company.risks.get(code="R-1"), {**FIRE, "probability_horizon": 0.9})
    recalculate_stale(now=NOW + timedelta(minutes=5))

    again = freeze_again(report, viewer)

    assert again == report
    assert again.figures == before
    assert figures_sha256(again.figures) == report.figures_sha256


def test_the_sum_is_the_run_and_its_parts_add_up(
    company: Company, viewer: Scope
) -> None:
    figures = frozen(company, counsel_scope(company)).figures

    risks, sum_ = figures["risks"], figures["portfolio"]
    parts = sum(Decimal(str(row["share"])) for row in risks)
    expected = sum(Decimal(str(row["expected"])) for row in risks)
    assert [row["code"] for row in risks] == ["R-SECRET", "R-1"]
    assert parts == Decimal(str(sum_["tvar95"]))
    assert expected == Decimal(str(sum_["expected"]))


def test_each_risk_says_how_certain_it_is_and_over_which_time(
    company: Company, viewer: Scope
) -> None:
    figures = frozen(company, counsel_scope(company)).figures

    suit, fire = figures["risks"]
    assert (suit["exact"], suit["horizon_months"]) == (False, None)
    assert suit["tvar95_low"] < suit["tvar95"] < suit["tvar95_high"]
    assert suit["score_low"] < suit["score"] < suit["score_high"]
    assert (fire["exact"], fire["horizon_months"]) == (True, 36)
    assert (fire["tvar95_low"], fire["score_low"]) == (None, None)
    assert not figures["portfolio"]["exact"]


def test_what_changed_is_told_against_the_period_s_start(
    company: Company, viewer: Scope
) -> None:
    figures = frozen(company, viewer).figures

    (change,) = figures["changes"]
    (row,) = figures["risks"]
    assert change["sentence"].endswith("assumptions v2 (Sprinklers failed).")
    assert figures["before"]["valuation_date"] == "2026-03-31"
    assert row["expected"] == pytest.approx(2 * row["before"]["expected"], abs=0.02)


def test_nothing_of_a_walled_matter_is_in_the_report_of_those_outside(
    company: Company, viewer: Scope
) -> None:
    inside = counsel_scope(company)

    outside_text = json.dumps(frozen(company, viewer).figures)
    inside_text = json.dumps(frozen(company, inside).figures)

    for word in ("R-SECRET", "PRIV-reason", "SEALED-entry", "SEALED-deadline", "C-2"):
        assert word not in outside_text
    for word in ("R-SECRET", "SEALED-entry", "SEALED-deadline"):
        assert word in inside_text


def test_a_walled_matter_moves_no_figure_of_those_outside(
    company: Company, viewer: Scope
) -> None:
    figures = frozen(company, viewer).figures

    assert figures["portfolio"]["expected"] == 744_206.84
    assert figures["portfolio"]["tvar95"] == figures["risks"][0]["share"]


def test_a_privileged_risk_keeps_its_title_and_has_no_figure(
    company: Company, viewer: Scope
) -> None:
    company.risks.filter(code="R-SECRET").update(restricted_matter=None)

    figures = frozen(company, viewer).figures

    hidden = figures["risks"][1]
    assert hidden["code"] == "R-SECRET"
    assert {hidden[name] for name in ("expected", "p95", "score", "share")} == {None}
    assert "PRIV-reason" not in json.dumps(figures)


def test_deadlines_ahead_include_the_overdue_and_leave_out_the_far_and_the_closed(
    company: Company, viewer: Scope
) -> None:
    due = Deadline.objects.get(title="Answer to the complaint")
    for days, title in ((-3, "Overdue"), (61, "Far"), (2, "Met")):
        due.pk = None
        due.public_id, due.code, due.title = title, title, title
        due.due_at = NOW + timedelta(days=days)
        due.due_date = due.due_at.date()
        due.save()
    Deadline.objects.filter(title="Met").update(
        status="met", closed_at=NOW, close_reason="Filed."
    )

    figures = frozen(company, viewer).figures

    shown = [(row["title"], row["overdue"]) for row in figures["deadlines"]]
    assert shown == [("Overdue", True), ("Answer to the complaint", False)]


@pytest.mark.parametrize("whose", ["opponent", "court"])
def test_a_passed_date_of_others_is_not_overdue_in_the_board_report(
    company: Company, viewer: Scope, whose: str
) -> None:
    past = {"due_at": NOW - timedelta(days=3), "due_date": date(2026, 5, 24)}
    Deadline.objects.update(whose=whose, **past)

    figures = frozen(company, viewer).figures

    rows = [(row["overdue"], row["days_left"] < 0) for row in figures["deadlines"]]
    assert rows == [(False, True)]


def test_the_exposure_is_measured_against_sourced_facts(
    company: Company, viewer: Scope
) -> None:
    make_fact(company, amount=Decimal(50_000_000))

    figures = frozen(company, viewer).figures

    capacity, revenue = figures["measured_against"]
    assert revenue["source"] == "listing document"
    assert revenue["expected_share"] == pytest.approx(744_206.84 / 50_000_000)
    assert capacity["amount"] == figures["portfolio"]["capacity"]


def test_a_year_is_frozen_with_how_it_came_about(
    company: Company, viewer: Scope
) -> None:
    make_fact(company, period_start=date(2025, 1, 1))

    figures = frozen(company, viewer).figures

    revenue = figures["measured_against"][-1]
    assert revenue["amount"] == 71_200_000
    assert revenue["year"] == {
        "how": "annualised", "parts": 1, "months": 9, "days": 273
    }  # fmt: skip


def test_a_source_that_contradicts_a_fact_names_it(
    company: Company, viewer: Scope
) -> None:
    fact = make_fact(company)
    make_fact(company, amount=Decimal(1), source="an article", contradicts=fact)

    figures = frozen(company, viewer).figures

    said = {row["source"]: row["contradicts"] for row in figures["sources"]}
    assert said["listing document"] is None
    assert said["an article"]["amount"] == 53_400_000


def test_a_flow_without_a_period_is_no_measure(company: Company, viewer: Scope) -> None:
    make_fact(company, period_start=None)

    figures = frozen(company, viewer).figures

    assert [row["kind"] for row in figures["measured_against"]] == ["risk_capacity"]
    assert "revenue" in [row["kind"] for row in figures["sources"]]


def test_without_a_price_there_is_no_report(viewer: Scope) -> None:
    with pytest.raises(NotReady, match="no exposure is known on 2026-05-27"):
        freeze(
            make_company("BARE"),
            period_start=QUARTER,
            period_end=TODAY,
            scope=viewer,
            now=NOW,
        )


def test_of_a_large_register_the_largest_are_shown_and_the_rest_as_one(
    company: Company, viewer: Scope
) -> None:
    for number in range(42):
        risk = make_risk(f"M-{number}", company=company)
        assume(risk, {**FIRE, "severity": {"constant": 10_000 * (number + 1)}})

    report = frozen(company, viewer)

    figures = report.figures
    shown, rest, sum_ = figures["risks"], figures["rest"], figures["portfolio"]
    parts = [Decimal(str(row["share"])) for row in (*shown, rest)]
    expected = [Decimal(str(row["expected"])) for row in (*shown, rest)]
    assert (len(shown), rest["title"]) == (40, "3 other risks")
    assert sum(parts) == Decimal(str(sum_["tvar95"]))
    assert sum(expected) == Decimal(str(sum_["expected"]))
    assert pdf({**figures, "sha256": report.figures_sha256}).startswith(b"%PDF")
