"""Rule packs of a company's own: what is read, and what is refused by which line."""

import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from risks.engine.time.consequences import is_set_for, meets, opens
from risks.engine.time.disclosure import CompanyEvent, disclosures_for
from risks.engine.time.listing.profile import Condition
from risks.engine.time.pack_file import PACK_VERSION, PackFile, Row
from risks.engine.time.packs import MOST_BYTES, PacksRefused
from risks.engine.time.rule_book import (
    UnknownRule,
    all_rules,
    company_rules,
    place_of,
    rule,
    rules_for,
    shipped_rules,
)
from risks.engine.time.rules import Layer
from tests.packs import PACK, read, taken, written
from tests.place import DOCS

TODAY = date(2026, 5, 26)
COMPANY_PACK = """
layer = "local"
country = "HK"
[courts]
[[rule]]
id = "board-half-year"
replaces = "hk-13-49-interim"
title = "Interim results to the board"
citation = "Board resolution (invented), no. 7"
trigger = "half_year_end"
actor = "issuer"
period = "1 month"
direction = "after"
counting = "month_end"
condition = "Before the announcement."
critical = true
effective_from = 2026-01-01
grade = "from memory"
"""


def refused(folder: Path) -> tuple[str, ...]:
    with pytest.raises(PacksRefused) as refusal:
        read(folder)
    assert str(refusal.value) == "\n".join(refusal.value.problems)
    return refusal.value.problems


def oppositions(judge: str, *, court_id: str = "cacd", on: date = TODAY) -> set[str]:
    rules = rules_for("hearing_set", court_id=court_id, on=on, judge=judge)
    return {each.id for each in rules if each.actor == "opposing"}


def test_the_example_of_the_page_is_a_pack(tmp_path: Path) -> None:
    page = (DOCS / "use" / "rule-packs.md").read_text("utf-8")
    [example] = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)

    rules = read(written(tmp_path, example).parent)

    assert [(each.id, str(each.period)) for each in rules] == [
        ("doe-opposition", "28 days"),
        ("doe-opposition", "35 days"),
    ]
    assert all("invented" in each.citation for each in rules)


def test_every_key_of_a_pack_is_on_the_page() -> None:
    page = (DOCS / "use" / "rule-packs.md").read_text("utf-8")

    keys = {*PackFile.known_keys(), *Row.known_keys()}
    assert {key for key in keys if f"`{key}`" not in page} == {"rule"}


def test_a_judges_order_stands_before_that_judge_and_nobody_else(
    tmp_path: Path,
) -> None:
    with taken(written(tmp_path).parent):
        assert oppositions("Hon. Jane Doe") == {"doe-opposition"}
        assert oppositions("Jane Doering") == {"cacd-7-9"}
        assert oppositions("Mary-Jane Doe") == {"doe-opposition"}
        assert oppositions("John Roe") == {"cacd-7-9"}
        assert oppositions("") == {"cacd-7-9"}
        assert oppositions("Jane Doe", court_id="nysd") == set()


def test_a_name_is_read_in_whole_words(tmp_path: Path) -> None:
    written(tmp_path, PACK.replace("Jane Doe", "Ann Lee"))

    with taken(tmp_path):
        assert oppositions("Joann Lee") == {"cacd-7-9"}
        assert oppositions("Ann Lee, Jr.") == {"doe-opposition"}


@pytest.mark.parametrize(
    ("on", "opposition"),
    [
        (date(2025, 12, 31), "cacd-7-9"),
        (date(2026, 1, 1), "doe-opposition"),
        (date(2026, 6, 30), "doe-opposition"),
        (date(2026, 7, 1), "cacd-7-9"),
    ],
)
def test_it_stands_from_its_first_day_to_its_last(
    tmp_path: Path, on: date, opposition: str
) -> None:
    written(tmp_path, f"{PACK}effective_to = 2026-06-30\n")

    with taken(tmp_path):
        assert oppositions("Jane Doe", on=on) == {opposition}


def test_its_version_names_the_text_of_its_file(tmp_path: Path) -> None:
    file = written(tmp_path)
    [row] = read(tmp_path)

    digest = sha256(file.read_bytes()).hexdigest()
    assert row.version == f"{PACK_VERSION}+doe.{digest[:8]}"
    assert row.pack == "doe"
    # The column that keeps it.
    assert len(f"{PACK_VERSION}+{'n' * 20}.{digest[:8]}") <= 40


def test_packs_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b", "a"):
        text = PACK.replace("doe-opposition", f"opposition-{name}")
        written(tmp_path, text, name=f"{name}.toml")
    (tmp_path / "README.md").write_text("Not a pack.", "utf-8")

    assert [each.id for each in read(tmp_path)] == ["opposition-a", "opposition-b"]


def test_a_pack_is_read_once(tmp_path: Path) -> None:
    file = written(tmp_path)

    with taken(tmp_path):
        before = all_rules()
        file.write_text("broken [", "utf-8")
        assert all_rules() == before


def test_a_broken_pack_is_never_left_out_silently(tmp_path: Path) -> None:
    written(tmp_path, "broken [")

    with taken(tmp_path):
        for _ in range(2):
            with pytest.raises(PacksRefused, match=r"doe\.toml: is not TOML"):
                rules_for("hearing_set", court_id="nysd", on=TODAY)
            with pytest.raises(PacksRefused):
                company_rules()


def test_without_packs_there_are_the_shipped_rules_only() -> None:
    assert {*all_rules(), *company_rules()} == set(shipped_rules())
    assert place_of("cacd-7-9") == "cacd-7-9"


def test_a_rule_that_replaces_stands_in_its_place_in_every_table(
    tmp_path: Path,
) -> None:
    act = {"subject": "motion_to_dismiss", "asked": "motion_to_dismiss"}
    text = PACK.replace("doe-opposition", "doe-answer").replace(
        "cacd-7-9", "frcp-12a-motion-denied"
    )
    written(tmp_path)
    written(tmp_path, text.replace("hearing_set", "motion_denied"), name="b.toml")

    with taken(tmp_path):
        assert meets("opposition_filed", rule_id="doe-opposition", **act)
        assert not meets("reply_filed", rule_id="doe-opposition", **act)
        [answer] = [
            each
            for each in rules_for(
                "motion_denied", court_id="cacd", on=TODAY, judge="Jane Doe"
            )
            if each.id == "doe-answer"
        ]
        assert not opens(answer, event="motion_denied", subject="leave_to_amend")
        assert is_set_for("Answer", rule_id="doe-answer")
        assert not is_set_for("Answer", rule_id="doe-opposition")


def test_a_rule_may_keep_the_id_of_the_one_that_it_replaces(tmp_path: Path) -> None:
    written(tmp_path, PACK.replace("doe-opposition", "cacd-7-9"))

    with taken(tmp_path):
        [row] = [
            each
            for each in rules_for(
                "hearing_set", court_id="cacd", on=TODAY, judge="Jane Doe"
            )
            if each.id == "cacd-7-9"
        ]
        assert (row.layer, str(row.period)) == (Layer.JUDGE, "28 days")
        assert rule("cacd-7-9").layer is Layer.LOCAL


def test_a_rule_of_a_pack_is_found_by_its_id(tmp_path: Path) -> None:
    with taken(written(tmp_path).parent):
        assert rule("doe-opposition").judge == "Jane Doe"
    with pytest.raises(UnknownRule):
        rule("doe-opposition")


def test_a_pack_of_no_court_binds_a_company(tmp_path: Path) -> None:
    written(tmp_path, COMPANY_PACK, name="board.toml")

    with taken(tmp_path):
        owed = disclosures_for(CompanyEvent.HALF_YEAR_END, on=date(2026, 6, 30))
        assert {each.id for each in owed} == {
            "board-half-year",
            "hk-13-48-interim",
            "hk-8a-32-interim",
            "hk-c3-interim-earliest",
        }
        assert "board-half-year" not in {each.id for each in all_rules()}


def test_a_pack_of_a_company_inherits_what_its_profile_must_say(tmp_path: Path) -> None:
    said = COMPANY_PACK.replace("critical", 'needs = ["csrc_filing"]\ncritical')

    needs = []
    for text in (COMPANY_PACK, said):
        written(tmp_path, text, name="board.toml")
        with taken(tmp_path):
            owed = disclosures_for(CompanyEvent.HALF_YEAR_END, on=date(2026, 6, 30))
            needs += [each.needs for each in owed if each.id == "board-half-year"]

    assert needs == [(Condition.LISTED,), (Condition.CSRC_FILING,)]


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    written(tmp_path, PACK.replace("28 days", "soon"))
    written(tmp_path, PACK.replace("cacd-7-9", "cacd-7-99"), name="roe.toml")

    assert refused(tmp_path) == (
        (
            "doe.toml: doe-opposition: period: 'soon' is not a period; write a whole "
            'number and a unit, such as "14 days", "72 hours" or "5 business days"'
        ),
        'roe.toml: doe-opposition: replaces: "cacd-7-99" is not the id of a rule',
    )


def test_a_file_that_is_a_link_is_as_good(tmp_path: Path) -> None:
    folder = tmp_path / "packs"
    folder.mkdir()
    (folder / "doe.toml").symlink_to(written(tmp_path, name="elsewhere.txt"))

    assert len(read(folder)) == 1


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    gone = tmp_path / "gone"

    assert refused(gone) == (f"{gone}: No such file or directory",)
    assert refused(written(tmp_path)) == (f"{tmp_path}/doe.toml: Not a directory",)


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == (f"{tmp_path}: it holds no pack, no file named *.toml",)


def test_a_file_that_cannot_be_a_pack_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").mkdir()
    (tmp_path / "b.toml").write_bytes(b"\xff")
    (tmp_path / "c.toml").write_text("#" * (MOST_BYTES + 1), "utf-8")
    (tmp_path / "d.toml").symlink_to(tmp_path / "gone")
    (tmp_path / "e.toml").write_text("a = " + "[" * 50_000, "utf-8")
    (tmp_path / "frcp.toml").write_text(PACK, "utf-8")
    (tmp_path / "G.TOML").write_text(PACK, "utf-8")

    lines = {line.split(":")[0]: line.split(": ", 1)[1] for line in refused(tmp_path)}

    assert lines.pop("e.toml").startswith("is not TOML: ")
    assert lines == {
        "G.TOML": "is not named as a pack is: at most 20 small letters, digits, - and "
        "_, then .toml",
        "a.toml": "is not a file",
        "b.toml": "is not UTF-8 text",
        "c.toml": "is larger than 256 KiB",
        "d.toml": "cannot be read: No such file or directory",
        "frcp.toml": "has the name of a pack that is shipped",
    }
