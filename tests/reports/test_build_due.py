"""Which reports are due, for whom, and that each is made once."""

from datetime import date, timedelta

import pytest

from risks.access.models import Role
from risks.alerts.models import Notification
from risks.exposure.operations import recalculate_stale
from risks.register.models import Company
from risks.reports.kinds import KINDS
from risks.reports.models import Report
from risks.reports.operations import build_due
from risks.reports.operations.build import readers_by_scope
from risks.reports.queries import latest_report, visible_reports
from risks.reports.queries.periods import Period, completed_quarter, quarter_to_date
from tests.factories import NOW, make_person
from tests.reports.world import counsel_scope, open_company, print_by

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def board_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another kind of report has periods of its own, and tests of its own."""
    for key in KINDS.keys() - {Report.Kind.BOARD}:
        monkeypatch.delitem(KINDS, key)


@pytest.fixture
def company() -> Company:
    return open_company()


@pytest.fixture
def unprinted(monkeypatch: pytest.MonkeyPatch) -> None:
    print_by(monkeypatch)


def periods() -> set[tuple[date, date]]:
    return set(Report.objects.values_list("period_start", "period_end"))


def test_a_quarter_to_date_is_built_printed_and_announced_once(
    company: Company,
) -> None:
    reader = make_person()
    recalculate_stale(now=NOW)

    built = build_due(now=NOW)
    again = build_due(now=NOW + timedelta(hours=1))

    report = Report.objects.visible_to(reader).get()
    assert built == Report.objects.count()
    assert again == 0
    assert bytes(report.pdf or b"").startswith(b"%PDF-")
    assert bytes(report.xlsx or b"").startswith(b"PK")
    assert report.last_error == ""
    assert Notification.objects.filter(kind="report", recipient=reader).count() == 1


@pytest.mark.usefixtures("unprinted")
def test_the_next_one_is_due_a_week_later(company: Company) -> None:
    recalculate_stale(now=NOW)
    build_due(now=NOW)

    build_due(now=NOW + timedelta(days=6))
    after_six_days = periods()
    build_due(now=NOW + timedelta(days=7))

    assert after_six_days == {(date(2026, 4, 1), date(2026, 5, 27))}
    assert periods() - after_six_days == {(date(2026, 4, 1), date(2026, 6, 3))}


@pytest.mark.usefixtures("unprinted")
def test_a_completed_quarter_has_its_own_report(company: Company) -> None:
    recalculate_stale(now=NOW)
    build_due(now=NOW)

    build_due(now=NOW + timedelta(days=40))

    assert (date(2026, 4, 1), date(2026, 6, 30)) in periods()


@pytest.mark.usefixtures("unprinted")
def test_nobody_gets_a_report_that_they_may_not_open(company: Company) -> None:
    make_person(roles=[Role.EXTERNAL_LAWYER])
    make_person(roles=[])
    recalculate_stale(now=NOW)

    build_due(now=NOW)

    told = Notification.objects.filter(kind="report").values_list("recipient__groups")
    assert Role.EXTERNAL_LAWYER not in str(list(told))
    by_scope = readers_by_scope(KINDS["board"])
    readers = [person for people in by_scope.values() for person in people]
    assert all(person.has_perm("risks.view_report") for person in readers)


@pytest.mark.usefixtures("unprinted")
def test_each_scope_has_its_own_and_reads_no_other(company: Company) -> None:
    inside = counsel_scope(company)
    outside = make_person()
    recalculate_stale(now=NOW)

    build_due(now=NOW)

    report = latest_report(inside)
    assert report is not None
    assert report not in Report.objects.visible_to(outside)
    assert visible_reports(inside).count() == 1


def test_a_report_that_cannot_be_printed_says_so_and_is_tried_again(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_paper(_figures: object) -> bytes:
        raise OSError("out of paper")

    make_person()
    recalculate_stale(now=NOW)
    print_by(monkeypatch, out_of_paper)
    failed = build_due(now=NOW)
    errors = set(Report.objects.values_list("last_error", flat=True))
    print_by(monkeypatch)

    built = build_due(now=NOW + timedelta(hours=1))

    assert failed == 0
    assert errors == {"OSError: out of paper"}
    assert built == Report.objects.filter(last_error="").count() > 0


@pytest.mark.parametrize(
    ("today", "present", "over"),
    [
        ((2026, 1, 1), (2026, 1, 1), ((2025, 10, 1), (2025, 12, 31))),
        ((2026, 5, 27), (2026, 4, 1), ((2026, 1, 1), (2026, 3, 31))),
        ((2026, 12, 31), (2026, 10, 1), ((2026, 7, 1), (2026, 9, 30))),
    ],
)
def test_quarters_are_those_of_the_calendar(
    today: tuple[int, int, int],
    present: tuple[int, int, int],
    over: tuple[tuple[int, int, int], tuple[int, int, int]],
) -> None:
    day = date(*today)

    assert quarter_to_date(day) == Period(start=date(*present), end=day)
    assert completed_quarter(day) == Period(start=date(*over[0]), end=date(*over[1]))
