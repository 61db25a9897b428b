"""A minute of chaos in every run of the tests; `bin/chaos` is the long one."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.integration.waiting import PATIENCE_SECONDS
from tests.place import ROOT

pytestmark = pytest.mark.integration

REMINDERS = 500
SEED = 7


@pytest.fixture(scope="module")
def told() -> tuple[str, dict[str, Any]]:
    """What it printed, and its last line."""
    options = ("--reminders", str(REMINDERS), "--seed", str(SEED), "--minutes", "1")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.chaos", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.stdout, done.stderr
    return done.stdout, json.loads(done.stdout.splitlines()[-1])


def test_no_reminder_is_lost_whatever_dies(told: tuple[str, dict[str, Any]]) -> None:
    said, figures = told

    assert figures["laws_broken"] == [], said
    assert figures["lost"] == 0
    assert figures["sent"] == figures["required"] >= REMINDERS
    assert figures["kills"] > 0


def test_repeats_are_explained_by_faults(told: tuple[str, dict[str, Any]]) -> None:
    _, figures = told

    assert figures["extra_copies"] <= figures["ambiguous"] + figures["kills"]


def test_three_broken_products_are_found_out(
    told: tuple[str, dict[str, Any]],
) -> None:
    said, figures = told

    assert figures["mutants_caught"] == 3, said
    assert figures["controls_broken"] == []
