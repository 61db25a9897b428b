"""`manage.py recalculate`: what the timetable would do, in this process."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from risks.exposure.models import PortfolioRun, Snapshot
from risks.register.models import Company
from tests.exposure.examples import FIRE, INJUNCTION, assume
from tests.factories import make_company, make_person, make_risk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def draws(settings: Settings, tmp_path: Path) -> None:
    settings.EXPOSURE_CACHE_MB = 512
    settings.EXPOSURE_CACHE_DIR = str(tmp_path)


@pytest.fixture
def company() -> Company:
    make_person()
    company = make_company("ACME")
    for number in range(5):
        assume(
            make_risk(f"R-{number}0", company=company),
            {**FIRE, "probability_horizon": 0.1 + number / 100},
        )
    return company


def recalculate(*options: str) -> list[str]:
    out = StringIO()
    call_command("recalculate", *options, stdout=out)
    return out.getvalue().splitlines()


def test_it_prices_what_is_stale_and_tells_how_far_it_is(company: Company) -> None:
    lines = recalculate()

    assert lines == ["ACME: 5/5 risks", "ACME: 5 priced, 3 sums, 0 failed"]
    assert Snapshot.objects.count() == 5


def test_a_second_time_there_is_nothing_to_do(company: Company) -> None:
    recalculate()

    assert recalculate() == ["ACME: 0 priced, 0 sums, 0 failed"]


def test_all_of_it_again_comes_out_the_same(company: Company) -> None:
    recalculate()

    last = recalculate("--all")[-1]

    assert last == "ACME: 0 priced, 0 sums, 0 failed; reproduced 5 of 5"


def test_a_figure_that_comes_out_otherwise_is_named(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    recalculate()
    Snapshot.objects.filter(risk__code="R-30").update(loss_hash="ab" * 32)

    with pytest.raises(SystemExit) as ended:
        call_command("recalculate", "--all")

    lines = capsys.readouterr().out.splitlines()
    assert ended.value.code == 1
    assert "ACME: R-30: not reproduced, its losses came out otherwise" in lines
    assert lines[-1].endswith("reproduced 4 of 5 (differs)")


def test_a_sum_that_comes_out_otherwise_is_named(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    recalculate()
    PortfolioRun.objects.filter(dimension="category").update(loss_hash="ab" * 32)

    with pytest.raises(SystemExit):
        call_command("recalculate", "--all")

    lines = capsys.readouterr().out.splitlines()
    assert any("Category event: not reproduced" in line for line in lines)


def test_what_cannot_be_priced_ends_in_failure(company: Company) -> None:
    orphan = make_risk("R-ORPHAN", company=company, kind="injunction")
    assume(orphan, {**INJUNCTION, "linked_suit": "no such suit"})

    with pytest.raises(SystemExit) as ended:
        recalculate()

    assert ended.value.code == 1
    assert Snapshot.objects.count() == 5


def test_one_company_is_chosen_by_its_code(company: Company) -> None:
    other = make_risk(company=make_company("OTHER"))
    assume(other)

    lines = recalculate("--company", "OTHER")

    assert {line.partition(":")[0] for line in lines} == {"OTHER"}
    assert not Snapshot.objects.exclude(risk=other).exists()


@pytest.mark.parametrize("option", ["--all", "--company=ACME"])
def test_a_company_without_a_risk_capacity_is_told_in_one_line(
    company: Company, option: str
) -> None:
    company.facts.all().delete()

    with pytest.raises(CommandError, match="ACME: no risk capacity is set on"):
        recalculate(option)


def test_an_unknown_company_is_told_with_those_that_are_known(
    company: Company,
) -> None:
    with pytest.raises(CommandError, match="no company 'ACNE'; known are ACME"):
        recalculate("--company", "ACNE")
