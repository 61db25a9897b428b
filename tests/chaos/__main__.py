"""`bin/chaos`: see docs/understand/reminders.md."""

import argparse
import os
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
django.setup()

from tests.chaos.report import holds, lines  # noqa: E402
from tests.chaos.run import Options, conduct  # noqa: E402


def main() -> int:
    outcome = conduct(_options())
    for line in lines(outcome):
        sys.stdout.write(f"{line}\n")
    return 0 if holds(outcome) else 1


def _options() -> Options:
    parser = argparse.ArgumentParser(
        prog="bin/chaos", description="Break everything and count the reminders."
    )
    parser.add_argument("--reminders", type=_at_least(50), default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for logs and notes")
    parser.add_argument(
        "--since", type=float, default=time.time(), help=argparse.SUPPRESS
    )
    given = parser.parse_args()
    if given.minutes < 1:
        parser.error("--minutes: at least 1")
    return Options(
        reminders=given.reminders,
        seed=given.seed,
        database=given.database,
        minutes=given.minutes,
        ends_at=given.since + given.minutes * 60,
        keep=given.keep,
    )


def _at_least(least: int) -> "type[int]":
    def read(text: str) -> int:
        number = int(text)
        if number < least:
            raise argparse.ArgumentTypeError(f"at least {least}, not {number}")
        return number

    return read  # type: ignore[return-value]


if __name__ == "__main__":
    raise SystemExit(main())
