"""A database of each earlier release becomes one of this release, with its rows."""

import gzip
import sqlite3
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import psycopg
import pytest

from tests.postgres import running_postgres
from tests.upgrade.dump import FOLDER, manage

pytestmark = pytest.mark.integration
ROWS = """SELECT (SELECT count(*) FROM risks_risk), (SELECT count(*) FROM risks_case),
    (SELECT count(*) FROM risks_docketentry), (SELECT count(*) FROM risks_deadline)"""


def dumps(database: str) -> list[Path]:
    return sorted(FOLDER.glob(f"*-{database}.sql.gz"))


def text_of(dump: Path) -> str:
    return gzip.decompress(dump.read_bytes()).decode()


@pytest.fixture
def server() -> Iterator[str]:
    with running_postgres() as address:
        yield address


def test_there_is_a_dump_of_a_release_for_each_database() -> None:
    assert dumps("sqlite")
    assert len(dumps("sqlite")) == len(dumps("postgresql"))


@pytest.mark.parametrize("dump", dumps("sqlite"), ids=lambda dump: dump.name)
def test_a_sqlite_database_is_upgraded_with_its_rows(
    dump: Path, tmp_path: Path
) -> None:
    path = tmp_path / "old.sqlite3"
    with sqlite3.connect(path) as old:
        # The tables' checks call functions that Django defines.
        import_module("django.db.backends.sqlite3._functions").register(old)
        old.executescript(text_of(dump))
        before = old.execute(ROWS).fetchone()

    manage("migrate", "--verbosity=0", database=f"sqlite:///{path}")
    manage("migrate", "--check", "--verbosity=0", database=f"sqlite:///{path}")

    with sqlite3.connect(path) as new:
        assert new.execute(ROWS).fetchone() == before
        assert new.execute("PRAGMA foreign_key_check").fetchall() == []
    assert all(before)


@pytest.mark.parametrize("dump", dumps("postgresql"), ids=lambda dump: dump.name)
def test_a_postgresql_database_is_upgraded_with_its_rows(
    dump: Path, server: str
) -> None:
    with psycopg.connect(server) as old:
        old.execute(text_of(dump).encode())
    with psycopg.connect(server) as old:
        before = old.execute(ROWS).fetchone()

    manage("migrate", "--verbosity=0", database=server)
    manage("migrate", "--check", "--verbosity=0", database=server)

    with psycopg.connect(server) as new:
        assert new.execute(ROWS).fetchone() == before
    assert before
    assert all(before)
