"""Packs beside each other, and what a whole row may say."""

from pathlib import Path

from risks.engine.time.rules import Rule
from tests.engine.rules.test_packs import refused
from tests.packs import PACK, read, written


def test_two_judges_may_have_a_rule_of_one_id(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, PACK.replace("Jane Doe", "John Roe"), name="roe.toml")

    assert len(read(tmp_path)) == 2


def test_two_files_of_one_judge_are_refused_where_they_meet(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, PACK, name="more.toml")

    assert refused(tmp_path) == (
        (
            "more.toml: doe-opposition: effective_from: it is in force together with "
            "the text of 2026-01-01 in doe.toml"
        ),
    )


def test_a_rule_of_a_refused_file_is_not_called_unknown(tmp_path: Path) -> None:
    local = PACK.replace('judge = "Jane Doe"', "").replace('"judge"', '"local"')
    local = local.replace('replaces = "cacd-7-9"', "").replace("doe-opp", "local-opp")
    written(tmp_path, local.replace("28 days", "soon"), name="local.toml")
    written(tmp_path, PACK.replace('"cacd-7-9"', '"local-opposition"'))

    assert [line.split(": ")[:3] for line in refused(tmp_path)] == [
        ["local.toml", "local-opposition", "period"]
    ]


def test_a_row_is_a_table(tmp_path: Path) -> None:
    written(tmp_path, f"rule = [3]\n{PACK.split('[[rule]]')[0]}")

    assert refused(tmp_path) == (
        "doe.toml: row 1: must be a table that begins with [[rule]], not a number",
    )


def test_every_value_of_a_rule_may_be_written_in_a_pack(tmp_path: Path) -> None:
    compared = (
        'grade = "republished copy"\nquote = "28 days."\nchecked = 2026-05-26\n'
        'source = "a copy"'
    )
    text = f"""{PACK.replace('grade = "from memory"', compared)}
effective_to = 2026-12-31
flags = ["31 days where mailed"]
later_of = ["cacd-7-9-new-trial"]
earlier_of = ["cacd-7-10"]
restarts = ["cacd-7-10"]
subjects = ["any"]
not_subjects = ["transfer"]
once = true
unless = ["motion_filed"]
courts = {{ ids = ["cacd"], without = ["cand"] }}
cross_border_review = "prc_export"
"""

    [row] = read(written(tmp_path, text).parent)

    unset = {name for name in Rule.model_fields if getattr(row, name) in (None, (), "")}
    # Those of a listed company.
    assert unset == {"by", "day_type", "needs"}
