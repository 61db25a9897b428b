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
