"""Old figures are thinned; what is kept for good, and what rests on it, stays."""

from datetime import date, timedelta

import pytest
from pytest_django import Settings

from risks.access.models import Scope
from risks.exposure.models import PortfolioRun, RunMembers, RunView, Snapshot
from risks.exposure.operations import recalculate_stale, thin_figures
from risks.exposure.queries import exposure_by_day, latest_run
from risks.register.models import Company, Risk
from tests.cases.records.case_files import make_hold
from tests.exposure.examples import FIRE, assume
from tests.factories import NOW, make_case, make_company, make_person, make_risk

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=200)


@pytest.fixture
def company() -> Company:
    make_person()
    return make_company()


@pytest.fixture
def risk(company: Company) -> Risk:
    risk = make_risk(company=company)
    assume(risk)
    return risk


def priced(days: int) -> None:
    for number in range(days):
        recalculate_stale(now=NOW + timedelta(days=number))


def days_of(company: Company) -> list[date]:
    scope = Scope.of(make_person())
    runs = exposure_by_day(company, scope=scope)
    return [run.valuation_date for run in runs]


def test_old_days_become_weeks_and_month_ends(company: Company, risk: Risk) -> None:
    priced(days=16)  # Wednesday 27 May to Thursday 11 June 2026
    recalculate_stale(now=LATER)

    thin_figures(now=LATER)

    old = [date(2026, 5, 31), date(2026, 6, 7), date(2026, 6, 11)]
    assert days_of(company) == [*old, LATER.date()]
    kept = Snapshot.objects.filter(risk=risk).order_by("valuation_date")
    first = date(2026, 5, 27)  # it says why the risk has its figures
    assert [row.valuation_date for row in kept] == [first, *old, LATER.date()]


def test_the_last_days_are_kept_each(company: Company, risk: Risk) -> None:
    priced(days=10)

    done = thin_figures(now=NOW + timedelta(days=10))

    assert (done.snapshots, done.runs) == (0, 0)
    assert len(days_of(company)) == 10


def test_each_day_is_kept_for_ever_where_the_setting_says_so(
    company: Company, risk: Risk, settings: Settings
) -> None:
    settings.FIGURES_DAILY_DAYS = 0
    priced(days=10)

    thin_figures(now=LATER)

    assert len(days_of(company)) == 10


def test_a_sum_that_a_later_one_of_its_day_replaced_goes(
    company: Company, risk: Risk
) -> None:
    recalculate_stale(now=NOW)
    assume(risk, {**FIRE, "probability_horizon": 0.3})
    recalculate_stale(now=NOW + timedelta(hours=1))
    last = latest_run(company, scope=Scope.of(make_person()))
    before = PortfolioRun.objects.count()

    thin_figures(now=NOW + timedelta(days=9))

    # A portfolio, a category and a nature.
    assert (before, PortfolioRun.objects.count()) == (6, 3)
    assert PortfolioRun.objects.get(dimension="portfolio") == last
    assert RunView.objects.count() == 3
    assert RunMembers.objects.count() == 1


def test_what_is_shown_now_stays_however_old(company: Company, risk: Risk) -> None:
    recalculate_stale(now=NOW)
    recalculate_stale(now=NOW + timedelta(days=1))
    Risk.objects.update(status=Risk.Status.CLOSED)

    thin_figures(now=LATER)

    assert risk.current_exposure.snapshot.valuation_date == date(2026, 5, 28)
    assert latest_run(company, scope=Scope.of(make_person())) is not None


@pytest.mark.parametrize(("released", "kept"), [(None, 10), (date(2026, 6, 1), 3)])
def test_figures_of_a_case_under_a_hold_stay_until_its_release(
    company: Company, risk: Risk, released: date | None, kept: int
) -> None:
    case = make_case(company=company)
    case.risks.add(risk)
    hold = make_hold(case)
    if released:
        hold.released_on, hold.released_by = released, case.owner
        hold.release_reason = "The case is over."
        hold.save()
    priced(days=10)
    recalculate_stale(now=LATER)

    thin_figures(now=LATER)

    old = Snapshot.objects.filter(risk=risk, valuation_date__lt=LATER.date())
    assert old.count() == kept


def test_thinning_again_changes_nothing(company: Company, risk: Risk) -> None:
    priced(days=16)
    thin_figures(now=LATER)

    again = thin_figures(now=LATER)

    assert (again.snapshots, again.runs) == (0, 0)
