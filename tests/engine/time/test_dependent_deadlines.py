"""On which day a dependent deadline falls, and which ones a deadline has."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.time.calendars import Calendar
from risks.engine.time.courts import court
from risks.engine.time.deadlines import DeadlineError, Direction
from risks.engine.time.dependent_deadlines import (
    Interval,
    Unit,
    all_plans,
    counted_from,
    is_hearing,
    plans_after,
    working_dates,
)
from risks.engine.time.periods import Unit as PeriodUnit
from risks.engine.time.rule_book import all_rules, rule

TEXT = files("risks.engine").joinpath("rules/chains.toml").read_text("utf-8")
TABLE = tomllib.loads(TEXT)
COURTS = ("cacd", "nysd", "ca9", "hkcfi", "shipc", "sghc")
days = st.dates(date(1975, 1, 1), date(2098, 12, 31))
courts = st.sampled_from(COURTS)
intervals = st.builds(
    Interval,
    number=st.integers(1, 60),
    unit=st.sampled_from(Unit),
    direction=st.sampled_from(Direction),
)


def falls(anchor: date, text: str, court_id: str = "cacd") -> date:
    return counted_from(
        anchor, Interval.parse(text), court=court(court_id)
    ).calendared_date


@given(days, intervals, courts)
def test_it_is_never_on_a_closed_day_nor_beyond_what_it_follows(
    anchor: date, interval: Interval, court_id: str
) -> None:
    here = court(court_id)
    calendar = Calendar(country=here.country, court_id=here.id, honours_unsettled=False)

    found = counted_from(anchor, interval, court=here)

    assert not calendar.why_closed(found.calendared_date)
    before = interval.direction is Direction.BEFORE
    assert (found.calendared_date < anchor) is before
    assert found.calendared_date == found.latest_arguable_date == found.due_local.date()


@given(days, st.integers(1, 30), courts)
def test_at_least_its_days_lie_before_a_deadline(
    anchor: date, number: int, court_id: str
) -> None:
    interval = Interval(number=number, unit=Unit.DAYS, direction=Direction.BEFORE)

    found = counted_from(anchor, interval, court=court(court_id))

    assert (anchor - found.calendared_date).days >= number


@given(days, st.sampled_from(Unit), courts)
def test_more_days_before_are_never_a_later_day(
    anchor: date, unit: Unit, court_id: str
) -> None:
    here = court(court_id)
    found = [
        counted_from(
            anchor,
            Interval(number=number, unit=unit, direction=Direction.BEFORE),
            court=here,
        ).calendared_date
        for number in range(1, 12)
    ]

    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize(
    ("anchor", "text", "day"),
    [
        (date(2026, 6, 9), "7 days before", date(2026, 6, 2)),
        # A Sunday, and the Saturday before it.
        (date(2026, 6, 14), "7 days before", date(2026, 6, 5)),
        # Over a weekend and Memorial Day.
        (date(2026, 5, 26), "2 court days before", date(2026, 5, 21)),
        (date(2026, 5, 26), "1 court day before", date(2026, 5, 22)),
        (date(2026, 5, 22), "1 court day after", date(2026, 5, 26)),
        (date(2026, 5, 26), "2 business days before", date(2026, 5, 21)),
        (date(2026, 5, 22), "1 business day after", date(2026, 5, 26)),
        (date(2026, 5, 9), "14 days after", date(2026, 5, 26)),
        # Friday 3 July may be a holiday: worked to the day before, never on it.
        (date(2026, 7, 10), "7 days before", date(2026, 7, 2)),
    ],
)
def test_days_and_court_days(anchor: date, text: str, day: date) -> None:
    assert falls(anchor, text) == day


def test_each_step_is_said() -> None:
    found = counted_from(
        date(2026, 6, 14), Interval.parse("7 days before"), court=court("cacd")
    )

    assert [step.text for step in found.steps] == [
        "7 days before Sunday 14 June 2026: Sunday 7 June 2026.",
        (
            "Sunday 7 June 2026 is not a court day (weekend): take the next one before "
            "it."
        ),
        (
            "Saturday 6 June 2026 is not a court day (weekend): take the next one "
            "before it."
        ),
    ]


@pytest.mark.parametrize("text", ["0 days before", "2 weeks before", "3 days", "400"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(DeadlineError, match=r"is not"):
        Interval.parse(text)


def test_a_span_is_written_as_it_is_read() -> None:
    for text in ("1 court day before", "3 business days after", "1 day after"):
        assert str(Interval.parse(text)) == text


def test_a_plan_names_rules_that_exist_and_that_are_counted_in_days() -> None:
    known = {one.id for one in all_rules()}

    for plan in all_plans():
        assert {plan.rule, *plan.depends_on} <= known
        assert rule(plan.rule).period.unit is PeriodUnit.DAYS
        assert plan.grade


def test_plans_come_to_an_end() -> None:
    def depth(rule_id: str) -> int:
        return max((1 + depth(plan.rule) for plan in plans_after(rule_id)), default=0)

    assert depth("frcp-16b2-served") == 2


def test_at_most_two_working_dates_hang_on_a_deadline_and_each_id_is_one() -> None:
    dates = [one["id"] for row in TABLE["working"] for one in row["dates"]]

    assert max(len(row["dates"]) for row in TABLE["working"]) == 2
    assert len(set(dates)) == len(dates)


def test_the_rules_that_the_table_names_exist() -> None:
    known = {one.id for one in all_rules()}

    assert {name for row in TABLE["working"] for name in row.get("rules", ())} <= known


def test_the_first_group_that_reads_on_a_deadline_is_taken() -> None:
    def titles(rule_id: str, *, critical: bool = True, hearing: bool = False) -> str:
        found = working_dates(rule_id=rule_id, critical=critical, hearing=hearing)
        return ", ".join(one.title.split(";")[0] for one in found)

    assert titles("frcp-33", critical=False).startswith("Draft the answers")
    assert titles("frap-4a1").startswith("Decide whether to appeal")
    assert titles("", critical=False, hearing=True) == "Prepare for {paper}"
    assert titles("frcp-15a3").startswith("Send the draft of {paper}")
    assert titles("frcp-26f") == titles("frcp-68-offer", critical=False) == ""


@pytest.mark.parametrize(
    "subject", ["Scheduling conference", "Jury Trial", "Show Cause Hearing"]
)
def test_a_day_in_court_is_known_by_its_last_word(subject: str) -> None:
    assert is_hearing(subject)


@pytest.mark.parametrize("subject", ["Joint 26(f) report", "Conference statement", ""])
def test_a_paper_for_it_is_none(subject: str) -> None:
    assert not is_hearing(subject)


@pytest.mark.parametrize(
    ("parent", "said"),
    [
        ("Answer, after the motion is denied or postponed", "the answer"),
        ("Joint Rule 26(f) report", "the joint Rule 26(f) report"),
        ("Notice of appeal", "the notice of appeal"),
        ("ESG report", "the ESG report"),
        ("Rule 26(f) report", "the Rule 26(f) report"),
        ("Answer to discovery: set one", "the answer to discovery"),
        ("Amend the complaint once", "“Amend the complaint once”"),
        ("Answer the complaint", "“Answer the complaint”"),
        ("Last day", "“Last day”"),
    ],
)
def test_a_working_date_says_what_must_be_done_of_what(parent: str, said: str) -> None:
    final = next(one for one in working_dates(rule_id="", critical=True, hearing=False))

    assert final.named(parent) == f"Send the draft of {said} to the general counsel"
