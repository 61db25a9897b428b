"""A rule that a person entered is read, counted and refused as a row of a pack is."""

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.cases.models import Event
from risks.engine.time.consequences import meets
from risks.engine.time.courts import court
from risks.engine.time.deadlines import DeadlineError, Whose
from risks.engine.time.entered_rules import Entry, EntryRefused, checked, rule_of
from risks.engine.time.pack_file import PACK_VERSION, read_pack
from risks.engine.time.rule_book import (
    all_rules,
    place_of,
    rule,
    rules_for,
    take_entered,
)
from risks.engine.time.rules import Rule
from tests.fuzz import examples
from tests.packs import DOE, taken, written

HEARING = date(2026, 9, 25)
TRIGGERS = frozenset(Event.Kind.values)


def problems(entry: Entry) -> dict[str, str]:
    with pytest.raises(EntryRefused) as refusal:
        checked(entry, triggers=TRIGGERS)
    return dict(refusal.value.problems)


def oppositions(judge: str, *, on: date = HEARING) -> list[Rule]:
    rules = rules_for("hearing_set", court_id="cacd", on=on, judge=judge)
    return [each for each in rules if each.actor == "opposing"]


PERIODS = st.builds(
    "{} {}".format,
    st.integers(1, 90),
    st.sampled_from(["days", "weeks", "court days", "business days", "months"]),
)


@examples()
@given(
    period=PERIODS,
    direction=st.sampled_from(["after", "before"]),
    counting=st.sampled_from(["plain", "unmoved", "from_service", "federal"]),
    judge=st.sampled_from(["", "Jane Doe"]),
    on=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    whose=st.sampled_from(list(Whose)),
)
def test_an_entered_rule_counts_as_the_same_row_of_a_pack(
    period: str, direction: str, counting: str, judge: str, on: date, whose: Whose
) -> None:
    entry = replace(
        DOE, period=period, direction=direction, counting=counting, judge=judge
    )
    layer = f'layer = "judge"\njudge = "{judge}"' if judge else 'layer = "local"'
    pack = f"""
{layer}
[courts]
ids = ["cacd"]
[[rule]]
id = "entered-doe"
replaces = "cacd-7-9"
title = "{DOE.title}"
citation = "{DOE.citation}"
trigger = "hearing_set"
actor = "opposing"
period = "{period}"
direction = "{direction}"
counting = "{counting}"
condition = "{DOE.condition}"
critical = true
effective_from = 2026-01-01
grade = "official text"
quote = "{DOE.quote}"
checked = 2026-05-26
source = "{DOE.source}"
"""
    [row] = read_pack("entered", tomllib.loads(pack))

    entered = rule_of(entry)

    assert entered == row.model_copy(update={"version": entered.version})
    assert counted(entered, on, whose) == counted(row, on, whose)


def counted(one: Rule, on: date, whose: Whose) -> object:
    try:
        return one.counted(on, tribunal=court("cacd"), whose=whose)
    except DeadlineError as error:
        return str(error)


def test_it_counts_in_its_court_before_its_judge_and_from_its_first_day() -> None:
    take_entered([rule_of(DOE)])

    assert [one.id for one in oppositions("Hon. Jane Doe")] == ["entered-doe"]
    assert [one.id for one in oppositions("John Roe")] == ["cacd-7-9"]
    before = oppositions("Jane Doe", on=date(2025, 12, 31))
    assert [one.id for one in before] == ["cacd-7-9"]


def test_a_local_rule_counts_before_every_judge() -> None:
    take_entered([rule_of(replace(DOE, judge="", replaces=""))])

    assert "entered-doe" in {one.id for one in oppositions("John Roe")}


def test_a_newer_text_of_an_included_local_rule_takes_its_place() -> None:
    local = replace(DOE, judge="")
    take_entered([checked(local, triggers=TRIGGERS)])

    assert [one.id for one in oppositions("John Roe")] == ["entered-doe"]


def test_a_local_rule_replaces_no_entered_local_rule() -> None:
    local = replace(
        DOE, id="entered-local", judge="", replaces="", citation="L.R. 7-99"
    )
    take_entered([rule_of(local)])
    other = replace(DOE, judge="", replaces="entered-local")

    assert list(problems(other)) == ["replaces"]


def test_a_judges_rule_beats_the_entered_local_rule() -> None:
    local = replace(
        DOE, id="entered-local", judge="", replaces="", citation="L.R. 7-99"
    )
    judges = replace(DOE, replaces="entered-local")
    take_entered([rule_of(local), rule_of(judges)])

    counts = {one.id for one in oppositions("Jane Doe")}

    assert counts == {"entered-doe", "cacd-7-9"}


def test_what_meets_the_replaced_rule_meets_the_entered_one() -> None:
    take_entered([rule_of(DOE)])

    subject = "motion_to_dismiss"
    assert place_of("entered-doe") == "cacd-7-9"
    assert meets(
        "opposition_filed", subject=subject, rule_id="entered-doe", asked=subject
    )


def test_its_version_tells_one_text_from_another_and_not_its_end() -> None:
    version = rule_of(DOE).version

    assert version.startswith(f"{PACK_VERSION}+entered-1.")
    assert len(version) <= 40
    assert rule_of(replace(DOE, effective_to=date(2027, 1, 1))).version == version
    assert rule_of(replace(DOE, period="35 days")).version != version
    assert rule_of(replace(DOE, number=2)).version != version


@pytest.mark.parametrize("period", ["0 days", "10000 days", "14", "a fortnight", ""])
def test_a_period_that_is_none_is_refused_beside_its_field(period: str) -> None:
    assert list(problems(replace(DOE, period=period))) == ["period"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"trigger": "full_moon", "replaces": ""}, "trigger"),
        ({"counting": "lunar"}, "counting"),
        ({"counting": "working_days"}, "counting"),
        ({"actor": "issuer of shares"}, "actor"),
        ({"citation": " "}, "citation"),
        ({"title": "x" * 201}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"replaces": "cacd-7-99"}, "replaces"),
        ({"replaces": "frap-4a1a"}, "replaces"),
        ({"judge": "Hon. Jane Doe"}, "judge"),
        ({"judge": "Doe"}, "judge"),
        ({"court_id": "narnia"}, "court_id"),
        ({"quote": ""}, "quote"),
        ({"checked": None}, "checked"),
        ({"effective_to": date(2025, 12, 31)}, "effective_to"),
        ({"grade": "hearsay"}, "grade"),
    ],
)
def test_a_mistake_is_refused_beside_its_field(
    change: dict[str, object], field: str
) -> None:
    wrong = replace(DOE, **change)  # type: ignore[arg-type]

    assert list(problems(wrong)) == [field]


def test_two_rules_in_place_of_one_are_refused_on_the_same_days() -> None:
    take_entered([rule_of(replace(DOE, effective_to=date(2026, 6, 30)))])
    second = replace(DOE, id="entered-second", citation="Order of 1 May, para. 9")

    assert list(problems(second)) == ["effective_from"]
    later = replace(second, effective_from=date(2026, 7, 1))
    assert checked(later, triggers=TRIGGERS).id == "entered-second"


def test_the_same_citation_is_refused_on_the_same_days() -> None:
    added = replace(DOE, replaces="")
    take_entered([rule_of(added)])

    assert list(problems(replace(added, id="entered-second"))) == ["effective_from"]
    other = replace(added, id="entered-second", citation="Another order, para. 1")
    assert checked(other, triggers=TRIGGERS).id == "entered-second"


def test_a_rule_whose_replaced_one_is_gone_still_counts(tmp_path: Path) -> None:
    with taken(written(tmp_path).parent):
        entry = replace(DOE, replaces="doe-opposition")
    take_entered([rule_of(entry)])

    counts = {one.id for one in oppositions("Jane Doe")}

    assert counts == {"cacd-7-9", "entered-doe"}


def test_nothing_of_it_is_left_when_others_take_its_place() -> None:
    take_entered([rule_of(DOE)])
    take_entered(())

    assert "entered-doe" not in {one.id for one in all_rules()}
    with pytest.raises(LookupError):
        rule("entered-doe")


def test_a_due_date_of_the_example_is_counted() -> None:
    due = rule_of(DOE).counted(HEARING, tribunal=court("cacd"))

    assert due.calendared_date == HEARING - timedelta(days=28)
