"""What an event does beyond starting periods."""

import tomllib
from importlib.resources import files

import pytest

from risks.engine.time.consequences import (
    COURT_SET,
    also,
    decides,
    may_meet,
    meets,
    opens,
    survives,
    tolls,
)
from risks.engine.time.rule_book import all_rules, rule
from risks.engine.words.events import recognise

TABLE = tomllib.loads(
    files("risks.engine").joinpath("rules/consequences.toml").read_text("utf-8")
)


def test_every_rule_that_the_table_names_is_in_the_rule_book() -> None:
    known = {rule.id for rule in all_rules()} | {COURT_SET}

    named = {rule for row in TABLE["meets"] for rule in row["rules"]}

    named |= {rule for rules in TABLE["sets"].values() for rule in rules}

    assert named <= known


def test_an_answer_meets_the_period_after_a_denied_motion() -> None:
    assert meets(
        "answer_filed",
        subject="",
        rule_id="frcp-12a-motion-denied",
        asked="motion_to_dismiss",
    )
    assert may_meet("answer_filed")
    assert not may_meet("hearing_set")


@pytest.mark.parametrize(
    ("event", "rule_id"),
    [
        ("amended_pleading_served", "frcp-15a1b-motion"),
        ("discovery_conference_held", "frcp-26f"),
        ("pretrial_disclosures_made", "frcp-26a3b"),
        ("notice_of_appeal", "frap-4a4"),
    ],
)
def test_the_act_itself_meets_the_period_for_it(event: str, rule_id: str) -> None:
    assert meets(event, subject="", rule_id=rule_id, asked="")
    assert not meets("hearing_set", subject="", rule_id=rule_id, asked="")


def test_a_motion_to_transfer_starts_no_time_to_amend() -> None:
    amend = rule("frcp-15a1b-motion")

    assert opens(amend, event="motion_filed", subject="motion_to_dismiss")
    assert opens(amend, event="motion_filed", subject="more definite statement")
    assert not opens(amend, event="motion_filed", subject="transfer")
    assert not opens(amend, event="motion_filed", subject="")


def test_a_motion_to_transfer_is_no_response_to_the_complaint() -> None:
    assert meets(
        "motion_filed", subject="motion_to_dismiss", rule_id="frcp-12a-served", asked=""
    )
    assert not meets(
        "motion_filed", subject="transfer", rule_id="frcp-12a-served", asked=""
    )


def test_a_response_meets_the_court_s_date_of_its_own_name_only() -> None:
    asked = "Answer to the order to show cause"

    assert meets("response_filed", subject=asked, rule_id=COURT_SET, asked=asked)
    assert not meets("response_filed", subject="Other", rule_id=COURT_SET, asked=asked)
    assert not meets("response_filed", subject="", rule_id=COURT_SET, asked="")


def test_a_denied_motion_to_amend_asks_for_no_answer() -> None:
    answer = rule("frcp-12a-motion-denied")

    assert opens(answer, event="motion_denied", subject="motion_to_dismiss")
    assert opens(answer, event="motion_denied", subject="")
    assert not opens(answer, event="motion_denied", subject="leave_to_amend")
    assert opens(rule("frcp-4m"), event="complaint_filed", subject="whatever")


def test_what_nobody_opposes_asks_for_no_opposition() -> None:
    opposition = rule("cand-7-3-opposition")

    assert opens(opposition, event="motion_filed", subject="motion_to_dismiss")
    assert opens(opposition, event="motion_filed", subject="")
    assert not opens(opposition, event="motion_filed", subject="pro hac vice")


def test_a_discovery_motion_in_new_york_has_the_shorter_time_only() -> None:
    longer, shorter = rule("nysd-6-1-opposition"), rule("nysd-6-1-discovery-opposition")

    assert not opens(longer, event="motion_filed", subject="compel")
    assert opens(shorter, event="motion_filed", subject="compel")
    assert not opens(shorter, event="motion_filed", subject="motion_to_dismiss")


def test_the_first_paper_of_a_defendant_is_an_appearance() -> None:
    assert also("answer_filed", subject="") == ("appeared",)
    assert also("motion_filed", subject="motion_to_dismiss") == ("appeared",)
    assert also("motion_filed", subject="preliminary_injunction") == ()
    assert also("motion_denied", subject="remand") == ("order_entered",)


@pytest.mark.parametrize(
    ("subject", "is_tolling"),
    [
        ("new_trial", True),
        ("alter or amend judgment", True),
        ("judgment as a matter of law", True),
        ("relief from judgment", True),
        ("attorney fees", False),
        ("motion_to_dismiss", False),
    ],
)
def test_the_motions_of_the_appellate_rule_toll(
    subject: str, is_tolling: object
) -> None:
    assert tolls(subject) is is_tolling


def test_a_denied_motion_to_dismiss_passes_the_stage_of_its_name() -> None:
    assert decides("motion_denied", subject="motion_to_dismiss") == "passed"
    assert decides("motion_granted", subject="motion_to_dismiss") == "ended"
    assert decides("motion_denied", subject="transfer") == ""


def test_the_table_speaks_of_subjects_that_are_recognised() -> None:
    day = all_rules()[0].effective_from
    named = {row["subject"] for row in TABLE["decides"]}

    for subject in named:
        text = f"MOTION {subject.removeprefix('motion_').replace('_', ' ')} now"
        assert recognise(text, filed_date=day)[0].subject == subject


@pytest.mark.parametrize("trigger", ["judgment_served", "ruling_served"])
def test_an_appeal_abroad_is_owed_though_its_case_is_closed(trigger: str) -> None:
    assert survives("cpl-286", trigger=trigger, title="Appeal")
    assert not survives("cpl-128", trigger="served", title="Answer")
