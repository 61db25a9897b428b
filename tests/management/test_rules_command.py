"""`manage.py rules`, and what a process says to a broken rule pack."""

import json
import os
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import Error
from django.core.management import CommandError, call_command

from risks.apps import check_rule_packs
from risks.cases.operations.rules.decide import confirm_rule
from risks.cases.operations.rules.enter import enter_rule
from risks.engine.time.pack_file import PACK_VERSION
from tests.factories import NOW, make_person
from tests.packs import DOE, PACK, taken, written
from tests.place import ROOT

pytestmark = pytest.mark.django_db

BROKEN = PACK.replace("28 days", "soon")
LINE = "doe.toml: doe-opposition: period: 'soon' is not a period"
TODAY = date(2026, 5, 26)


def rules(**options: Any) -> str:
    out = StringIO()
    call_command("rules", stdout=out, **{"on": TODAY} | options)
    return out.getvalue()


def rows(**options: Any) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in json.loads(rules(json=True, **options))}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"RULE_PACKS": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_rules_of_a_court_are_listed_as_they_bind(tmp_path: Path) -> None:
    written(tmp_path)

    with taken(tmp_path):
        before_doe = rows(court="cacd", judge="Hon. Jane Doe")
        before_all = rows(court="cacd")

    row = before_doe["doe-opposition"]
    assert (row["layer"], row["pack"], row["replaces"]) == ("judge", "doe", "cacd-7-9")
    assert (row["citation"], row["grade"], row["checked"]) == (
        "Standing Order (invented), para. 4",
        "from memory",
        None,
    )
    assert (row["period"], row["effective_from"]) == ("28 days before", "2026-01-01")
    assert "cacd-7-9" not in before_doe
    assert "cacd-7-9" in before_all
    assert "doe-opposition" not in before_all


def test_a_line_says_where_a_rule_comes_from() -> None:
    assert (
        "cacd-7-9  local, pack cacd 2026.4: C.D. Cal. L.R. 7-9, Opposition to the "
        "motion: 21 days before hearing_set; from 2009-12-01; republished copy: "
        "verify before relying"
    ) in rules(court="cacd").splitlines()


def test_only_an_official_text_is_said_to_be_checked() -> None:
    [line] = [line for line in rules().splitlines() if line.startswith("hk-13-46-a")]

    assert line.endswith("official text, checked 2026-11-30")


def test_the_rules_are_those_of_the_day() -> None:
    [line] = [
        line
        for line in rules(court="cacd", on=date(2015, 11, 30)).splitlines()
        if line.startswith("frcp-4m ")
    ]

    assert "120 days after" in line
    assert "from 2009-12-01 to 2015-11-30" in line


def test_without_a_court_those_of_a_company_are_listed_too() -> None:
    listed = rows()

    assert {"frcp-4m", "cacd-7-9", "hk-13-46-annual"} <= set(listed)
    assert listed["hk-13-46-annual"]["courts"] == []


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"court": "cacdd"}, r"--court: 'cacdd' is not the id of a court known here"),
        ({"judge": "Jane Doe"}, r"--judge: name the --court too"),
    ],
)
def test_a_bad_option_is_named(options: dict[str, str], line: str) -> None:
    with pytest.raises(CommandError, match=line) as refused:
        rules(**options)

    assert refused.value.returncode == 2


def test_the_check_reports_each_line_of_a_broken_pack(tmp_path: Path) -> None:
    written(tmp_path, BROKEN)

    with taken(tmp_path):
        [error] = check_rule_packs()

    assert isinstance(error, Error)
    assert (error.id, error.msg[:12]) == ("risks.E001", "RULE_PACKS: ")
    assert LINE in error.msg
    assert check_rule_packs() == []


def test_a_pack_that_breaks_after_the_start_is_no_error_of_that_process(
    tmp_path: Path,
) -> None:
    file = written(tmp_path)

    with taken(tmp_path):
        assert check_rule_packs() == []
        file.write_text(BROKEN, "utf-8")
        assert check_rule_packs() == []


@pytest.mark.integration
def test_commands_read_the_folder_of_the_setting(tmp_path: Path) -> None:
    written(tmp_path)

    done = run(tmp_path, "manage.py", "rules", "--court", "cacd", "--judge", "Jane Doe")

    assert done.returncode == 0, done.stderr
    assert "doe-opposition  judge (Jane Doe), pack doe 2026.4+doe." in done.stdout


@pytest.mark.integration
@pytest.mark.parametrize(
    "arguments",
    [
        ("manage.py", "check"),
        ("manage.py", "dispatcher"),
        ("-c", "import tracker.wsgi"),
        ("-m", "celery", "-A", "tracker", "worker", "--pool=solo"),
    ],
    ids=["check", "dispatcher", "web", "worker"],
)
def test_no_process_starts_on_a_broken_pack(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    written(tmp_path, BROKEN)

    done = run(tmp_path, *arguments)

    assert done.returncode != 0
    assert LINE in done.stderr


def test_a_confirmed_entered_rule_is_listed_with_its_version() -> None:
    row = enter_rule(DOE, by=make_person(), now=NOW)
    assert row.rule_id not in rows(court="cacd", judge="Jane Doe")

    confirm_rule(row, by=make_person(), reason="Read in the order.", now=NOW)
    listed = rows(court="cacd", judge="Jane Doe")[row.rule_id]

    assert (listed["layer"], listed["pack"], listed["replaces"]) == (
        *("judge", "entered"),
        "cacd-7-9",
    )
    assert listed["version"].startswith(f"{PACK_VERSION}+entered-1.")
    assert row.rule_id not in rows(court="cacd", judge="John Roe")
