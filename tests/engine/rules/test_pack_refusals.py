"""One mistake in a pack: the line that it is refused by, whole."""

from datetime import date
from pathlib import Path

import pytest

from risks.engine.time.rule_book import rules_for
from tests.engine.rules.test_packs import refused
from tests.packs import PACK, taken, written

COURTS = '[courts]\nids = ["cacd"]'
AGAIN = PACK.split("[[rule]]")[1]
DOE = "doe-opposition: "


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('layer = "judge"', "", "layer: is missing"),
        (
            'layer = "judge"',
            'layer = "county"',
            'layer: must be one of national, local, judge, not "county"',
        ),
        (
            'layer = "judge"',
            "layer = 3",
            "layer: must be one of national, local, judge, not 3",
        ),
        ('judge = "Jane Doe"', "", "judge: is missing, and the layer is judge"),
        (
            'judge = "Jane Doe"',
            'judge = " "',
            "judge: is missing, and the layer is judge",
        ),
        (
            "Jane Doe",
            "Hon. Jane Doe",
            'judge: write "Hon. Jane Doe" without the title',
        ),
        ("Jane Doe", "Doe", 'judge: "Doe" may be several; write the whole name'),
        (
            'layer = "judge"',
            'layer = "local"',
            "judge: only a pack of the layer judge names one, not local",
        ),
        (COURTS, "", "courts: is missing"),
        (COURTS, "courts = 3", "courts: must be a table, not a number"),
        (
            COURTS,
            '[courts]\nnames = ["cacd"]',
            "courts.names: is not known; known are ids, kinds, without",
        ),
        (
            COURTS,
            '[courts]\nids = "cacd"',
            "courts.ids: must be a list, not a text",
        ),
        (
            '"cacd"',
            '"cacdd"',
            (
                "courts.ids[0]: 'cacdd' is not the id of a court known here; did you "
                "mean cacd or casd or cand?"
            ),
        ),
        (
            'ids = ["cacd"]',
            'kinds = ["moot"]',
            (
                "courts.kinds[0]: must be one of district, bankruptcy, appellate, "
                'special, supreme, state, foreign, arbitral, not "moot"'
            ),
        ),
        (
            "[courts]",
            'version = "1"\n[courts]',
            "version: is not known; known are layer, country, judge, courts, rule",
        ),
        (f"[[rule]]{AGAIN}", "", "rule: is missing"),
        ("[[rule]]", "[rule]", "rule: must be a list, not an object"),
        (
            f"{COURTS}\n\n[[rule]]{AGAIN}",
            f"rule = []\n{COURTS}",
            "rule: must hold at least one",
        ),
    ],
)
def test_a_mistake_of_the_file_is_refused_by_its_line(
    tmp_path: Path, old: str, new: str, line: str
) -> None:
    assert old in PACK

    lines = refused(written(tmp_path, PACK.replace(old, new)).parent)

    assert lines == (f"doe.toml: {line}",)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('id = "doe-opposition"', "", "row 1: id: is missing"),
        ('"doe-opposition"', '""', "row 1: id: is empty"),
        (
            '"doe-opposition"',
            '"Doe 4"',
            'row 1: id: "Doe 4" has more than small letters, digits, - and .',
        ),
        (
            '"doe-opposition"',
            '"cacd-7-10"',
            (
                "cacd-7-10: id: it is that of a rule that is shipped; choose another, "
                'or say replaces = "cacd-7-10"'
            ),
        ),
        (
            "[[rule]]",
            "[[rule]]\nperiods = 1",
            f"{DOE}periods: is not known; did you mean period?",
        ),
        ('period = "28 days"', "", f"{DOE}period: is missing"),
        (
            '"28 days"',
            '"four weeks"',
            (
                f"{DOE}period: 'four weeks' is not a period; write a whole number and "
                'a unit, such as "14 days", "72 hours" or "5 business days"'
            ),
        ),
        ('"28 days"', "28", f"{DOE}period: must be a text, not a number"),
        (
            '"28 days"',
            '"28 hours"',
            (
                f"{DOE}it cannot be counted: a period in hours needs a clock time, "
                "such as 2026-01-05T10:23"
            ),
        ),
        (
            '"before"',
            '"until"',
            f'{DOE}direction: must be one of after, before, not "until"',
        ),
        (
            '"plain"',
            '"working_days"',
            f"{DOE}counting: working_days is for a listed company, not for a court",
        ),
        (
            '"plain"',
            '"from_service"',
            (
                f"{DOE}it cannot be counted: the three days of Fed. R. Civ. P. 6(d) do "
                "not apply to periods before an event"
            ),
        ),
        (
            '"opposing"',
            '"us"',
            (
                f"{DOE}actor: must be one of plaintiff, defendant, movant, "
                'opposing, any_party, court, issuer, holder, not "us"'
            ),
        ),
        ("true", '"yes"', f"{DOE}critical: must be true or false, not a text"),
        (
            'citation = "Standing Order (invented), para. 4"',
            "",
            f"{DOE}citation: is missing",
        ),
        ('"Standing Order (invented), para. 4"', '" "', f"{DOE}citation: is empty"),
        (
            "Standing Order",
            "Order" * 25,
            f"{DOE}citation: is longer than 120 characters",
        ),
        (
            '"Any motion."',
            '"Any\\nmotion."',
            f"{DOE}condition: holds a line break or another control character",
        ),
        (
            "critical",
            'flags = ["a\\u0000"]\ncritical',
            f"{DOE}flags[0]: holds a line break or another control character",
        ),
        (
            "critical",
            'later_of = ["frcp-4"]\ncritical',
            f'{DOE}later_of: "frcp-4" is not the id of a rule',
        ),
        (
            "critical",
            'unless = ["moon_rise"]\ncritical',
            f'{DOE}unless: "moon_rise" is not a kind of event of a case',
        ),
        (
            "critical",
            'restarts = ["frcp-4"]\ncritical',
            f'{DOE}restarts: "frcp-4" is not the id of a rule',
        ),
        (
            "28 days",
            "0 days",
            f"{DOE}period: 0 days is not between 1 and 3653 days",
        ),
        (
            "28 days",
            "10000 days",
            (
                f"{DOE}period: 10000 days is not between 1 and 3653 days; enter the "
                "date of a longer period as a deadline"
            ),
        ),
        (
            "critical",
            'cross_border_review = "moon"\ncritical',
            f'{DOE}cross_border_review: "moon" is not one of prc_export',
        ),
        (
            "critical",
            "flags = [1]\ncritical",
            f"{DOE}flags[0]: must be a text, not a number",
        ),
        ('grade = "from memory"', "", f"{DOE}grade: is missing"),
        (
            'grade = "from memory"',
            'checked = "unchecked"',
            (
                f'{DOE}checked: write grade = "official text", "republished copy" or '
                '"from memory" instead; with a text, quote its sentence and give the '
                "day as checked = 2026-11-30"
            ),
        ),
        (
            '"from memory"',
            '"official text"',
            f'{DOE}quote: is missing, and the grade is "official text"',
        ),
        (
            '"from memory"',
            '"republished copy"\nquote = "Within 28 days."\nchecked = 2026-11-30',
            f'{DOE}source: is missing, and the grade is "republished copy"',
        ),
        (
            '"from memory"',
            '"from memory"\nchecked = 2026-11-30',
            f'{DOE}checked: is stated, and the grade is "from memory"',
        ),
        ("effective_from = 2026-01-01", "", f"{DOE}effective_from: is missing"),
        (
            "2026-01-01",
            "2026-01-01T00:00:00",
            (
                f"{DOE}effective_from: must be a date without quotes, such as "
                "2026-05-26, not a date and a time"
            ),
        ),
        (
            "2026-01-01",
            "2026-01-01\neffective_to = 2025-12-31",
            f"{DOE}effective_to: 2025-12-31 is before 2026-01-01",
        ),
        (
            '"hearing_set"',
            '"hearing"',
            f'{DOE}trigger: "hearing" is not a kind of event of a case',
        ),
        (
            '"cacd-7-9"',
            '"cacd-7-99"',
            f'{DOE}replaces: "cacd-7-99" is not the id of a rule',
        ),
        (
            '"cacd-7-9"',
            '"cacd-7-9-new-trial"',
            (
                f'{DOE}replaces: "cacd-7-9-new-trial" is started by '
                "new_trial_motion_served, not by hearing_set"
            ),
        ),
        (
            '"cacd"',
            '"nysd"',
            f'{DOE}replaces: "cacd-7-9" binds in none of its courts',
        ),
        (
            '"cacd"',
            '"cacd", "hkcfi"',
            (f"{DOE}courts: hkcfi is of HK, and the country US"),
        ),
        (
            'layer = "judge"',
            'layer = "judge"\ncountry = "HK"',
            f"{DOE}courts: cacd is of US, and the country HK",
        ),
        (
            'ids = ["cacd"]',
            "",
            f"{DOE}courts: it names no court, and the layer is judge",
        ),
        (
            AGAIN,
            f"{AGAIN}[[rule]]{AGAIN.replace('2026-01-01', '2026-06-01')}",
            (
                f"{DOE}effective_from: it is in force together with the text of "
                "2026-01-01 in doe.toml"
            ),
        ),
        (
            AGAIN,
            f"{AGAIN}[[rule]]{AGAIN.replace('replaces', '# ')}",
            f"{DOE}replaces: every text of one id replaces the same rule",
        ),
    ],
)
def test_a_mistake_of_a_row_is_refused_by_its_line(
    tmp_path: Path, old: str, new: str, line: str
) -> None:
    assert old in PACK

    lines = refused(written(tmp_path, PACK.replace(old, new)).parent)

    # Another trigger or court is then also no replacement.
    assert lines[0] == f"doe.toml: {line}"


def test_no_rule_of_a_higher_layer_is_replaced(tmp_path: Path) -> None:
    text = PACK.replace('judge = "Jane Doe"', "").replace('"judge"', '"national"')

    assert refused(written(tmp_path, text).parent) == (
        (
            'doe.toml: doe-opposition: replaces: "cacd-7-9" is of the layer local, '
            "which is not below national"
        ),
    )


def test_an_included_rule_of_the_same_layer_is_replaced(tmp_path: Path) -> None:
    text = PACK.replace('judge = "Jane Doe"', "").replace('"judge"', '"local"')

    with taken(written(tmp_path, text).parent):
        rules = rules_for("hearing_set", court_id="cacd", on=date(2026, 5, 26))

    both = {"doe-opposition", "cacd-7-9"}
    assert both & {one.id for one in rules} == {"doe-opposition"}


def test_a_rule_of_ones_own_of_the_same_layer_is_not_replaced(tmp_path: Path) -> None:
    text = PACK.replace('judge = "Jane Doe"', "").replace('"judge"', '"local"')
    written(tmp_path, text)
    other = text.replace("doe-opposition", "roe-opposition")
    other = other.replace("cacd-7-9", "doe-opposition")
    written(tmp_path, other, name="roe.toml")

    [line] = refused(tmp_path)

    assert line.startswith('roe.toml: roe-opposition: replaces: "doe-opposition" is of')
