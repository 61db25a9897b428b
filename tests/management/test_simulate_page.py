"""docs/use/simulate.md: every key is there, and every example runs."""

import json
import re
import shlex
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.engine.exposure.registers import register, suit
from tests.management.test_simulate_command import simulate, written
from tests.place import DOCS, ROOT

FILES = sorted((DOCS / "examples").glob("*.json"))
EXAMPLES = [file for file in FILES if not file.name.startswith("what-if-")]
PAGE = (DOCS / "use" / "simulate.md").read_text("utf-8")
CONSOLE = re.findall(r"^\$ python manage.py simulate (.*)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("arguments", CONSOLE)
def test_every_command_on_the_page_runs(
    arguments: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    out = StringIO()

    call_command("simulate", *shlex.split(arguments), stdout=out, stderr=StringIO())

    assert "portfolio" in out.getvalue()


def test_every_file_of_changes_is_in_a_command_on_the_page() -> None:
    run_there = " ".join(CONSOLE)

    unused = [file.name for file in FILES if file.name not in run_there]
    assert [name for name in unused if name.startswith("what-if-")] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_priced_and_is_on_the_page(example: Path) -> None:
    found = json.loads(simulate(example, json=True))

    assert found["portfolio"]["expected"] > 0
    assert f"examples/{example.name}" in PAGE


@pytest.mark.parametrize("block", re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))
def test_every_register_on_the_page_is_priced(tmp_path: Path, block: str) -> None:
    document = json.loads(block)
    risks = document.get("risks", [document])
    suits = [suit(risk["linked_suit"]) for risk in risks if "linked_suit" in risk]

    drivers = {name for risk in risks for name in risk.get("loadings", {})}
    terms = {"drivers": sorted(drivers)} if drivers else {}

    whole = register(*risks, *suits, trials=1024, **terms)

    assert json.loads(simulate(written(tmp_path, whole), json=True))["hash"]


def test_the_page_names_every_key_of_the_format() -> None:
    schema = json.loads(
        (ROOT / "risks/engine/exposure/simulate.schema.json").read_text("utf-8")
    )
    objects = [schema, *schema["$defs"].values()]
    keys = {key for each in objects for key in each.get("properties", {})}

    assert {key for key in keys if f"`{key}`" not in PAGE} == set()
