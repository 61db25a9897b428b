"""A company's own rule packs, from an import to the deadlines of a case."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from risks.cases.models import Case, Deadline, ServiceAttempt
from risks.cases.operations import import_docket
from risks.cases.operations.records.service import record_service
from risks.cases.sources.docket import Docket, Entry, Source, StatedEvent
from risks.engine.time.pack_file import PACK_VERSION
from tests.factories import NOW, make_case
from tests.packs import PACK, read, taken, written

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HEARING = date(2026, 9, 25)
SET = StatedEvent(kind="hearing_set", date=HEARING, subject="motion_to_dismiss")


@pytest.fixture
def doe(tmp_path: Path) -> Iterator[Path]:
    written(tmp_path)
    with taken(tmp_path):
        yield tmp_path


def imported(
    case: Case, *events: StatedEvent, on: date = date(2026, 5, 26), judge: str = ""
) -> None:
    entry = Entry(filed_date=on, text=f"Entry of {on}.", events=events)
    docket = Docket(
        source=Source.JSON,
        court_id=case.court_id,
        docket_number=case.docket_number,
        caption=case.caption,
        judge=judge,
        entries=(entry,),
    )
    import_docket(docket, case=case, now=NOW)


def opposition(case: Case) -> Deadline:
    return case.deadlines.get(title="Opposition to the motion")


def test_a_judges_order_counts_in_a_case_of_that_judge(doe: Path) -> None:
    case = make_case(judge="Hon. Jane Doe")

    imported(case, SET)

    row = opposition(case)
    assert (row.rule_id, row.calendared_date) == (
        "doe-opposition",
        HEARING - timedelta(days=28),
    )
    assert row.citation == "Standing Order (invented), para. 4"


def test_the_judge_may_come_with_the_docket(doe: Path) -> None:
    case = make_case()

    imported(case, SET, judge="Jane Doe")

    assert opposition(case).rule_id == "doe-opposition"


@pytest.mark.parametrize("judge", ["John Roe", "Jane Doering", ""])
def test_it_counts_before_nobody_else(doe: Path, judge: str) -> None:
    case = make_case(judge=judge)

    imported(case, SET)

    row = opposition(case)
    assert (row.rule_id, row.calendared_date) == (
        "cacd-7-9",
        HEARING - timedelta(days=21),
    )
    assert row.rule_version == PACK_VERSION


def test_without_a_pack_the_local_rule_counts() -> None:
    case = make_case(judge="Jane Doe")

    imported(case, SET)

    assert (opposition(case).rule_id, opposition(case).rule_version) == (
        "cacd-7-9",
        PACK_VERSION,
    )


def test_a_hearing_before_its_first_day_is_counted_by_the_local_rule(
    tmp_path: Path,
) -> None:
    case = make_case(judge="Jane Doe")
    written(tmp_path, PACK.replace("2026-01-01", "2026-09-26"))

    with taken(tmp_path):
        imported(case, SET)

    assert opposition(case).rule_id == "cacd-7-9"


def test_a_stored_deadline_names_the_text_it_was_counted_by(doe: Path) -> None:
    case = make_case(judge="Jane Doe")
    [rule] = read(doe)

    imported(case, SET)
    with (doe / "doe.toml").open("a") as file:
        file.write("# Read again.\n")

    row = Deadline.objects.get(pk=opposition(case).pk)
    [again] = read(doe)
    assert row.rule_version == rule.version != again.version
    assert row.rule_version.startswith(f"{PACK_VERSION}+doe.")


def test_what_meets_the_local_rule_meets_the_judges(doe: Path) -> None:
    case = make_case(judge="Jane Doe")
    imported(case, SET)

    filed = StatedEvent(
        kind="opposition_filed", date=date(2026, 5, 27), subject="motion_to_dismiss"
    )
    imported(case, filed, on=date(2026, 5, 27))

    assert opposition(case).status == Deadline.Status.MET


def test_it_has_the_working_dates_of_a_critical_deadline(doe: Path) -> None:
    case = make_case(judge="Jane Doe", our_role=Case.Role.PLAINTIFF)

    imported(case, SET)

    links = opposition(case).dependents.order_by("due_at")
    assert [row.chain_rule for row in links] == ["draft", "final"]


ORDER_16 = """
layer = "judge"
judge = "Jane Doe"

[courts]
kinds = ["district"]

[[rule]]
id = "doe-conference"
replaces = "frcp-26f"
title = "Conference of the parties"
citation = "Standing Order (invented), para. 2"
trigger = "scheduling_conference_set"
actor = "any_party"
period = "5 weeks"
direction = "before"
counting = "plain"
condition = "Any case."
critical = false
effective_from = 2026-01-01
grade = "from memory"

[[rule]]
id = "doe-answer"
replaces = "frcp-12a-served"
title = "Answer or move"
citation = "Standing Order (invented), para. 1"
trigger = "served"
actor = "defendant"
period = "14 days"
direction = "after"
counting = "plain"
condition = "Any case."
critical = true
effective_from = 2026-01-01
grade = "from memory"
"""


def test_a_plan_is_counted_by_the_rule_in_place_of_the_planned_one(
    tmp_path: Path,
) -> None:
    written(tmp_path, ORDER_16)
    case = make_case(judge="Jane Doe")
    served = StatedEvent(kind="served", date=date(2026, 5, 20))

    with taken(tmp_path):
        imported(case, served)

    order = case.deadlines.get(rule_id="frcp-16b2-served")
    plan = order.dependents.get(rule_id="doe-conference")
    assert plan.calendared_date == order.calendared_date - timedelta(weeks=5)
    assert not case.deadlines.filter(rule_id="frcp-26f").exists()


def test_a_plan_of_months_is_left_to_its_event(tmp_path: Path) -> None:
    written(tmp_path, ORDER_16.replace("5 weeks", "1 month"))
    case = make_case(judge="Jane Doe")

    with taken(tmp_path):
        imported(case, StatedEvent(kind="served", date=date(2026, 5, 20)))

    assert case.deadlines.filter(rule_id="frcp-16b2-served").exists()
    assert not case.deadlines.filter(rule_id="doe-conference").exists()


def test_the_register_of_service_counts_by_the_judges_order(tmp_path: Path) -> None:
    written(tmp_path, ORDER_16)
    case = make_case(judge="Jane Doe", our_role=Case.Role.DEFENDANT)
    attempt = ServiceAttempt(
        case=case,
        party=case.parties.create(name="Acme Intelligence", role="defendant"),
        means=ServiceAttempt.Means.PERSONAL,
        country="US",
        requested_on=date(2026, 5, 18),
        served_on=date(2026, 5, 20),
    )

    with taken(tmp_path):
        record_service(attempt, now=NOW)

    answer = case.deadlines.get(title="Answer or move: Acme Intelligence")
    assert (answer.rule_id, answer.calendared_date) == ("doe-answer", date(2026, 6, 3))


def test_a_judges_order_does_not_lift_what_china_asks(tmp_path: Path) -> None:
    text = PACK.replace("cacd-7-9", "frcp-33").replace("before", "after")
    written(tmp_path, text.replace("hearing_set", "interrogatories_served"))
    case = make_case(judge="Jane Doe", our_role=Case.Role.DEFENDANT)
    served = StatedEvent(kind="interrogatories_served", date=date(2026, 5, 26))

    with taken(tmp_path):
        imported(case, served)

    row = case.deadlines.get(rule_id="doe-opposition")
    assert row.cross_border_reviews.exists()
