"""`manage.py simulate`: a register file priced without a database."""

import json
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.engine.exposure.registers import (
    event,
    governance,
    injunction,
    price_war,
    register,
    suit,
)
from tests.place import ROOT

KEYS = [
    *("expected", "p_positive", "p50", "p90", "p95", "p99", "tvar95", "tvar99"),
    *("score", "p_over_appetite", "intervals", "exact"),
]


def written(tmp_path: Path, document: object) -> Path:
    file = tmp_path / "register.json"
    file.write_text(json.dumps(document), "utf-8")
    return file


def simulate(file: Path | str, **options: Any) -> str:
    out = StringIO()
    call_command("simulate", str(file), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def refusal(file: Path | str, **options: Any) -> str:
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("simulate", str(file), stdout=out, **options)
    assert refused.value.returncode == 2
    assert out.getvalue() == ""
    return str(refused.value)


def run(*arguments: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
    """The real command, where no database could be reached."""
    return subprocess.run(
        [sys.executable, "manage.py", "simulate", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
    )


def test_json_has_the_documented_keys(tmp_path: Path) -> None:
    file = written(
        tmp_path, register(event("a"), event("b"), trials=1024, appetite=2e6)
    )

    found = json.loads(simulate(file, json=True))

    assert list(found) == ["risks", "natures", "portfolio", "engine", "hash"]
    assert list(found["risks"]) == ["a", "b"]
    assert list(found["portfolio"]) == list(found["risks"]["a"]) == KEYS
    assert re.fullmatch("[0-9a-f]{64}", found["hash"])


def test_natures_have_subtotals_and_value_is_beside_them(tmp_path: Path) -> None:
    tiers = [
        {"name": "fine", "q": 0.5, "loss": 100_000},
        {"name": "delisting", "q": 0.5, "loss": 90_000_000, "nature": "value"},
    ]
    risks = [event(), governance(tiers=tiers)]
    file = written(tmp_path, register(*risks, trials=1024, appetite=2e6))

    found = json.loads(simulate(file, json=True))

    natures, whole = found["natures"], found["portfolio"]
    assert list(natures) == ["liability", "lost_profit", "value"]
    cash = natures["liability"]["expected"] + natures["lost_profit"]["expected"]
    assert cash == pytest.approx(whole["expected"], abs=0.01)
    assert natures["value"]["expected"] > whole["expected"]
    assert set(whole) - set(natures["value"]) == {"score", "p_over_appetite"}
    assert "nature: value" in simulate(file)


def test_money_is_a_number_of_currency_units(tmp_path: Path) -> None:
    file = written(tmp_path, register(suit(), trials=1024))

    assert json.loads(simulate(file, json=True))["portfolio"]["expected"] == 5_967_900


def test_the_order_of_the_risks_does_not_change_the_hash(tmp_path: Path) -> None:
    risks = [event("a"), event("b", rate_per_year=1), suit()]

    one = simulate(written(tmp_path, register(*risks, trials=1024)), json=True)
    other = simulate(written(tmp_path, register(*risks[::-1], trials=1024)), json=True)

    assert json.loads(one)["hash"] == json.loads(other)["hash"]
    assert json.loads(one)["portfolio"] == json.loads(other)["portfolio"]


def test_the_table_shows_every_risk_and_the_portfolio(tmp_path: Path) -> None:
    table = simulate(written(tmp_path, register(suit(), event("資料外洩"))))

    assert "USD, 36 months" in table
    assert "5,967,900.00" in table
    assert [line.split()[-1] for line in table.splitlines()[3:8]] == [
        "suit",
        "資料外洩",
        "liability",
        "lost_profit",
        "portfolio",
    ]


def test_the_table_says_what_is_exact_and_where_the_rest_lies(tmp_path: Path) -> None:
    table = simulate(written(tmp_path, register(suit(), event("fire"))))

    _, ranges = table.split("95 % confidence of what is simulated\n")
    _, of_suit, of_fire, _ = ranges.splitlines()[:4]
    assert of_fire.split() == ["exact", "exact", "exact", "fire"]
    low, high = (float(cell.replace(",", "")) for cell in of_suit.split()[:2])
    assert 0 < low < high
    assert "suits and injunctions are valued to their end" in table


def test_the_table_speaks_of_an_appetite_only_where_one_is_set(tmp_path: Path) -> None:
    without = simulate(written(tmp_path, register(event(), trials=16)))
    with_one = simulate(written(tmp_path, register(event(), trials=16, appetite=2e6)))

    assert "appetite" not in without
    assert "appetite 2,000,000.00" in with_one
    assert "P(> appetite)" in with_one


def test_cautions_do_not_disturb_the_json(tmp_path: Path) -> None:
    file = written(tmp_path, register(price_war(cut=0.6), trials=16))
    out, notes = StringIO(), StringIO()

    call_command("simulate", str(file), json=True, stdout=out, stderr=notes)

    assert json.loads(out.getvalue())
    assert notes.getvalue().startswith('Note: risk "price-war": cut is 60 %')


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.json").endswith(
        "none.json: cannot be read: No such file or directory"
    )
    assert "cannot be read: Is a directory" in refusal(tmp_path)


def test_what_is_not_json_is_named_by_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "register.json"
    file.write_text('{"currency": "USD",\n  "capacity" 5}')

    assert refusal(file) == (
        f"{file}: line 2, column 14: not JSON: Expecting ':' delimiter"
    )


def test_what_is_not_utf_8_is_named_by_its_byte(tmp_path: Path) -> None:
    file = tmp_path / "register.json"
    file.write_bytes(b'{"currency": "\xff"}')

    assert refusal(file) == f"{file}: is not UTF-8: byte 15"


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    file = written(tmp_path, register(event(), trials=16))
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())

    assert "portfolio" in simulate(file)


@pytest.mark.parametrize(
    ("risk", "line"),
    [
        (event("a", probability=0.1), 'risk "a", probability: does not say over which'),
        (event("a", probability_horizon=7), 'risk "a", probability_horizon: must be'),
        (event("a", severity=float("nan")), 'risk "a", severity: must be from 0 to'),
        (event("a", severity="5"), 'risk "a", severity: must be a number or one of'),
        (event("a", severity={"pert": [2, 1, 3]}), 'risk "a", severity.pert: must'),
    ],
)
def test_a_bad_risk_is_named_with_its_field(
    tmp_path: Path, risk: object, line: str
) -> None:
    file = written(tmp_path, register(risk))  # type: ignore[arg-type]

    assert refusal(file).startswith(f"{file}: line 1: {line}")
    assert "\n" not in refusal(file)


@pytest.mark.integration
def test_the_command_reads_standard_input_and_needs_no_database() -> None:
    done = run("-", "--json", stdin=json.dumps(register(event(), trials=16)))

    assert (done.returncode, done.stderr) == (0, "")
    assert list(json.loads(done.stdout)["risks"]) == ["event"]


@pytest.mark.integration
def test_a_refusal_is_one_line_and_exit_code_two() -> None:
    done = run("-", "--json", stdin=json.dumps(register(event("a", severity=-1))))

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert '-: line 1: risk "a", severity: must be from 0 to' in done.stderr


@pytest.mark.integration
@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "the following arguments are required: FILE.json"),
        (["-", "--tornado"], "argument --tornado: expected one argument"),
        (["-", "--what-if"], "argument --what-if: expected one argument"),
        (["-", "b.json"], "unrecognized arguments: b.json"),
    ],
)
def test_arguments_that_make_no_sense_are_one_line_too(
    arguments: list[str], line: str
) -> None:
    done = run(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.rstrip("\n") == f"Error: {line}"


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
