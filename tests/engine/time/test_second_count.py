"""Thousands of random cases, counted by the engine and by the second count."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

import pytest

from risks.engine.time.calendars import Calendar
from risks.engine.time.courts import all_courts, court
from risks.engine.time.deadlines import (
    Computed,
    Direction,
    Period,
    Service,
    Unit,
    Whose,
    count,
    date_certain,
)
from risks.engine.time.disclosure import disclosure_date
from risks.engine.time.rule_book import company_rules
from tests import fuzz
from tests.engine.time.second_count import (
    CERTAIN,
    DOUBTFUL,
    STATE,
    in_hong_kong,
    second_count,
)

CASES = 3_000 * fuzz.TIMES
MOST = {
    "days": 120,
    "weeks": 40,
    "months": 12,
    "years": 1,
    "hours": 400,
    "business days": 60,
    "court days": 60,
}
WORKING = ["business days", "court days"]
FIRST, DAYS = date(2012, 1, 1), 4_500


class Drawn(NamedTuple):
    start: datetime
    number: int
    unit: str
    before: bool
    court_id: str
    shut: frozenset[date]
    mailed: bool


def drawn(seed: int, cases: int) -> list[Drawn]:
    """Half of the periods are in days, and near holidays as often as not."""
    random = Random(seed)
    near = sorted(day for day in CERTAIN | DOUBTFUL if FIRST.year <= day.year <= 2023)
    found = []
    for _ in range(cases):
        unit = random.choice(["days", "days", "days", *WORKING, *MOST])
        number = random.randint(1, MOST[unit])
        before = random.random() < 0.4
        day = FIRST + timedelta(days=random.randrange(DAYS))
        if unit == "days" and random.random() < 0.5:
            away = timedelta(days=number + random.randint(-3, 3))
            day = random.choice(near) + (away if before else -away)
        start = datetime.combine(day, time(12))
        shut = frozenset(
            day + timedelta(days=(-1 if before else 1) * number + random.randint(-2, 4))
            for _ in range(random.choice([0, 0, 1, 4]))
        )
        mailed = not before and unit != "hours" and random.random() < 0.3
        court_id = random.choice(sorted(STATE))
        found.append(Drawn(start, number, unit, before, court_id, shut, mailed))
    return found


def computed(case: Drawn, whose: Whose = Whose.OURS) -> Computed:
    return count(
        trigger=case.start,
        period=Period(number=case.number, unit=Unit(case.unit)),
        direction=Direction.BEFORE if case.before else Direction.AFTER,
        court=court(case.court_id),
        service=Service.MAIL if case.mailed else None,
        inaccessible=case.shut,
        whose=whose,
    )


@pytest.mark.hypothesis  # run longer by bin/proof, as all with made-up inputs
def test_the_engine_and_the_second_count_agree_in_every_random_case() -> None:
    mismatches = []

    for case in drawn(seed=6, cases=CASES):
        if not agrees(case):
            mismatches.append(case)

    assert mismatches == []


@pytest.mark.proof  # a minute: the many for a release, beside the few of each change
def test_twenty_thousand_random_cases_agree_too() -> None:
    cases = drawn(seed=20_000, cases=20_000)

    mismatches = [case for case in cases if not agrees(case)]

    assert mismatches == []


def agrees(case: Drawn) -> bool:
    engine = computed(case)
    return (engine.due_local, engine.late_local) == second_count(
        case.start,
        case.number,
        case.unit,
        before=case.before,
        court_id=case.court_id,
        shut=case.shut,
        mailed=case.mailed,
    )


@pytest.mark.parametrize("day_type", ["exchange", "sfo"])
def test_business_days_of_hong_kong_agree_in_every_random_case(day_type: str) -> None:
    random = Random(9)
    rules = [rule for rule in company_rules() if rule.day_type == day_type]
    mismatches = []

    for _ in range(1_000):
        rule = random.choice(rules)
        on = date(2025, 2, 3) + timedelta(days=random.randrange(660))
        before = rule.direction is Direction.BEFORE
        second = in_hong_kong(on, rule.period.number, before=before, day_type=day_type)
        if disclosure_date(rule, on=on).latest_arguable_date != second:
            mismatches.append((rule.id, on, second))

    assert mismatches == []


def test_the_random_cases_meet_what_is_hard() -> None:
    cases = drawn(seed=6, cases=2_000)

    differ = [computed(case) for case in cases]

    assert (
        sum(each.calendared_date != each.latest_arguable_date for each in differ) > 100
    )
    assert {case.unit for case in cases} == set(MOST)
    assert any(case.mailed for case in cases)


def test_no_computed_deadline_is_ever_on_a_non_court_day() -> None:
    calendar = Calendar(honours_unsettled=False)

    for case in drawn(seed=7, cases=2_000):
        for whose in Whose:
            found = computed(case, whose)
            assert not calendar.why_closed(found.calendared_date)
            assert not calendar.why_closed(found.latest_arguable_date)


def test_a_date_certain_keeps_its_date_and_is_worked_to_on_a_court_day() -> None:
    random = Random(8)

    for tribunal in all_courts():
        calendar = Calendar(
            country=tribunal.country, court_id=tribunal.id, honours_unsettled=True
        )
        for _ in range(20):
            day = FIRST + timedelta(days=random.randrange(DAYS))
            named = date_certain(day, court=tribunal)
            assert named.latest_arguable_date == day
            assert named.calendared_date <= day
            assert not calendar.why_closed(named.calendared_date)
