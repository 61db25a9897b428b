"""`manage.py simulate`: the parts that its options add."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.engine.exposure.registers import (
    event,
    injunction,
    price_war,
    register,
    suit,
)
from tests.management.test_simulate_command import refusal, simulate, written


def whole_register(tmp_path: Path) -> Path:
    document = register(
        suit(accounting={"opening": 1e6}),
        injunction(linked_suit="suit", entity="WFOE"),
        event("breach", evidence=[{"source": "audit", "date": "2026-05-01"}]),
        price_war(probability_horizon=0.4),
        trials=4096,
        valuation_date="2026-05-27",
    )
    return written(tmp_path, document)


def changed(tmp_path: Path, text: str) -> str:
    file = tmp_path / "changes.json"
    file.write_text(text, "utf-8")
    return str(file)


def test_every_option_adds_its_part_to_one_object(tmp_path: Path) -> None:
    file = whole_register(tmp_path)
    changes = changed(tmp_path, '{"risks": {"breach": {"severity": 5}}}')

    found = json.loads(
        simulate(
            file,
            json=True,
            what_if=changes,
            attribution=True,
            tornado="injunction",
            accounting=True,
        )
    )

    assert list(found) == [
        *("risks", "groups", "natures", "portfolio", "engine", "hash"),
        "confidence",
        *("what_if", "attribution", "tornado", "accounting"),
    ]
    assert found["what_if"]["risks"]["breach"]["difference"]["expected"] < 0
    assert found["what_if"]["price_wars"]["price-war"]["pass_through"] == 0
    assert found["tornado"]["inputs"][0]["swing"] > 0
    assert found["accounting"]["rows"][0]["movement"]["opening"] == 1e6
    assert list(found["confidence"]) == ["breach"]


def test_the_parts_add_up_to_the_cent(tmp_path: Path) -> None:
    file = whole_register(tmp_path)

    found = json.loads(simulate(file, json=True, attribution=True))

    for measure, parts in found["attribution"].items():
        cents = sum(round(100 * part) for part in parts.values())
        assert cents == round(100 * found["portfolio"][measure])


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ({"attribution": True}, "Parts of the portfolio's TVaR95 and P95"),
        ({"tornado": "suit"}, "wilful_award"),
        ({"accounting": True}, "Contingencies, proposed to the controller; IFRS gov"),
        ({}, "C  breach: newest evidence 26 days old, 1 independent source, widest"),
        ({}, "entity: WFOE"),
        ({}, "category: "),
    ],
)
def test_each_part_alone_is_shown_below_the_table(
    tmp_path: Path, options: dict[str, Any], shown: str
) -> None:
    text = simulate(whole_register(tmp_path), **options)

    assert (shown in text) == (shown != "category: ")


def test_a_what_if_shows_before_after_and_the_value_of_the_treatment(
    tmp_path: Path,
) -> None:
    file = written(tmp_path, register(event("a", severity=1000)))
    changes = '{"name": "halve it", "cost": 25, "risks": {"a": {"severity": 500}}}'

    text = simulate(file, what_if=changed(tmp_path, changes))

    assert "What if: halve it" in text
    assert "100.00   50.00      −50.00    0.00  expected  a" in text
    assert "saves 50.00 expected and" in text
    assert "for each unit of cost 2.0 expected and" in text


def test_cautions_of_the_changed_register_are_told_once(tmp_path: Path) -> None:
    file = written(tmp_path, register(price_war(cut=0.6), trials=16))
    changes = changed(tmp_path, '{"register": {"capacity": 5}}')
    notes = StringIO()

    call_command(
        "simulate", str(file), what_if=changes, stdout=StringIO(), stderr=notes
    )

    assert len(notes.getvalue().splitlines()) == 1


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ('{"risks":\n {"a" 5}}', "line 2, column 7: not JSON: Expecting ':' delimiter"),
        ("[]", "must be an object of changes, not a list"),
        (
            '{"risks": {\n "a": {\n  "severity": -1}}}',
            'line 3: risk "a", severity: must be from 0 to',
        ),
        ('{"risks": {\n "b": {}}}', 'line 2: risk "b": is not in the register'),
        (
            '{"name": "x",\n "register": {\n  "discount_rate": 7}}',
            "line 3: discount_rate: must be from 0 to 1",
        ),
    ],
)
def test_a_bad_file_of_changes_is_named_with_its_line(
    tmp_path: Path, changes: str, line: str
) -> None:
    file = written(tmp_path, register(event("a")))
    name = changed(tmp_path, changes)

    assert refusal(file, what_if=name).startswith(f"{name}: {line}")


def test_a_file_of_changes_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = written(tmp_path, register(event("a")))

    assert refusal(file, what_if="none.json") == (
        "none.json: cannot be read: No such file or directory"
    )


def test_a_tornado_of_a_risk_that_is_not_there_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, register(event("breach")))

    assert refusal(file, tornado="brech") == (
        'argument --tornado: risk "brech": is not in the register; '
        'did you mean "breach"?'
    )


def test_accounts_need_a_suit(tmp_path: Path) -> None:
    file = written(tmp_path, register(event("breach")))

    assert refusal(file, accounting=True) == (
        "argument --accounting: needs a copyright_suit, and the register has none"
    )


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ('"probability_horizon": 1.5', "probability_horizon"),
        ('"probability": 0.1', "probability"),
        ('"probability_horizon": NaN', "probability_horizon"),
    ],
)
def test_a_refusal_names_the_line_of_the_field(
    tmp_path: Path, broken: str, field: str
) -> None:
    lines = json.dumps(register(event("a"), event("b")), indent=1).splitlines()
    at = max(n for n, line in enumerate(lines) if "probability_horizon" in line)
    lines[at] = lines[at].replace('"probability_horizon": 0.1', broken)
    file = tmp_path / "register.json"
    file.write_text("\n".join(lines))

    assert f': line {at + 1}: risk "b", {field}: ' in refusal(file)
