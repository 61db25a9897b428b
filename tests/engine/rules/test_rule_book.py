"""The packs of rules, and which of them an event starts."""

import tomllib
from datetime import date

import pytest

from risks.cases.models import Event
from risks.engine.time.courts import Kind, UnknownCourt, court
from risks.engine.time.deadlines import Direction, Whose, count
from risks.engine.time.pack_file import PACK_VERSION, read_pack
from risks.engine.time.rule_book import UnknownRule, all_rules, binding, rule, rules_for
from risks.engine.time.rules import Actor, Counting, Grade, Rule
from tests.packs import PACK

TODAY = date(2026, 5, 26)


def started(trigger: str, court_id: str = "cacd", on: date = TODAY) -> dict[str, str]:
    rules = rules_for(trigger, court_id=court_id, on=on)
    return {each.id: f"{each.period} {each.direction}" for each in rules}


@pytest.mark.parametrize(
    ("trigger", "rules"),
    [
        ("complaint_filed", {"frcp-4m": "90 days after"}),
        (
            "served",
            {
                "frcp-12a-served": "21 days after",
                "frcp-15a1a": "21 days after",
                "frcp-16b2-served": "90 days after",
            },
        ),
        (
            "served_abroad",
            {
                "frcp-12a-served-abroad": "21 days after",
                "frcp-15a1a-abroad": "21 days after",
                "frcp-16b2-served-abroad": "90 days after",
            },
        ),
        (
            "waiver_sent",
            {"frcp-4d-return": "30 days after", "frcp-12a-waiver": "60 days after"},
        ),
        (
            "waiver_sent_abroad",
            {
                "frcp-4d-return-abroad": "60 days after",
                "frcp-12a-waiver-abroad": "90 days after",
            },
        ),
        ("motion_denied", {"frcp-12a-motion-denied": "14 days after"}),
        ("amended_pleading_served", {"frcp-15a3": "14 days after"}),
        (
            "hearing_set",
            {
                "cacd-6-1": "28 days before",
                "cacd-7-9": "21 days before",
                "cacd-7-10": "14 days before",
                "cacd-37-2-3": "14 days before",
                "frcp-55b2": "7 days before",
            },
        ),
        (
            "judgment_entered",
            {
                "frcp-50-52-59": "28 days after",
                "frcp-54d2": "14 days after",
                "frcp-62a": "30 days after",
                "frap-4a1": "30 days after",
                "cacd-54-2": "14 days after",
            },
        ),
        ("injunction_entered", {"frap-4a1-injunction": "30 days after"}),
        (
            "notice_of_appeal",
            {
                "frap-4a3": "14 days after",
                "frap-10b": "14 days after",
                "frap-12b": "14 days after",
            },
        ),
        (
            "order_entered",
            {
                "frcp-23f": "14 days after",
                "usc28-1453c": "10 days after",
            },
        ),
        ("motion_filed", {"frcp-15a1b-motion": "21 days after"}),
        (
            "answer_filed",
            {
                "frcp-15a1b-answer": "21 days after",
            },
        ),
        ("appeared", {"frcp-16b2-appeared": "60 days after"}),
        ("scheduling_conference_set", {"frcp-26f": "21 days before"}),
        (
            "discovery_conference_held",
            {"frcp-26a1c": "14 days after", "frcp-26f2": "14 days after"},
        ),
        ("counterclaim_served", {"frcp-12a1b": "21 days after"}),
        ("interrogatories_served", {"frcp-33": "30 days after"}),
        ("document_request_served", {"frcp-34": "30 days after"}),
        ("admission_request_served", {"frcp-36": "30 days after"}),
        ("subpoena_served", {"frcp-45": "14 days after"}),
        (
            "trial_set",
            {
                "frcp-26a2d": "90 days before",
                "frcp-26a3b": "30 days before",
                "frcp-68-offer": "14 days before",
            },
        ),
        ("offer_of_judgment_served", {"frcp-68-accept": "14 days after"}),
        ("pretrial_disclosures_made", {"frcp-26a3b-objections": "14 days after"}),
        ("last_pleading_served", {"frcp-38b": "14 days after"}),
        ("restraining_order_entered", {"frcp-65b2": "14 days after"}),
        ("magistrate_ruling_served", {"frcp-72": "14 days after"}),
        ("tolling_motion_decided", {"frap-4a4": "30 days after"}),
        ("order_certified", {"frap-5": "10 days after"}),
        ("claim_accrued", {"usc17-507b": "3 years after"}),
        ("motion_planned", {"cacd-7-3": "7 days before"}),
        ("response_due", {"cacd-8-3": "30 days after"}),
        ("new_trial_motion_served", {"cacd-7-9-new-trial": "10 days after"}),
    ],
)
def test_an_event_starts_the_periods_of_its_rules(
    trigger: str, rules: dict[str, str]
) -> None:
    assert started(trigger) == rules


def test_local_rules_bind_in_their_own_court_only() -> None:
    local = {"cacd-6-1", "cacd-7-9", "cacd-7-10"}

    assert local <= set(started("hearing_set"))
    assert not local & set(started("hearing_set", court_id="nysd"))


def test_the_fallback_binds_only_where_no_local_rule_is_known() -> None:
    fallback = {"frcp-6c1", "frcp-6c2"}

    assert fallback <= set(started("hearing_set", court_id="ilnd"))
    for court_id in ("cacd", "cand", "ded", "nyed", "nysd", "txed"):
        assert not fallback & set(started("hearing_set", court_id=court_id))


def test_a_circuit_judgment_starts_the_time_for_rehearing_and_certiorari() -> None:
    assert started("judgment_entered", court_id="ca9") == {
        "frap-40": "14 days after",
        "sct-13": "90 days after",
    }


def test_a_court_abroad_has_its_own_rules_only() -> None:
    assert started("served", court_id="hkcfi") == {"rhc-12-5": "13 days after"}
    assert started("served", court_id="shipc") == {"cpl-128": "15 days after"}
    assert started("served", court_id="sghc") == {}


def test_a_party_abroad_appeals_in_mainland_china_in_a_time_of_its_own() -> None:
    assert started("judgment_served", court_id="shipc") == {
        "cpl-171": "15 days after",
        "cpl-286": "30 days after",
    }
    assert started("ruling_served", court_id="shipc") == {
        "cpl-171-ruling": "10 days after",
        "cpl-286-ruling": "30 days after",
    }


def test_an_unknown_court_is_refused() -> None:
    with pytest.raises(UnknownCourt):
        started("served", court_id="nowhere")


@pytest.mark.parametrize(
    ("on", "period"),
    [(date(2015, 11, 30), "120 days after"), (date(2015, 12, 1), "90 days after")],
)
def test_the_text_in_force_on_the_day_is_the_one_that_binds(
    on: date, period: str
) -> None:
    assert started("complaint_filed", on=on) == {"frcp-4m": period}


def test_a_rule_is_found_by_its_id_in_its_newest_text() -> None:
    found = rule("frcp-4m")

    assert str(found.period) == "90 days"
    assert found.flags == ("may not apply to service in a foreign country",)
    assert found.version == PACK_VERSION
    assert str(rule("frcp-4m", on=date(2010, 1, 1)).period) == "120 days"


@pytest.mark.parametrize(
    ("rule_id", "on"), [("frcp-999", None), ("frcp-4m", date(2001, 1, 1))]
)
def test_a_rule_that_is_not_there_is_refused(rule_id: str, on: date | None) -> None:
    with pytest.raises(UnknownRule, match=rule_id):
        rule(rule_id, on=on)


@pytest.mark.parametrize(
    ("rule_id", "our_role", "whose"),
    [
        ("frcp-4m", "defendant", Whose.OPPONENT),
        ("frcp-4m", "plaintiff", Whose.OURS),
        ("frcp-12a-served", "defendant", Whose.OURS),
        ("frcp-12a-served", "plaintiff", Whose.OPPONENT),
        ("frcp-12a-served", "watching", Whose.OURS),
        ("frap-4a1", "plaintiff", Whose.OURS),
        ("frcp-16b2-served", "defendant", Whose.COURT),
        ("cacd-7-9", "defendant", Whose.OURS),
        ("cacd-7-10", "plaintiff", Whose.OURS),
    ],
)
def test_a_deadline_is_the_opponents_only_when_that_is_certain(
    rule_id: str, our_role: str, whose: Whose
) -> None:
    assert rule(rule_id).whose_for(our_role) is whose


def test_who_moved_settles_whose_the_papers_of_a_motion_are() -> None:
    opposition, reply = rule("cacd-7-9"), rule("cacd-7-10")

    assert opposition.whose_for("defendant", we_moved=True) is Whose.OPPONENT
    assert opposition.whose_for("defendant", we_moved=False) is Whose.OURS
    assert reply.whose_for("defendant", we_moved=True) is Whose.OURS
    assert reply.whose_for("defendant", we_moved=False) is Whose.OPPONENT


def test_a_rule_read_by_a_defendant_needs_no_role() -> None:
    assert rule("frcp-4m").whose is Whose.OPPONENT


@pytest.mark.parametrize("row", all_rules(), ids=lambda row: row.id)
def test_every_row_says_what_a_page_must_show(row: Rule) -> None:
    assert all((row.title, row.citation, row.condition))
    # Only what was compared with a text has its sentence, and says when it was.
    assert bool(row.quote) is bool(row.checked) is (row.grade is not Grade.MEMORY)
    # As wide as the columns that keep them.
    assert len(row.citation) <= 120


@pytest.mark.parametrize("row", all_rules(), ids=lambda row: row.id)
def test_every_row_is_started_by_a_kind_of_event_that_exists(row: Rule) -> None:
    assert row.trigger in Event.Kind.values


def test_no_two_texts_of_a_rule_are_in_force_at_once() -> None:
    for each in all_rules():
        same = [row for row in all_rules() if row.id == each.id]
        assert sum(row.in_force(each.effective_from) for row in same) == 1


def test_only_service_under_rule_5_may_add_mailed_days() -> None:
    of_process = {"served", "served_abroad", "waiver_sent", "complaint_filed"}

    for row in all_rules():
        if row.counting is Counting.FROM_SERVICE:
            assert row.trigger not in of_process
            assert row.trigger.endswith(("served", "_filed", "strike_considered"))
            assert row.direction is Direction.AFTER


def test_the_packs_count_the_dates_of_a_motion_in_california() -> None:
    hearing = date(2026, 5, 29)

    due = {
        row.actor: count(
            trigger=hearing,
            period=row.period,
            direction=row.direction,
            court=court("cacd"),
        ).calendared_date
        for row in rules_for("hearing_set", court_id="cacd", on=hearing)
        if row.id in {"cacd-7-9", "cacd-7-10"}
    }

    assert due == {
        Actor.OPPOSING: date(2026, 5, 8),
        Actor.MOVANT: date(2026, 5, 15),
    }


def test_national_rules_bind_in_every_district() -> None:
    assert rule("frcp-4m").court_kinds == {Kind.DISTRICT}
    assert all(
        row.binds(court("akd"), judge="") for row in all_rules() if row.pack == "frcp"
    )


@pytest.mark.parametrize(
    ("judge", "on", "opposition"),
    [
        ("Hon. Jane Doe", TODAY, "doe-opposition"),
        ("John Roe", TODAY, "cacd-7-9"),
        ("", TODAY, "cacd-7-9"),
        ("Jane Doe", date(2025, 12, 31), "cacd-7-9"),
    ],
)
def test_a_judges_order_replaces_the_local_rule_before_that_judge_only(
    judge: str, on: date, opposition: str
) -> None:
    rules = (*all_rules(), *read_pack("doe", tomllib.loads(PACK)))

    bound = binding(rules, tribunal=court("cacd"), judge=judge, on=on)

    assert [
        each.id
        for each in bound
        if each.trigger == "hearing_set" and each.actor is Actor.OPPOSING
    ] == [opposition]


def test_a_lower_layer_replaces_nothing_above_it() -> None:
    text = PACK.replace('"judge"', '"national"', 1)
    text = text.replace('judge = "Jane Doe"', "")
    rules = (*all_rules(), *read_pack("doe", tomllib.loads(text)))

    bound = binding(rules, tribunal=court("cacd"), judge="Jane Doe", on=TODAY)

    assert "cacd-7-9" in {each.id for each in bound}
